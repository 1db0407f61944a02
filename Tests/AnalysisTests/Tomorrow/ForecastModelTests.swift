import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct ForecastModelTests {
    private static let names = ForecastCatalogue.models.map(\.name)

    private func model(_ name: String) throws -> any ForecastModel {
        try #require(ForecastCatalogue.models.first { $0.name == name })
    }

    @Test func modelsHaveNamesOfTheirOwn() {
        #expect(Set(Self.names).count == Self.names.count)
        #expect(Set(Backtest.baselines).isSubset(of: Self.names))
    }

    @Test(arguments: names)
    func shufflingTheFutureChangesNoPastForecastByABit(_ name: String) throws {
        let model = try model(name)
        let calendar = try ForecastTables.calendar()
        let table = try ForecastTables.city(days: 120, places: 6, seed: 40)
        let other = ForecastTables.shuffled(table, from: 90, seed: 41)
        #expect(table.values != other.values)
        var forecasts: [[[CountForecast]]] = []
        for counts in [table, other] {
            var fit = try model.fit(CountHistory(of: counts, in: calendar, end: 80, horizon: 3), horizon: 3)
            let later = CountHistory(of: counts, in: calendar, end: 90, horizon: 3)
            fit.advance(to: later)
            forecasts.append(fit.forecast(later, horizon: 3))
        }
        #expect(forecasts[0] == forecasts[1])
        #expect(forecasts[0].count == 3 && forecasts[0].allSatisfy { $0.count == 12 })
    }

    @Test(arguments: names)
    func aFitThatMovedOnIsAtTheEndOfItsHistory(_ name: String) throws {
        let model = try model(name)
        let calendar = try ForecastTables.calendar()
        let table = try ForecastTables.city(days: 120, places: 6, seed: 42)
        // Forty events more a day in the last days must move every forecast.
        var values = table.values
        let size = table.places.count * table.categories.count
        for bin in 100..<110 { values[bin * size + 5] += 40 }
        let risen = CountTable<PublicAudience, Reported>(
            places: table.places, bins: table.bins, categories: table.categories, values: values)
        var means: [Double] = []
        for counts in [table, risen] {
            var fit = try model.fit(CountHistory(of: counts, in: calendar, end: 100, horizon: 1), horizon: 1)
            let later = CountHistory(of: counts, in: calendar, end: 110, horizon: 1)
            fit.advance(to: later)
            means.append(fit.forecast(later, horizon: 1)[0][5].mean)
        }
        // Smoothing may have chosen to follow slowly.
        #expect(means[1] > 1.05 * means[0])
    }

    @Test(arguments: names)
    func everyForecastIsADistribution(_ name: String) throws {
        let calendar = try ForecastTables.calendar()
        var table = try ForecastTables.city(days: 100, places: 5, seed: 43)
        // A place where nothing ever came, and days that nobody knows.
        var values = table.values
        let size = table.places.count * table.categories.count
        for bin in table.bins.indices { values[bin * size + 4] = 0 }
        table = CountTable(
            places: table.places, bins: table.bins, categories: table.categories, values: values,
            isKnown: table.bins.indices.map { $0 % 17 != 3 })
        let history = CountHistory(of: table, in: calendar, end: 90, horizon: 10)
        let steps = try model(name).fit(history, horizon: 10).forecast(history, horizon: 10)
        for forecasts in steps {
            for forecast in forecasts {
                let sum = (0..<400).reduce(0) { $0 + forecast.probability($1) }
                #expect(abs(sum - 1) < 1e-6)
                #expect(forecast.mean > 0 && forecast.logProbability(2) > -.infinity)
            }
            // The naive guess knows one day, and half of it from the other places.
            if name != "seasonal_naive" { #expect(forecasts[4].mean < 0.6) }
        }
    }

    /// 60 test days of 24 figures: the gain of .1 nat and more that these models have here is 8 deviations and more.
    @Test(arguments: [
        "smoothed_shares", "self_exciting", "self_exciting_regression", "hierarchical_regression", "seasonal_smoothing",
        "boosted_trees",
    ])
    func whatKnowsTheWeekAndTheLevelBeatsTheUsual(_ name: String) throws {
        let table = try ForecastTables.city(days: 360, seed: 44)
        let report = try Backtest(
            trainUntil: table.bins[280].start, testFrom: table.bins[300].start, testUntil: table.bins[359].end,
            horizon: 1, step: 1, refit: 28, models: [CellMean(), try model(name)]
        ).run(table, in: try ForecastTables.calendar())
        let scores = report.models.map { $0.scores[0] }
        #expect(scores[1].logScore < scores[0].logScore - 0.05)
        let skill = try #require(scores[1].skill.first)
        #expect(skill.logScoreGainLow > 0 && (skill.p ?? 1) < 0.001)
        #expect(abs((scores[1].coverage80 ?? 0) - 0.8) < 0.05)
    }

    /// 300 days of 24 figures: the ratio's logarithm has a standard error below .05, so that it strays as far as the range
    /// allows less than once in 10⁴ seeds.
    @Test(arguments: ["hierarchical_regression", "self_exciting_regression"])
    func aDayThatIsForeseenToBeHotIsForecastHigher(_ name: String) throws {
        let calendar = try ForecastTables.calendar()
        let plain = try ForecastTables.city(days: 304, seed: 45)
        var random = Xoshiro256(seed: 46)
        // Of the two days ahead, a Tuesday and a Wednesday, the second is hot.
        var isHot = plain.bins.indices.map { _ in random.uniform() < 0.2 }
        (isHot[302], isHot[303]) = (false, true)
        let size = plain.places.count * plain.categories.count
        let values = plain.values.enumerated().map { isHot[$0.offset / size] ? 2 * $0.element : $0.element }
        let table = CountTable<PublicAudience, Reported>(
            places: plain.places, bins: plain.bins, categories: plain.categories, values: values,
            covariates: [
                Covariate(
                    name: "hot", values: isHot.flatMap { Array(repeating: $0 ? 1 : 0, count: plain.places.count) })
            ])
        #expect(BinCalendar(table.bins[302], in: calendar).group == BinCalendar(table.bins[303], in: calendar).group)
        let history = CountHistory(of: table, in: calendar, end: 302, horizon: 2)
        let steps = try model(name).fit(history, horizon: 2).forecast(history, horizon: 2)
        let sums = steps.map { $0.reduce(0) { $0 + $1.mean } }
        #expect((1.6...2.5).contains(sums[1] / sums[0]))
    }
}
