/// One record as it leaves the gate: a place, an hour, a category, and nothing else.
///
/// There is no text in it and no room for any.
public struct Tally: Sendable, Hashable {
    /// Where, as finely as the record says and the grid allows.
    public let place: Place
    /// The bin that the record's time is known to.
    public let bin: TimeBin
    /// The number of the category in the territory's taxonomy.
    public let category: Int

    /// Makes a tally.
    public init(place: Place, bin: TimeBin, category: Int) {
        self.place = place
        self.bin = bin
        self.category = category
    }
}

/// Where the gate puts what it admits.
public protocol TallySink {
    /// Takes the next tallies, in the order of the file.
    mutating func add(_ tallies: [Tally]) throws
}

/// Where the gate counts what it refuses.
public protocol RefusalSink {
    /// Takes the next refusals; `day` is the first second of the record's local day, where that is known.
    mutating func count(_ refusal: Refusal, day: UTCSeconds?) throws
}

/// Why a record was not admitted.
public enum Refusal: String, Sendable, Hashable, CaseIterable, Codable {
    /// The row could not be read: a quote never closed, too few fields.
    case unreadableRow = "unreadable_row"
    case unreadableTime = "unreadable_time"
    case outsidePeriod = "outside_period"
    case repeatedKey = "repeated_key"
    case missingKey = "missing_key"
    case noCoordinates = "no_coordinates"
    case unreadableCoordinates = "unreadable_coordinates"
    case outsideTerritory = "outside_territory"
    case unknownZone = "unknown_zone"
    case unmappedCategory = "unmapped_category"

    /// Whether a record that is refused so counts in the published totals.
    ///
    /// Not so: rows that aren't records of the batch's months (no key, no readable time, another period) and repeats of a
    /// record that was counted, since one record may change only one published total.
    public var isPublished: Bool {
        switch self {
        case .unreadableRow, .unreadableTime, .outsidePeriod, .repeatedKey, .missingKey: false
        default: true
        }
    }

    /// What a person is told.
    public var title: Phrase {
        switch self {
        case .unreadableRow: Phrase(fr: "ligne illisible", en: "unreadable row")
        case .unreadableTime: Phrase(fr: "date ou heure illisible", en: "unreadable time")
        case .outsidePeriod: Phrase(fr: "hors de la période", en: "outside the period")
        case .repeatedKey: Phrase(fr: "enregistrement répété", en: "repeated record")
        case .missingKey: Phrase(fr: "identifiant absent", en: "missing record key")
        case .noCoordinates: Phrase(fr: "sans coordonnées", en: "no coordinates")
        case .unreadableCoordinates: Phrase(fr: "coordonnées illisibles", en: "unreadable coordinates")
        case .outsideTerritory: Phrase(fr: "hors du territoire", en: "outside the territory")
        case .unknownZone: Phrase(fr: "zone inconnue", en: "unknown zone")
        case .unmappedCategory: Phrase(fr: "catégorie non prévue", en: "unmapped category")
        }
    }
}
