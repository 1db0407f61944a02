/// The rows of a portal's CSV (RFC 4180), as bytes: what a copy needs to know of them and no more.
struct QuotedRows {
    let delimiter: UInt8

    /// The ranges of the whole rows in some bytes, their line ends included; what follows the last is unfinished.
    ///
    /// - Parameter isEnd: whether the last row may lack its line end.
    func ranges(in bytes: [UInt8], isEnd: Bool) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == 10, !isQuoted {
                rows.append(start..<index + 1)
                start = index + 1
            }
        }
        if isEnd, !isQuoted, start < bytes.count { rows.append(start..<bytes.count) }
        return rows
    }

    /// The fields of a row, without their quotes.
    ///
    /// - Parameter limit: how many are wanted; the rest of the row isn't read.
    func fields(of row: some Sequence<UInt8>, upTo limit: Int = .max) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuote = false
        for byte in row {
            if byte == UInt8(ascii: "\"") {
                if !isQuoted, wasQuote { field.append(byte) }
                isQuoted.toggle()
                wasQuote = !isQuoted
                continue
            }
            wasQuote = false
            if isQuoted {
                field.append(byte)
            } else if byte == delimiter {
                fields.append(String(decoding: field, as: UTF8.self))
                if fields.count == limit { return fields }
                field.removeAll(keepingCapacity: true)
            } else if byte != 10, byte != 13 {
                field.append(byte)
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }

    /// A row of some fields.
    func row(_ fields: [String]) -> [UInt8] {
        let texts = fields.map { field in
            let isPlain = !field.utf8.contains { $0 == delimiter || [10, 13, 34].contains($0) }
            return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
        }
        return Array(texts.joined(separator: String(Unicode.Scalar(delimiter))).utf8) + [10]
    }
}
