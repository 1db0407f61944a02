import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct UnknownBinTests {
    private static let names = ForecastCatalogue.models.map(\.name)

    private func model(_ name: String) throws -> any ForecastModel {
        try #require(ForecastCatalogue.models.first { $0.name == name })
    }

    /// One place where 20 come on working days and 80 at weekends; of some days nobody knows.
    private func week(days: Int, unknown: Set<Int>, seed: UInt64) throws -> CountTable<PublicAudience, Reported> {
        let calendar = try ForecastTables.calendar()
        let first = try #require(CivilDate(year: 2023, month: 1, day: 2))
        let bins = calendar.bins(
            .day, within: calendar.start(of: first)..<calendar.start(of: first.adding(days: days)))
        var random = Xoshiro256(seed: seed)
        return CountTable(
            places: [CountedPlace(id: "p", name: "Place")], bins: bins, categories: ["noise"],
            values: bins.indices.map { day in
                let count = random.count(day % 7 >= 5 ? 80 : 20)
                return unknown.contains(day) ? 0 : count
            }, isKnown: bins.indices.map { !unknown.contains($0) })
    }

    /// Unknown days lie before the fit and after it: a season shifted by one would say 20 on a Saturday or 80 on a Friday.
    ///
    /// Means of several weeks stray by half less than once in 10⁴ seeds, the naive guess of one day less than once in 200.
    @Test(arguments: names.filter { !["cell_mean", "croston_sba", "tsb"].contains($0) })
    func unknownDaysDoNotShiftTheWeek(_ name: String) throws {
        let table = try week(days: 154, unknown: [20, 51, 52, 90, 128, 135, 136, 138], seed: 901)
        let calendar = try ForecastTables.calendar()
        var fit = try model(name).fit(CountHistory(of: table, in: calendar, end: 126, horizon: 7), horizon: 7)
        let later = CountHistory(of: table, in: calendar, end: 147, horizon: 7)
        fit.advance(to: later)
        for (step, forecasts) in fit.forecast(later, horizon: 7).enumerated() {
            let usual: Double = step >= 5 ? 80 : 20
            #expect((0.4 * usual...2.2 * usual).contains(forecasts[0].mean))
        }
    }

    /// One known day of some 20 counts: nothing may be expected to be ten times as much.
    @Test(arguments: names)
    func aHistoryThatHasJustBegunIsForecastSoberly(_ name: String) throws {
        let table = try week(days: 44, unknown: Set(0..<40), seed: 902)
        let calendar = try ForecastTables.calendar()
        let history = CountHistory(of: table, in: calendar, end: 41, horizon: 3)
        #expect(history.covered == [40])
        for forecasts in try model(name).fit(history, horizon: 3).forecast(history, horizon: 3) {
            #expect(forecasts[0].mean < 400)
        }
    }

    @Test func nothingIsForecastBeforeAnythingIsKnown() throws {
        let table = try week(days: 100, unknown: Set(0..<50), seed: 903)
        var origins: [Int] = []
        let test = Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[80].start, testUntil: table.bins[99].end, horizon: 1,
            step: 1, refit: 14, models: [SeasonalNaive(), CellMean(), PlaceShares()])
        _ = try test.roll(
            over: table, in: try ForecastTables.calendar(), stopwatch: nil, progress: { _, _ in },
            inspect: { origin, _, _ in origins.append(origin) })
        #expect(origins.first == 51 && origins.last == 99)
    }

    /// Levels before their first count, as in the first steps of estimating dispersion: a rate of 10⁷ otherwise.
    @Test func aLevelThatHasSeenNothingExpectsHardlyAnything() throws {
        let table = try week(days: 60, unknown: [], seed: 904)
        let history = CountHistory(of: table, in: try ForecastTables.calendar(), end: 60, horizon: 0)
        let levels = CategoryLevels(fitting: history, lag: 1)
        #expect(levels.expected(0, history.calendar[0]) > 5)
        #expect((0.001...0.1).contains(levels.restarted().expected(0, history.calendar[0])))
    }

    /// Eight years of 100 a place and year; half of that was expected where no half-life fits into a year.
    @Test(arguments: ["smoothed_shares", "self_exciting", "boosted_trees"])
    func yearsAreForecastWhole(_ name: String) throws {
        let calendar = try ForecastTables.calendar()
        let days = try (2014...2022).map { year in
            calendar.start(of: try #require(CivilDate(year: year, month: 1, day: 1)))
        }
        let bins = calendar.bins(.year, within: days[0]..<days[8])
        var random = Xoshiro256(seed: 905)
        let table = CountTable<PublicAudience, Reported>(
            places: (0..<3).map { CountedPlace(id: "p\($0)", name: "Place \($0)") }, bins: bins, categories: ["noise"],
            values: (0..<bins.count * 3).map { _ in random.count(100) })
        let history = CountHistory(of: table, in: calendar, end: bins.count - 1, horizon: 1)
        let sum = try model(name).fit(history, horizon: 1).forecast(history, horizon: 1)[0].reduce(0) { $0 + $1.mean }
        #expect((240...360).contains(sum))
    }
}
