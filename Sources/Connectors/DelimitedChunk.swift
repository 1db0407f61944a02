import Vocabulary

/// Whole rows of a delimited text file.
struct DelimitedChunk: RawChunk {
    let bytes: [UInt8]
    let dialect: Dialect
    /// How many columns the file's first line names.
    let columnCount: Int
    let hasQuotes: Bool

    func split(selecting selection: [Int]) throws -> RawBatch {
        var text = bytes
        var splitter = Splitter(columnCount: columnCount, selection: selection, dialect: dialect)
        if hasQuotes {
            splitter.splitQuoted(&text)
        } else {
            splitter.splitPlain(text.span, from: 0, to: text.count)
        }
        // Mostly the whole chunk is UTF-8, and then every field is.
        if dialect.encoding != .utf8, !(dialect.encoding == .automatic && TextEncoding.isUTF8(bytes.span)) {
            splitter.decodeFields(of: &text)
        }
        return RawBatch(
            bytes: text, fields: splitter.fields.map { RawBatch.Field(start: $0.start, length: $0.length) },
            columns: selection.count, unreadableRows: splitter.unreadableRows,
            droppedValues: splitter.droppedValues)
    }
}

/// Where a field lies in the text.
private struct Stretch {
    private let offset: UInt32
    private let size: UInt32

    init(start: Int, length: Int) {
        offset = UInt32(truncatingIfNeeded: start)
        size = UInt32(truncatingIfNeeded: length)
    }

    var start: Int { Int(offset) }
    var length: Int { Int(size) }
}

/// Sorts the fields of rows into those that are selected and those that are counted and dropped.
private struct Splitter {
    let dialect: Dialect
    let columnCount: Int
    /// For each column of the file, its number among the selected ones, or −1.
    let slots: [Int]
    let width: Int
    var fields: [Stretch] = []
    var unreadableRows = 0
    var droppedValues: [Int]

    init(columnCount: Int, selection: [Int], dialect: Dialect) {
        var slots = [Int](repeating: -1, count: columnCount)
        for (slot, column) in selection.enumerated() { slots[column] = slot }
        self.slots = slots
        self.columnCount = columnCount
        self.dialect = dialect
        width = selection.count
        droppedValues = Array(repeating: 0, count: columnCount)
    }

    /// Rows without a quote: every delimiter and terminator is one, and eight bytes are looked at together.
    mutating func splitPlain(_ text: borrowing Span<UInt8>, from first: Int, to last: Int) {
        var row = PlainRow(start: first, width: width)
        var index = first
        unsafe text.withUnsafeBytes { bytes in
            let delimiters = UInt64(dialect.delimiter) &* 0x0101_0101_0101_0101
            let terminators = UInt64(dialect.terminator) &* 0x0101_0101_0101_0101
            while index + 8 <= last {
                let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                // A byte's high bit tells that it may be one of the two; the byte itself is asked again, since a
                // borrow can raise the bit of its neighbour.
                var candidates = Self.zeroBytes(word ^ delimiters) | Self.zeroBytes(word ^ terminators)
                while candidates != 0 {
                    let offset = candidates.trailingZeroBitCount >> 3
                    candidates &= candidates &- 1
                    let byte = UInt8(truncatingIfNeeded: word >> UInt64(offset * 8))
                    guard byte == dialect.delimiter || byte == dialect.terminator else { continue }
                    let end = index + offset
                    let isReturn = unsafe end > row.start && bytes[end - 1] == Dialect.carriageReturn
                    close(&row, at: end, byte: byte, afterReturn: isReturn)
                }
                index += 8
            }
            while index <= last {
                // The end of the file ends a last row that has no terminator.
                if index == last, index == row.rowStart { break }
                let byte = unsafe index < last ? bytes[index] : dialect.terminator
                if byte == dialect.delimiter || byte == dialect.terminator {
                    let isReturn = unsafe index > row.start && bytes[index - 1] == Dialect.carriageReturn
                    close(&row, at: index, byte: byte, afterReturn: isReturn)
                }
                index += 1
            }
        }
    }

    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    /// The row being read.
    private struct PlainRow {
        var fields: [Stretch]
        var rowStart: Int
        var start: Int
        var column = 0
        var missing: Int
        var isExcess = false

