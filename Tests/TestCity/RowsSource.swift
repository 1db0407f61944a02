public import Vocabulary

/// Rows made by a test, read as if they came from a file.
public struct RowsSource: RawBatchSource {
    /// The names of the columns.
    public let columns: [String]
    private var rows: [[String]]

    /// A file of some rows.
    public init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// A file of some columns side by side.
    public init(_ columns: [(name: String, values: [String])]) {
        let count = columns.map(\.values.count).max() ?? 0
        self.init(
            columns: columns.map(\.name),
            rows: (0..<count).map { row in
                columns.map { row < $0.values.count ? $0.values[row] : "" }
            })
    }

    /// Unknown.
    public var progress: (read: Int64, total: Int64?) { (0, nil) }

    /// The next thousand rows.
    public mutating func next() throws -> (any RawChunk)? {
        guard !rows.isEmpty else { return nil }
        let taken = rows.prefix(1000)
        rows.removeFirst(taken.count)
        return Chunk(rows: Array(taken), width: columns.count)
    }

    private struct Chunk: RawChunk {
        let rows: [[String]]
        let width: Int

        func split(selecting selection: [Int]) throws -> RawBatch {
            var bytes: [UInt8] = []
            var fields: [RawBatch.Field] = []
            for row in rows {
                for column in selection {
                    let value = Array(row[column].utf8)
                    fields.append(RawBatch.Field(start: bytes.count, length: value.count))
                    bytes += value
                }
            }
            return RawBatch(
                bytes: bytes, fields: fields, columns: selection.count, unreadableRows: 0,
                droppedValues: Array(repeating: 0, count: width))
        }
    }
}
