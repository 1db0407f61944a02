import Simulation
import Testing

@Suite struct ContextTextTests {
    @Test func theWeatherHasEveryHourOfTwoYears() {
        let rows = StandardCity.text { StandardCity.city.writeWeather(to: $0) }.split(separator: "\n")
        #expect(rows.count == 1 + 731 * 24)
        #expect(rows.contains { $0.hasPrefix("2024-10-27T02:00:00+02:00") })
        #expect(rows.contains { $0.hasPrefix("2024-10-27T02:00:00+01:00") })
        #expect(!rows.contains { $0.hasPrefix("2025-03-30T02") })
        let temperatures = StandardCity.city.weather.hours.map(\.temperature)
        #expect((-60...60).contains(temperatures.min() ?? 999))
        #expect((330...430).contains(temperatures.max() ?? 999))
    }

    @Test func countersHaveGapsAndNoNegativeCount() {
        let rows = StandardCity.text { StandardCity.city.writeCounters(to: $0) }.split(separator: "\n").dropFirst()
        let whole = 8 * 731 * 24
        #expect(rows.count < whole * 995 / 1000 && rows.count > whole * 93 / 100)
        let fields = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(fields.allSatisfy { $0.count == 6 })
        #expect(Set(fields.map { $0[0] }).count == 8)
        let empty = fields.filter { $0[5].isEmpty }.count
        #expect(empty > 100 && empty < 500)
        #expect(fields.allSatisfy { $0[5].isEmpty || (Int($0[5]) ?? -1) >= 0 })
    }

    @Test func theCalendarIsInOrderAndNamesTheMatches() {
        let rows = StandardCity.text { StandardCity.city.writeCalendar(to: $0) }.split(separator: "\n")
        #expect(rows[0] == "debut,fin,type,libelle,lieu,latitude,longitude,affluence_attendue")
        #expect(rows.filter { $0.contains(",jour_ferie,") }.count == 22)
        #expect(rows.filter { $0.contains(",vacances_scolaires,") }.count == 11)
        #expect(
            rows.filter { $0.contains(",match,") }.count == StandardCity.city.events.filter { $0.kind == "match" }.count
        )
    }
}
