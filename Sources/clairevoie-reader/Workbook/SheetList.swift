import RowFormat

/// What a workbook says of itself outside its sheets: their names, in order, and the day from which it counts.
struct SheetList {
    /// A sheet, hidden ones too: what is hidden from one eye may be what a convention reads.
    struct Sheet {
        let name: String
        /// What the workbook calls its part.
        let identifier: String
    }

    private(set) var sheets: [Sheet] = []
    private(set) var dates = DateSystem.from1900
    private static let most = 10_000

    private mutating func add(_ sheet: Sheet) throws {
        guard sheets.count < Self.most else { throw ReaderFailure(.damaged, ["sheets"]) }
        sheets.append(sheet)
    }

    /// Reads `workbook.xml`.
    ///
    /// Source: ECMA-376-1, 18.2.
    init(_ source: UnpackedStream) throws {
        var scanner = try XMLScanner(source)
        let (properties, list, sheet) = (XMLName("workbookPr"), XMLName("sheets"), XMLName("sheet"))
        let identifier = XMLName("id")
        var isInList = false
        while let token = try scanner.next() {
            if scanner.name == list, token != .text { isInList = token == .start }
            guard token == .start else { continue }
            if scanner.name == properties, ["1", "true", "on"].contains(try scanner.value("date1904")) {
                dates = .from1904
            } else if isInList, scanner.name == sheet {
                // With a prefix, whichever it is; `sheetId` is another thing.
                let attribute = scanner.attributes.first { $0.local == identifier && $0.name != $0.local }
                try add(
                    Sheet(
                        name: scanner.value("name") ?? "",
                        identifier: attribute.map { try scanner.value(of: $0) } ?? ""))
            }
        }
    }

    /// Reads `workbook.bin`.
    ///
    /// Source: MS-XLSB, 2.4.846 and 2.4.310.
    init(binary source: UnpackedStream) throws {
        var records = BinaryRecords(source)
        while let kind = try records.next() {
            switch kind {
            case .workbookProperties: if try records.integer(at: 0, width: 4) & 1 != 0 { dates = .from1904 }
            case .sheet:
                let (identifier, end) = try records.text(at: 8)
                try add(Sheet(name: records.text(at: end).0, identifier: identifier))
            default: continue
            }
        }
    }
}
