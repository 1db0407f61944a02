/// The agreement under which a source is counted: why, on what basis, and which columns may be looked at.
///
/// What a convention doesn't name is dropped and counted. There is no way to say that a name, a telephone or a free
/// text is to be kept: the type has no room for it.
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
    /// How the file is written.
    public let format: DelimitedFormat
    /// Where a record's place is read.
    public let place: PlaceColumns
    /// Where its time is read.
    public let time: TimeColumn
    /// The column whose codes the taxonomy maps to categories.
    public let categoryColumn: String
    /// The column that tells records apart, where there is one; keys die with the batch.
    public let keyColumn: String?
    /// The period that a file covers when the import doesn't say, where the source has a rhythm.
    public let rhythm: Rhythm?
    /// Seconds to wait after the end of a bin before it may be published.
    public let delay: Int64
    /// Days for which the vault keeps the counts.
    public let retentionDays: Int
    /// Whether the source is noised, or already open data and published as it is.
    public let disclosure: SourceDisclosure

    /// Makes a convention; a territory's loader checks what the types can't.
    public init(
        source: String, title: Phrase, purpose: Phrase, legalBasis: Phrase, origin: Origin,
        recordsPerIncident: RecordBound, format: DelimitedFormat, place: PlaceColumns, time: TimeColumn,
        categoryColumn: String, keyColumn: String?, rhythm: Rhythm?, delay: Int64, retentionDays: Int,
        disclosure: SourceDisclosure
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
        self.categoryColumn = categoryColumn
        self.keyColumn = keyColumn
        self.rhythm = rhythm
        self.delay = delay
        self.retentionDays = retentionDays
        self.disclosure = disclosure
    }

    /// The columns that the gate looks at; every other is dropped.
    public var columns: [String] {
        var names: [String] = []
        switch place {
        case .coordinates(let longitude, let latitude): names += [longitude, latitude]
        case .zone(_, let column): names.append(column)
        }
        names += [time.column, categoryColumn]
        if let keyColumn { names.append(keyColumn) }
        return names
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

/// How a delimited text file is written.
public struct DelimitedFormat: Sendable, Hashable {
    /// The text encodings that files of cities come in.
    public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
        /// Field by field: UTF-8 where the field is valid UTF-8, else Windows-1252; so a record is read alike whatever
        /// the others hold.
        case automatic = "auto"
        case utf8 = "utf-8"
        case windows1252 = "windows-1252"
        case latin1 = "iso-8859-1"
    }

    /// The byte between fields, or nil to find it in the header.
    public let delimiter: UInt8?
    /// How bytes become characters.
    public let encoding: TextEncoding

    /// Makes a format.
    public init(delimiter: UInt8? = nil, encoding: TextEncoding = .automatic) {
        self.delimiter = delimiter
        self.encoding = encoding
    }
}

/// Where a record's place is read.
public enum PlaceColumns: Sendable, Hashable {
    /// Degrees on WGS84 or ETRS89; a decimal comma is understood.
    case coordinates(longitude: String, latitude: String)
    /// The id of a zone of a level; the record stays at that level.
    case zone(level: String, column: String)
}

/// Where and how a record's time is read.
public struct TimeColumn: Sendable, Hashable {
    /// The order of the parts of a date.
    public enum DateOrder: String, Sendable, Hashable, CaseIterable {
        /// `2024-03-31`, `2024/03/31`, `20240331`.
        case yearMonthDay = "ymd"
        /// `31/03/2024`, `31.03.2024`, `31-03-24`.
        case dayMonthYear = "dmy"
        /// `03/31/2024`.
        case monthDayYear = "mdy"
    }

    /// The clock of times that carry no offset of their own.
    public enum Clock: String, Sendable, Hashable, CaseIterable {
        /// The territory's own time zone.
        case local
        case utc
    }

    /// The column.
    public let column: String
    /// The order of the date's parts.
    public let order: DateOrder
    /// The clock of times without an offset.
    public let clock: Clock

    /// Makes a time column.
    public init(column: String, order: DateOrder = .yearMonthDay, clock: Clock = .local) {
        self.column = column
        self.order = order
        self.clock = clock
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
