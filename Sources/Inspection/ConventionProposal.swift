public import Vocabulary

/// A convention proposed from a profile, for a person to edit: what a file can tell, and what only a person can decide.
public struct ConventionProposal: Sendable, Hashable {
    /// What the file doesn't tell.
    public struct Decisions: Sendable, Hashable {
        /// What people call the source.
        public var title: Phrase
        /// Why it is counted.
        public var purpose: Phrase
        /// The legal basis.
        public var legalBasis: Phrase
        /// How the counts come to be.
        public var origin: Origin
        /// The most records that one incident may make.
        public var recordsPerIncident: Int

        /// Makes the decisions.
        public init(
            title: Phrase, purpose: Phrase, legalBasis: Phrase, origin: Origin, recordsPerIncident: Int
        ) {
            self.title = title
            self.purpose = purpose
            self.legalBasis = legalBasis
            self.origin = origin
            self.recordsPerIncident = recordsPerIncident
        }
    }

    /// The source's key.
    public var source: String
    /// How its files are written.
    public var format: FileFormat
    /// Where a place stands; nil when no column tells.
    public var place: PlaceColumns?
    /// Columns that look like coordinates of a system that neither the file nor the territory's box tells.
    public let unknownCoordinates: UnknownCoordinates?
    /// What the file says that its own points are measured in.
    public let coordinateReference: String?
    /// Where a time stands; nil when no column tells.
    public var time: TimeColumns?
    /// Whether day and month could be the other way round.
    public var isTimeOrderAmbiguous: Bool
    /// Where a category stands; nil when no column tells.
    public var category: CategoryColumns?
    /// The column that tells records apart, where one does.
    public var key: String?
    /// What a person decided; nil until then, and the text then doesn't load.
    public var decisions: Decisions?
    /// The file's columns, by name, with what was found; nameless ones are left out.
    public let columns: [ColumnProfile]

    /// Proposes a convention.
    ///
    /// A column that looks personal is proposed for nothing but an address, which is then transient.
    public init(source: String, profile: FileProfile, format: FileFormat = FileFormat()) {
        self.source = source
        self.format = format
        columns = profile.columns.filter { $0.name != nil }
        coordinateReference = profile.coordinateReference
        let roles = ColumnRoles(columns: columns, coordinateReference: coordinateReference)
        place = roles.place
        unknownCoordinates = (place?.areCoordinates ?? false) ? nil : roles.unknownCoordinates
        let time = roles.time(besides: Set(place?.columns ?? []))
        self.time = time?.columns
        isTimeOrderAmbiguous = time?.isAmbiguous ?? false
        var used = Set((place?.columns ?? []) + (time?.columns.columns ?? []))
        category = roles.category(besides: used).map { .code($0) }
        used.formUnion(category?.columns ?? [])
        key = roles.key(besides: used)
    }

    /// Whether the place is proposed from coordinates, whoever measured them.
    var hasCoordinates: Bool { place?.areCoordinates ?? false }

    /// The columns that the gate would look at.
    public var lookedAt: [String] {
        (place?.columns ?? []) + (time?.columns ?? []) + (category?.columns ?? []) + [key].compactMap(\.self)
    }

    /// The columns that the gate would drop and count.
    public var dropped: [ColumnProfile] {
        let kept = Set(lookedAt)
        return columns.filter { !kept.contains($0.name ?? "") }
    }

    /// The columns of text among those looked at.
    public var transient: [String] { (place?.transientColumns ?? []) + (category?.transientColumns ?? []) }
}

extension PlaceColumns {
    /// Whether the place is a point that is given by numbers.
    fileprivate var areCoordinates: Bool {
        switch self {
        case .coordinates, .points: true
        case .zone, .address: false
        }
    }
}
