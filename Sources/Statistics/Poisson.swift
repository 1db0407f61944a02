import Foundation

/// The Poisson distribution: counts of independent events.
public struct Poisson: Sendable, Hashable {
    /// The mean λ, which is the variance too.
    public let mean: Double

    /// Makes the distribution.
    ///
    /// - Precondition: `mean` is finite and at least 0.
    public init(mean: Double) {
        precondition(mean >= 0 && mean.isFinite, "a Poisson mean is at least 0")
        self.mean = mean
    }

    /// P(X = count), to about 14 digits for large means too.
    ///
    /// Source: Loader 2000, equation 3.
    ///
    /// - Parameter count: any number; below 0 the probability is 0.
    /// - Complexity: O(1).
    public func probability(_ count: Int) -> Double {
        if count < 0 { return 0 }
        if mean == 0 { return count == 0 ? 1 : 0 }
        if count == 0 { return exp(-mean) }
        let k = Double(count)
        return exp(-exponent(k)) / (2 * .pi * k).squareRoot()
    }

    /// ln P(X = count); −∞ where the probability is 0.
    ///
    /// - Complexity: O(1).
    public func logProbability(_ count: Int) -> Double {
        if count < 0 || (mean == 0 && count > 0) { return -.infinity }
        if count == 0 { return -mean }
        let k = Double(count)
        return -exponent(k) - 0.5 * log(2 * .pi * k)
    }

    private func exponent(_ k: Double) -> Double {
        stirlingError(k) + devianceTerm(k, mean: mean, difference: k - mean)
    }

    /// P(X ≤ count).
    ///
    /// - Complexity: O(√count).
    public func cumulative(_ count: Int) -> Double {
        count < 0 ? 0 : regularizedGammaQ(Double(count) + 1, mean)
    }

    /// P(X > count).
    ///
    /// - Complexity: O(√count).
    public func upperTail(_ count: Int) -> Double {
        count < 0 ? 1 : regularizedGammaP(Double(count) + 1, mean)
    }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    /// - Complexity: O(log mean) cumulative probabilities.
    public func quantile(_ p: Double) -> Int {
        smallestCount(reaching: p, near: mean, deviation: mean.squareRoot(), cumulative: cumulative)
    }
}

/// The smallest count at which a distribution function reaches p.
///
/// - Parameters:
///   - near: the mean, where the search starts; deviation: the standard deviation, its first stride.
func smallestCount(
    reaching p: Double, near mean: Double, deviation: Double, cumulative: (_ count: Int) -> Double
) -> Int {
    precondition(p >= 0 && p < 1, "a quantile of counts is of a probability below 1")
    // A probability that was itself computed as a cumulative one must find its own count again.
    let wanted = p * (1 - 64 * Double.ulpOfOne)
    let z = Normal.quantile(min(max(p, 1e-300), 1 - 1e-16))
    let guess = max(0, mean + z * deviation)
    var high = guess < 1e18 ? Int(guess) : Int(1e18)
    var stride = 1
    if cumulative(high) >= wanted {
        var low = high
        while low >= 0 && cumulative(low) >= wanted {
            high = low
            low -= stride
            stride *= 2
        }
        return bisect(low: max(low, -1), high: high) { cumulative($0) >= wanted }
    }
    var low = high
    while cumulative(high) < wanted {
        low = high
        high += stride
        stride *= 2
    }
    return bisect(low: low, high: high) { cumulative($0) >= wanted }
}

/// The first count in low+1...high that is enough, where low isn't and high is.
private func bisect(low: Int, high: Int, isEnough: (_ count: Int) -> Bool) -> Int {
    var (low, high) = (low, high)
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
}
