import Foundation
import GRDB
import Vocabulary

/// A table's description as it lies in the store.
enum TableRow {
    struct Axis: Codable {
        let id: String
        let fr: String
        let en: String
    }

    static func description(_ row: Row) throws -> TableDescription {
        let decoder = JSONDecoder()
        let places: String = row["places"]
        let categories: String = row["categories"]
        let numerator: Int = row["noise"]
        let origin: String = row["origin"]
        let time: String = row["time_level"]
        let first: Int64? = row["first"]
        let last: Int64? = row["last"]
        let extent: Range<UTCSeconds>? = if let first, let last { first..<last } else { nil }
        return TableDescription(
            id: row["id"], key: row["key"], version: row["version"], source: row["source"],
            sourceTitle: Phrase(fr: row["source_title_fr"], en: row["source_title_en"]),
            origin: Origin(rawValue: origin) ?? .reported, place: PlaceLevel(key: row["place_level"]),
            time: TimeLevel(rawValue: time) ?? .day, contents: TableContents(key: row["contents"]),
            places: try decoder.decode([NamedPlace].self, from: Data(places.utf8)),
            categories: try decoder.decode([Axis].self, from: Data(categories.utf8)).map {
                PublishedCategory(id: $0.id, title: Phrase(fr: $0.fr, en: $0.en))
            },
            noise: NoiseLaw(numerator: numerator), epsilon: Epsilon(billionths: row["epsilon"]),
            recordsPerIncident: row["records_per_incident"], extent: extent, binCount: row["bins"])
    }

    /// The axes as text that is the same in every process: it tells whether a table's definition has changed.
    static func json<T: Encodable>(_ axes: [T]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(axes), as: UTF8.self)
    }
}
