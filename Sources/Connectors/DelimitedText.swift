import Vocabulary

/// How one file separates its fields and rows, settled from its beginning.
struct Dialect: Sendable, Hashable {
    let delimiter: UInt8
    /// Line feed, or carriage return in files that have no line feed.
    let terminator: UInt8
    let encoding: DelimitedFormat.TextEncoding

    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// The longest row that is read as one.
    static let longestRow = 1 << 20
    /// The longest quoted field; past it the quote is taken for a stray one.
    static let longestQuotedField = 1 << 16

    /// Settles a file's dialect from its first bytes.
    init(beginning: some Collection<UInt8>, format: DelimitedFormat) {
        encoding = format.encoding
        terminator =
            beginning.contains(Self.lineFeed) || !beginning.contains(Self.carriageReturn)
            ? Self.lineFeed : Self.carriageReturn
        if let delimiter = format.delimiter {
            self.delimiter = delimiter
        } else {
            let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
            var counts = [0, 0, 0, 0]
            var isQuoted = false
            for byte in beginning {
                if byte == Self.quote { isQuoted.toggle() }
                if isQuoted { continue }
                if byte == terminator { break }
                if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
            }
            let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
            delimiter = candidates[best]
        }
    }
}

/// The rows of a delimited text, one at a time: RFC 4180, and what real files make of it.
///
/// A field that begins with a quote runs to the next lone quote and may hold delimiters and line ends. A quote that
/// is never closed, or is closed in or after a later row, costs its own row only: the row is given up at its first line
/// end and reading goes on after it. Text after a closing quote is kept as it stands.
struct RowScanner {
    let dialect: Dialect
    /// How many columns the file has, once its first row has told.
    var columnCount: Int?

    /// Fewer columns than this are too few to tell a row inside a quoted field from text with a comma.
    private static let fewestTellingColumns = 3

    /// What became of a row.
    enum Outcome: Equatable {
        /// A whole row; the next begins at the offset.
        case row(next: Int)
        /// A row with a stray quote; the next begins at the offset.
        case broken(next: Int)
        /// The text ends before the row does.
        case incomplete
    }

    /// A field of the row last scanned.
    struct Field {
        var start: Int
        var end: Int
        /// Whether quotes are doubled inside, so that the text must be copied to be read.
        var hasDoubledQuotes: Bool
    }

    /// Where the first row with a quote begins, at or after the row that begins at `start`.
    ///
    /// - Returns: nil when no quote follows.
    func startOfQuotedRow(_ text: [UInt8], from start: Int) -> Int? {
        guard let quote = ByteSearch.first(Dialect.quote, in: text, from: start) else { return nil }
        return text[start..<quote].lastIndex(of: dialect.terminator).map { $0 + 1 } ?? start
    }

    /// Scans the row at `start` and leaves its fields in `fields`.
    ///
    /// - Parameter isEnd: whether the text ends where the file does, so that a row may end without a terminator.
    func scan(_ text: borrowing Span<UInt8>, from start: Int, isEnd: Bool, into fields: inout [Field]) -> Outcome {
        fields.removeAll(keepingCapacity: true)
        let count = text.count
        var index = start
        while true {
            if index < count, text[index] == Dialect.quote {
                switch quoted(text, from: index, isEnd: isEnd) {
                case .some(let field):
                    guard let (closed, after) = field, !holdsRow(text, closed, column: fields.count) else {
                        return giveUp(text, from: start, isEnd: isEnd)
                    }
                    fields.append(closed)
                    index = after
                case .none:
                    return .incomplete
                }
            } else {
                let first = index
                while index < count, text[index] != dialect.delimiter, text[index] != dialect.terminator { index += 1 }
                if index == count && !isEnd { return .incomplete }
                var end = index
                if dialect.terminator == Dialect.lineFeed, end > first, text[end - 1] == Dialect.carriageReturn,
                    index == count || text[index] == dialect.terminator
                {
                    end -= 1
                }
                fields.append(Field(start: first, end: end, hasDoubledQuotes: false))
            }
            if index == count { return .row(next: count) }
            if text[index] == dialect.terminator { return .row(next: index + 1) }
            index += 1
        }
    }

    /// Reads a quoted field: nil when the text ends too early to tell, `.some(nil)` when the quote is a stray one.
    private func quoted(
        _ text: borrowing Span<UInt8>, from start: Int, isEnd: Bool
    ) -> ((Field, after: Int)?)? {
        var index = start + 1
        var hasDoubledQuotes = false
        var crossesLines = false
        let limit = min(text.count, start + Dialect.longestQuotedField)
        while index < limit {
            let byte = text[index]
            if byte == dialect.terminator { crossesLines = true }
            guard byte == Dialect.quote else {
                index += 1
                continue
            }
            guard index + 1 < text.count else {
                if !isEnd { return .none }
                return .some((Field(start: start + 1, end: index, hasDoubledQuotes: hasDoubledQuotes), index + 1))
            }
            let next = text[index + 1]
            if next == Dialect.quote {
                hasDoubledQuotes = true
                index += 2
                continue
            }
            if next == dialect.delimiter || next == dialect.terminator {
                return .some((Field(start: start + 1, end: index, hasDoubledQuotes: hasDoubledQuotes), index + 1))
            }
            if next == Dialect.carriageReturn {
                if index + 2 < text.count ? text[index + 2] == dialect.terminator : isEnd {
                    return .some((Field(start: start + 1, end: index, hasDoubledQuotes: hasDoubledQuotes), index + 2))
                }
                if index + 2 >= text.count { return .none }
            }
            if crossesLines { return .some(nil) }
            // Text after the closing quote: the field is what stands there, quotes and all.
            var end = index + 1
            while end < text.count, text[end] != dialect.delimiter, text[end] != dialect.terminator { end += 1 }
            if end == text.count && !isEnd { return .none }
            let trimmed =
                end > start && text[end - 1] == Dialect.carriageReturn && dialect.terminator == Dialect.lineFeed
                ? end - 1 : end
            return .some((Field(start: start, end: trimmed, hasDoubledQuotes: false), end))
        }
        return limit < text.count || isEnd ? .some(nil) : .none
    }

    /// Whether a line of a quoted field is a whole row by itself, so that the quote before it is a stray one.
    ///
    /// The last line is one if as many delimiters stand in it before the closing quote as stand before the opening one;
    /// with few of them it may as well be text.
    ///
    /// - Parameter column: the number of the field in its row.
    private func holdsRow(_ text: borrowing Span<UInt8>, _ field: Field, column: Int) -> Bool {
        guard let columnCount, columnCount >= Self.fewestTellingColumns else { return false }
        var delimiters = 0
        var isLineOfItsOwn = false
        for index in field.start..<field.end {
            if text[index] == dialect.delimiter {
                delimiters += 1
            } else if text[index] == dialect.terminator {
                if isLineOfItsOwn, delimiters == columnCount - 1 { return true }
                isLineOfItsOwn = true
                delimiters = 0
            }
        }
        return isLineOfItsOwn && column >= Self.fewestTellingColumns && delimiters == column
    }

    private func giveUp(_ text: borrowing Span<UInt8>, from start: Int, isEnd: Bool) -> Outcome {
        var index = start
        while index < text.count, text[index] != dialect.terminator { index += 1 }
        if index == text.count { return isEnd ? .broken(next: index) : .incomplete }
        return .broken(next: index + 1)
    }
}
