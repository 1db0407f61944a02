import Foundation
import Regression
import Statistics
import Testing

struct NoiseAwareModelTests {
    @Test func withoutNoiseTheFitIsTheQuasiPoissonOne() throws {
        let file = try FixtureFile("generalized-linear-models.json")
        let design = try Design(columns: [
            ("x1", file.numbers("x1")), ("x2", file.numbers("x2")), ("d", file.numbers("d")),
        ])
        let counts = try file.numbers("y")
        let response = try CountResponse(
            noisy: counts, noiseVariance: [Double](repeating: 0, count: counts.count),
            exposure: file.numbers("exposure"))
        let fit = try NoiseAwareModel().fit(design, response)
        #expect(largestDifference(fit.coefficients, try file.numbers("quasi.coefficients")) < 1e-9)
        #expect(largestDifference(fit.covariance.values, try file.matrix("quasi.covariance")) < 1e-8)
        #expect(abs(fit.dispersion / (try file.number("quasi.dispersion")) - 1) < 1e-8)
        #expect(fit.deviance == nil && fit.logLikelihood == nil)
    }

    /// Two groups of 24 bins and a trend, and the interval of the groups' ratio.
    ///
    /// 5,000 tables for each noise: a share strays
    /// by 1 % of 95 about once in 800 seeds for each of them.
    @Test(arguments: [0.25, 1, 4, Double.infinity])
    func intervalsCoverTheTruthAsOftenAsTheySay(epsilon: Double) throws {
        var generator = Xoshiro256(seed: 40 + UInt64(min(epsilon, 10) * 4))
        let rows = 48
        let group = (0..<rows).map { $0 % 2 == 0 ? 0.0 : 1.0 }
        let time = (0..<rows).map { Double($0 / 2) / 24 - 0.5 }
        let design = try Design(columns: [("group", group), ("time", time)])
        let alpha = exp(-epsilon)
        let variance = epsilon.isFinite ? 2 * alpha / ((1 - alpha) * (1 - alpha)) : 0
        var held = 0
        for _ in 0..<5000 {
            let counts = (0..<rows).map { row in
                let mean = 15 * exp(0.4 * group[row] + 0.3 * time[row])
                let noise =
                    epsilon.isFinite
                    ? (log(generator.uniform()) / -epsilon).rounded(.down)
                        - (log(generator.uniform()) / -epsilon).rounded(.down) : 0
                return poisson(mean, &generator) + noise
            }
            let response = try CountResponse(
                noisy: counts, noiseVariance: [Double](repeating: variance, count: rows))
            let ratio = try NoiseAwareModel().fit(design, response).rateRatios()[1]
            if ratio.lower <= exp(0.4), exp(0.4) <= ratio.upper { held += 1 }
        }
        #expect(abs(Double(held) / 5000 - 0.95) < 0.01, "\(held) of 5000")
    }

    @Test func withoutNoiseANegativeBinomialOfGivenShapeIsTheLikelihoodFit() throws {
        let file = try FixtureFile("generalized-linear-models.json")
        let design = try Design(columns: [
            ("x1", file.numbers("x1")), ("x2", file.numbers("x2")), ("d", file.numbers("d")),
        ])
        let (counts, exposure) = (try file.numbers("y"), try file.numbers("exposure"))
        let exact = try GeneralizedLinearModel(.negativeBinomial(shape: 2.5)).fit(
            design, CountResponse(counts: counts, exposure: exposure))
        let quasi = try NoiseAwareModel(.given(0.4), variation: .negativeBinomial).fit(
            design,
            CountResponse(
                noisy: counts, noiseVariance: [Double](repeating: 0, count: counts.count), exposure: exposure))
        #expect(largestDifference(quasi.coefficients, exact.coefficients) < 1e-9)
        #expect(largestDifference(quasi.covariance.values, exact.covariance.values) < 1e-9)
        #expect(quasi.shape?.value == 2.5 && quasi.logLikelihood == nil)
    }

    /// On both sides of 4ασ² = 1, where the quasi-likelihood has two forms, its slope is 0 at the fit.
    @Test(arguments: [0.5, 2.5, 40])
    func theScoreIsZeroAtTheFit(variance: Double) throws {
        var generator = Xoshiro256(seed: 12)
        let x = (0..<300).map { _ in generator.normal() }
        let counts = x.map {
            poisson(12 * exp(0.3 * $0), &generator) + (2 * variance).squareRoot() * (generator.uniform() - 0.5)
        }
        let design = try Design(columns: [("x", x)])
        let noise = [Double](repeating: variance, count: 300)
        let fit = try NoiseAwareModel(.given(0.1), variation: .negativeBinomial).fit(
            design, CountResponse(noisy: counts, noiseVariance: noise))
        let means = try fit.means(design)
        for column in [[Double](repeating: 1, count: 300), x] {
            let score = means.indices.reduce(0.0) { sum, row in
                let mean = means[row]
                return sum + column[row] * (counts[row] - mean) * mean / (mean + 0.1 * mean * mean + variance)
            }
            #expect(abs(score) < 1e-6)
        }
    }

