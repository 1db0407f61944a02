import Foundation

/// A distribution of counts whose cumulative probabilities are corrected by what earlier forecasts' transforms were.
public struct RecalibratedCounts: Sendable, Hashable {
    /// The distribution without the correction.
    public let law: CountForecast
    /// The correction.
    public let recalibration: Recalibration
    /// The expected count.
    public let mean: Double
    /// The variance.
    public let variance: Double

    /// Corrects a distribution.
    ///
    /// - Complexity: O(counts that have any probability to speak of).
    public init(_ law: CountForecast, by recalibration: Recalibration) {
        (self.law, self.recalibration) = (law, recalibration)
        let table = Self.moved(law.significantProbabilities, by: recalibration)
        var (sum, mean, squares) = (0.0, 0.0, 0.0)
        for (offset, probability) in table.values.enumerated() {
            let count = Double(table.first + offset)
            sum += probability
            mean += probability * count
            squares += probability * count * count
        }
        mean /= sum
        self.mean = mean
        variance = max(0, squares / sum - mean * mean)
    }

    /// P(X = count).
    public func probability(_ count: Int) -> Double { law.probability(count) * factor(count) }

    /// ln P(X = count), in the far tails too.
    public func logProbability(_ count: Int) -> Double { law.logProbability(count) + log(factor(count)) }

    /// P(X ≤ count).
    public func cumulative(_ count: Int) -> Double { min(1, max(0, recalibration.moved(law.cumulative(count)))) }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    public func quantile(_ p: Double) -> Int {
        smallestCount(reaching: p, near: mean, deviation: variance.squareRoot(), cumulative: cumulative)
    }

    /// The probabilities of the counts that have any to speak of.
    var significantProbabilities: (first: Int, values: [Double]) {
        Self.moved(law.significantProbabilities, by: recalibration)
    }

    private func factor(_ count: Int) -> Double {
        let high = law.cumulative(count)
        return recalibration.factor(from: max(0, high - law.probability(count)), to: high)
    }

    private static func moved(
        _ table: (first: Int, values: [Double]), by recalibration: Recalibration
    ) -> (first: Int, values: [Double]) {
        var (low, values) = (0.0, table.values)
        for index in values.indices {
            let high = min(1, low + values[index])
            values[index] *= recalibration.factor(from: low, to: high)
            low = high
        }
        return (table.first, values)
    }
}