        init(start: Int, width: Int) {
            fields = Array(repeating: Stretch(start: 0, length: 0), count: width)
            rowStart = start
            self.start = start
            missing = width
        }
    }

    /// Ends a field, and the row too at a terminator.
    @inline(__always)
    private mutating func close(_ row: inout PlainRow, at index: Int, byte: UInt8, afterReturn: Bool) {
        let endsRow = byte == dialect.terminator
        let end = endsRow && afterReturn && dialect.terminator == Dialect.lineFeed ? index - 1 : index
        if row.column < columnCount {
            let slot = slots[row.column]
            if slot >= 0 {
                row.fields[slot] = Stretch(start: row.start, length: end - row.start)
                row.missing -= 1
            } else if end > row.start {
                droppedValues[row.column] += 1
            }
        } else if end > row.start {
            row.isExcess = true
        }
        row.start = index + 1
        guard endsRow else {
            row.column += 1
            return
        }
        if row.column > 0 || end > row.rowStart {
            finish(row.fields, isWhole: row.missing == 0 && !row.isExcess)
        }
        row.rowStart = row.start
        row.column = 0
        row.missing = width
        row.isExcess = false
    }

    /// Rows of which some have quotes: those go through the scanner, and doubled quotes are undone in a copy at the
    /// end of the text.
    mutating func splitQuoted(_ text: inout [UInt8]) {
        let scanner = RowScanner(dialect: dialect, columnCount: columnCount)
        var scanned: [RowScanner.Field] = []
        var copies: [UInt8] = []
        let count = text.count
        var index = 0
        while index < count {
            guard let row = scanner.startOfQuotedRow(text, from: index) else {
                splitPlain(text.span, from: index, to: count)
                break
            }
            if row > index { splitPlain(text.span, from: index, to: row) }
            switch scanner.scan(text.span, from: row, isEnd: true, into: &scanned) {
            case .row(let next):
                index = next
                accept(scanned, in: text.span, copies: &copies, copyBase: count)
            case .broken(let next):
                index = next
                unreadableRows += 1
            case .incomplete:
                index = count
            }
        }
        text += copies
    }

    private mutating func accept(
        _ scanned: [RowScanner.Field], in text: borrowing Span<UInt8>, copies: inout [UInt8], copyBase: Int
    ) {
        if scanned.count == 1, scanned[0].start == scanned[0].end { return }
        var row = [Stretch](repeating: Stretch(start: 0, length: 0), count: width)
        var missing = width
        var isExcess = false
        for (column, field) in scanned.enumerated() {
            guard column < columnCount else {
                if field.end > field.start { isExcess = true }
                continue
            }
            let slot = slots[column]
            guard slot >= 0 else {
                if field.end > field.start { droppedValues[column] += 1 }
                continue
            }
            missing -= 1
            guard field.hasDoubledQuotes else {
                row[slot] = Stretch(start: field.start, length: field.end - field.start)
                continue
            }
            let start = copyBase + copies.count
            var index = field.start
            while index < field.end {
                copies.append(text[index])
                index += text[index] == Dialect.quote ? 2 : 1
            }
            row[slot] = Stretch(start: start, length: copyBase + copies.count - start)
        }
        finish(row, isWhole: missing == 0 && !isExcess)
    }

    /// Gives each field its characters, by itself: what one record holds must not change how another is read.
    ///
    /// Delimiters, quotes and line ends are ASCII in every encoding here, so the fields are where they are.
    mutating func decodeFields(of text: inout [UInt8]) {
        for index in fields.indices {
            let field = fields[index]
            let raw = text[field.start..<field.start + field.length]
            guard raw.contains(where: { $0 >= 0x80 }) else { continue }
            let bytes = Array(raw)
            if dialect.encoding == .automatic, TextEncoding.isUTF8(bytes.span) { continue }
            let decoded = TextEncoding.utf8(singleByte: bytes, isWindows: dialect.encoding != .latin1)
            fields[index] = Stretch(start: text.count, length: decoded.count)
            text += decoded
        }
    }

    private mutating func finish(_ row: [Stretch], isWhole: Bool) {
        if isWhole {
            fields.append(contentsOf: row)
        } else {
            unreadableRows += 1
        }
    }
}
