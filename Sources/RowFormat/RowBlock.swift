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

    /// Says nothing of the rows.
    public var description: String { "RowBlock(redacted)" }
    /// Says nothing of the rows.
    public var debugDescription: String { description }
    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Gathers rows into a block.
public struct RowBlockBuilder: CustomStringConvertible, CustomReflectable {
    private let columns: Int
    private var lengths: [UInt8] = []
    private var text: [UInt8] = []
    private var fields = 0

    /// Begins a block of rows with so many fields each.
    public init(columns: Int) { self.columns = columns }

    /// How many whole rows it holds.
    public var rows: Int { columns == 0 ? 0 : fields / columns }
    /// How many bytes it would travel as.
    public var size: Int { 8 + lengths.count + text.count }

    /// Adds the next field of the row; nil for null.
    public mutating func append(_ field: (some Collection<UInt8>)?) {
        fields += 1
        guard let field else {
            lengths.append(littleEndian: RowBlock.null)
            return
        }
        let start = text.count
        text.append(contentsOf: field)
        lengths.append(littleEndian: UInt32(text.count - start))
    }

    /// Adds a null.
    public mutating func appendNull() {
        append(nil as [UInt8]?)
    }

    /// The block, after which the builder is empty; nil when it had no row.
    ///
    /// - Throws: ``FrameError/malformed`` when the last row isn't whole or a field isn't UTF-8.
    public mutating func take() throws -> RowBlock? {
        guard fields > 0 else { return nil }
        guard columns > 0, fields.isMultiple(of: columns) else { throw FrameError.malformed }
        var payload: [UInt8] = []
        payload.reserveCapacity(size)
        payload.append(littleEndian: UInt32(fields / columns))
        payload.append(littleEndian: UInt32(columns))
        payload += lengths
        payload += text
        lengths.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        fields = 0
        return try RowBlock(payload: payload)
    }

    /// Says nothing of the rows.
    public var description: String { "RowBlockBuilder(redacted)" }
    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
