import RowFormat

/// The formats of a workbook's cells, by the numbers that its cells give.
struct WorkbookStyles {
    private var codes: [Int: CellFormat] = [:]
    private var formats: [CellFormat] = []
    private static let most = 1 << 20

    /// What a style shows numbers as.
    func format(_ style: Int) -> CellFormat { style >= 0 && style < formats.count ? formats[style] : .number }

    private mutating func define(_ number: Int, code: String) throws {
        guard codes.count < Self.most else { throw ReaderFailure(.damaged, ["styles"]) }
        codes[number] = CellFormat(code: code)
    }

    private mutating func add(format number: Int) throws {
        guard formats.count < Self.most else { throw ReaderFailure(.damaged, ["styles"]) }
        formats.append(codes[number] ?? CellFormat(builtIn: number))
    }

    /// Reads `styles.xml`.
    ///
    /// Source: ECMA-376-1, 18.8.
    mutating func read(_ source: UnpackedStream) throws {
        var scanner = try XMLScanner(source)
        let (code, list, style) = (XMLName("numFmt"), XMLName("cellXfs"), XMLName("xf"))
        var isInList = false
        while let token = try scanner.next() {
            if scanner.name == list, token != .text { isInList = token == .start }
            guard token == .start else { continue }
            if scanner.name == code, let number = try scanner.value("numFmtId").flatMap({ Int($0) }),
                let text = try scanner.value("formatCode")
            {
                try define(number, code: text)
            } else if isInList, scanner.name == style {
                try add(format: scanner.value("numFmtId").flatMap { Int($0) } ?? 0)
            }
        }
    }

    /// Reads `styles.bin`.
    ///
    /// Source: MS-XLSB, 2.4.697 and 2.4.875.
    mutating func readBinary(_ source: UnpackedStream) throws {
        var records = BinaryRecords(source)
        var isInList = false
        while let kind = try records.next() {
            switch kind {
            case .format: try define(records.integer(at: 0, width: 2), code: records.text(at: 2).0)
            case .cellFormatsStart: isInList = true
            case .cellFormatsEnd: isInList = false
            case .cellFormat where isInList: try add(format: records.integer(at: 2, width: 2))
            default: continue
            }
        }
    }
}
