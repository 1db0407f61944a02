import Foundation

/// What a forecast is worth once the count is known: proper scores and where the count fell in it.
public struct ForecastScores: Sendable, Hashable {
    /// −ln P(X = count), in nats; infinite where the forecast called what came impossible.
    public let logScore: Double
    /// The continuous ranked probability score, in counts.
    public let rankedProbabilityScore: Double
    /// Poisson's unit deviance of the mean, 2(y ln(y/μ) − y + μ).
    public let deviance: Double
    /// The randomised probability integral transform.
    public let transform: Double
    /// The expected count.
    public let mean: Double
    /// The median.
    public let median: Int
    /// The median of the counts above 0: what is expected of a cell of which it is known that something came.
    ///
    /// Papers that score such cells only measure this, which forecasts nothing.
    public let positiveMedian: Int

    /// Scores a forecast.
    ///
    /// - Parameters:
    ///   - count: what came.
    ///   - uniform: an independent uniform draw from 0…1, for the transform.
    /// - Complexity: O(counts that have any probability to speak of).
    public init(_ forecast: CountForecast, count: Int, uniform: Double) {
        let table = forecast.significantProbabilities
        mean = forecast.mean
        deviance = Self.deviance(count: count, mean: mean)
        logScore = forecast.logScore(count)
        var (score, cumulative, before, at) = (0.0, 0.0, 0.0, 0.0)
        var median = table.first + table.values.count - 1
        var isBelowHalf = true
        let none = table.values.prefix(max(0, 1 - table.first)).reduce(0, +)
        let positiveHalf = none + 0.5 * (1 - none)
        var positive = max(1, median)
        var isBelowPositiveHalf = true
        if count < table.first { score += Double(table.first - count) }
        for (offset, probability) in table.values.enumerated() {
            let value = table.first + offset
            if value == count { (before, at) = (cumulative, probability) }
            cumulative = min(1, cumulative + probability)
            if isBelowHalf, cumulative >= 0.5 { (median, isBelowHalf) = (value, false) }
            if isBelowPositiveHalf, value >= 1, cumulative >= positiveHalf {
                (positive, isBelowPositiveHalf) = (value, false)
            }
            let error = value >= count ? 1 - cumulative : cumulative
            score += error * error
        }
        let end = table.first + table.values.count
        if count >= end {
            score += Double(count - end)
            before = 1
        }
        rankedProbabilityScore = score
        transform = min(1, before + uniform * at)
        self.median = median
        positiveMedian = positive
    }

    /// Poisson's unit deviance, 2(y ln(y/μ) − y + μ); infinite for a count where the mean is 0.
    public static func deviance(count: Int, mean: Double) -> Double {
        guard count > 0 else { return 2 * max(0, mean) }
        guard mean > 0 else { return .infinity }
        return 2 * devianceTerm(Double(count), mean: mean, difference: Double(count) - mean)
    }
}
