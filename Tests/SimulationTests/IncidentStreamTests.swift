import Simulation
import Testing

@Suite struct IncidentStreamTests {
    @Test func twoYearsHoldAboutFourHundredThousandCallsInOrder() {
        let count = StandardCity.calls.reduce(0) { $0 + $1.count }
        #expect((350_000...450_000).contains(count))
        for (day, calls) in zip(StandardCity.days, StandardCity.calls) {
            let instants = calls.map(\.instant)
            #expect(instants == instants.sorted())
            let span = ParisClock.start(of: day)..<ParisClock.start(of: day.advanced(by: 1))
            #expect(calls.allSatisfy { span.contains($0.instant) })
        }
    }

    @Test func aCallLiesInItsQuartier() {
        let quartiers = StandardCity.city.quartiers
        for day in stride(from: 0, to: 731, by: 73) {
            #expect(StandardCity.calls[day].allSatisfy { quartiers[$0.quartier].area.contains($0.position) })
        }
    }

    @Test func everyHourOfTheLongSundayHasCalls() {
        let day = CalendarDay(2024, 10, 27)
        let calls = StandardCity.calls[day.number - StandardCity.city.days.lowerBound.number]
        let counts = Dictionary(grouping: calls) { ($0.instant - ParisClock.start(of: day)) / 3600 }.mapValues(\.count)
        #expect(counts.count == 25)
        // The chance that one of the emptiest hours (mean above 6) has no call is below 25 × e^−6 < 7 %, but frozen.
        #expect((0..<25).allSatisfy { (counts[$0] ?? 0) > 0 })
    }

    @Test func countsAreMoreScatteredThanPoisson() throws {
        // Noise of plain winter Tuesdays and Wednesdays by quartier: variance above mean, as mean + mean²/6.
        let noise = try #require(StandardCity.category("BRU01"))
        var counts = [[Double]](repeating: [], count: 110)
        for (day, calls) in zip(StandardCity.days, StandardCity.calls) where [1, 2].contains(day.weekday) {
            guard [1, 2, 3, 11].contains(day.civil.month) else { continue }
            var today = [Double](repeating: 0, count: 110)
            for call in calls where call.category == noise { today[call.quartier] += 1 }
            for quartier in today.indices { counts[quartier].append(today[quartier]) }
        }
        var excess = 0.0
        var squares = 0.0
        for list in counts {
            let mean = list.reduce(0, +) / Double(list.count)
            let variance = list.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(list.count - 1)
            excess += variance - mean
            squares += mean * mean
        }
        // A Poisson city would give 0 ± 0.03; the gamma of shape 6 gives 0.17, holidays and rain a little more.
        #expect((0.1...0.4).contains(excess / squares))
    }

    @Test func nightsBelongToMusicAndMorningsToParking() throws {
        let music = try #require(StandardCity.category("BRU02"))
        let parking = try #require(StandardCity.category("STA01"))
        var hours = [[Int]](repeating: [Int](repeating: 0, count: 24), count: IncidentCategory.all.count)
        for call in StandardCity.calls.prefix(365).joined() {
            hours[call.category][(call.instant + ParisClock.offset(at: call.instant)) % 86_400 / 3600] += 1
        }
        #expect(hours[music][23] > 8 * hours[music][9])
        #expect(hours[parking][8] > 4 * hours[parking][2])
    }

    @Test func hotDaysBringMoreNoise() throws {
        let noise = try #require(StandardCity.category("BRU01"))
        var hot = (days: 0.0, calls: 0.0)
        var mild = hot
        var highest: [CalendarDay: Int] = [:]
        for hour in StandardCity.city.weather.hours {
            let day = CalendarDay(number: (hour.start + ParisClock.offset(at: hour.start)) / 86_400)
            highest[day] = max(highest[day] ?? -999, hour.temperature)
        }
        for (day, calls) in zip(StandardCity.days, StandardCity.calls) where [7, 8].contains(day.civil.month) {
            let count = Double(calls.filter { $0.category == noise }.count)
            if (highest[day] ?? 0) > 320 {
                hot = (hot.days + 1, hot.calls + count)
            } else if (highest[day] ?? 0) < 270 {
                mild = (mild.days + 1, mild.calls + count)
            }
        }
        #expect(hot.days >= 5 && mild.days >= 5)
        #expect(hot.calls / hot.days > 1.12 * mild.calls / mild.days)
    }

    @Test func matchEveningsFillTheStreetsRoundTheStadium() throws {
        let parking = try #require(StandardCity.category("STA01"))
        let matches = StandardCity.city.events.filter { $0.kind == "match" }
        let added = StandardCity.calls.joined().filter { $0.cause == .event && $0.category == parking }
        let attendance = matches.reduce(0) { $0 + $1.attendance }
        #expect(added.count > attendance / 2500)
    }
}
