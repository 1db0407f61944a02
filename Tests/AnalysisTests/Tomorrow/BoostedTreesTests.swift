import Foundation
import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct BoostedTreesTests {
    /// A city of four places where 6 are expected after a day with fewer than 4, and 1 otherwise.
    private func swinging(days: Int, seed: UInt64) throws -> CountTable<PublicAudience, Reported> {
        let plain = try ForecastTables.city(days: days, places: 4, categories: ["noise", "litter"], seed: seed)
        var random = Xoshiro256(seed: seed)
        var values = [Double](repeating: 0, count: plain.values.count)
        for index in values.indices { values[index] = random.count(index < 8 || values[index - 8] >= 4 ? 1 : 6) }
        return CountTable(places: plain.places, bins: plain.bins, categories: plain.categories, values: values)
    }

    /// 60 test days of 8 figures, whose gain of some .5 nat a figure is more than 10 standard errors.
    @Test func whatTheMixMissesIsLearned() throws {
        let table = try swinging(days: 400, seed: 1001)
        let report = try Backtest(
            trainUntil: table.bins[320].start, testFrom: table.bins[340].start, testUntil: table.bins[399].end,
            horizon: 1, step: 1, refit: 0,
            models: [SeasonalNaive(), CellMean(), PlaceShares(.halves(halfLife: 120)), BoostedTrees()]
        ).run(table, in: try ForecastTables.calendar())
        let scores = report.models.map { $0.scores[0].logScore }
        #expect(scores[3] < scores[2] - 0.25)
        // Knowing the truth, 1 or 6, would score 1.8.
        #expect(scores[3] < 2.1)
    }

    @Test func theSameHistoryGivesTheSameForecasts() throws {
        let table = try swinging(days: 200, seed: 1002)
        let history = CountHistory(of: table, in: try ForecastTables.calendar(), end: 190, horizon: 3)
        func forecasts(seed: UInt64) throws -> [[CountForecast]] {
            try BoostedTrees(seed: seed).fit(history, horizon: 3).forecast(history, horizon: 3)
        }
        let once = try forecasts(seed: 1)
        #expect(try forecasts(seed: 1) == once)
        #expect(try forecasts(seed: 2) != once)
    }

    @Test func aHistoryTooShortForTreesIsForecastByTheMix() throws {
        let table = try swinging(days: 130, seed: 1003)
        let calendar = try ForecastTables.calendar()
        func isMix(_ model: BoostedTrees, _ days: Int) throws -> Bool {
            let history = CountHistory(of: table, in: calendar, end: days, horizon: 2)
            let mix = PlaceShares(.halves(halfLife: 120)).fit(history, horizon: 2).forecast(history, horizon: 2)
            return try model.fit(history, horizon: 2).forecast(history, horizon: 2) == mix
        }
        #expect(try isMix(BoostedTrees(), 60))
        #expect(try isMix(BoostedTrees(mostRows: 100), 120))
        #expect(try !isMix(BoostedTrees(), 120))
    }

    /// A city's day of 26 events is estimated from a hundred days and more, within 10 %: by a third is far outside.
    @Test func treesFromADrawOfTheRowsExpectAsMuch() throws {
        let table = try ForecastTables.city(days: 400, seed: 1004)
        let history = CountHistory(of: table, in: try ForecastTables.calendar(), end: 393, horizon: 7)
        let sums = try [1500, 300_000].map { rows in
            try BoostedTrees(mostRows: rows).fit(history, horizon: 7).forecast(history, horizon: 7)
                .reduce(0) { $0 + $1.reduce(0) { $0 + $1.mean } }
        }
        #expect(abs(log(sums[0] / sums[1])) < 0.3)
        let came = (365..<393).reduce(0) { $0 + history.totals($1).reduce(0, +) } / 4
        #expect(abs(log(sums[1] / came)) < 0.3)
    }

    /// One place and one category without a position, 20 on working days and 80 at weekends, every ninth day unknown.
    ///
    /// Means by half off are 20 standard errors off.
    @Test func oneSeriesWithUnknownDaysKeepsItsWeek() throws {
        let plain = try ForecastTables.city(days: 700, places: 1, categories: ["noise"], seed: 1005)
        var random = Xoshiro256(seed: 1005)
        let values = plain.bins.indices.map { random.count($0 % 7 >= 5 ? 80 : 20) }
        let isKnown = plain.bins.indices.map { $0 % 9 != 4 }
        let table = CountTable<PublicAudience, Reported>(
            places: [CountedPlace(id: "p", name: "Place")], bins: plain.bins, categories: plain.categories,
            values: zip(values, isKnown).map { $1 ? $0 : 0 }, isKnown: isKnown)
        let calendar = try ForecastTables.calendar()
        var fit = try BoostedTrees().fit(CountHistory(of: table, in: calendar, end: 650, horizon: 7), horizon: 7)
        let later = CountHistory(of: table, in: calendar, end: 686, horizon: 7)
        fit.advance(to: later)
        for (step, forecasts) in fit.forecast(later, horizon: 7).enumerated() {
            let usual: Double = step >= 5 ? 80 : 20
            #expect((0.7 * usual...1.4 * usual).contains(forecasts[0].mean))
        }
    }
}
