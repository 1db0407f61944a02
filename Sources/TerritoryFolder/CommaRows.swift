import Vocabulary

/// The rows of a text with commas between fields and quotes around a field that holds one; a line that begins with `#`
/// is a comment.
struct CommaRows {
    /// A row and the line that it begins on.
    typealias Row = (line: Int, fields: [String])

    /// The rows, without empty ones.
    let rows: [Row]

    /// Splits a file.
    ///
    /// - Throws: an ``ExplainedError`` for text that isn't UTF-8 or a quote that is never closed.
    init(of file: FolderFile) throws {
        var rows: [Row] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var line = 1
        var start = 1
        var quoted = false
        var isAfterQuote = false
        var isComment = false
        func end() {
            fields.append(String(decoding: field, as: UTF8.self))
            field = []
            isAfterQuote = false
        }
        func endRow() {
            end()
            if fields != [""] { rows.append((start, fields)) }
            fields = []
        }
        for byte in try file.text().utf8 {
            if byte == 10 { line += 1 }
            if isComment {
                isComment = byte != 10
                if !isComment { start = line }
                continue
            }
            if quoted {
                if byte == UInt8(ascii: "\"") {
                    quoted = false
                    isAfterQuote = true
                } else {
                    field.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                if isAfterQuote { field.append(byte) }
                quoted = true
            case UInt8(ascii: ","): end()
            case 13: break
            case UInt8(ascii: "#") where fields.isEmpty && field.isEmpty && !isAfterQuote: isComment = true
            case 10:
                endRow()
                start = line
            default: field.append(byte)
            }
        }
        guard !quoted else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(fr: "Un guillemet n'est pas fermé.", en: "A quote isn't closed."),
                    at: TextPosition(file: file.path, line: start),
                    remedy: Phrase(fr: "Fermez-le, ou doublez-le.", en: "Close it, or write it twice."))
            ])
        }
        endRow()
        self.rows = rows
    }
}
