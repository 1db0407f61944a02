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

    /// The city up to 25 November 2026, with what is known beforehand.
    private static func lookingAhead() throws -> SimulatedCity {
        try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2026, 10, 20), to: CalendarDay(2026, 11, 25),
            looksAhead: true)
    }

    @Test func theWeatherGoesOnForTwentyOneDaysThatSayTheyAreForeseen() throws {
        let city = try Self.lookingAhead()
        let rows = StandardCity.text { city.writeWeather(to: $0) }.split(separator: "\n")
        #expect(rows[0] == "debut,temperature_c,pluie_mm,vent_kmh,nature")
        let measured = rows.filter { $0.hasSuffix(",mesure") }
        let foreseen = rows.filter { $0.hasSuffix(",prevision") }
        // A night of 25 hours lies in the first 37 days.
        #expect(measured.count == 37 * 24 + 1 && foreseen.count == 21 * 24)
        #expect(rows.dropFirst() == measured[...] + foreseen)
        #expect(foreseen.first?.hasPrefix("2026-11-26T00:00:00+01:00,") == true)
        #expect(foreseen.last?.hasPrefix("2026-12-16T23:00:00+01:00,") == true)
        let plain = try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2026, 10, 20), to: CalendarDay(2026, 11, 25))
        let past = StandardCity.text { plain.writeWeather(to: $0) }.split(separator: "\n").dropFirst()
        #expect(measured.map { $0.dropLast(",mesure".count) } == Array(past))
    }

    @Test func theCalendarAnnouncesWhatComesAndLosesNothing() throws {
        let city = try Self.lookingAhead()
        let rows = StandardCity.text { city.writeCalendar(to: $0) }.split(separator: "\n")
        let later = try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2026, 10, 20), to: CalendarDay(2026, 12, 16))
        #expect(rows == StandardCity.text { later.writeCalendar(to: $0) }.split(separator: "\n"))
        let coming = try #require(city.coming)
        #expect(coming.days == CalendarDay(2026, 11, 26)...CalendarDay(2026, 12, 16))
        #expect(coming.events.contains { $0.kind == "match" } && coming.events.contains { $0.kind == "evenement" })
        #expect(coming.events.allSatisfy { coming.days.contains($0.day) && $0.attendance > 0 })
        #expect(city.events.allSatisfy { $0.day < coming.days.lowerBound })
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
