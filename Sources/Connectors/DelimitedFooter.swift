import Vocabulary

/// The row that ends a delimited file's records, found by how its first filled field begins.
struct DelimitedFooter {
    private let dialect: Dialect
    private let texts: [[UInt8]]

    /// - Returns: nil for an empty text.
    init?(beginning text: String, dialect: Dialect) {
        guard !text.isEmpty else { return nil }
        self.dialect = dialect
        // In either encoding of the file, since its own may still be unknown.
        let single = text.unicodeScalars.map { UInt8(exactly: $0.value) }
        let latin = single.contains(nil) ? [] : single.compactMap(\.self)
        let encoded = Array(text.utf8)
        texts = latin.isEmpty || latin == encoded ? [encoded] : [encoded, latin]
    }

    /// Where the row begins, in whole rows of a file.
    ///
    /// - Complexity: linear; rows are scanned one by one only where the text occurs after a quote.
    func start(in bytes: [UInt8], hasQuotes: Bool) -> Int? {
        let first = texts.compactMap { candidate($0, in: bytes, from: 0) }.min()
        guard let first else { return nil }
        guard hasQuotes else { return first }
        let scanner = RowScanner(dialect: dialect)
        var fields: [RowScanner.Field] = []
        var row = 0
        while row < bytes.count {
            let next: Int
            switch scanner.scan(bytes.span, from: row, isEnd: true, into: &fields) {
            case .row(let end), .broken(let end): next = end
            case .incomplete: return nil
            }
            if row >= first {
                let filled = fields.lazy.map { bytes[$0.start..<$0.end].drop { $0 == 32 || $0 == 9 } }
                    .first { !$0.isEmpty }
                if let filled, texts.contains(where: { filled.starts(with: $0) }) { return row }
            }
            row = next
        }
        return nil
    }

    /// The start of the first line on which nothing but delimiters, quotes and blanks stands before the text.
    private func candidate(_ text: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while let found = ByteSearch.first(text[0], in: bytes, from: place) {
            place = found + 1
            guard bytes[found...].starts(with: text) else { continue }
            var line = found
            while line > 0, isBlank(bytes[line - 1]) { line -= 1 }
            if line == 0 || bytes[line - 1] == dialect.terminator { return line }
        }
        return nil
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == dialect.delimiter || byte == Dialect.quote || byte == 32 || byte == 9
    }
}
