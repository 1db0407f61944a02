/// XLSX workbooks for tests.
struct WorkbookWriter {
    enum Cell {
        case text(String)
        case number(String)
        /// A number shown as a date and time.
        case day(String)
        /// A number in one of the formats below.
        case shown(String, format: Int)
        /// What is between `<c` and the end of the cell.
        case xml(String)
        case none
    }

    var sheets: [(name: String, rows: [[Cell]])]
    var countsFrom1904 = false
    /// Ranges such as `A1:C1`.
    var merged: [String] = []
    /// Text put before the sheet's XML.
    var preamble = ""
    /// Formats of numbers: a code, or the number of one that every workbook has.
    var formats: [String] = []
    /// What is inside of `sharedStrings.xml`; nil where there is none.
    var sharedStrings: String?
    /// The addresses of the namespaces, up to the last words.
    var addresses = (
        main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        relations: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    /// What the workbook's targets begin with.
    var root = ""
    /// Attributes of each `sheet` element.
    var attributes = ""

    func bytes() -> [UInt8] { ZipWriter.archive(entries()) }

    func entries() -> [ZipWriter.Entry] {
        let (main, relations) = addresses
        let header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let numbers = sheets.indices.map { $0 + 1 }
        var entries: [(String, String)] = [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" "
                    + "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                    + "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                    + numbers.map {
                        "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"application/vnd."
                            + "openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
                    }.joined() + "</Types>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><workbookPr\(countsFrom1904 ? " date1904=\"1\"" : "")/>"
                    + "<sheets>"
                    + numbers.map {
                        "<sheet name=\"\(sheets[$0 - 1].name)\" sheetId=\"\($0)\" \(attributes) r:id=\"rId\($0)\"/>"
                    }
                    .joined()
                    + "</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + numbers.map {
                        "<Relationship Id=\"rId\($0)\" Type=\"\(relations)/worksheet\" Target=\"\(root)worksheets/sheet\($0).xml\"/>"
                    }.joined() + "<Relationship Id=\"s\" Type=\"\(relations)/styles\" Target=\"\(root)styles.xml\"/>"
                    + "<Relationship Id=\"t\" Type=\"\(relations)/sharedStrings\" Target=\"\(root)sharedStrings.xml\"/>"
                    + "</Relationships>"
            ),
            ("xl/styles.xml", styles(main)),
        ]
        if let sharedStrings {
            entries.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(sharedStrings)</sst>"))
        }
        for number in numbers { entries.append(("xl/worksheets/sheet\(number).xml", sheet(number - 1, main))) }
        return entries.map { ZipWriter.Entry(name: $0.0, bytes: Array((header + $0.1).utf8), isDeflated: true) }
    }

    private func styles(_ main: String) -> String {
        let codes = formats.enumerated().filter { Int($0.element) == nil }
        return "<styleSheet xmlns=\"\(main)\"><numFmts>"
            + codes.map { "<numFmt numFmtId=\"\($0.offset + 164)\" formatCode=\"\(Self.quoted($0.element))\"/>" }
            .joined()
            + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
            + "<xf numFmtId=\"22\"/>"
            + formats.enumerated().map { "<xf numFmtId=\"\(Int($0.element) ?? $0.offset + 164)\"/>" }.joined()
            + "</cellXfs></styleSheet>"
    }

    private static func quoted(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private func sheet(_ index: Int, _ main: String) -> String {
        var text = preamble + "<worksheet xmlns=\"\(main)\"><sheetData>"
        for (row, cells) in sheets[index].rows.enumerated() {
            text += "<row r=\"\(row + 1)\">"
            for (column, cell) in cells.enumerated() {
                let place = "\(UnicodeScalar(UInt8(65 + column)))\(row + 1)"
                switch cell {
                case .text(let value): text += "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
                case .number(let value): text += "<c r=\"\(place)\"><v>\(value)</v></c>"
                case .day(let value): text += "<c r=\"\(place)\" s=\"1\"><v>\(value)</v></c>"
                case .shown(let value, let format):
                    text += "<c r=\"\(place)\" s=\"\(format + 2)\"><v>\(value)</v></c>"
                case .xml(let rest): text += "<c \(rest)</c>"
                case .none: break
                }
            }
            text += "</row>"
        }
        text += "</sheetData>"
        if !merged.isEmpty {
            text += "<mergeCells>" + merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
        }
        return text + "</worksheet>"
    }
}
