import RowFormat

/// The rows of a sheet in binary records.
///
/// Source: MS-XLSB, 2.1.7.62 for their order, 2.5.9 for what is before a cell's value.
struct SheetRecords: SheetRows {
    private var records: BinaryRecords
    private let values: CellValues
    private var isInData = false
    private var isInRow = false
    private var following: Int?
    private var column = -1

    init(_ source: UnpackedStream, _ values: CellValues) {
        records = BinaryRecords(source)
        self.values = values
    }

    var consumed: Int { records.consumed }

    mutating func next(_ result: inout SheetRow) throws -> Bool {
        // Only the next row's own record says that this one is whole.
        var isOpen = false
        if let number = following {
            try result.begin(number)
            (following, column, isOpen) = (nil, -1, true)
        }
        while let kind = try records.next() {
            switch kind {
            case .sheetDataStart: isInData = true
            case .sheetDataEnd:
                isInData = false
                if isOpen {
                    result.finish()
                    return true
                }
            case .row where isInData:
                let number = try records.integer(at: 0, width: 4) + 1
                if isOpen {
                    following = number
                    result.finish()
                    return true
                }
                try result.begin(number)
                (column, isOpen) = (-1, true)
            case _ where isInData && isOpen: try readCell(kind, &result)
            default: continue
            }
        }
        guard !isInData else { throw ReaderFailure(.damaged, ["sheet: cut"], row: result.number) }
        return false
    }

    private mutating func readCell(_ kind: BinaryRecords.Kind, _ result: inout SheetRow) throws {
        // A cell says its column, or comes right behind the one before.
        var value = 8
        switch kind {
        case .nextBlank, .nextPackedNumber, .nextError, .nextBoolean, .nextNumber, .nextText, .nextSharedText,
            .nextRichText:
            value = 4
            column += 1
        case .blank, .packedNumber, .error, .boolean, .number, .text, .sharedText, .formulaText, .formulaNumber,
            .formulaBoolean, .formulaError, .richText:
            column = try records.integer(at: 0, width: 4)
        default: return
        }
        let style = try records.integer(at: value - 4, width: 3)
        let start = result.text.count
        switch kind {
        case .packedNumber, .nextPackedNumber:
            values.append(try records.packedNumber(at: value), style: style, to: &result.text)
        case .number, .nextNumber, .formulaNumber:
            values.append(try records.double(at: value), style: style, to: &result.text)
        case .boolean, .nextBoolean, .formulaBoolean:
            result.text.append(try records.integer(at: value, width: 1) == 0 ? 48 : 49)
        case .error, .nextError, .formulaError:
            result.text += Array(CellValues.error(try records.integer(at: value, width: 1)).utf8)
        case .text, .nextText, .formulaText: try records.appendText(at: value, to: &result.text)
        case .richText, .nextRichText: try records.appendText(at: value + 1, to: &result.text)
        case .sharedText, .nextSharedText:
            try values.strings.append(records.integer(at: value, width: 4), to: &result)
        default: break
        }
        try result.add(column: column, from: start)
    }
}
