import Connectors
import Vocabulary

/// The rows of a table that somebody brought, their fields read as numbers, names and times.
struct OutsideRows {
    let file: String
    let columns: [String]
    private var source: DelimitedFile

    /// Opens a table.
    ///
    /// - Throws: `ConnectorError`.
    init(path: String) throws {
        file = path
        source = try DelimitedFile(path: path, format: FileFormat())
        columns = source.columns
    }

    /// The number of a column, whatever the case of its name.
    func column(_ name: String) -> Int? { columns.firstIndex { $0.lowercased() == name } }

    /// The number of a column that must be there.
    func required(_ name: String) throws(OutsideTableError) -> Int {
        guard let number = column(name) else {
            throw .missingColumn(file: file, column: name, columns: columns)
        }
        return number
    }

    /// Calls `body` for every row, in order, with its line; rows that can't be split are refused.
    mutating func forEach(_ body: (_ row: Row, _ text: borrowing Span<UInt8>) throws -> Void) throws {
        var line = 1
        let selection = Array(columns.indices)
        while let chunk = try source.next() {
            let batch = try chunk.split(selecting: selection)
            guard batch.unreadableRows == 0 else {
                throw OutsideTableError.unreadable(
                    file: file, line: line + 1, column: columns.first ?? "", wanted: .name)
            }
            let text = batch.bytes.span
            for record in 0..<batch.count {
                line += 1
                try body(Row(batch: batch, base: record * selection.count, line: line, rows: self), text)
            }
        }
    }

    /// One row.
    struct Row {
        let batch: RawBatch
        let base: Int
        let line: Int
        let rows: OutsideRows

        /// Where a field lies, without the spaces around it.
        func bounds(_ column: Int, _ text: borrowing Span<UInt8>) -> Range<Int> {
            let field = batch.fields[base + column]
            var (from, to) = (Int(field.start), Int(field.start) + Int(field.length))
            while from < to, text[from] == 32 { from += 1 }
            while to > from, text[to - 1] == 32 { to -= 1 }
            return from..<to
        }

        func number(_ column: Int, _ text: borrowing Span<UInt8>, wanted: OutsideTableError.Wanted = .number) throws
            -> Double
        {
            let bounds = bounds(column, text)
            guard let value = Self.decimal(text, bounds) else { throw error(column, wanted) }
            return value
        }

        /// A number, or NaN where the field is empty or says that it isn't known.
        func numberIfAny(_ column: Int, _ text: borrowing Span<UInt8>) throws -> Double {
            let bounds = bounds(column, text)
            if bounds.isEmpty { return .nan }
            if let value = Self.decimal(text, bounds) { return value }
            let word = Self.string(text, bounds).lowercased()
            guard ["na", "nan", "null", "-"].contains(word) else { throw error(column, .number) }
            return .nan
        }

        func moment(_ column: Int, _ text: borrowing Span<UInt8>) throws -> ISOMoment {
            let bounds = bounds(column, text)
            guard let moment = ISOMoment(text, from: bounds.lowerBound, to: bounds.upperBound) else {
                throw error(column, .time)
            }
            return moment
        }

        func error(_ column: Int, _ wanted: OutsideTableError.Wanted) -> OutsideTableError {
            .unreadable(file: rows.file, line: line, column: rows.columns[column], wanted: wanted)
        }

        static func string(_ text: borrowing Span<UInt8>, _ bounds: Range<Int>) -> String {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(bounds.count)
            for index in bounds { bytes.append(text[index]) }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// Up to 18 digits with a point, exactly; the rest by the standard library.
        private static func decimal(_ text: borrowing Span<UInt8>, _ bounds: Range<Int>) -> Double? {
            var index = bounds.lowerBound
            guard index < bounds.upperBound else { return nil }
            let isNegative = text[index] == 45
            if isNegative || text[index] == 43 { index += 1 }
            var (mantissa, digits, decimals, hasPoint) = (Int64(0), 0, 0, false)
            while index < bounds.upperBound {
                let byte = text[index]
                if byte &- 48 < 10, digits < 18 {
                    mantissa = mantissa * 10 + Int64(byte - 48)
                    digits += 1
                    if hasPoint { decimals += 1 }
                } else if byte == 46, !hasPoint {
                    hasPoint = true
                } else {
                    return slow(text, bounds)
                }
                index += 1
            }
            guard digits > 0, mantissa <= 1 << 53 else { return slow(text, bounds) }
            let value = Double(mantissa) / powers[decimals]
            return isNegative ? -value : value
        }

        private static func slow(_ text: borrowing Span<UInt8>, _ bounds: Range<Int>) -> Double? {
            guard bounds.count <= 64 else { return nil }
            let plain = string(text, bounds)
            // Not the words that stand for infinity or not-a-number, nor hexadecimal.
            guard plain.utf8.allSatisfy({ $0 &- 48 < 10 || [43, 45, 46, 69, 101].contains($0) }) else { return nil }
            return Double(plain).flatMap { $0.isFinite ? $0 : nil }
        }

        /// Powers of ten that a floating-point number holds exactly.
        private static let powers: [Double] = [
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        ]
    }
}

/// Names in the order in which they are first met.
struct NameList {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    private var last: (bytes: [UInt8], number: Int)?

    /// The number of the name in some bounds of a text.
    mutating func number(_ text: borrowing Span<UInt8>, _ bounds: Range<Int>) -> Int {
        // Rows of a place often follow one another.
        if let last, last.bytes.count == bounds.count {
            var isSame = true
            for (offset, index) in bounds.enumerated() where text[index] != last.bytes[offset] {
                isSame = false
                break
            }
            if isSame { return last.number }
        }
        let name = OutsideRows.Row.string(text, bounds)
        let number = numbers[name] ?? names.count
        if number == names.count {
            names.append(name)
            numbers[name] = number
        }
        last = (Array(name.utf8), number)
        return number
    }
}
