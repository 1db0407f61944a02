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
        (CalendarDay(2023, 12, 31), CalendarDay(2024, 2, 1)), (CalendarDay(2025, 12, 1), CalendarDay(2026, 1, 1)),
        (CalendarDay(2024, 5, 2), CalendarDay(2024, 5, 1)),
    ])
    func aPeriodOutsideTheCalendarIsRefused(from: CalendarDay, to: CalendarDay) {
        #expect(throws: PeriodNotCovered.self) { try SimulatedCity(seed: 1, from: from, to: to) }
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
