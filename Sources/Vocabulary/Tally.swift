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
    /// The time is known to an interval too long to be told to an hour.
    case vagueTime = "vague_time"
    /// The day is one for which the convention doesn't hold.
    case outsideAgreement = "outside_agreement"
    case outsidePeriod = "outside_period"
    case repeatedKey = "repeated_key"
    case missingKey = "missing_key"
    case noCoordinates = "no_coordinates"
    case unreadableCoordinates = "unreadable_coordinates"
    case outsideTerritory = "outside_territory"
    case unknownZone = "unknown_zone"
    /// The gazetteer has no address that is like enough.
    case unknownAddress = "unknown_address"
    /// The gazetteer has several addresses in different places, and nothing tells which is meant.
    case ambiguousAddress = "ambiguous_address"
    case unmappedCategory = "unmapped_category"
    /// The classifier of texts isn't sure enough.
    case unsureCategory = "unsure_category"

    /// Whether a record that is refused so counts in the published totals.
    ///
    /// Not so: rows that aren't records of the batch's months (no key, no readable time, another period), records that
    /// the convention doesn't cover, and repeats of a record that was counted, since one record may change only one
    /// published total.
    public var isPublished: Bool {
        switch self {
        case .unreadableRow, .unreadableTime, .vagueTime, .outsideAgreement, .outsidePeriod, .repeatedKey, .missingKey:
            false
        default: true
        }
    }

    /// What a person is told.
    public var title: Phrase {
        switch self {
        case .unreadableRow: Phrase(fr: "ligne illisible", en: "unreadable row")
        case .unreadableTime: Phrase(fr: "date ou heure illisible", en: "unreadable time")
        case .vagueTime: Phrase(fr: "heure trop incertaine", en: "time too uncertain")
        case .outsideAgreement: Phrase(fr: "hors de la convention", en: "outside the agreement")
        case .outsidePeriod: Phrase(fr: "hors de la période", en: "outside the period")
        case .repeatedKey: Phrase(fr: "enregistrement répété", en: "repeated record")
        case .missingKey: Phrase(fr: "identifiant absent", en: "missing record key")
        case .noCoordinates: Phrase(fr: "sans coordonnées", en: "no coordinates")
        case .unreadableCoordinates: Phrase(fr: "coordonnées illisibles", en: "unreadable coordinates")
        case .outsideTerritory: Phrase(fr: "hors du territoire", en: "outside the territory")
        case .unknownZone: Phrase(fr: "zone inconnue", en: "unknown zone")
        case .unknownAddress: Phrase(fr: "adresse inconnue", en: "unknown address")
        case .ambiguousAddress: Phrase(fr: "adresse ambiguë", en: "ambiguous address")
        case .unmappedCategory: Phrase(fr: "catégorie non prévue", en: "unmapped category")
        case .unsureCategory: Phrase(fr: "catégorie incertaine", en: "unsure category")
        }
    }
}
