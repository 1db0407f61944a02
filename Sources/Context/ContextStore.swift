import Foundation
public import Vocabulary

/// The folder `context/` of a data folder: a text file a series, which anybody can read.
///
/// A file begins with lines `# key: value`, and goes on as CSV: `place,start,end,value`, times in ISO 8601 and UTC, an
/// empty value where it is unknown. The same series always makes the same bytes.
public struct ContextStore: Sendable {
    /// The folder of the series.
    public let folder: String

    /// The store of a data folder, which is made with the first series.
    public init(data: String) {
        folder = data.hasSuffix("/") ? data + "context" : data + "/context"
    }

    /// Where a series lies.
    public func path(of name: String) -> String { "\(folder)/\(name).csv" }

    /// Writes series, each at once or not at all; one of the same name is replaced.
    ///
    /// - Throws: ``ContextError/store(file:reason:)``.
    public func keep(_ series: [ContextSeries]) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ContextError.store(file: folder, reason: error.localizedDescription)
        }
        for one in series {
            do {
                try Data(Self.text(of: one).utf8)
                    .write(to: URL(fileURLWithPath: path(of: one.name)), options: .atomic)
            } catch {
                throw ContextError.store(file: path(of: one.name), reason: error.localizedDescription)
            }
        }
    }

    /// The names of the series that are kept, in order.
    public func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// Reads a series back.
    ///
    /// - Throws: ``ContextError`` for a file that is missing or isn't as ``keep(_:)`` writes it.
    public func series(named name: String) throws -> ContextSeries {
        let file = try ContextFile(path: path(of: name))
        let text = try file.text()
        var header: [String: String] = [:]
        for line in text.split(separator: "\n").prefix(while: { $0.hasPrefix("# ") }) {
            let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { header[String(parts[0])] = String(parts[1].dropFirst()) }
        }
        func value(_ key: String) throws -> String {
            guard let value = header[key] else {
                throw ContextError.structure(
                    TextPosition(file: file.name, field: key),
                    Phrase(fr: "L'en-tête « \(key) » manque.", en: "The header `\(key)` is missing."))
            }
            return value
        }
        let rows = try file.rows(of: text, delimiter: UInt8(ascii: ","), hasComments: true)
        let table = rows.count > 1 ? try ContextTable(file: file.name, rows: rows) : nil
        let readings = try table.map(Self.readings) ?? []
        return try ContextSeries(
            name: value("name"), title: Phrase(fr: value("title.fr"), en: value("title.en")), unit: value("unit"),
            level: PlaceLevel(key: value("level")), source: value("source"), licence: value("licence"),
            readings: readings)
    }

    private static func readings(_ table: ContextTable) throws -> [ContextSeries.Reading] {
        let columns = try ["place", "start", "end", "value"].map { try table.column($0) }
        return try table.rows.map { row in
            func time(_ column: Int) throws -> UTCSeconds {
                guard case .instant(let time)? = ContextMoment(row.fields[column]) else {
                    throw ContextError.value(
                        row.fields[column], table.position(row, column),
                        expected: Phrase(fr: "une date ISO 8601 UTC", en: "a date in ISO 8601 and UTC"))
                }
                return time
            }
            return ContextSeries.Reading(
                place: row.fields[columns[0]], start: try time(columns[1]), end: try time(columns[2]),
                value: try table.number(row, columns[3]))
        }
    }

    /// The text of a series.
    static func text(of series: ContextSeries) -> String {
        var text = """
            # name: \(series.name)
            # title.fr: \(series.title[.french])
            # title.en: \(series.title[.english])
            # unit: \(series.unit)
            # level: \(series.level.key)
            # origin: \(series.origin.rawValue)
            # source: \(series.source)
            # licence: \(series.licence)
            place,start,end,value

            """
        for reading in series.readings {
            text += quoted(reading.place) + "," + iso(reading.start) + "," + iso(reading.end) + ","
            // The shortest digits that read back as the same number.
            if let value = reading.value {
                text += value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
            }
            text += "\n"
        }
        return text
    }

    private static func quoted(_ field: String) -> String {
        let isPlain = field.utf8.allSatisfy { $0 != 44 && $0 != 34 && $0 != 35 && $0 >= 32 }
        return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    static func iso(_ time: UTCSeconds) -> String {
        let day = time >= 0 ? time / 86_400 : -((86_399 - time) / 86_400)
        let second = time - day * 86_400
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(CivilDate(dayNumber: Int(day)))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}
