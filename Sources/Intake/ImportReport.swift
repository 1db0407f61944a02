public import Vocabulary

/// The exact account of an import, for the person who runs it and nobody else.
public struct ImportReport: Sendable, Equatable {
    /// Rows read; always ``admitted`` plus all of ``refused``.
    public internal(set) var read = 0
    /// Records counted.
    public internal(set) var admitted = 0
    /// Records refused, by reason.
    public internal(set) var refused: [Refusal: Int] = [:]
    /// How often each unmapped code was met; `…` stands for codes beyond the first few and for those too long to be
    /// codes.
    public internal(set) var unmappedCodes: [String: Int] = [:]
    /// For each column that was dropped, how many of its fields held anything.
    public internal(set) var dropped: [String: Int] = [:]
    /// Records counted in the first of two hours that the clock shows alike.
    public internal(set) var ambiguousHours = 0
    /// Records counted an hour later, since the clock never shows the hour that they give.
    public internal(set) var skippedHours = 0
    /// Records refused as outside the territory that would lie in it if their coordinates changed places.
    public internal(set) var swappedCoordinates = 0

    /// Whether any row with a readable time lies in the periods; if none does, the file would only erase them.
    public var isInsidePeriod: Bool { claimed > 0 }
    /// Records whose time lies in the periods, whatever became of them.
    var claimed = 0

    mutating func countUnmapped(_ code: String?) {
        let isNamed = code.map { unmappedCodes[$0] != nil || unmappedCodes.count < UnmappedCodes.limit } ?? false
        unmappedCodes[isNamed ? code ?? "…" : "…", default: 0] += 1
    }

    /// An account of nothing.
    public init() {}
}
