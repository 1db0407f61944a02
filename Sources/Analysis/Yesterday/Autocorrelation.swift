import Foundation

/// How much neighbouring values of a series resemble each other, and what that costs in information.
enum Autocorrelation {
    /// The lag-one autocorrelation of residuals, corrected for its bias downward (Kendall 1954) and never below 0.
    ///
    /// - Parameters:
    ///   - residuals: in order of time; nil where a value is missing.
    ///   - fitted: how many parameters were taken out.
    static func ofResiduals(_ residuals: [Double?], fitted: Int) -> Double {
        let known = residuals.compactMap(\.self)
        guard known.count >= 8 else { return 0 }
        let mean = known.reduce(0, +) / Double(known.count)
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
        guard variance > 0 else { return 0 }
        var (sum, pairs) = (0.0, 0.0)
        for (here, next) in zip(residuals, residuals.dropFirst()) {
            guard let here, let next else { continue }
            sum += (here - mean) * (next - mean)
            pairs += 1
        }
        guard pairs >= 4 else { return 0 }
        let raw = sum / pairs / variance
        let count = Double(known.count)
        let corrected = (raw * count + Double(fitted)) / (count - 3 - Double(fitted - 1))
        return min(max(corrected, 0), 0.95)
    }

    /// The same from differences over one, two and three steps, which a few changes of level hardly touch.
    ///
    /// For a first-order autoregression E(x(t+k)−x(t))² = 2σ²(1−ρᵏ), so that the squares over two steps are 1 + ρ times
    /// those over one. Squares are held to ten times their median.
    static func ofDifferences(_ values: [Double?]) -> Double {
        guard let one = meanSquare(values, lag: 1), let two = meanSquare(values, lag: 2), one > 0 else { return 0 }
        return min(max(two / one - 1, 0), 0.9)
    }

    private static func meanSquare(_ values: [Double?], lag: Int) -> Double? {
        var squares: [Double] = []
        for (here, later) in zip(values, values.dropFirst(lag)) {
            guard let here, let later else { continue }
            squares.append((later - here) * (later - here))
        }
        guard squares.count >= 8 else { return nil }
        let median = squares.sorted()[squares.count / 2]
        let held = median > 0 ? squares.map { min($0, 10 * median) } : squares
        return held.reduce(0, +) / Double(held.count)
    }

    /// By what the variance of a sum grows when values follow a first-order autoregression.
    static func inflation(_ correlation: Double) -> Double { (1 + correlation) / (1 - correlation) }
}
