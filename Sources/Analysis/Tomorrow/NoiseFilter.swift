import Foundation
import Statistics
import Vocabulary

/// Damps the noise of figures, bin after bin, by what came before: for what isn't linear in figures, where noise would be
/// taken for events.
///
/// Each figure is drawn to what its series had lately, the more the more noise it has beside what counts vary anyway: the
/// best linear estimate (Kalman 1960) with a Poisson variance. None is below 0, and a category's damped figures add up to
/// its damped total, so that clipping adds no events.
struct NoiseFilter: Sendable {
    /// How many days a half of the memory goes back.
    private static let halfLife = 60.0
    /// Keeps what never had an event open to its first.
    private static let first = 0.25

    private let places: Int
    private let decay: Double
    /// By category, then place: decayed sums.
    private var sums: [Double]
    private var weight = 0.0

    /// A filter that has seen nothing.
    init(of history: CountHistory) {
        places = history.places.count
        decay = pow(0.5, 1 / max(1, Self.halfLife * BinCalendar.perDay(history.level)))
        sums = Array(repeating: 0, count: history.series)
    }

    /// Learns of the figures of a bin.
    ///
    /// - Parameter variance: of the noise in each.
    /// - Returns: the figures damped; as they are where they have no noise.
    /// - Complexity: O(figures).
    mutating func observe(_ figures: ArraySlice<Double>, variance: Double) -> [Double] {
        var damped = Array(figures)
        if variance > 0 {
            for start in stride(from: 0, to: damped.count, by: places) {
                damp(&damped, start..<start + places, variance: variance)
            }
        }
        for (index, figure) in figures.enumerated() { sums[index] = decay * sums[index] + figure }
        weight = decay * weight + 1
        return damped
    }

    private func damp(_ figures: inout [Double], _ range: Range<Int>, variance: Double) {
        let total = figures[range].reduce(0, +)
        let seen = sums[range].reduce(0, +)
        let all = weight > 0 ? max(0, seen / weight) : max(0, total)
        let usual = weight > 0 ? SimplexProjection(of: sums[range], sum: max(0, seen)) : nil
        for index in range {
            let own = usual.map { $0(sums[index]) / weight } ?? max(0, figures[index])
            let gain = (own + Self.first) / (own + Self.first + variance)
            figures[index] = own + gain * (figures[index] - own)
        }
        let gain = (all + Self.first) / (all + Self.first + Double(places) * variance)
        let projection = SimplexProjection(of: figures[range], sum: all + gain * (total - all))
        for index in range { figures[index] = projection(figures[index]) }
    }
}
