import Foundation
import Testing

@testable import Statistics

struct ForecastScoresTests {
    private struct Row {
        let forecast: CountForecast
        let count: Int
        let logScore: Double
        let ranked: Double
    }

    private func rows() throws -> [Row] {
        try FixtureFile.rows("forecast_scores.csv").map { row in
            let mean = try #require(Double(row[1]))
            let forecast: CountForecast =
                row[0] == "poisson"
                ? .poisson(Poisson(mean: mean))
                : .negativeBinomial(NegativeBinomial(mean: mean, size: try #require(Double(row[2]))))
            return Row(
                forecast: forecast, count: try #require(Int(row[3])), logScore: try #require(Double(row[4])),
                ranked: try #require(Double(row[5])))
        }
    }

    @Test func scoresAreThoseOfTheSumsToFortyDigits() throws {
        let rows = try rows()
        #expect(rows.count > 80)
        for row in rows {
            let ranked = row.forecast.rankedProbabilityScore(row.count)
            #expect(abs(row.forecast.logScore(row.count) - row.logScore) < 1e-11 * max(1, row.logScore))
            #expect(abs(ranked - row.ranked) < 1e-10 * max(1, row.ranked), "\(row.forecast) \(row.count)")
            let scores = ForecastScores(row.forecast, count: row.count, uniform: 0.5)
            #expect(abs(scores.rankedProbabilityScore - row.ranked) < 1e-10 * max(1, row.ranked))
            #expect(scores.logScore == row.forecast.logScore(row.count))
        }
    }

    @Test func aMixtureIsScoredAsWhatItsPartsSumTo() {
        let parts: [(weight: Double, law: CountForecast)] = [
            (0.3, .poisson(Poisson(mean: 2))), (0.7, .negativeBinomial(NegativeBinomial(mean: 5, size: 1.5))),
        ]
        let mixture = CountForecast.mixture(CountMixture(parts))
        let table = CountForecast.tabulated(
            CountProbabilities(
                weights: (0..<400).map { count in parts.reduce(0) { $0 + $1.weight * $1.law.probability(count) } }))
        for count in [0, 1, 4, 11, 60] {
            #expect(abs(mixture.logScore(count) - table.logScore(count)) < 1e-9)
            #expect(abs(mixture.rankedProbabilityScore(count) - table.rankedProbabilityScore(count)) < 1e-9)
            #expect(abs(mixture.cumulative(count) - table.cumulative(count)) < 1e-12)
        }
        #expect(abs(mixture.mean - 4.1) < 1e-12)
        #expect(abs(mixture.variance - table.variance) < 1e-6)
        #expect([0.1, 0.5, 0.9].map(mixture.quantile) == [0.1, 0.5, 0.9].map(table.quantile))
    }

    @Test func anEmpiricalDistributionHasTheScoreOfItsSample() throws {
        let numbers = try FixtureFile.numbers("forecasts.json")
        let sample = try #require(numbers["sample"]).map { Int($0) }
        var weights = [Double](repeating: 0, count: (sample.max() ?? 0) + 1)
        for value in sample { weights[value] += 1 }
        let forecast = CountForecast.tabulated(CountProbabilities(weights: weights))
        let scores = try #require(numbers["sample_crps"])
        for (count, score) in scores.enumerated() {
            #expect(abs(forecast.rankedProbabilityScore(count) - score) < 1e-12)
        }
    }

    @Test func aMixtureKeepsItsLogarithmInTheFarTail() {
        let mixture = CountForecast.mixture(
            CountMixture([(0.5, .poisson(Poisson(mean: 1))), (0.5, .poisson(Poisson(mean: 2)))]))
        let expected = log(0.5) + Poisson(mean: 2).logProbability(400)
        #expect(abs(mixture.logProbability(400) - expected) < 1e-6)
    }

    @Test func whatWasCalledImpossibleScoresInfinity() {
        let never = CountForecast.poisson(Poisson(mean: 0))
        #expect(never.logScore(1) == .infinity)
        #expect(never.logScore(0) == 0)
        #expect(ForecastScores.deviance(count: 1, mean: 0) == .infinity)
        #expect(abs(ForecastScores.deviance(count: 3, mean: 2) - 2 * (3 * log(1.5) - 1)) < 1e-14)
    }

    /// 20,000 transforms of right forecasts: a tenth strays by 150 of 2,000 (3.5 deviations) once in 200 seeds for all ten.
    @Test func transformsOfRightForecastsAreUniformAndThoseOfNarrowOnesAreNot() {
        var generator = Xoshiro256(seed: 31)
        var (right, narrow) = (Calibration(), Calibration())
        for _ in 0..<20_000 {
            let mean = generator.uniform() * 3
            let count = generator.negativeBinomial(mean, shape: 1)
            let truth = CountForecast.negativeBinomial(NegativeBinomial(mean: mean, size: 1))
            let wrong = CountForecast.poisson(Poisson(mean: mean))
            let uniform = generator.uniform()
            right.add(truth.probabilityTransform(Int(count), uniform: uniform))
            narrow.add(wrong.probabilityTransform(Int(count), uniform: uniform))
        }
        #expect(right.histogram.allSatisfy { abs($0 - 2000) < 150 })
        #expect(abs((right.coverage(0.8) ?? 0) - 0.8) < 0.01)
        #expect((narrow.coverage(0.95) ?? 1) < 0.93)
        #expect(!narrow.histogram.allSatisfy { abs($0 - 2000) < 150 })
    }

    @Test func theTestOfDieboldAndMarianoIsThatOfR() throws {
        let numbers = try FixtureFile.numbers("diebold_mariano.json")
        let (first, second) = (try #require(numbers["first"]), try #require(numbers["second"]))
        for horizon in 1...3 {
            let expected = try #require(numbers["horizon_\(horizon)"])
            let test = try #require(DieboldMariano(zip(first, second).map { $0 - $1 }, horizon: horizon))
            #expect(abs(test.statistic / expected[0] - 1) < 1e-10)
            #expect(abs(test.pValue / expected[1] - 1) < 1e-9)
        }
        #expect(DieboldMariano([0, 0, 0, 0], horizon: 1)?.pValue == 1)
        #expect(DieboldMariano([1, 2], horizon: 1) == nil)
    }

    /// 400 series of 20 weeks with a common shock a week; of 400 intervals of 90 % fewer than 320 hold once in 10⁸ seeds
    /// if coverage is .88, the bootstrap's at this length; days drawn one by one hold far less.
    @Test func blocksOfWeeksCoverWhereDaysDoNot() throws {
        var generator = Xoshiro256(seed: 32)
        var (weeks, days) = (0, 0)
        for _ in 0..<400 {
            var values: [Double] = []
            for _ in 0..<20 {
                let shock = generator.normal()
                for _ in 0..<7 { values.append(1 + shock + 0.3 * generator.normal()) }
            }
            let ones = values.map { _ in 1.0 }
            for block in [7, 1] {
                let bootstrap = BlockBootstrap(block: block, draws: 300, seed: generator.next())
                let interval = try #require(bootstrap.interval(values, ones, coverage: 0.9) { $0 / $1 })
                if interval.low <= 1, 1 <= interval.high { if block == 7 { weeks += 1 } else { days += 1 } }
            }
        }
        #expect(weeks > 320)
        #expect(days < 260)
    }

    @Test func placesPointedAtAreCountedBesideTheirArea() throws {
        let accuracy = try #require(
            PredictiveAccuracy(expected: [5, 1, 4, 0, 0], observed: [3, 2, 0, 5, 0], places: 2))
        #expect(accuracy.hitRate == 0.3)
        #expect(accuracy.areaShare == 0.4)
        #expect(abs(accuracy.index - 0.75) < 1e-15)
        #expect(accuracy.efficiency == 3.0 / 8)
        #expect(PredictiveAccuracy(expected: [1], observed: [0], places: 1) == nil)
    }

    @Test func aNoisedFigureHasTheLawOfCountAndNoiseTogether() {
        let epsilon = 0.7
        let alpha = exp(-epsilon)
        let forecast = CountForecast.negativeBinomial(NegativeBinomial(mean: 3, size: 2))
        let noised = forecast.withNoise(variance: laplaceVariance(epsilon))
        for figure in [-6, -1, 0, 2, 9] {
            let direct = (0..<200).reduce(0) { sum, count in
                sum + forecast.probability(count) * (1 - alpha) / (1 + alpha) * pow(alpha, Double(abs(figure - count)))
            }
            #expect(abs(noised.probability(figure) / direct - 1) < 1e-10)
        }
        #expect(abs(noised.mean - 3) < 1e-9)
        #expect(abs(noised.variance - 7.5 - laplaceVariance(epsilon)) < 1e-6)
        #expect(forecast.withNoise(variance: 0) == forecast)
    }

    @Test func theMedianOfCountsAboveZeroLeavesZeroOut() {
        let forecast = CountForecast.tabulated(CountProbabilities(weights: [0.7, 0.1, 0.08, 0.12]))
        let scores = ForecastScores(forecast, count: 1, uniform: 0.5)
        #expect(scores.median == 0 && scores.positiveMedian == 2)
        #expect(abs(scores.transform - 0.75) < 1e-15)
        let rare = ForecastScores(.poisson(Poisson(mean: 1e-6)), count: 0, uniform: 0)
        #expect(rare.median == 0 && rare.positiveMedian == 1)
        let negative = CountForecast.tabulated(CountProbabilities(first: -2, weights: [0.2, 0.1, 0.3, 0.1, 0.3]))
        #expect(ForecastScores(negative, count: 1, uniform: 0.5).positiveMedian == 2)
    }
}
