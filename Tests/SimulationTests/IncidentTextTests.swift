import Simulation
import Testing

@Suite struct IncidentTextTests {
    /// The file of calls over the autumn change of clocks, as fields of rows, with what was said of it.
    static func october() throws -> (rows: [[String]], delivery: IncidentDelivery, city: SimulatedCity) {
        let city = try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2024, 10, 21), to: CalendarDay(2024, 10, 31))
        var delivery: IncidentDelivery?
        let text = StandardCity.text { delivery = city.writeIncidents(to: $0) }
        let rows = text.split(separator: "\n").map { fields(of: $0) }
        return (rows, try #require(delivery), city)
    }

    /// The fields of a row, with the quotes of RFC 4180 taken off.
    static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var quoted = false
        for character in line {
            if character == "\"" {
                quoted.toggle()
            } else if character == ";" && !quoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    @Test func everyRowHasTenFieldsAndAUniqueNumberInOrder() throws {
        let (rows, delivery, _) = try Self.october()
        #expect(rows[0][0] == "numero" && rows[0][9] == "commentaire")
        let body = rows.dropFirst()
        #expect(body.count == delivery.rows)
        #expect(body.allSatisfy { $0.count == 10 })
        let numbers = body.map { $0[0] }
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == delivery.rows - delivery.repeatedNumber)
        #expect(numbers.first == "2024-000001")
    }

    @Test func faultsAreCountedToTheRow() throws {
        let (rows, delivery, city) = try Self.october()
        let codes = Set(IncidentCategory.all.map(\.code))
        var missing = 0
        var outside = 0
        var unknown = 0
        var unreadable = 0
        for row in rows.dropFirst() {
            if row[2].isEmpty || row[3].isEmpty {
                missing += 1
            } else if row[2] < "42,7" || row[2] > "43" || row[3] < "5,7" || row[3] > "6" || row[3].count > 8 {
                outside += 1
            }
            if !codes.contains(row[4]) { unknown += 1 }
            let parts = row[1].split(separator: "/")
            if parts.count != 3 || row[1].hasPrefix("31/02") || row[1].hasPrefix("00") { unreadable += 1 }
        }
        #expect(missing == delivery.withoutCoordinates)
        #expect(outside == delivery.outsideTheCity)
        #expect(unknown == delivery.unknownCode)
        #expect(unreadable == delivery.unreadableDate)
        let faulty = missing + outside + unknown + unreadable
        #expect(delivery.soundRows.reduce(0, +) + faulty + delivery.repeatedNumber == delivery.rows)
        #expect(missing > 20 && outside > 3)
        #expect(city.days.upperBound == CalendarDay(2024, 10, 31))
    }

    @Test func rowsFollowTheClockAndTheRepeatedHourComesTwice() throws {
        let (rows, _, _) = try Self.october()
        let sunday = rows.filter { $0.count > 1 && $0[1].hasPrefix("27/10/2024 ") }.map { String($0[1].suffix(8)) }
        let descents = zip(sunday, sunday.dropFirst()).filter { $0 > $1 }
        // The clock goes back once, from 02:59 to 02:00.
        #expect(descents.count == 1)
        #expect(descents.first?.0.hasPrefix("02") == true && descents.first?.1.hasPrefix("02") == true)
        let monday = rows.filter { $0.count > 1 && $0[1].hasPrefix("28/10/2024 ") }.map { $0[1] }
        #expect(monday == monday.sorted() && monday.count > 300)
    }

    @Test func telephonesAreOfTheBlockKeptForFiction() throws {
        let (rows, _, _) = try Self.october()
        #expect(rows.dropFirst().allSatisfy { $0[8].hasPrefix("01 99 00 ") && $0[8].count == 14 })
    }
}
