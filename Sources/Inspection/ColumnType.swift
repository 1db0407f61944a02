public import Vocabulary

/// What a column's values are read as, judged by nearly all of them.
public enum ColumnType: Sendable, Hashable {
    /// The order of a date's parts.
    public enum DateOrder: Sendable, Hashable {
        /// Only this order makes dates of all values.
        case known(TimeColumns.DateOrder)
        /// Day and month could be either: no value has a day beyond 12.
        case ambiguous
    }

    /// Which way a coordinate goes.
    public enum Axis: String, Sendable, Hashable {
        case east = "x"
        case north = "y"
    }

    /// No value at all.
    case empty
    case integer
    case decimal
    /// A day, or a month.
    case date(DateOrder)
    /// A day and a time; with an offset where the values carry one.
    case dateTime(DateOrder, hasOffset: Bool)
    /// A time of day.
    case time
    case yesNo
    /// Short words or numbers that come again and again.
    case code
    /// Ids of the territory's zones of a level.
    case zoneCode(level: String)
    /// Degrees eastwards.
    case longitude
    /// Degrees northwards.
    case latitude
    /// Metres or feet on a plane: the EPSG codes under which the values lie in the territory.
    case projected(Axis, epsg: [Int])
    case text

    /// The type's key in JSON.
    public var key: String {
        switch self {
        case .empty: "empty"
        case .integer: "integer"
        case .decimal: "decimal"
        case .date: "date"
        case .dateTime: "date-time"
        case .time: "time"
        case .yesNo: "yes-no"
        case .code: "code"
        case .zoneCode: "zone-code"
        case .longitude: "longitude"
        case .latitude: "latitude"
        case .projected: "projected"
        case .text: "text"
        }
    }

    /// The order of dates, where the values are dates.
    public var dateOrder: DateOrder? {
        switch self {
        case .date(let order), .dateTime(let order, _): order
        default: nil
        }
    }

    /// What people call the type.
    public var title: Phrase {
        switch self {
        case .empty: Phrase(fr: "vide", en: "empty")
        case .integer: Phrase(fr: "nombre entier", en: "integer")
        case .decimal: Phrase(fr: "nombre décimal", en: "decimal number")
        case .date(let order): Self.dated(Phrase(fr: "date", en: "date"), order)
        case .dateTime(let order, _): Self.dated(Phrase(fr: "date et heure", en: "date and time"), order)
        case .time: Phrase(fr: "heure", en: "time of day")
        case .yesNo: Phrase(fr: "oui ou non", en: "yes or no")
        case .code: Phrase(fr: "code, peu de valeurs", en: "code, few values")
        case .zoneCode(let level): Phrase(fr: "zone (\(level))", en: "zone (\(level))")
        case .longitude: Phrase(fr: "longitude", en: "longitude")
        case .latitude: Phrase(fr: "latitude", en: "latitude")
        case .projected(let axis, let codes):
            Phrase(verbatim: "\(axis.rawValue), EPSG:\(codes.map(String.init).joined(separator: "/"))")
        case .text: Phrase(fr: "texte", en: "text")
        }
    }

    private static func dated(_ kind: Phrase, _ order: DateOrder) -> Phrase {
        switch order {
        case .known(.yearMonthDay): Phrase(fr: kind[.french] + " (amj)", en: kind[.english] + " (ymd)")
        case .known(.dayMonthYear): Phrase(fr: kind[.french] + " (jma)", en: kind[.english] + " (dmy)")
        case .known(.monthDayYear): Phrase(fr: kind[.french] + " (mja)", en: kind[.english] + " (mdy)")
        case .ambiguous:
            Phrase(
                fr: kind[.french] + " (jour et mois ambigus)", en: kind[.english] + " (day and month ambiguous)")
        }
    }
}
