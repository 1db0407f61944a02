/// A run of raw records in one buffer: personal data, in memory only, and gone with the batch.
///
/// Its descriptions and its mirror show nothing, so that no log, crash report or failed test can print a record.
/// Readers outside the package can make one and not look into it: only the gate reads fields.
public struct RawBatch: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where a field lies in the buffer.
    public struct Field: Sendable {
        /// The first byte.
        package let start: UInt32
        /// How many bytes.
        package let length: UInt32

        /// Makes a field.
        public init(start: Int, length: Int) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.length = UInt32(truncatingIfNeeded: length)
        }
    }

    /// UTF-8 text in which the fields lie.
    package let bytes: [UInt8]
    /// For each readable record, a field for each selected column, record after record.
    package let fields: [Field]
    /// How many columns were selected.
    package let columns: Int
    /// How many rows could not be split into fields.
    public let unreadableRows: Int
    /// For each column that was not selected, how many of its fields held anything.
    public let droppedValues: [Int]

    /// Makes a batch.
    ///
    /// - Precondition: `fields` holds `columns` fields a record, and each lies within `bytes`.
    public init(bytes: [UInt8], fields: [Field], columns: Int, unreadableRows: Int, droppedValues: [Int]) {
        precondition(columns > 0 && fields.count.isMultiple(of: columns))
        self.bytes = bytes
        self.fields = fields
        self.columns = columns
        self.unreadableRows = unreadableRows
        self.droppedValues = droppedValues
    }

    /// How many records there are.
    public var count: Int { fields.count / columns }

    /// Says nothing of the records.
    public var description: String { "RawBatch(redacted)" }

    /// Says nothing of the records.
    public var debugDescription: String { description }

    /// Shows nothing of the records.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A source of raw records that is read once, in order, a chunk at a time.
public protocol RawBatchSource {
    /// The names of the file's columns, in its order.
    var columns: [String] { get }
    /// Bytes read so far, and bytes in all where that is known.
    var progress: (read: Int64, total: Int64?) { get }
    /// What the file says its own coordinates are measured in: `EPSG:2154`, or a definition in WKT; nil if it doesn't.
    var coordinateReference: String? { get }
    /// The next chunk, not yet split into fields, so that several can be split at a time.
    ///
    /// - Returns: nil at the end.
    mutating func next() throws -> (any RawChunk)?
}

extension RawBatchSource {
    /// Most files say nothing.
    public var coordinateReference: String? { nil }
}

/// Whole rows of a file, not yet split into fields.
public protocol RawChunk: Sendable {
    /// Splits the rows into the fields of the selected columns.
    ///
    /// - Parameter selection: the numbers of the columns to keep, in the order in which the gate wants them.
    func split(selecting selection: [Int]) throws -> RawBatch
}
