import PlainText
import Vocabulary

/// The rows of a file of the folder with commas between fields; a line that begins with `#` is a comment.
struct CommaRows {
    /// A row and the line that it begins on.
    typealias Row = DelimitedRows.Row

    /// The rows, without empty ones.
    let rows: [Row]

    /// Splits a file.
    ///
    /// - Throws: an ``ExplainedError`` for text that isn't UTF-8 or a quote that is never closed.
    init(of file: FolderFile) throws {
        do {
            rows = try DelimitedRows(of: file.text(), file: file.path).rows
        } catch let error as OpenQuote {
            throw FolderErrors([error.explanation])
        }
    }
}

extension JSONText {
    /// The value that a file of the folder says.
    ///
    /// - Throws: an ``ExplainedError`` with the line.
    static func read(_ file: FolderFile) throws -> JSONNode {
        do {
            return try read(file.bytes, file: file.path)
        } catch let error as JSONError {
            throw FolderErrors([error.explanation])
        }
    }
}
