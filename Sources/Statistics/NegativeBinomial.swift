import Foundation

/// The negative binomial distribution by its mean and size: counts that vary more than Poisson's.
///
/// The variance is μ + μ²/size; an infinite size is the Poisson distribution.
public struct NegativeBinomial: Sendable, Hashable {
    /// The mean μ.
    public let mean: Double
    /// The size (dispersion parameter) r.
    public let size: Double

    /// Makes the distribution.
    ///
    /// - Precondition: `mean` is finite and at least 0, `size` is above 0.
    public init(mean: Double, size: Double) {
        precondition(mean >= 0 && mean.isFinite && size > 0, "a negative binomial has a mean ≥ 0 and a size > 0")
        self.mean = mean
        self.size = size
    }

    /// The variance μ + μ²/size.
    public var variance: Double { mean + mean * mean / size }

    /// P(X = count).
    ///
    /// Source: Loader 2000, section 5, with its differences written so that a large size doesn't cancel.
    ///
    /// - Parameter count: any number; below 0 the probability is 0.
    /// - Complexity: O(1).
    public func probability(_ count: Int) -> Double { exp(logProbability(count)) }

    /// ln P(X = count); −∞ where the probability is 0.
    ///
    /// - Complexity: O(1).
    public func logProbability(_ count: Int) -> Double {
        if count < 0 || (mean == 0 && count > 0) { return -.infinity }
        if size == .infinity { return Poisson(mean: mean).logProbability(count) }
        if count == 0 { return -size * log1p(mean / size) }
        let k = Double(count)
        let n = size + k
        let share = 1 / (1 + mean / size)
        // r − np and k − nq are ±r(μ−k)/(r+μ).
        let excess = (mean - k) * share
        let exponent =
            stirlingError(n) - stirlingError(size) - stirlingError(k)
            - devianceTerm(size, mean: n * share, difference: excess)
            - devianceTerm(k, mean: mean * share * (1 + k / size), difference: -excess)
        // r/(r+k) · √(n/(2πrk)) = √(r/(2πk(r+k)))
        return exponent - 0.5 * (log(2 * .pi * k) + log1p(k / size))
    }

    /// P(X ≤ count).
    ///
    /// - Complexity: O(√max(count, size)).
    public func cumulative(_ count: Int) -> Double {
        if count < 0 { return 0 }
        if mean == 0 { return 1 }
        if size == .infinity { return Poisson(mean: mean).cumulative(count) }
        let (p, q) = shares
        return regularizedBeta(size, Double(count) + 1, p, complement: q)
    }

    /// P(X > count).
    ///
    /// - Complexity: O(√max(count, size)).
    public func upperTail(_ count: Int) -> Double {
        if count < 0 { return 1 }
        if mean == 0 { return 0 }
        if size == .infinity { return Poisson(mean: mean).upperTail(count) }
        let (p, q) = shares
        return regularizedBeta(Double(count) + 1, size, q, complement: p)
    }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    /// - Complexity: O(log mean) cumulative probabilities.
    public func quantile(_ p: Double) -> Int {
        smallestCount(reaching: p, near: mean, deviation: variance.squareRoot(), cumulative: cumulative)
    }

    /// size/(size+mean) and mean/(size+mean).
    private var shares: (p: Double, q: Double) { (size / (size + mean), mean / (size + mean)) }
}
