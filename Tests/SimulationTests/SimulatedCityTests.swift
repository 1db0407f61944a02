import Simulation
import Testing

@Suite struct SimulatedCityTests {
    @Test func twoRunsOfASeedGiveTheSameBytes() throws {
        let from = CalendarDay(2024, 3, 25)
        let to = CalendarDay(2024, 4, 7)
        let first = try SimulatedCity(seed: 7, from: from, to: to)
        let second = try SimulatedCity(seed: 7, from: from, to: to)
        #expect(StandardCity.digests(of: first) == StandardCity.digests(of: second))
    }

    @Test func anotherSeedChangesEveryFile() throws {
        let from = CalendarDay(2024, 3, 25)
        let to = CalendarDay(2024, 4, 7)
        let first = StandardCity.digests(of: try SimulatedCity(seed: 7, from: from, to: to))
        let second = StandardCity.digests(of: try SimulatedCity(seed: 8, from: from, to: to))
        #expect(first.count == 7)
        for (one, other) in zip(first, second) { #expect(one != other) }
    }

    @Test func aShorterPeriodIsAPartOfALongerOne() throws {
        let day = CalendarDay(2024, 7, 10)
        let short = try SimulatedCity(seed: SimulatedCity.standardSeed, from: day, to: day)
        let alone = short.calls(on: day)
        let whole = StandardCity.city.calls(on: day)
        #expect(alone.count > 300)
        #expect(alone.map(\.instant) == whole.map(\.instant))
        #expect(alone.map(\.position) == whole.map(\.position))
        let start = ParisClock.start(of: day)
        let hour = StandardCity.city.weather.hours.first { $0.start == start }
        #expect(short.weather.hours.first?.temperature == hour?.temperature)
    }

    @Test(arguments: [
        (CalendarDay(2023, 12, 31), CalendarDay(2024, 2, 1)), (CalendarDay(2027, 8, 1), CalendarDay(2027, 9, 1)),
        (CalendarDay(2024, 5, 2), CalendarDay(2024, 5, 1)),
    ])
    func aPeriodOutsideTheCalendarIsRefused(from: CalendarDay, to: CalendarDay) {
        #expect(throws: PeriodNotCovered.self) { try SimulatedCity(seed: 1, from: from, to: to) }
    }

    @Test func theDaysToComeMustBeInTheCalendarToo() throws {
        let day = CalendarDay(2027, 8, 10)
        let city = try SimulatedCity(seed: 1, from: day, to: day, looksAhead: true)
        #expect(city.coming?.days == CalendarDay(2027, 8, 11)...CalendarDay(2027, 8, 31))
        let next = day.advanced(by: 1)
        let error = #expect(throws: PeriodNotCovered.self) {
            try SimulatedCity(seed: 1, from: next, to: next, looksAhead: true)
        }
        #expect(error?.fillable == CalendarDay(2024, 1, 1)...day)
        #expect(try SimulatedCity(seed: 1, from: next, to: next).coming == nil)
    }

    /// FNV-1a, 64 bits, of the files that the city wrote when its calendar ended with 2025.
    private static let digestsOf2024And2025: [UInt64] = [
        0x97A3_79DE_B66C_2658, 0xCF53_F8D4_8AAC_079E, 0x2D92_8A3C_A6B4_EF75, 0x2E99_FCE7_3351_4DE3,
        0x93C0_539D_4DEF_4E7C, 0x5880_0B0F_F368_6275, 0x0F7B_9B94_DCF5_A817,
    ]

    @Test func aLongerCalendarLeavesEveryByteOf2024And2025AsItWas() {
        #expect(StandardCity.digests(of: SimulatedCity.standard) == Self.digestsOf2024And2025)
    }

    @Test func aLongerPeriodBeginsWithTheRowsOfTheShorterOne() throws {
        let longer = try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2024, 1, 1), to: CalendarDay(2026, 1, 7))
        let incidents = StandardCity.digest(ofFirst: 70_807_183) { longer.writeIncidents(to: $0) }
        let weather = StandardCity.digest(ofFirst: 691_029) { longer.writeWeather(to: $0) }
        #expect(incidents.hash == Self.digestsOf2024And2025[2] && incidents.bytes > 70_807_183)
        #expect(weather.hash == Self.digestsOf2024And2025[4] && weather.bytes > 691_029)
    }

    @Test func aDayOf2026IsTheSameWhateverTheLastDayIs() throws {
        let day = CalendarDay(2026, 11, 20)
        let cities = try [CalendarDay(2026, 11, 20), CalendarDay(2026, 11, 25), CalendarDay(2027, 5, 31)].map {
            try SimulatedCity(seed: SimulatedCity.standardSeed, from: CalendarDay(2026, 11, 1), to: $0)
        }
        let calls = cities.map { $0.calls(on: day) }
        #expect(calls[0].count > 300)
        for other in calls.dropFirst() {
            #expect(other.map(\.instant) == calls[0].map(\.instant))
            #expect(other.map(\.position) == calls[0].map(\.position))
        }
    }

    @Test func twoYearsAreMadeWithinTheTimeBudget() throws {
        // Unoptimised code gets a week of calls, for what it is worth; the budget of 8 seconds is that of a release.
        #if DEBUG
            let to = CalendarDay(2024, 1, 7)
            let budget = Duration.seconds(60)
        #else
            let to = CalendarDay(2025, 12, 31)
            let budget = Duration.seconds(8)
        #endif
        var digests: [UInt64] = []
        let time = try ContinuousClock().measure {
            digests = StandardCity.digests(of: try SimulatedCity(seed: 3, from: CalendarDay(2024, 1, 1), to: to))
        }
        #expect(digests.count == 7)
        #expect(time < budget)
    }
}
