/// A layer, table or sheet of a file, as the reader found it.
public struct LayerDescription: Codable, Sendable, Hashable {
    /// A column of the file.
    public struct Column: Codable, Sendable, Hashable {
        /// What the file calls it; in a sheet, its letter.
        public let name: String
        /// How its values are meant.
        public let type: ColumnType

        /// Makes a column.
        public init(name: String, type: ColumnType) {
            self.name = name
            self.type = type
        }
    }

    /// The kinds of values that columns hold; all of them travel as text.
    public enum ColumnType: String, Codable, Sendable, Hashable, CaseIterable {
        case text
        case integer
        case real
        case date
        case time
        case dateTime
        /// Bytes, lists and whatever has no text of its own: always null.
        case other
    }

    /// What the file calls it.
    public let name: String
    /// Whether it is a spreadsheet's: rows of cells from its first row on, in which no header was guessed.
    public let isSheet: Bool
    /// Its columns, in the file's order.
    public let columns: [Column]
    /// The kind of its geometries, as GDAL calls it; nil where it has none.
    public let geometry: String?
    /// What its coordinates are measured in: `EPSG:` and a number, or WKT; nil where it doesn't say.
    public let reference: String?
    /// How many rows it has, where that is known without reading them.
    public let rows: Int?

    /// Makes a description.
    public init(
        name: String, isSheet: Bool, columns: [Column], geometry: String?, reference: String?, rows: Int?
    ) {
        self.name = name
        self.isSheet = isSheet
        self.columns = columns
        self.geometry = geometry
        self.reference = reference
        self.rows = rows
    }
}
