/// What a file holds, column by column, without any of its values.
public struct FileProfile: Sendable, Hashable {
    /// The sheets or layers of the file, where its kind has any.
    public let layers: [String]
    /// The layer that was read.
    public let layer: String?
    /// Its columns, in the file's order.
    public let columns: [ColumnProfile]
    /// What the file says that its own points are measured in: `EPSG:2154`, or a definition in WKT; nil if it doesn't.
    public let coordinateReference: String?
    /// How many rows were read.
    public let rows: Int
    /// How many rows could not be split into fields.
    public let unreadableRows: Int
    /// Whether the whole file was read.
    public let isWhole: Bool
    /// Whether the names in the header may be values, so that they aren't shown.
    public let isHeaderDoubtful: Bool

    /// Makes a profile.
    init(
        layers: [String], layer: String?, columns: [ColumnProfile], coordinateReference: String?, rows: Int,
        unreadableRows: Int, isWhole: Bool, isHeaderDoubtful: Bool
    ) {
        self.layers = layers
        self.layer = layer
        self.columns = columns
        self.coordinateReference = coordinateReference
        self.rows = rows
        self.unreadableRows = unreadableRows
        self.isWhole = isWhole
        self.isHeaderDoubtful = isHeaderDoubtful
    }
}
