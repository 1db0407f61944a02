import Disclosure
import Foundation
import TestCity
import Testing
import Vocabulary

struct DiscreteLaplaceSamplerTests {
    /// χ² of drawn noise against the exact law, with its degrees of freedom.
    private func chiSquared(_ draws: [Int: Int], total: Int, alpha: Double) -> (statistic: Double, freedom: Int) {
        let peak = (1 - alpha) / (1 + alpha)
        var reach = 0
        while Double(total) * peak * pow(alpha, Double(reach + 1)) >= 20 { reach += 1 }
        var statistic = 0.0
        var seen = 0
        for x in -reach...reach {
            let expected = Double(total) * peak * pow(alpha, Double(abs(x)))
            let observed = draws[x, default: 0]
            seen += observed
            statistic += (Double(observed) - expected) * (Double(observed) - expected) / expected
        }
        let tail = Double(total) * 2 * pow(alpha, Double(reach + 1)) / (1 + alpha)
        statistic += (Double(total - seen) - tail) * (Double(total - seen) - tail) / tail
        return (statistic, 2 * reach + 1)
    }

    /// The χ² value that is passed with probability 10⁻⁶ (Wilson & Hilferty 1931; within 1 % above 10 degrees).
    private func critical(_ freedom: Int) -> Double {
        let k = Double(freedom)
        let cube = 1 - 2 / (9 * k) + 4.753424 * (2 / (9 * k)).squareRoot()
        return k * cube * cube * cube
    }

    private func scale(_ text: String) throws -> NoiseScale {
        let epsilon = try #require(Epsilon(text))
        return try #require(NoiseScale(epsilon))
    }

    private static let draws = 10_000_000

    // False alarms: 10⁻⁶ each. Power: against a law whose ε is off by 1 % the noncentrality at ε = 1 is about 1,117 on 25
    // degrees of freedom, and the test misses it with a probability under 10⁻⁹; the next test shows it.
    @Test(arguments: ["0.125", "0.5", "1", "4"])
    func tenMillionDrawsFollowTheExactLaw(text: String) throws {
        let scale = try scale(text)
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 2026))
        var counts: [Int: Int] = [:]
        for _ in 0..<Self.draws { counts[sampler.draw(scale), default: 0] += 1 }
        let alpha = Double(scale.numerator) / Double(NoiseScale.denominator)
        let (statistic, freedom) = chiSquared(counts, total: Self.draws, alpha: alpha)
        #expect(statistic < critical(freedom), "χ² \(statistic) on \(freedom)")
    }

    @Test func theTestSeesALawThatIsOnePercentOff() throws {
        let scale = try scale("1")
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 2027))
        var counts: [Int: Int] = [:]
        for _ in 0..<Self.draws { counts[sampler.draw(scale), default: 0] += 1 }
        let (statistic, freedom) = chiSquared(counts, total: Self.draws, alpha: exp(-1.01))
        #expect(statistic > critical(freedom))
    }

    // False alarms: 10⁻⁶.
    @Test func staffNoiseWithFurtherNoiseIsPublicNoise() throws {
        let fine = try scale("1.5")
        let coarse = try scale("0.4")
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 2028))
        var counts: [Int: Int] = [:]
        for _ in 0..<Self.draws {
            counts[sampler.draw(fine) + sampler.drawFurther(from: fine, to: coarse), default: 0] += 1
        }
        let alpha = Double(coarse.numerator) / Double(NoiseScale.denominator)
        let (statistic, freedom) = chiSquared(counts, total: Self.draws, alpha: alpha)
        #expect(statistic < critical(freedom), "χ² \(statistic) on \(freedom)")
    }

    @Test func equalScalesAddNothing() throws {
        let scale = try scale("0.7")
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 1))
        #expect((0..<10_000).allSatisfy { _ in sampler.drawFurther(from: scale, to: scale) == 0 })
    }

    @Test(arguments: ["0.001", "0.1", "0.333333333", "1", "2", "13"])
    func theLossIsNeverAboveTheDeclaredEpsilon(text: String) throws {
        let epsilon = try #require(Epsilon(text))
        let scale = try scale(text)
        let loss = -log(Double(scale.numerator) / Double(NoiseScale.denominator))
        #expect(loss <= epsilon.value)
        #expect(loss > epsilon.value - exp(epsilon.value) / Double(NoiseScale.denominator) * 1.01)
    }

    @Test func anEpsilonTooSmallToDrawIsRefused() throws {
        #expect(NoiseScale(.zero) == nil)
        let tiny = try #require(Epsilon("0.0000001"))
        #expect(NoiseScale(tiny) == nil)
    }

    @Test(arguments: ["0.5", "1"])
    func theSystemsGeneratorGivesTwoMillionDrawsASecond(text: String) throws {
        let scale = try scale(text)
        var sampler = DiscreteLaplaceSampler(SystemEntropy())
        var sum = 0
        // Processor time of this thread: other tests run beside.
        let start = processorSeconds()
        for _ in 0..<2_000_000 { sum &+= sampler.draw(scale) }
        let elapsed = processorSeconds() - start
        print("discrete Laplace, ε \(text): \(Int(2_000_000 / elapsed)) draws a second")
        // The speed of the optimised program; others need only draw.
        if !_isDebugAssertConfiguration() { #expect(elapsed < 1) }
        // Twelve standard errors of the sum.
        let alpha = Double(scale.numerator) / Double(NoiseScale.denominator)
        let deviation = (2_000_000 * 2 * alpha).squareRoot() / (1 - alpha)
        #expect(abs(Double(sum)) < 12 * deviation)
    }

    private func processorSeconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
