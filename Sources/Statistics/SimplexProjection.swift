/// The values from 0 up with a given sum that are nearest to others: each less one offset, and none below 0.
///
/// The Euclidean projection onto a simplex (Held, Wolfe & Crowder 1974; by Michelot 1986). Of counts with noise it is the
/// most probable reading where the noise is Gaussian and their sum is known: clipping each at 0 would add up to too much
/// (Wang et al. 2020, where it is called Norm-Sub).
public struct SimplexProjection: Sendable, Hashable {
    /// What is taken off each value, and what falls below 0 with it is 0; 0 for values from 0 up that have the sum.
    public let offset: Double

    /// Finds the offset.
    ///
    /// - Parameters:
    ///   - values: finite.
    ///   - sum: of the projected values; 0 or less makes all of them 0.
    /// - Complexity: O(values) a round; some five rounds, at most one a value.
    public init(of values: ArraySlice<Double>, sum: Double) {
        guard sum > 0, !values.isEmpty else {
            offset = values.max() ?? 0
            return
        }
        var kept = (sum: values.reduce(0, +), count: values.count)
        var offset = (kept.sum - sum) / Double(kept.count)
        while true {
            var above = (sum: 0.0, count: 0)
            for value in values where value > offset {
                above.sum += value
                above.count += 1
            }
            // Offsets rise and fewer and fewer are kept, until they are the same ones.
            guard above.count < kept.count, above.count > 0 else { break }
            kept = above
            offset = (kept.sum - sum) / Double(kept.count)
        }
        self.offset = offset
    }

    /// The projection of one of the values.
    public func callAsFunction(_ value: Double) -> Double { max(0, value - offset) }
}
