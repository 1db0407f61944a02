import Foundation
import Statistics
import Testing

struct ForecastMethodsTests {
    @Test func intermittentDemandIsThatOfStatsforecast() throws {
        let numbers = try FixtureFile.numbers("forecasts.json")
        let demand = try #require(numbers["demand"])
        for (method, key) in [(IntermittentDemand.Method.croston, "croston"), (.syntetosBoylan, "syntetos_boylan")] {
            var state = IntermittentDemand(method)
            for count in demand { state.observe(count) }
            #expect(abs(state.rate - (try #require(numbers[key])[0])) < 1e-6)
        }
    }

    @Test func aRateThatStoppedFadesByTeunterAndNotByCroston() {
        var (fading, staying) = (IntermittentDemand(.teunterSyntetosBabai), IntermittentDemand(.croston))
        for time in 0..<400 {
            let count = time < 200 && time % 4 == 0 ? 2.0 : 0
            fading.observe(count)
            staying.observe(count)
            if time == 199 { #expect(abs(staying.rate - 0.5) < 0.02) }
        }
        #expect(fading.rate < 1e-6)
        #expect(staying.rate > 0.4)
        #expect(IntermittentDemand(.croston).rate == 0)
    }

    @Test func treesAreReconciledAsByTheFullMatrix() throws {
        let numbers = try FixtureFile.numbers("forecasts.json")
        let parents = try #require(numbers["tree_parents"]).map { $0 < 0 ? nil : Int($0) }
        let means = try #require(numbers["tree_means"])
        var variances = try #require(numbers["tree_variances"])
        let tree = TreeReconciliation(parents: parents)
        let reconciled = tree.reconciled(means: means, variances: variances)
        #expect(largestDifference(reconciled, try #require(numbers["tree_reconciled"])) < 1e-12)
        // A parent without a forecast of its own is the sum of its children.
        variances[0] = .infinity
        variances[1] = .infinity
        let free = tree.reconciled(means: means, variances: variances)
        for parent in [0, 1, 2, 3] {
            let sum = parents.indices.filter { parents[$0] == parent }.reduce(0) { $0 + free[$1] }
            #expect(abs(free[parent] - sum) < 1e-12)
        }
    }

    /// Whatever the data, the share missed over n is within (max(α₁, 1 − α₁) + γ)/(γn) of what is wanted.
    @Test func adaptiveIntervalsMissAsOftenAsTheySay() {
        var generator = Xoshiro256(seed: 33)
        var adaptive = AdaptiveConformal(wanted: 0.2, rate: 0.02)
        var missed = 0.0
        let n = 5000
        for time in 0..<n {
            // The forecasts are far too narrow, and worse in the second half.
            let transform = Normal.cumulative(generator.normal() * (time < n / 2 ? 2 : 5))
            let miss: Double = abs(2 * transform - 1) > adaptive.coverage ? 1 : 0
            missed += miss
            adaptive.observe(missed: miss)
        }
        #expect(abs(missed / Double(n) - 0.2) <= (0.8 + 0.02) / (0.02 * Double(n)) + 1e-9)
    }

    @Test func aConformalWidthIsAnOrderStatistic() {
        let errors = (1...9).map(Double.init)
        #expect(conformalWidth(errors, miss: 0.1) == 9)
        #expect(conformalWidth(errors, miss: 0.2) == 8)
        #expect(conformalWidth(errors, miss: 0.05) == .infinity)
        #expect(conformalWidth(errors, miss: 1) == 1)
    }

    /// 20,000 counts a law: a variance strays by 10 % less than once in 1,000 seeds.
    @Test func theLawOfDispersionIsFoundAgain() {
        var generator = Xoshiro256(seed: 34)
        for truth in [DispersionLaw(base: 2, slope: 0.01), DispersionLaw(base: 0.02, slope: 1.5)] {
            var sample = DispersionLaw.Sample()
            for _ in 0..<20_000 {
                let mean = 0.2 + 4 * generator.uniform()
                let size = truth.distribution(mean: mean).size
                sample.add(count: Int(generator.negativeBinomial(mean, shape: size)), mean: mean)
            }
            let fitted = DispersionLaw(fitting: sample)
            for mean in [0.5, 2, 4] {
                let ratio = fitted.distribution(mean: mean).variance / truth.distribution(mean: mean).variance
                #expect(abs(ratio - 1) < 0.1, "\(truth) \(mean)")
            }
        }
    }

    /// 20,000 rows: a weight strays by .03 less than once in 10⁴ seeds.
    @Test func weightsOfAMixtureAreFoundAgain() {
        var generator = Xoshiro256(seed: 35)
        let laws = [Poisson(mean: 1), Poisson(mean: 4), Poisson(mean: 9)]
        let truth = [0.5, 0.3, 0.2]
        var densities: [Double] = []
        for _ in 0..<20_000 {
            let draw = generator.uniform()
            let law = laws[draw < 0.5 ? 0 : (draw < 0.8 ? 1 : 2)]
            let count = Int(generator.poisson(law.mean))
            densities += laws.map { $0.probability(count) }
        }
        var weights = MixtureWeights(startingFrom: [1, 1, 1])
        weights.climb(densities: densities, rounds: 500)
        for (found, wanted) in zip(weights.values, truth) { #expect(abs(found - wanted) < 0.03) }
    }

    @Test func aSeasonWithTrendIsContinued() throws {
        var generator = Xoshiro256(seed: 36)
        let pattern = [0.0, 3, 8, 4, -2, -6, -7]
        let series = (0..<280).map { 50 + pattern[$0 % 7] + 0.3 * generator.normal() }
        let model = try #require(
            ExponentialSmoothing(
                fitting: series,
                forms: [.init(), .init(hasTrend: true), .init(period: 7), .init(hasTrend: true, period: 7)]))
        #expect(model.form.period == 7)
        for (step, ahead) in model.forecast(horizon: 14).enumerated() {
            #expect(abs(ahead.mean - 50 - pattern[step % 7]) < 0.6)
            #expect(ahead.variance > 0.05 && ahead.variance < 0.4)
        }
    }

    /// Thirteen rows, of which one is impossible, leave lanes empty.
    @Test func weightsClimbAsRowByRow() {
        var generator = Xoshiro256(seed: 39)
        var densities = (0..<13 * 3).map { _ in generator.uniform() }
        for component in 0..<3 { densities[5 * 3 + component] = 0 }
        let rowWeights = (0..<13).map { _ in 3 * generator.uniform() }
        var expected = [0.2, 0.3, 0.5]
        for _ in 0..<4 {
            var (shares, total) = ([0.0, 0, 0], 0.0)
            for row in 0..<13 where row != 5 {
                let parts = (0..<3).map { expected[$0] * densities[row * 3 + $0] }
                let sum = parts.reduce(0, +)
                for component in 0..<3 { shares[component] += rowWeights[row] * parts[component] / sum }
                total += rowWeights[row]
            }
            expected = shares.map { $0 / total }
        }
        var weights = MixtureWeights(startingFrom: [0.2, 0.3, 0.5])
        weights.climb(densities: densities, rowWeights: rowWeights, rounds: 4)
        #expect(zip(weights.values, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    /// 20,000 counts about 40 to 300: the ratio of size and mean strays by 10 % less than once in 1,000 seeds.
    @Test func theLawOfDispersionOfLargeCountsIsFoundAgain() {
        var generator = Xoshiro256(seed: 40)
        let truth = DispersionLaw(base: 0.01, slope: 0.2)
        var sample = DispersionLaw.Sample()
        for _ in 0..<20_000 {
            let mean = 40 + 260 * generator.uniform()
            let size = truth.distribution(mean: mean).size
            sample.add(count: Int(generator.negativeBinomial(mean, shape: size)), mean: mean)
        }
        let found = DispersionLaw(fitting: sample).distribution(mean: 150).size
        #expect(abs(found / truth.distribution(mean: 150).size - 1) < 0.1)
    }

    /// Errors of a deviation of .05 about a season of 13 and more: a shifted season would be off by 2 and more.
    @Test func aTimeThatNobodyKnowsMovesTheSeasonOnAndTeachesNothing() throws {
        var generator = Xoshiro256(seed: 38)
        let pattern = [0.0, 3, -6, 10, -3, 1, -5]
        let times = 0..<140
        let series = times.map { time in
            time % 11 == 4 ? Double.nan : 50 + pattern[time % 7] + 0.05 * generator.normal()
        }
        var model = try #require(ExponentialSmoothing(fitting: series, forms: [.init(), .init(period: 7)]))
        #expect(model.form.period == 7 && model.errorVariance < 0.01)
        for (step, ahead) in model.forecast(horizon: 7).enumerated() {
            #expect(abs(ahead.mean - 50 - pattern[step % 7]) < 0.3)
        }
        let before = model.forecast(horizon: 8)
        model.skip()
        for (step, ahead) in model.forecast(horizon: 7).enumerated() {
            #expect(abs(ahead.mean - before[step + 1].mean) < 1e-12)
        }
        // A trend goes on by what is left of it.
        let rising = ExponentialSmoothing(.init(hasTrend: true), .init(), running: (0..<40).map(Double.init))
        var skipped = rising
        skipped.skip()
        #expect(abs(skipped.forecast(horizon: 1)[0].mean - rising.forecast(horizon: 2)[1].mean) < 1e-12)
    }

    /// 3,000 paths: a variance strays by 10 % (3.9 deviations) once in 10⁴ seeds a step.
    @Test func variancesAheadAreThoseOfPathsRunOn() {
        var generator = Xoshiro256(seed: 37)
        let series = (0..<60).map { 20 + Double($0 % 4) + generator.normal() }
        let rates = ExponentialSmoothing.Rates(level: 0.3, trend: 0.4, season: 0.2, damping: 0.9)
        let model = ExponentialSmoothing(.init(hasTrend: true, period: 4), rates, running: series)
        let ahead = model.forecast(horizon: 6)
        var squares = [Double](repeating: 0, count: 6)
        for _ in 0..<3000 {
            var path = model
            for step in 0..<6 {
                let value = path.forecast(horizon: 1)[0].mean + generator.normal() * model.errorVariance.squareRoot()
                path.observe(value)
                squares[step] += (value - ahead[step].mean) * (value - ahead[step].mean)
            }
        }
        for step in 0..<6 { #expect(abs(squares[step] / 3000 / ahead[step].variance - 1) < 0.1) }
    }
}
