import Foundation
import PlainText
import Vocabulary

/// A file of context in memory, with the name by which the user knows it.
public struct ContextFile: Sendable {
    /// The most bytes of such a file.
    public static let sizeLimit = 64 << 20

    /// The name, for messages.
    public let name: String
    /// Its bytes, without a byte order mark.
    public let bytes: [UInt8]

    /// Takes bytes.
    ///
    /// - Throws: ``ContextError/tooLarge(file:limit:)`` beyond ``sizeLimit``.
    public init(name: String, bytes: [UInt8]) throws {
        guard bytes.count <= Self.sizeLimit else { throw ContextError.tooLarge(file: name, limit: Self.sizeLimit) }
        self.name = name
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// Reads a file; its size is asked before anything is read.
    ///
    /// - Throws: ``ContextError`` for a file that can't be read or is larger than ``sizeLimit``.
    public init(path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ContextError.unreadable(file: path) }
        defer { try? handle.close() }
        // One byte more than is allowed tells a file that is too large, whatever its name leads to.
        guard let data = try? handle.read(upToCount: Self.sizeLimit + 1) else {
            throw ContextError.unreadable(file: path)
        }
        try self.init(name: path, bytes: [UInt8](data))
    }

    /// The file as text.
    ///
    /// - Throws: ``ContextError/notUTF8(file:line:)`` with the line of the first byte that isn't UTF-8.
    func text() throws -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw ContextError.notUTF8(file: name, line: line + 1)
    }

    /// The file as JSON.
    ///
    /// - Throws: ``ContextError/structure(_:_:)`` with the line.
    func json() throws -> JSONNode {
        do {
            return try JSONText.read(bytes, file: name)
        } catch let error as JSONError {
            throw ContextError.structure(TextPosition(file: name, line: error.line), error.explanation.what)
        }
    }

    /// Rows of a text of the file.
    ///
    /// - Throws: ``ContextError/structure(_:_:)`` for a quote that is never closed.
    func rows(of text: String, delimiter: UInt8, hasComments: Bool) throws -> [DelimitedRows.Row] {
        do {
            return try DelimitedRows(of: text, file: name, delimiter: delimiter, hasComments: hasComments).rows
        } catch let error as OpenQuote {
            throw ContextError.structure(TextPosition(file: name, line: error.line), error.explanation.what)
        }
    }

    /// The rows of a table, with its header; the delimiter is the commoner of `;`, `,` and tab in the first line.
    func table() throws -> ContextTable {
        let text = try text()
        let first = text.utf8.prefix { $0 != 10 }
        let candidates: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), 9]
        let counts = candidates.map { candidate in first.count { $0 == candidate } }
        let delimiter = counts[0] > 0 ? candidates[0] : counts[1] > 0 || counts[2] == 0 ? candidates[1] : candidates[2]
        return try ContextTable(file: name, rows: rows(of: text, delimiter: delimiter, hasComments: false))
    }
}

/// A table of text with named columns.
struct ContextTable {
    let file: String
    let header: [String]
    let rows: ArraySlice<DelimitedRows.Row>

    init(file: String, rows: [DelimitedRows.Row]) throws {
        guard let first = rows.first, rows.count > 1 else { throw ContextError.noRows(file: file) }
        self.file = file
        header = first.fields.map { $0.trimmed }
        self.rows = rows.dropFirst()
        for row in self.rows where row.fields.count != header.count {
            throw ContextError.value(
                "\(row.fields.count)", TextPosition(file: file, line: row.line),
                expected: Phrase(fr: "\(header.count) champs par ligne", en: "\(header.count) fields a row"))
        }
    }

    /// The number of the first of `names` that the table has; the first one is asked for in messages.
    func column(_ names: String...) throws -> Int {
        for name in names {
            if let number = header.firstIndex(of: name) { return number }
        }
        throw ContextError.missingColumn(name: names.first ?? "", file: file, found: header)
    }

    /// A field without the spaces around it.
    func field(_ row: DelimitedRows.Row, _ column: Int) -> String { row.fields[column].trimmed }

    /// A number with a point or a comma; nil for an empty field or one that says that the value is missing.
    func number(_ row: DelimitedRows.Row, _ column: Int) throws -> Double? {
        let text = field(row, column)
        if text.isEmpty || text == "mq" { return nil }
        guard let number = text.decimalNumber else {
            throw ContextError.value(
                text, position(row, column), expected: Phrase(fr: "un nombre", en: "a number"))
        }
        return number
    }

    func position(_ row: DelimitedRows.Row, _ column: Int) -> TextPosition {
        TextPosition(file: file, line: row.line, field: header[column])
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespaces) }

    /// A finite decimal number, with a point or a comma.
    var decimalNumber: Double? {
        let text = replacing(",", with: ".")
        // Not the letters that the C library reads as hexadecimal, infinity or not-a-number.
        guard text.utf8.count <= 40, text.utf8.allSatisfy({ $0 &- 48 < 10 || [43, 45, 46, 69, 101].contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }
}
