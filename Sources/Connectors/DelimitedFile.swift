public import Vocabulary

/// A delimited text file read as raw records, streaming: plain, `.gz` or `.zst`, whatever its name says.
///
/// The first row names the columns. At most two chunks of 4 MiB are held, whatever the file's size.
public struct DelimitedFile: RawBatchSource {
    /// The names in the file's first row, trimmed.
    public let columns: [String]

    private let file: String
    private let plain: PlainFile
    private let stream: any ByteStream
    private let dialect: Dialect
    private var pending: [UInt8]
    private var isAtEnd = false
    private var line = 2

    private static let chunkSize = 4 << 20

    /// Opens a file and reads its first row.
    ///
    /// - Throws: ``ConnectorError``.
    public init(path: String, format: FileFormat) throws {
        file = path
        plain = try PlainFile(path: path)
        let head = try Self.fill(from: plain, atLeast: 1 << 16)
        let prefixed = Prefixed(prefix: head, rest: plain)
        if head.starts(with: [0x1F, 0x8B]) {
            stream = try GzipStream(file: path, source: prefixed)
        } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            stream = try ZstdStream(file: path, source: prefixed)
        } else {
            stream = prefixed
        }
        var beginning = try Self.fill(from: stream, atLeast: 1 << 16)
        try Self.refuseForeign(beginning, file: path)
        if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { beginning.removeFirst(3) }
        guard !beginning.isEmpty else { throw ConnectorError.empty(file: path) }
        dialect = Dialect(beginning: beginning, format: format.delimited)
        var fields: [RowScanner.Field] = []
        let scanner = RowScanner(dialect: dialect)
        let isWhole = beginning.count < 1 << 16
        let next: Int
        switch scanner.scan(beginning.span, from: 0, isEnd: isWhole, into: &fields) {
        case .row(let end): next = end
        case .broken: throw ConnectorError.openQuote(file: path, line: 1)
        case .incomplete: throw ConnectorError.rowTooLong(file: path, line: 1, limit: 1 << 16)
        }
        columns = Self.names(fields, in: beginning)
        if let repeated = Dictionary(grouping: columns.filter { !$0.isEmpty }, by: \.self).first(where: { $1.count > 1 }
        ) {
            throw ConnectorError.repeatedColumn(file: path, name: repeated.key)
        }
        pending = Array(beginning[next...])
    }

    /// Bytes of the file read so far, before any decompression, and the file's size.
    public var progress: (read: Int64, total: Int64?) { (stream.position, plain.size) }

    /// The next whole rows.
    ///
    /// - Throws: ``ConnectorError``.
    public mutating func next() throws -> (any RawChunk)? {
        var bytes = try chunk()
        guard !bytes.isEmpty else { return nil }
        let hasQuotes = ByteSearch.first(Dialect.quote, in: bytes, from: 0) != nil
        let end = isAtEnd ? bytes.count : hasQuotes ? lastRowEnd(quoted: bytes) : lastRowEnd(plain: bytes, from: 0)
        if end == 0 || bytes.count - end > Dialect.longestRow {
            throw ConnectorError.rowTooLong(
                file: file, line: line + ByteSearch.count(dialect.terminator, in: bytes, to: end),
                limit: Dialect.longestRow)
        }
        pending = Array(bytes[end...])
        bytes.removeLast(bytes.count - end)
        line += ByteSearch.count(dialect.terminator, in: bytes, to: end)
        return DelimitedChunk(bytes: bytes, dialect: dialect, columnCount: columns.count, hasQuotes: hasQuotes)
    }

    /// What was left over, and the file's next bytes.
    private mutating func chunk() throws -> [UInt8] {
        let (carried, stream) = (pending, stream)
        var isAtEnd = isAtEnd
        let bytes = unsafe try [UInt8](unsafeUninitializedCapacity: carried.count + Self.chunkSize) { buffer, count in
            count = carried.count
            let raw = UnsafeMutableRawBufferPointer(buffer)
            unsafe raw.copyBytes(from: carried)
            while !isAtEnd, count < carried.count + Self.chunkSize {
                let read = unsafe try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[count...]))
                if read == 0 { isAtEnd = true }
                count += read
            }
        }
        self.isAtEnd = isAtEnd
        return bytes
    }

    private func lastRowEnd(plain bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].lastIndex(of: dialect.terminator).map { $0 + 1 } ?? start
    }

    private func lastRowEnd(quoted bytes: [UInt8]) -> Int {
        let scanner = RowScanner(dialect: dialect, columnCount: columns.count)
        var fields: [RowScanner.Field] = []
        var end = 0
        while true {
            guard let row = scanner.startOfQuotedRow(bytes, from: end) else {
                return lastRowEnd(plain: bytes, from: end)
            }
            switch scanner.scan(bytes.span, from: row, isEnd: false, into: &fields) {
            case .row(let next), .broken(let next): end = next
            case .incomplete: return row
            }
        }
    }

    private static func fill(from stream: any ByteStream, atLeast wanted: Int) throws -> [UInt8] {
        unsafe try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            count = 0
            let raw = UnsafeMutableRawBufferPointer(buffer)
            while count < wanted {
                let read = unsafe try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[count...]))
                if read == 0 { break }
                count += read
            }
        }
    }

    private static func refuseForeign(_ bytes: [UInt8], file: String) throws {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw ConnectorError.utf16(file: file)
        }
        let signatures: [([UInt8], String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "zip, XLSX or ODS"), ([0xD0, 0xCF, 0x11, 0xE0], "XLS"),
            (Array("%PDF".utf8), "PDF"), ([0x42, 0x5A, 0x68], "bzip2"), ([0xFD, 0x37, 0x7A, 0x58], "xz"),
            (Array("SQLite format 3".utf8), "SQLite"),
        ]
        if let (_, kind) = signatures.first(where: { bytes.starts(with: $0.0) }) {
            throw ConnectorError.notText(file: file, kind: kind)
        }
        if bytes.contains(0) { throw ConnectorError.notText(file: file, kind: "binary") }
    }

    private static func names(_ fields: [RowScanner.Field], in bytes: [UInt8]) -> [String] {
        fields.map { field in
            let raw = Array(bytes[field.start..<field.end])
            let text = TextEncoding.isUTF8(raw.span) ? raw : TextEncoding.utf8(singleByte: raw, isWindows: true)
            let name = String(decoding: text, as: UTF8.self)
            var trimmed = Substring(name)
            while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
            while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
            return String(trimmed)
        }
    }
}
