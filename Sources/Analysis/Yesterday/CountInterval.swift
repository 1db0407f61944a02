import Foundation
import Statistics

/// The interval that goes with a count: of its noise where it has some, else of the mean that it came from.
enum CountInterval {
    /// The interval's name among a method's parameters.
    static func name(isExact: Bool) -> String { isExact ? "poisson_exact" : "noise" }

    /// Where the exact count lies, for a published one: no count is negative.
    static func noise(_ value: Double, halfWidth: Double) -> AnalysisReport.Interval {
        AnalysisReport.Interval(low: max(0, value - halfWidth), high: max(0, value + halfWidth))
    }

    /// The means of a Poisson law that a count doesn't contradict (Garwood 1936).
    ///
    /// - Parameters:
    ///   - count: from 0 up.
    ///   - coverage: how often at least such intervals hold the mean, in 0..<1.
    /// - Complexity: about a hundred incomplete gamma functions.
    static func poisson(_ count: Double, coverage: Double) -> AnalysisReport.Interval {
        let tail = (1 - coverage) / 2
        let far = count + 10 + 40 * (count + 1).squareRoot() + (tail > 0 ? -2 * log(tail) : 0)
        let high = crossing(0, far) { regularizedGammaQ(count + 1, $0) > tail }
        let low = count > 0 ? crossing(0, count) { regularizedGammaP(count, $0) < tail } : 0
        return AnalysisReport.Interval(low: low, high: high)
    }

    /// The interval of a count with or without noise.
    static func of(_ value: Double, halfWidth: Double?, coverage: Double) -> AnalysisReport.Interval {
        if let halfWidth { return noise(value, halfWidth: halfWidth) }
        return poisson(max(0, value), coverage: coverage)
    }

    /// Where a condition stops to hold.
    private static func crossing(_ low: Double, _ high: Double, _ holds: (Double) -> Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<64 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if holds(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
