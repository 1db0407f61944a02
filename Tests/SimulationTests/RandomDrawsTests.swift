import Glibc
import Testing

@testable import Simulation

@Suite struct RandomDrawsTests {
    @Test func elementaryFunctionsAgreeWithTheSystems() {
        for step in -400...400 {
            let x = Double(step) * 0.173
            #expect(abs(ElementaryFunctions.exponential(x) / exp(x) - 1) < 1e-13)
            let positive = exp(x / 3)
            #expect(abs(ElementaryFunctions.logarithm(positive) - log(positive)) < 1e-13 * max(1, abs(x)))
            #expect(abs(ElementaryFunctions.sine(turns: x) - sin(x * 2 * Double.pi)) < 1e-12)
        }
        for k in [0.0, 1, 2, 5, 20, 300] {
            #expect(abs(ElementaryFunctions.logFactorial(k) - lgamma(k + 1)) < 1e-8 * max(1, lgamma(k + 1)))
        }
    }

    /// Pearson's statistic of 60,000 draws against the exact distribution, and its degrees of freedom.
    static func pearson(mean: Double) -> (statistic: Double, freedom: Double) {
        var random = RandomSource(seed: 11, purpose: .dirt, index: Int(mean * 100))
        let draws = 60_000
        var counts = [Int: Double]()
        for _ in 0..<draws { counts[random.poisson(mean), default: 0] += 1 }
        var statistic = 0.0
        var cells = 0.0
        var expectedRest = Double(draws)
        var observedRest = Double(draws)
        for k in 0...Int(mean + 12 * mean.squareRoot() + 12) {
            let expected = Double(draws) * exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1))
            guard expected >= 8 else { continue }
            let observed = counts[k] ?? 0
            statistic += (observed - expected) * (observed - expected) / expected
            expectedRest -= expected
            observedRest -= observed
            cells += 1
        }
        // Everything rare is one cell, unless it is too rare for a cell.
        if expectedRest > 8 {
            statistic += (observedRest - expectedRest) * (observedRest - expectedRest) / expectedRest
            cells += 1
        }
        return (statistic, cells - 1)
    }

    @Test(arguments: [0.03, 0.7, 5, 11.9, 12.1, 40, 900])
    func poissonCountsFollowTheirDistribution(mean: Double) {
        let (statistic, freedom) = Self.pearson(mean: mean)
        // Five standard deviations of χ², about level 10⁻⁵ at these degrees of freedom; the seed is fixed.
        #expect(statistic < freedom + 5 * (2 * freedom).squareRoot() + 8)
    }

    @Test(arguments: [1.2, 4.0, 14.0])
    func gammaNumbersHaveMeanOneAndTheirVariance(shape: Double) {
        var random = RandomSource(seed: 5, purpose: .names, index: 3)
        let values = (0..<50_000).map { _ in random.gamma(shape: shape) }
        let mean = values.reduce(0, +) / 50_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 50_000
        #expect(abs(mean - 1) < 5 / (shape * 50_000).squareRoot())
        #expect(abs(variance * shape - 1) < 0.08)
    }

    @Test func streamsOfDifferentPurposesAndIndicesDiffer() {
        var first = RandomSource(seed: 1, purpose: .weather, index: 0)
        var words = Set<UInt64>([first.next()])
        for index in 1...50 {
            var other = RandomSource(seed: 1, purpose: .weather, index: index)
            var third = RandomSource(seed: 1, purpose: .incidents, index: index)
            words.insert(other.next())
            words.insert(third.next())
        }
        #expect(words.count == 101)
    }
}
