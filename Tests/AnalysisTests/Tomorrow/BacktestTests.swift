import Foundation
import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct BacktestTests {
    private func report(
        _ table: CountTable<PublicAudience, Reported>, horizon: Int = 1, step: Int = 1, from: Int = 70,
        until: Int = 100,
        models: [any ForecastModel] = [SeasonalNaive(), CellMean(), PlaceShares()]
    ) throws -> BacktestReport {
        try Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[from].start, testUntil: table.bins[until - 1].end,
            horizon: horizon, step: step, refit: 14, models: models
        ).run(table, in: try ForecastTables.calendar())
    }

    @Test func scoresOfAMeanAreThoseDoneByHand() throws {
        let table = try ForecastTables.city(days: 100, places: 4, categories: ["noise"], seed: 50)
        let found = try report(table, models: [CellMean()])
        var (logScore, squares, figures) = (0.0, 0.0, 0)
        for bin in 70..<100 {
            let sums = (0..<4).map { place in
                (0..<bin).reduce(0) { $0 + table.value(bin: $1, category: 0, place: place) }
            }
            let overall = sums.reduce(0, +) / Double(4 * bin)
            for place in 0..<4 {
                let law = Poisson(mean: (sums[place] + 0.1) / (Double(bin) + 0.1 / overall))
                let count = table.value(bin: bin, category: 0, place: place)
                logScore -= law.logProbability(Int(count))
                squares += (count - law.mean) * (count - law.mean)
                figures += 1
            }
        }
        let scores = try #require(found.models.first?.scores.first)
        #expect(found.setting.origins == 30 && scores.figures == figures)
        #expect(abs(scores.logScore - logScore / Double(figures)) < 1e-12)
        #expect(abs(scores.rmse - (squares / Double(figures)).squareRoot()) < 1e-12)
        #expect(scores.pit.reduce(0, +) == figures)
    }

    @Test func shufflingWhatComesAfterTheTestChangesNothing() throws {
        let table = try ForecastTables.city(days: 110, places: 5, seed: 51)
        let other = ForecastTables.shuffled(table, from: 100, seed: 52)
        #expect(try report(table, horizon: 3, step: 2) == report(other, horizon: 3, step: 2))
        let earlier = ForecastTables.shuffled(table, from: 90, seed: 52)
        #expect(try report(table) != report(earlier))
    }

    @Test func whatIsNotOverYetIsLearnedFromByNobody() throws {
        let table = try ForecastTables.city(days: 100, places: 4, seed: 58)
        let calendar = try ForecastTables.calendar()
        let test = Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[65].start, testUntil: table.bins[99].end, horizon: 4,
            step: 1, refit: 9, models: [SeasonalNaive(), CellMean(), PlaceShares()])
        var seen: [[Int: ([[[CountForecast]]], [[[Double]]])]] = [[:], [:]]
        for (run, counts) in [table, ForecastTables.shuffled(table, from: 80, seed: 59)].enumerated() {
            _ = try test.roll(over: counts, in: calendar, stopwatch: nil, progress: { _, _ in }) {
                seen[run][$0] = ($1, $2)
            }
        }
        // Origin 80 knows bins up to 79; the pool, and what intervals learn, no more than that either.
        for origin in 60...80 {
            let (once, again) = (try #require(seen[0][origin]), try #require(seen[1][origin]))
            #expect(once.0 == again.0 && once.1 == again.1, "origin \(origin)")
        }
        #expect(seen[0][90]?.0 != seen[1][90]?.0)
    }

    @Test func everyBinOfEveryHorizonInTheTestIsScored() throws {
        let table = try ForecastTables.city(days: 100, places: 3, seed: 53)
        let found = try report(table, horizon: 7, step: 7, from: 72, until: 100)
        #expect(found.setting.origins == 4)
        #expect(found.models.allSatisfy { $0.scores[0].figures == 28 * 6 })
        let cut = try report(table, horizon: 7, step: 7, from: 72, until: 98)
        #expect(cut.models.allSatisfy { $0.scores[0].figures == 26 * 6 })
        for model in found.models {
            for sum in [\BacktestReport.Scores.logScore, \.crps, \.poissonDeviance] {
                let parts = model.scores.dropFirst().map { $0[keyPath: sum] }
                #expect(abs(parts.reduce(0, +) / 2 - model.scores[0][keyPath: sum]) < 1e-9)
            }
        }
    }

    @Test func daysThatNobodyKnowsAreNotScored() throws {
        let table = try ForecastTables.city(days: 100, places: 3, seed: 54)
        let gaps = CountTable<PublicAudience, Reported>(
            places: table.places, bins: table.bins, categories: table.categories, values: table.values,
            isKnown: table.bins.indices.map { $0 != 75 && $0 != 30 })
        #expect(try report(gaps).models.allSatisfy { $0.scores[0].figures == 29 * 6 })
    }

    @Test func thePoolIsNoWorseThanItsBestMemberByMuch() throws {
        let table = try ForecastTables.city(days: 300, places: 8, seed: 55)
        let found = try report(table, from: 200, until: 300)
        let pool = try #require(found.models.last)
        #expect(pool.model == Backtest.pool)
        let best = found.models.dropLast().map { $0.scores[0].logScore }.min() ?? 0
        #expect(pool.scores[0].logScore < best + 0.005)
        for weights in try #require(pool.weights).values {
            #expect(abs(weights.values.reduce(0, +) - 1) < 1e-9)
            #expect((weights["seasonal_naive"] ?? 1) < 0.3)
        }
    }

    @Test func whatCantBeTestedIsExplained() throws {
        let table = try ForecastTables.city(days: 30, places: 2, seed: 56)
        let calendar = try ForecastTables.calendar()
        func run(_ from: Int64, _ until: Int64, _ table: CountTable<PublicAudience, Reported>) throws {
            _ = try Backtest(
                trainUntil: from, testFrom: from, testUntil: until, horizon: 1, step: 1, refit: 0, models: [CellMean()]
            ).run(table, in: calendar)
        }
        let (first, last) = (table.bins[0].start, table.bins[29].end)
        #expect(throws: BacktestError.nothingToLearnFrom) { try run(first, last, table) }
        #expect(throws: BacktestError.nothingToTestOn) {
            try run(table.bins[10].start, table.bins[10].start + 3600, table)
        }
        let halves = CountTable<PublicAudience, Reported>(
            places: table.places, bins: table.bins, categories: table.categories, values: table.values.map { $0 / 2 })
        #expect(throws: BacktestError.notCounts) { try run(table.bins[10].start, last, halves) }
    }

    @Test func aRunCanBeStopped() throws {
        struct Stop: Error {}
        let table = try ForecastTables.city(days: 100, places: 2, seed: 57)
        let test = Backtest(
            trainUntil: table.bins[60].start, testFrom: table.bins[60].start, testUntil: table.bins[99].end, horizon: 1,
            step: 1, refit: 0, models: [CellMean()])
        let calendar = try ForecastTables.calendar()
        #expect(throws: Stop.self) {
            try test.run(table, in: calendar, progress: { done, all in if 2 * done > all { throw Stop() } })
        }
    }

    /// 100 days of 20 figures: a share of 2,000 strays by .05 (5 deviations) once in 10⁶ seeds.
    @Test func noisedFiguresAreScoredByTheirOwnLaw() throws {
        let table = try ForecastTables.city(days: 300, places: 10, seed: 60)
        var random = Xoshiro256(seed: 61)
        let epsilon = 0.5
        let variance = 2 * exp(-epsilon) / pow(1 - exp(-epsilon), 2)
        let values = table.values.map { $0 + random.laplace(epsilon) }
        func scores(_ variances: [Double]?) throws -> BacktestReport.Scores {
            let noised = CountTable<PublicAudience, Reported>(
                places: table.places, bins: table.bins, categories: table.categories, values: values,
                variances: variances)
            return try report(noised, from: 200, until: 300, models: [PlaceShares()]).models[0].scores[0]
        }
        let aware = try scores(table.bins.map { _ in variance })
        #expect(aware.figures == 2000)
        #expect(abs((aware.coverage80 ?? 0) - 0.8) < 0.05 && abs((aware.coverage95 ?? 0) - 0.95) < 0.03)
        // Told that the figures are exact, the forecasts call every negative one impossible.
        #expect(try scores(nil).logScore == .infinity)
    }
}
