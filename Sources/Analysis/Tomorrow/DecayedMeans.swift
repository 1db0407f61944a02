import Foundation

/// Means of many series over what is known, at several speeds of forgetting.
struct DecayedMeans: Sendable {
    /// By speed, then series: decayed sums.
    private(set) var sums: [[Double]]
    private var weights: [Double]
    private let decays: [Double]

    /// Means of nothing yet.
    ///
    /// - Parameter halfLives: in bins; infinite for all that is known.
    init(series: Int, halfLives: [Double]) {
        decays = halfLives.map { $0.isFinite ? pow(0.5, 1 / $0) : 1 }
        sums = halfLives.map { _ in Array(repeating: 0, count: series) }
        weights = halfLives.map { _ in 0 }
    }

    /// How many speeds there are.
    var speeds: Range<Int> { decays.indices }

    /// Learns of a bin's values.
    ///
    /// - Complexity: O(series × speeds).
    mutating func observe(_ values: some Collection<Double>) {
        for (speed, decay) in decays.enumerated() {
            weights[speed] = decay * weights[speed] + 1
            for (index, value) in values.enumerated() { sums[speed][index] = decay * sums[speed][index] + value }
        }
    }

    /// What sums at a speed are divided by to be means.
    func weight(_ speed: Int) -> Double { max(weights[speed], 1e-9) }

    /// The mean of a series at a speed; 0 before anything was seen.
    func mean(_ speed: Int, _ index: Int) -> Double { sums[speed][index] / weight(speed) }
}
