package import Vocabulary

/// Adjacent bins of one table that were drawn together, and what they cost a record.
package struct DrawnBins: Sendable, Hashable {
    package let source: String
    package let table: String
    /// From the start of the first bin to the end of the last; there is no gap between them.
    package let period: Range<UTCSeconds>
    package let publicEpsilon: Epsilon
    package let staffEpsilon: Epsilon

    package init(
        source: String, table: String, period: Range<UTCSeconds>, publicEpsilon: Epsilon, staffEpsilon: Epsilon
    ) {
        self.source = source
        self.table = table
        self.period = period
        self.publicEpsilon = publicEpsilon
        self.staffEpsilon = staffEpsilon
    }
}

/// Why a source's period is put on the log after its bins were published.
package enum CorrectionKind: String, Sendable {
    /// Open data: counts of the period changed.
    case changed = "correction"
    /// A noised source: the period was delivered again. Whether anything changed isn't told, since that would tell of
    /// single records.
    case deliveredAgain = "delivery"
}
