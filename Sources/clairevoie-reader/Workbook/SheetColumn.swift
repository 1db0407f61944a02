import RowFormat

/// The columns of a sheet, which have letters.
enum SheetColumn {
    /// How many there can be: up to XFD.
    static let most = 16_384

    /// A sheet's name of a column: A, B … Z, AA.
    static func letters(_ index: Int) -> String {
        var name = ""
        var rest = index + 1
        while rest > 0 {
            name = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + name
            rest = (rest - 1) / 26
        }
        return name
    }

    /// Reads a cell's place, such as `AB12`.
    ///
    /// - Returns: the column from 0, and the row from 1 if there is one.
    /// - Throws: ``ReaderFailure`` of code `damaged` for a place that no sheet has.
    static func place(_ text: [UInt8], _ range: Range<Int>) throws -> (column: Int, row: Int?) {
        var column = 0
        var row = 0
        var index = range.lowerBound
        while index < range.upperBound {
            // Letters, large or small.
            let letter = Int(text[index] & 0xDF) - 64
            guard text[index] >= 65, letter >= 1, letter <= 26, column <= most else { break }
            column = column * 26 + letter
            index += 1
        }
        let start = index
        while index < range.upperBound, (48...57).contains(text[index]), row <= SheetRow.most {
            row = row * 10 + Int(text[index]) - 48
            index += 1
        }
        guard index == range.upperBound, column >= 1, column <= most,
            start == index || (1...SheetRow.most).contains(row)
        else { throw ReaderFailure(.damaged, ["cell " + String(decoding: text[range].prefix(20), as: UTF8.self)]) }
        return (column - 1, start == index ? nil : row)
    }
}
