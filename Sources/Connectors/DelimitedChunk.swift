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
        switch dialect.encoding {
        case .utf8: break
        case .automatic:
            if !TextEncoding.isUTF8(text.span) { text = TextEncoding.utf8(singleByte: text, isWindows: true) }
        case .windows1252: text = TextEncoding.utf8(singleByte: text, isWindows: true)
        case .latin1: text = TextEncoding.utf8(singleByte: text, isWindows: false)
        }
        var splitter = Splitter(columnCount: columnCount, selection: selection, dialect: dialect)
        if hasQuotes {
            splitter.splitQuoted(&text)
        } else {
            splitter.splitPlain(text.span)
        }
        return RawBatch(
            bytes: text, fields: splitter.fields, columns: selection.count, unreadableRows: splitter.unreadableRows,
            droppedValues: splitter.droppedValues)
    }
}

/// Sorts the fields of rows into those that are selected and those that are counted and dropped.
private struct Splitter {
    let dialect: Dialect
    let columnCount: Int
    /// For each column of the file, its number among the selected ones, or −1.
    let slots: [Int]
    let width: Int
    var fields: [RawBatch.Field] = []
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

    /// Rows without a quote anywhere: every delimiter and terminator is one.
    mutating func splitPlain(_ text: borrowing Span<UInt8>) {
        let count = text.count
        let delimiter = dialect.delimiter
        let terminator = dialect.terminator
        let dropsCarriageReturn = terminator == Dialect.lineFeed
        var row = [RawBatch.Field](repeating: RawBatch.Field(start: 0, length: 0), count: width)
        var start = 0
        var rowStart = 0
        var column = 0
        var isExcess = false
        var missing = width
        for index in 0...count {
            // The end of the text ends a last row that has no terminator.
            let byte = index < count ? text[index] : terminator
            guard byte == delimiter || byte == terminator else { continue }
            var end = index
            if byte == terminator, dropsCarriageReturn, end > start, text[end - 1] == Dialect.carriageReturn { end -= 1 }
            if column < columnCount {
                let slot = slots[column]
                if slot >= 0 {
                    row[slot] = RawBatch.Field(start: start, length: end - start)
                    missing -= 1
                } else if end > start {
                    droppedValues[column] += 1
                }
            } else if end > start {
                isExcess = true
            }
            start = index + 1
            if byte == delimiter {
                column += 1
                continue
            }
            if column > 0 || end > rowStart { finish(row, isWhole: missing == 0 && !isExcess) }
            rowStart = start
            column = 0
            missing = width
            isExcess = false
        }
    }

    /// Rows with quotes, through the scanner; doubled quotes are undone in a copy at the end of the text.
    mutating func splitQuoted(_ text: inout [UInt8]) {
        let scanner = RowScanner(dialect: dialect)
        var scanned: [RowScanner.Field] = []
        var copies: [UInt8] = []
        let count = text.count
        var index = 0
        while index < count {
            switch scanner.scan(text.span, from: index, isEnd: true, into: &scanned) {
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
        var row = [RawBatch.Field](repeating: RawBatch.Field(start: 0, length: 0), count: width)
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
                row[slot] = RawBatch.Field(start: field.start, length: field.end - field.start)
                continue
            }
            let start = copyBase + copies.count
            var index = field.start
            while index < field.end {
                copies.append(text[index])
                index += text[index] == Dialect.quote ? 2 : 1
            }
            row[slot] = RawBatch.Field(start: start, length: copyBase + copies.count - start)
        }
        finish(row, isWhole: missing == 0 && !isExcess)
    }

    private mutating func finish(_ row: [RawBatch.Field], isWhole: Bool) {
        if isWhole {
            fields.append(contentsOf: row)
        } else {
            unreadableRows += 1
        }
    }
}