    /// The negative binomial counts of 48 bins: 5,000 tables for each noise, as for Poisson ones.
    @Test(arguments: [0.25, 1, 4, Double.infinity])
    func intervalsOfNegativeBinomialCountsCoverToo(epsilon: Double) throws {
        var generator = Xoshiro256(seed: 80 + UInt64(min(epsilon, 10) * 4))
        let rows = 96
        let group = (0..<rows).map { $0 % 2 == 0 ? 0.0 : 1.0 }
        let time = (0..<rows).map { Double($0 / 2) / 48 - 0.5 }
        let design = try Design(columns: [("group", group), ("time", time)])
        let alpha = exp(-epsilon)
        let variance = epsilon.isFinite ? 2 * alpha / ((1 - alpha) * (1 - alpha)) : 0
        var (held, shapes) = (0, 0.0)
        for _ in 0..<5000 {
            let counts = (0..<rows).map { row in
                let mean = 15 * exp(0.4 * group[row] + 0.3 * time[row])
                // A gamma number of shape 6 and mean 1.
                let rate = (0..<6).reduce(0.0) { sum, _ in sum - log(generator.uniform()) } / 6
                let noise =
                    epsilon.isFinite
                    ? (log(generator.uniform()) / -epsilon).rounded(.down)
                        - (log(generator.uniform()) / -epsilon).rounded(.down) : 0
                return poisson(mean * rate, &generator) + noise
            }
            let response = try CountResponse(
                noisy: counts, noiseVariance: [Double](repeating: variance, count: rows))
            // Where the noise explains all that a few tables vary, there is no α.
            let fit =
                try (try? NoiseAwareModel(variation: .negativeBinomial).fit(design, response))
                ?? NoiseAwareModel().fit(design, response)
            let ratio = fit.rateRatios()[1]
            shapes += 1 / (fit.shape?.value ?? .infinity) / 5000
            if ratio.lower <= exp(0.4), exp(0.4) <= ratio.upper { held += 1 }
        }
        #expect(abs(Double(held) / 5000 - 0.95) < 0.01, "\(held) of 5000")
        #expect(abs(shapes - 1.0 / 6) < 0.01, "α is \(shapes) in the mean")
    }

    @Test func countsThatTheirNoiseExplainsHaveNoShape() throws {
        let counts = (0..<60).map { 20 + Double($0 % 3) }
        let design = try Design(columns: [("late", (0..<60).map { $0 < 30 ? 0.0 : 1.0 })])
        let response = try CountResponse(noisy: counts, noiseVariance: [Double](repeating: 8, count: 60))
        #expect(throws: RegressionFailure.notOverdispersed) {
            try NoiseAwareModel(variation: .negativeBinomial).fit(design, response)
        }
    }

    @Test func noisierRowsSayLess() throws {
        var generator = Xoshiro256(seed: 3)
        let counts = (0..<200).map { poisson($0 < 100 ? 30 : 60, &generator) }
        let design = try Design(columns: [("late", (0..<200).map { $0 < 100 ? 0.0 : 1.0 })])
        func error(_ variance: Double) throws -> Double {
            let quiet = [Double](repeating: 0, count: 100)
            let noisy = [Double](repeating: variance, count: 100)
            let response = try CountResponse(noisy: counts, noiseVariance: quiet + noisy)
            return try NoiseAwareModel(.given(1)).fit(design, response).standardErrors[1]
        }
        #expect(try error(0) < error(30))
        #expect(try error(30) < error(300))
    }

    @Test func aGroupThatNoiseMadeNegativeHasNoRate() throws {
        let counts = (0..<40).map { (row: Int) -> Double in row < 20 ? 12 + Double(row % 3) : -1 - Double(row % 2) }
        let design = try Design(columns: [("late", (0..<40).map { $0 < 20 ? 0.0 : 1.0 })])
        let response = try CountResponse(noisy: counts, noiseVariance: [Double](repeating: 8, count: 40))
        #expect(throws: RegressionFailure.self) { try NoiseAwareModel().fit(design, response) }
    }

    private func poisson(_ mean: Double, _ generator: inout Xoshiro256) -> Double {
        let limit = exp(-mean)
        var (product, count) = (generator.uniform(), 0.0)
        while product > limit {
            product *= generator.uniform()
            count += 1
        }
        return count
    }
}
