public import Vocabulary

/// What a published table counts.
public enum TableContents: Sendable, Hashable {
    /// Admitted records, by category.
    case incidents(CategoryLevel)
    /// All records of a source, by whether they were admitted or why not.
    case outcomes

    /// The key in stores and addresses.
    public var key: String {
        switch self {
        case .incidents(let level): level.rawValue
        case .outcomes: "outcomes"
        }
    }

    init(key: String) {
        self = CategoryLevel(rawValue: key).map(TableContents.incidents) ?? .outcomes
    }
}

/// One column of figures: a category, a group, an outcome.
public struct PublishedCategory: Sendable, Hashable {
    /// Its key.
    public let id: String
    /// What people call it.
    public let title: Phrase

    /// Makes a category as it is published.
    public init(id: String, title: Phrase) {
        self.id = id
        self.title = title
    }

    /// The records of a source that were admitted, among its outcomes.
    public static let admitted = PublishedCategory(id: "admitted", title: Phrase(fr: "admis", en: "admitted"))
}

/// What a table of the store holds for one audience: its axes, frozen when it was first published, and its noise.
public struct TableDescription: Sendable, Hashable {
    /// The table's number in the store.
    public let id: Int64
    /// The table's key: `incidents.quartier.day.all`.
    public let key: String
    /// Counts from 1; a new version has other axes or another ε, and covers other bins.
    public let version: Int
    /// The source's key.
    public let source: String
    /// What people call the source.
    public let sourceTitle: Phrase
    /// The origin of its counts.
    public let origin: Origin
    /// How coarsely places are told apart.
    public let place: PlaceLevel
    /// How coarsely hours are told apart.
    public let time: TimeLevel
    /// What is counted.
    public let contents: TableContents
    /// The places, in the order of the figures.
    public let places: [NamedPlace]
    /// The categories, in the order of the figures.
    public let categories: [PublishedCategory]
    /// The noise in each figure.
    public let noise: NoiseLaw
    /// What one record pays for this audience's sight of the table; zero when it is exact.
    public let epsilon: Epsilon
    /// The most records that one incident may make in the source.
    public let recordsPerIncident: Int
    /// The bins published so far: first second of the first, first second after the last; nil before any.
    public let extent: Range<UTCSeconds>?
    /// How many bins are published.
    public let binCount: Int
}
