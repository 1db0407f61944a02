/// The agreement under which a source is counted: why, on what basis, and which columns may be looked at.
///
/// What a convention doesn't name is dropped and counted. There is no way to say that a name, a telephone or a free
/// text is to be kept: the type has no room for it. An address or a text may be declared transient: it is looked at in
/// memory, for the cell or the category that it means, and dies at the gate.
public struct Convention: Sendable, Hashable {
    /// The source's key, such as `incidents`.
    public let source: String
    /// What people call the source.
    public let title: Phrase
    /// Why the source is counted.
    public let purpose: Phrase
    /// The legal basis.
    public let legalBasis: Phrase
    /// How the counts came to be, unless a category narrows it.
    public let origin: Origin
    /// The most records that one incident may make in the source.
    public let recordsPerIncident: RecordBound
    /// How its files are written.
    public let format: FileFormat
    /// Where a record's place is read.
    public let place: PlaceColumns
    /// Where its time is read.
    public let time: TimeColumns
    /// Where its category is read.
    public let category: CategoryColumns
    /// The column that tells records apart, where there is one; keys die with the batch.
    public let keyColumn: String?
    /// The period that a file covers when the import doesn't say, where the source has a rhythm.
    public let rhythm: Rhythm?
    /// Seconds to wait after the end of a bin before it may be published.
    public let delay: Int64
    /// Days for which the vault keeps the counts.
    public let retentionDays: Int
    /// The days of incidents for which the agreement holds; nil where it has no end.
    public let validity: Validity?
    /// Whether the source is noised, or already open data and published as it is.
    public let disclosure: SourceDisclosure

    /// Makes a convention; a territory's loader checks what the types can't.
    public init(
        source: String, title: Phrase, purpose: Phrase, legalBasis: Phrase, origin: Origin,
        recordsPerIncident: RecordBound, format: FileFormat, place: PlaceColumns, time: TimeColumns,
        category: CategoryColumns, keyColumn: String?, rhythm: Rhythm?, delay: Int64, retentionDays: Int,
        validity: Validity? = nil, disclosure: SourceDisclosure
    ) {
        self.source = source
        self.title = title
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.origin = origin
        self.recordsPerIncident = recordsPerIncident
        self.format = format
        self.place = place
        self.time = time
        self.category = category
        self.keyColumn = keyColumn
        self.rhythm = rhythm
        self.delay = delay
        self.retentionDays = retentionDays
        self.validity = validity
        self.disclosure = disclosure
    }

    /// The columns that the gate looks at, in no order that means anything; every other is dropped.
    public var columns: [String] {
        place.columns + time.columns + category.columns + [keyColumn].compactMap(\.self)
    }

    /// Columns of free text that the gate looks at in memory, and of which nothing stays.
    public var transientColumns: [String] { place.transientColumns + category.transientColumns }
}

/// The days of incidents for which a convention holds.
public struct Validity: Sendable, Hashable {
    /// The first day.
    public let from: CivilDate
    /// The first day after the last.
    public let until: CivilDate

    /// Makes a validity.
    ///
    /// - Returns: nil unless `from` comes before `until`.
    public init?(from: CivilDate, until: CivilDate) {
        guard from.dayNumber < until.dayNumber else { return nil }
        self.from = from
        self.until = until
    }
}

/// The most records that one incident may make in a source.
public enum RecordBound: Sendable, Hashable {
    /// Enforced: the source's key makes repeats a refusal.
    case enforcedByKey(Int)
    /// Stated by the source and not checked, which *Confiance* says.
    case stated(Int)

    /// The bound.
    public var count: Int {
        switch self {
        case .enforcedByKey(let k), .stated(let k): k
        }
    }
}

/// How often a source sends a file, each for the period just ended.
public enum Rhythm: String, Sendable, Hashable, CaseIterable {
    case daily
    case weekly
    case monthly
    case yearly

    /// The level of the period that a file covers.
    public var level: TimeLevel {
        switch self {
        case .daily: .day
        case .weekly: .week
        case .monthly: .month
        case .yearly: .year
        }
    }
}

/// Whether a source's figures are protected, or are open data already.
public enum SourceDisclosure: Sendable, Hashable {
    /// Noised under a budget.
    case noised
    /// Published upstream already at an equal or finer resolution, and so published exactly.
    case open(OpenDataset)

    /// Whether the source is noised.
    public var isNoised: Bool { self == .noised }
}

/// What shows that a source is open data.
public struct OpenDataset: Sendable, Hashable {
    /// Where the public finds it.
    public let url: String
    /// Its licence.
    public let licence: String
    /// The SHA-256 of the published file, in hexadecimal.
    public let checksum: String

    /// Makes the reference.
    public init(url: String, licence: String, checksum: String) {
        self.url = url
        self.licence = licence
        self.checksum = checksum
    }
}
