/// How a source's files are written; what a kind of file doesn't have is passed over.
public struct FileFormat: Sendable, Hashable {
    /// How text with delimiters is written.
    public let delimited: DelimitedFormat
    /// The sheet or layer to read; nil for a file that has only one.
    public let layer: String?
    /// The row that names the columns, counted from 1; rows above it are a title.
    public let headerRow: Int
    /// How many rows below the header aren't records: units, a second header.
    public let rowsBelowHeader: Int
    /// How the first filled cell of the row begins that ends the records, such as `Total`; nil where none does.
    public let footer: String?

    /// Makes a format.
    ///
    /// - Precondition: `headerRow` is at least 1, and `rowsBelowHeader` isn't negative.
    public init(
        delimited: DelimitedFormat = DelimitedFormat(), layer: String? = nil, headerRow: Int = 1,
        rowsBelowHeader: Int = 0, footer: String? = nil
    ) {
        precondition(headerRow >= 1 && rowsBelowHeader >= 0)
        self.delimited = delimited
        self.layer = layer
        self.headerRow = headerRow
        self.rowsBelowHeader = rowsBelowHeader
        self.footer = footer
    }
}

/// How a delimited text file is written.
public struct DelimitedFormat: Sendable, Hashable {
    /// The text encodings that files of cities come in.
    public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
        /// Field by field: UTF-8 where the field is valid UTF-8, else Windows-1252; so a record is read alike whatever
        /// the others hold.
        case automatic = "auto"
        case utf8 = "utf-8"
        case windows1252 = "windows-1252"
        case latin1 = "iso-8859-1"
    }

    /// The byte between fields, or nil to find it in the header.
    public let delimiter: UInt8?
    /// How bytes become characters.
    public let encoding: TextEncoding

    /// Makes a format.
    public init(delimiter: UInt8? = nil, encoding: TextEncoding = .automatic) {
        self.delimiter = delimiter
        self.encoding = encoding
    }
}
