public import Vocabulary

/// The first and the last rows of a table as they lie in the file, header or not: personal data, in memory only.
public struct TableRows: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many rows of the beginning and of the end are looked at.
    static let beginning = 200
    static let end = 30

    let head: [[String]]
    let tail: [[String]]
    /// How many rows there are in all.
    let count: Int

    /// Keeps the beginning and the end of some rows of cells.
    public init(cells: [[String]]) {
        let trimmed = { (row: [String]) in row.map(Self.trimmed) }
        head = cells.prefix(Self.beginning).map(trimmed)
        tail = cells.suffix(Self.end).map(trimmed)
        count = cells.count
    }

    /// Reads a source to its end, its columns' names being the first row.
    ///
    /// - Throws: what the source throws.
    public init(reading source: inout some RawBatchSource) throws {
        var head = [source.columns.map(Self.trimmed)]
        var tail = head
        var count = 1
        let columns = Array(source.columns.indices)
        while !columns.isEmpty, let chunk = try source.next() {
            let batch = try chunk.split(selecting: columns)
            func row(_ record: Int) -> [String] {
                columns.map { column in
                    let field = batch.fields[record * batch.columns + column]
                    let bytes = batch.bytes[Int(field.start)..<Int(field.start) + Int(field.length)]
                    return Self.trimmed(String(decoding: bytes, as: UTF8.self))
                }
            }
            for record in 0..<min(batch.count, Self.beginning - head.count) { head.append(row(record)) }
            tail += (max(0, batch.count - Self.end)..<batch.count).map(row)
            tail = Array(tail.suffix(Self.end))
            count += batch.count
        }
        self.head = head
        self.tail = tail
        self.count = count
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Says nothing of the rows.
    public var description: String { "TableRows(redacted)" }

    /// Says nothing of the rows.
    public var debugDescription: String { description }

    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
