import Foundation

/// The ratio of two Poisson rates by the law of one count given their sum, which is binomial (Przyborowski & Wilenski 1940).
///
/// The interval is Clopper & Pearson's (1934) of that binomial, so that it holds the truth at least as often as it says, and
/// the p-value sums the outcomes no more likely than the one seen; both as R's `poisson.test`. For exact counts only.
public struct ExactRateRatio: Sendable, Hashable {
    /// The first rate over the second; infinite where the second count is 0, nil where both are.
    public let ratio: Double?
    /// The interval's lower end; 0 where the first count is 0.
    public let lower: Double
    /// The interval's upper end; infinite where the second count is 0.
    public let upper: Double
    /// The two-sided p-value of equal rates.
    public let pValue: Double

    /// Compares two counts.
    ///
    /// - Parameters:
    ///   - first: a count, from 0 up.
    ///   - second: another, independent of it.
    ///   - exposures: what each count is per, above 0.
    ///   - coverage: how often at least such intervals hold the truth, in 0..<1.
    /// - Complexity: O(√(first + second)).
    public init(
        _ first: Int, _ second: Int, exposures: (Double, Double) = (1, 1), coverage: Double = 0.95
    ) {
        precondition(first >= 0 && second >= 0 && coverage >= 0 && coverage < 1)
        precondition(exposures.0 > 0 && exposures.1 > 0 && exposures.0.isFinite && exposures.1.isFinite)
        let (a, b) = (Double(first), Double(second))
        let scale = exposures.1 / exposures.0
        ratio = first + second == 0 ? nil : a / b * scale
        let tail = (1 - coverage) / 2
        // P(X ≥ a | p) = I_p(a, b+1) and P(X ≤ a | p) = I_{1−p}(b, a+1); odds p/(1−p) are the ratio of the means.
        lower = first == 0 ? 0 : scale * Self.odds(tail) { regularizedBeta(a, b + 1, $0) }
        upper =
            second == 0 ? .infinity : scale / Self.odds(tail) { regularizedBeta(b, a + 1, $0) }
        pValue = Self.twoSided(first, of: first + second, share: exposures.0 / (exposures.0 + exposures.1))
    }

    /// p/(1−p) where a rising probability reaches a tail's size.
    private static func odds(_ wanted: Double, _ probability: (Double) -> Double) -> Double {
        var (low, high) = (-750.0, 750.0)
        // Bisection on the log odds: 64 halvings leave less than a unit in the last place of the odds' logarithm.
        for _ in 0..<64 {
            let middle = (low + high) / 2
            if probability(1 / (1 + exp(-middle))) < wanted { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    private static func twoSided(_ count: Int, of total: Int, share: Double) -> Double {
        guard total > 0 else { return 1 }
        func logMass(_ k: Int) -> Double {
            logGamma(Double(total) + 1) - logGamma(Double(k) + 1) - logGamma(Double(total - k) + 1)
                + Double(k) * log(share) + Double(total - k) * log1p(-share)
        }
        /// P(X ≤ k) and P(X ≥ k).
        func below(_ k: Int) -> Double {
            k < 0 ? 0 : k >= total ? 1 : regularizedBeta(Double(total - k), Double(k) + 1, 1 - share)
        }
        func above(_ k: Int) -> Double {
            k > total ? 0 : k <= 0 ? 1 : regularizedBeta(Double(k), Double(total - k) + 1, share)
        }
        // Equal masses must count as equal after rounding, as in R.
        let limit = logMass(count) + 1e-7
        let mode = min(Int(Double(total + 1) * share), total)
        if count == mode { return 1 }
        if count < mode {
            // The smallest k from the mode on that is no more likely.
            var (low, high) = (mode, total + 1)
            while low < high {
                let middle = (low + high) / 2
                if logMass(middle) <= limit { high = middle } else { low = middle + 1 }
            }
            return min(1, below(count) + above(low))
        }
        var (low, high) = (-1, mode)
        while low < high {
            let middle = (low + high + 1) / 2
            if logMass(middle) <= limit { low = middle } else { high = middle - 1 }
        }
        return min(1, above(count) + below(low))
    }
}
