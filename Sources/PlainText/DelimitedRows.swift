package import Vocabulary

/// The rows of a text with a delimiter between fields and quotes around a field that holds one (RFC 4180), read whole.
package struct DelimitedRows {
    /// A row and the line that it begins on, counted from 1.
    package typealias Row = (line: Int, fields: [String])

    /// The rows, without empty ones.
    package let rows: [Row]

    /// Splits a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - file: its name, for messages.
    ///   - delimiter: the byte between fields.
    ///   - hasComments: whether a line that begins with `#` is passed over.
    /// - Throws: ``OpenQuote`` for a quote that is never closed.
    /// - Complexity: linear in the text.
    package init(
        of text: String, file: String, delimiter: UInt8 = UInt8(ascii: ","), hasComments: Bool = true
    ) throws {
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
        for byte in text.utf8 {
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
            case delimiter: end()
            case 13: break
            case UInt8(ascii: "#") where hasComments && fields.isEmpty && field.isEmpty && !isAfterQuote:
                isComment = true
            case 10:
                endRow()
                start = line
            default: field.append(byte)
            }
        }
        guard !quoted else { throw OpenQuote(file: file, line: start) }
        endRow()
        self.rows = rows
    }
}

/// A quote that is never closed.
package struct OpenQuote: ExplainedError, Hashable {
    /// The file's name.
    package let file: String
    /// The line on which its row begins, counted from 1.
    package let line: Int

    /// What to tell the user.
    package var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Un guillemet n'est pas fermé.", en: "A quote isn't closed."),
            at: TextPosition(file: file, line: line),
            remedy: Phrase(fr: "Fermez-le, ou doublez-le.", en: "Close it, or write it twice."))
    }
}
