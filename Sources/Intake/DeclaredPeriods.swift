public import Vocabulary

/// The periods that a file is said to cover: past, and of a time that the calendar tabulates.
public struct DeclaredPeriods: Sendable, Hashable {
    /// The periods, disjoint and in order.
    public let ranges: [Range<UTCSeconds>]

    /// Takes what was said.
    ///
    /// A period that isn't over would make its coming days known to be quiet, and they would be published as zero; so
    /// would days of which the convention lets no record in.
    ///
    /// - Parameter agreed: the time for which the source's convention holds; nil where it has no end.
    /// - Throws: ``GateError``.
    public init(
        _ periods: [Range<UTCSeconds>], now: UTCSeconds, agreed: Range<UTCSeconds>? = nil
    ) throws(GateError) {
        ranges = Coverage(periods).ranges
        guard ranges.allSatisfy({ CivilCalendar.tabulated.contains($0.lowerBound) }) else {
            throw .periodTooEarly
        }
        guard ranges.allSatisfy({ $0.upperBound <= min(now, CivilCalendar.tabulated.upperBound) }) else {
            throw .periodNotOver
        }
        if let agreed, !ranges.allSatisfy({ agreed.lowerBound <= $0.lowerBound && $0.upperBound <= agreed.upperBound })
        {
            throw .periodOutsideAgreement
        }
    }
}
