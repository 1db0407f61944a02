import Foundation

/// A mixture of distributions of counts: each holds with its weight.
public struct CountMixture: Sendable, Hashable {
    /// One distribution with the probability that it is the one.
    public struct Component: Sendable, Hashable {
        /// The weight; those of a mixture sum to 1.
        public let weight: Double
        /// The distribution.
        public let law: CountForecast
    }

    /// The components, without those of no weight.
    public let components: [Component]

    /// Makes a mixture.
    ///
    /// - Precondition: weights are finite, none is negative, and their sum, by which they are divided, is above 0.
    public init(_ components: [(weight: Double, law: CountForecast)]) {
        let sum = components.reduce(0) { $0 + $1.weight }
        precondition(sum > 0 && sum.isFinite && components.allSatisfy { $0.weight >= 0 }, "a mixture has weights")
        self.components = components.filter { $0.weight > 0 }.map { Component(weight: $0.weight / sum, law: $0.law) }
    }

    /// The expected count.
    public var mean: Double { components.reduce(0) { $0 + $1.weight * $1.law.mean } }

    /// The variance: that within the components and that between their means.
    public var variance: Double {
        let mean = mean
        return components.reduce(0) { sum, part in
            let away = part.law.mean - mean
            return sum + part.weight * (part.law.variance + away * away)
        }
    }

    /// P(X = count).
    public func probability(_ count: Int) -> Double {
        components.reduce(0) { $0 + $1.weight * $1.law.probability(count) }
    }

    /// ln P(X = count), in the far tails too.
    public func logProbability(_ count: Int) -> Double {
        let plain = probability(count)
        if plain > 1e-280 { return log(plain) }
        let logarithms = components.map { log($0.weight) + $0.law.logProbability(count) }
        let largest = logarithms.max() ?? -.infinity
        guard largest > -.infinity else { return -.infinity }
        return largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) })
    }

    /// P(X ≤ count).
    public func cumulative(_ count: Int) -> Double {
        min(1, components.reduce(0) { $0 + $1.weight * $1.law.cumulative(count) })
    }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    public func quantile(_ p: Double) -> Int {
        smallestCount(reaching: p, near: mean, deviation: variance.squareRoot(), cumulative: cumulative)
    }
}
