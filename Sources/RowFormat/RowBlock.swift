/// Some rows of a file: personal data, in memory only.
///
/// Its descriptions and its mirror show nothing.
///
/// The payload is the number of rows and of columns, the length of every field in row order (all bits set for null),
/// and the fields' bytes one after another; numbers have four bytes, little-endian.
public struct RowBlock: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many rows.
    public let rows: Int
    /// How many fields in each.
    public let columns: Int
    /// The block as it travels.
    public let payload: [UInt8]

    /// The length that stands for null.
    public static let null = UInt32.max
    private static let prefixLength = 8

    /// Takes a payload from the stream.
    ///
    /// - Throws: ``FrameError/malformed`` unless lengths and bytes agree and each field is UTF-8. Linear in its size.
    public init(payload: [UInt8]) throws {
        guard payload.count >= Self.prefixLength else { throw FrameError.malformed }
        let rows = Int(payload.integer(at: 0) as UInt32)
        let columns = Int(payload.integer(at: 4) as UInt32)
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows > 0, columns > 0, !overflow, count <= (payload.count - Self.prefixLength) / 4 else {
            throw FrameError.malformed
        }
        let start = Self.prefixLength + 4 * count
        var end = start
        for field in 0..<count {
            let length: UInt32 = payload.integer(at: Self.prefixLength + 4 * field)
            guard length != Self.null else { continue }
            end += Int(length)
            // A field must begin and end between characters; the text as a whole is checked once, below.
            guard end <= payload.count, end == payload.count || payload[end] & 0xC0 != 0x80 else {
                throw FrameError.malformed
            }
        }
        guard end == payload.count, start == end || payload[start] & 0xC0 != 0x80,
            unsafe payload.withUnsafeBufferPointer({ bytes in
                unsafe String(validating: bytes[start...], as: UTF8.self) != nil
            })
        else { throw FrameError.malformed }
        self.rows = rows
        self.columns = columns
        self.payload = payload
    }

    /// The place in the payload of each field in row order; nil for null.
    ///
    /// - Complexity: linear in the number of fields.
    public func forEachField(_ body: (Range<Int>?) throws -> Void) rethrows {
        let count = rows * columns
        var place = Self.prefixLength + 4 * count
        for field in 0..<count {
            let length: UInt32 = payload.integer(at: Self.prefixLength + 4 * field)
            guard length != Self.null else {
                try body(nil)
                continue
            }
            try body(place..<place + Int(length))
            place += Int(length)
        }
    }

    /// The same rows with empty fields after them.
    ///
    /// - Precondition: `wider` isn't less than ``columns``.
    public func widened(to wider: Int) -> RowBlock {
        precondition(wider >= columns)
        guard wider > columns else { return self }
        let count = rows * columns
        var result: [UInt8] = []
        result.reserveCapacity(payload.count + 4 * rows * (wider - columns))
        result.append(littleEndian: UInt32(rows))
        result.append(littleEndian: UInt32(wider))
        for row in 0..<rows {
            let start = Self.prefixLength + 4 * columns * row
            result += payload[start..<start + 4 * columns]
            for _ in columns..<wider { result.append(littleEndian: Self.null) }
        }
        result += payload[(Self.prefixLength + 4 * count)...]
        return RowBlock(rows: rows, columns: wider, checked: result)
    }

    private init(rows: Int, columns: Int, checked: [UInt8]) {
        (self.rows, self.columns, payload) = (rows, columns, checked)
    }

    /// Says nothing of the rows.
    public var description: String { "RowBlock(redacted)" }
    /// Says nothing of the rows.
    public var debugDescription: String { description }
    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension [UInt8] {
    /// Adds a range of other bytes; a slice of them would be counted, which takes longer than copying a few.
    fileprivate mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

/// Gathers rows into a block.
public struct RowBlockBuilder: CustomStringConvertible, CustomReflectable {
    private let columns: Int
    /// Little-endian.
    private var lengths: [UInt32] = []
    private var text: [UInt8] = []

    /// Begins a block of rows with so many fields each.
    public init(columns: Int) { self.columns = columns }

    /// How many whole rows it holds.
    public var rows: Int { columns == 0 ? 0 : lengths.count / columns }
    /// How many bytes it would travel as.
    public var size: Int { 8 + 4 * lengths.count + text.count }

    /// Adds the next field of the row; nil for null.
    public mutating func append(_ field: (some Collection<UInt8>)?) {
        guard let field else {
            lengths.append(RowBlock.null)
            return
        }
        let start = text.count
        text.append(contentsOf: field)
        lengths.append(UInt32(text.count - start).littleEndian)
    }

    /// Adds the next field of the row, which is a range of some bytes.
    public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        text.append(bytes, range)
        lengths.append(UInt32(range.count).littleEndian)
    }

    /// Adds a null.
    public mutating func appendNull() { lengths.append(RowBlock.null) }

    /// Adds so many nulls.
    public mutating func appendNulls(_ count: Int) {
        if count > 0 { lengths.append(contentsOf: repeatElement(RowBlock.null, count: count)) }
    }

    /// The block, after which the builder is empty; nil when it had no row.
    ///
    /// - Throws: ``FrameError/malformed`` when the last row isn't whole or a field isn't UTF-8.
    public mutating func take() throws -> RowBlock? {
        guard !lengths.isEmpty else { return nil }
        guard columns > 0, lengths.count.isMultiple(of: columns) else { throw FrameError.malformed }
        var payload: [UInt8] = []
        payload.reserveCapacity(size)
        payload.append(littleEndian: UInt32(lengths.count / columns))
        payload.append(littleEndian: UInt32(columns))
        unsafe lengths.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
        payload += text
        lengths.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        return try RowBlock(payload: payload)
    }

    /// Says nothing of the rows.
    public var description: String { "RowBlockBuilder(redacted)" }
    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
