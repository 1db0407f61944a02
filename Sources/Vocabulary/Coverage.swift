/// The stretches of time for which a source is known to be complete, as disjoint ranges in order.
public struct Coverage: Sendable, Hashable {
    /// The ranges.
    public private(set) var ranges: [Range<UTCSeconds>]

    /// The union of some ranges.
    public init(_ ranges: [Range<UTCSeconds>] = []) {
        self.ranges = []
        for range in ranges { insert(range) }
    }

    /// The parts of `range` that lie within.
    public func parts(of range: Range<UTCSeconds>) -> [Range<UTCSeconds>] {
        ranges.map { $0.clamped(to: range) }.filter { !$0.isEmpty }
    }

    /// Adds a range.
    public mutating func insert(_ range: Range<UTCSeconds>) {
        guard !range.isEmpty else { return }
        var merged = range
        var rest: [Range<UTCSeconds>] = []
        for other in ranges {
            if other.lowerBound <= merged.upperBound && merged.lowerBound <= other.upperBound {
                merged = min(merged.lowerBound, other.lowerBound)..<max(merged.upperBound, other.upperBound)
            } else {
                rest.append(other)
            }
        }
        ranges = (rest + [merged]).sorted { $0.lowerBound < $1.lowerBound }
    }
}
