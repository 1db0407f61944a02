import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct AreaAccuracyTests {
    @Test func hitsAreSummedOverForecastsBesideWhatSoManyPlacesCouldHaveHeld() throws {
        var accuracy = AreaAccuracy(shares: [0.1, 0.3], places: 10)
        // Places 9, 8 and 7 are expected to have most; the second time place 0.
        accuracy.add(expected: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], came: [4, 0, 0, 0, 0, 0, 0, 0, 1, 3])
        accuracy.add(expected: [9, 0, 0, 0, 0, 0, 0, 0, 0, 0], came: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        let found = accuracy.found
        #expect(found.map(\.areaShare) == [0.1, 0.3])
        #expect(found.map(\.hitRate) == [5.0 / 10, 6.0 / 10])
        #expect(abs(found[0].index - 5) < 1e-12 && abs(found[1].index - 2) < 1e-12)
        #expect(found.map(\.efficiency) == [5.0 / 6, 6.0 / 10])
    }

    @Test func whatNoiseMadeNegativeIsNoneAndNoHitRatePassesOne() throws {
        var accuracy = AreaAccuracy(shares: [0.5], places: 4)
        accuracy.add(expected: [3, 2, 1, 0], came: [3, -5, 1, -2])
        #expect(accuracy.found.map(\.hitRate) == [0.75])
        var nothing = AreaAccuracy(shares: [0.5], places: 4)
        nothing.add(expected: [3, 2, 1, 0], came: [0, -5, 0, -2])
        #expect(nothing.found.isEmpty)
        var alone = AreaAccuracy(shares: [0.5], places: 1)
        alone.add(expected: [1], came: [1])
        #expect(alone.found.isEmpty)
    }

    /// A cell mean points at the same places whatever the bin, so one pointing for the horizon and one for each bin agree.
    @Test func aHorizonIsPointedAtOnce() throws {
        let table = try ForecastTables.city(days: 100, places: 8, categories: ["noise"], seed: 63)
        let calendar = try ForecastTables.calendar()
        let found = try Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[70].start, testUntil: table.bins[97].end,
            horizon: 7, step: 7, refit: 7, models: [CellMean()], areaShares: [0.25]
        ).run(table, in: calendar)
        let scores = try #require(found.models.first?.scores.first)
        #expect(scores.pointed.count == 1 && scores.pointed[0].areaShare == 0.25)
        #expect(scores.pointed[0].hitRate == scores.pointedAhead[0].hitRate)
        var (caught, most, total) = (0.0, 0.0, 0.0)
        for origin in stride(from: 70, to: 98, by: 7) {
            func sums(_ bins: Range<Int>) -> [Double] {
                (0..<8).map { place in bins.reduce(0) { $0 + table.value(bin: $1, category: 0, place: place) } }
            }
            let (before, came) = (sums(0..<origin), sums(origin..<origin + 7))
            let order = before.indices.sorted { (-before[$0], $0) < (-before[$1], $1) }
            caught += came[order[0]] + came[order[1]]
            most += came.sorted(by: >).prefix(2).reduce(0, +)
            total += came.reduce(0, +)
        }
        #expect(scores.pointedAhead[0].hitRate == caught / total)
        #expect(abs(scores.pointedAhead[0].pei - caught / most) < 1e-12)
        // Best places of a week hold less than the best of each of its days.
        #expect(scores.pointedAhead[0].pei > scores.pointed[0].pei)
    }

    @Test func coverageIsToldWithItsInterval() throws {
        let table = try ForecastTables.city(days: 100, places: 8, seed: 64)
        let found = try Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[70].start, testUntil: table.bins[97].end,
            horizon: 1, step: 1, refit: 7, models: [CellMean()]
        ).run(table, in: try ForecastTables.calendar())
        for scores in try #require(found.models.first?.scores) {
            let ends = (try #require(scores.coverage80Low), try #require(scores.coverage80High))
            let coverage = try #require(scores.coverage80)
            #expect(ends.0 < coverage && coverage < ends.1)
            let widest = (try #require(scores.coverage95Low), try #require(scores.coverage95High))
            #expect(widest.0 > ends.0 && widest.1 <= 1)
        }
    }
}
