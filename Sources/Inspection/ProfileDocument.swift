import Foundation
public import Vocabulary

/// A profile as a program reads it, and as a person does.
extension FileProfile {
    private struct Wire: Encodable {
        struct Column: Encodable {
            let number: Int
            let name: String?
            let type: String
            let dateOrder: String?
            let zoneLevel: String?
            let epsg: [Int]?
            let shareEmpty: Double
            let distinct: Int
            let distinctIsExact: Bool
            let unique: Bool
            let shapes: [String]
            let personal: String?
            let personalBy: String?

            init(_ column: ColumnProfile) {
                number = column.number
                name = column.name
                type = column.type.key
                dateOrder = column.type.dateOrder.map { order in
                    switch order {
                    case .known(let known): known.rawValue
                    case .ambiguous: "ambiguous"
                    }
                }
                if case .zoneCode(let level) = column.type { zoneLevel = level } else { zoneLevel = nil }
                if case .projected(_, let codes) = column.type { epsg = codes } else { epsg = nil }
                shareEmpty = (column.shareEmpty * 10_000).rounded() / 10_000
                distinct = column.distinct
                distinctIsExact = column.isDistinctExact
                unique = column.isUnique
                shapes = column.shapes
                personal = column.personal?.content.rawValue
                personalBy = column.personal?.evidence.rawValue
            }
        }

        let layers: [String]
        let layer: String?
        let coordinateReference: String?
        let rows: Int
        let unreadableRows: Int
        let whole: Bool
        let headerDoubtful: Bool
        let columns: [Column]
        let proposal: String?
    }

    /// The profile as JSON, with a proposed convention's text where there is one.
    public func json(proposal: String? = nil) -> String {
        let wire = Wire(
            layers: layers, layer: layer, coordinateReference: coordinateReference, rows: rows,
            unreadableRows: unreadableRows, whole: isWhole, headerDoubtful: isHeaderDoubtful,
            columns: columns.map(Wire.Column.init), proposal: proposal)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(wire) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    /// The profile as lines for a terminal.
    public func text(in language: Language) -> String {
        var lines: [String] = []
        if !layers.isEmpty {
            let names = layers.map { $0 == layer ? "[\(Self.plain($0))]" : Self.plain($0) }.joined(separator: ", ")
            lines.append(Phrase(fr: "couches : \(names)", en: "layers: \(names)")[language])
        }
        let rest = isWhole ? Phrase(verbatim: "") : Phrase(fr: " (début du fichier)", en: " (the file's beginning)")
        lines.append(
            Phrase(fr: "lignes lues : \(rows)", en: "rows read: \(rows)")[language] + rest[language])
        if unreadableRows > 0 {
            lines.append(
                Phrase(
                    fr: "lignes illisibles : \(unreadableRows)", en: "unreadable rows: \(unreadableRows)")[language])
        }
        if isHeaderDoubtful { lines.append(Self.headerWarning[language]) }
        lines.append("")
        for column in columns { lines.append(Self.line(column, language)) }
        return lines.joined(separator: "\n")
    }

    /// What is said of a file whose header may be a record.
    public static let headerWarning = Phrase(
        fr: "La première ligne ressemble à un enregistrement : ses textes ne sont pas montrés. Dites où est l'en-tête.",
        en: "The first row looks like a record: its texts aren't shown. Say where the header is.")

    private static func line(_ column: ColumnProfile, _ language: Language) -> String {
        let name = plain(column.title(in: language))
        var parts = [column.type.title[language]]
        let empty = Int((column.shareEmpty * 100).rounded())
        if empty > 0 { parts.append(Phrase(fr: "\(empty) % vide", en: "\(empty)% empty")[language]) }
        let about = column.isDistinctExact ? "" : "~"
        parts.append(
            Phrase(fr: "\(about)\(column.distinct) différents", en: "\(about)\(column.distinct) distinct")[language])
        if !column.shapes.isEmpty { parts.append(column.shapes.joined(separator: "  ")) }
        if let personal = column.personal { parts.append("⚠ " + personal.reason[language]) }
        return "  \(name): " + parts.joined(separator: " · ")
    }

    /// A name of a file without what could move a terminal's cursor.
    private static func plain(_ name: String) -> String {
        String(
            String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
