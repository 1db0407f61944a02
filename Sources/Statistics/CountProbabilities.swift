import Foundation

/// A distribution of counts by its probabilities over a run of counts; elsewhere they are zero, or fall off geometrically.
public struct CountProbabilities: Sendable, Hashable {
    /// The first count that has a probability.
    public let first: Int
    /// The probabilities from `first` on; they sum to 1.
    public let probabilities: [Double]
    /// What each step beyond the run multiplies probabilities by; 0 for none there.
    public let tail: Double
    /// P(X ≤ first + index).
    private let sums: [Double]

    /// Makes a distribution.
    ///
    /// - Parameter tail: what each step beyond the run multiplies probabilities by, where so little is left that no sum need
    ///   know of it.
    /// - Precondition: weights are finite, none is negative, and their sum, by which they are divided, is above 0; `tail` lies in
    ///   0..<1.
    /// - Complexity: O(weights).
    public init(first: Int = 0, weights: [Double], tail: Double = 0) {
        let sum = weights.reduce(0, +)
        precondition(sum > 0 && sum.isFinite && weights.allSatisfy { $0 >= 0 }, "a distribution has weights")
        precondition((0..<1).contains(tail))
        (self.first, self.tail) = (first, tail)
        probabilities = weights.map { $0 / sum }
        var running = 0.0
        sums = probabilities.map { probability in
            running += probability
            return min(1, running)
        }
    }

    /// The expected count.
    public var mean: Double {
        probabilities.enumerated().reduce(0) { $0 + Double(first + $1.offset) * $1.element }
    }

    /// The variance.
    public var variance: Double {
        let mean = mean
        return probabilities.enumerated().reduce(0) { sum, entry in
            let away = Double(first + entry.offset) - mean
            return sum + away * away * entry.element
        }
    }

    /// P(X = count).
    public func probability(_ count: Int) -> Double {
        probabilities.indices.contains(count - first) ? probabilities[count - first] : exp(logProbability(count))
    }

    /// ln P(X = count); −∞ where the probability is 0.
    public func logProbability(_ count: Int) -> Double {
        let index = count - first
        if probabilities.indices.contains(index) { return log(probabilities[index]) }
        guard tail > 0 else { return -.infinity }
        let last = probabilities.count - 1
        return index < 0
            ? log(probabilities[0]) - Double(index) * log(tail)
            : log(probabilities[last]) + Double(index - last) * log(tail)
    }

    /// P(X ≤ count).
    public func cumulative(_ count: Int) -> Double {
        if count < first { return 0 }
        return count - first < sums.count ? sums[count - first] : 1
    }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    /// - Complexity: O(probabilities).
    public func quantile(_ p: Double) -> Int {
        let wanted = p * (1 - 64 * Double.ulpOfOne)
        return first + (sums.firstIndex { $0 >= wanted && $0 > 0 } ?? sums.count - 1)
    }
}
