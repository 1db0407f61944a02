import Foundation

/// Counts to learn from: what was known before each, what was expected of it, and what came.
public struct CountRows: Sendable {
    /// How many columns a row has.
    public let columns: Int
    /// Row after row; not a number where something isn't known.
    public private(set) var features: [Float] = []
    /// The logarithms of what was expected.
    public private(set) var margins: [Float] = []
    /// What came.
    public private(set) var counts: [Float] = []

    /// No rows yet.
    ///
    /// - Precondition: there is a column.
    public init(columns: Int) {
        precondition(columns > 0)
        self.columns = columns
    }

    /// How many rows there are.
    public var count: Int { counts.count }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - features: one a column; not a number where it isn't known.
    ///   - expected: the count that trees start from.
    ///   - count: what came; needn't be whole.
    /// - Precondition: there are as many features as columns, none infinite; `expected` is above 0, `count` from 0 up, both
    ///   finite.
    /// - Complexity: O(columns).
    public mutating func append(_ features: [Float], expected: Double, count: Double) {
        precondition(features.count == columns && !features.contains { $0.isInfinite })
        precondition(expected > 0 && expected.isFinite && count >= 0 && count.isFinite)
        self.features += features
        margins.append(Float(log(expected)))
        counts.append(Float(count))
    }

    /// Adds all rows of others.
    ///
    /// - Precondition: they have as many columns.
    public mutating func append(_ others: CountRows) {
        precondition(others.columns == columns)
        features += others.features
        margins += others.margins
        counts += others.counts
    }
}
