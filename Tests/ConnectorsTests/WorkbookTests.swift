import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

/// Sheets as they are shown, in text that reads the same everywhere.
struct WorkbookTests {
    private typealias Cell = WorkbookWriter.Cell

    private func read(_ writer: WorkbookWriter, _ format: FileFormat = FileFormat()) throws -> [[String]] {
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(writer.bytes()).write(to: URL(filePath: path))
        let content = try TheReader.read(path, format)
        return [content.columns] + content.rows
    }

    /// The cells of one column under a title.
    private func column(_ cells: [Cell], _ change: (inout WorkbookWriter) -> Void = { _ in }) throws -> [String] {
        var writer = WorkbookWriter(sheets: [("A", [[.text("n"), .text("a")]] + cells.map { [.text("."), $0] })])
        change(&writer)
        return try read(writer).dropFirst().map { $0[1] }
    }

    @Test func aWorkbookThatCountsFrom1904ShowsItsOwnDays() throws {
        let days = ["0", "43538.25", "-1"].map { Cell.day($0) } + [.number("43538")]
        let shown = try column(days) { $0.countsFrom1904 = true }
        #expect(shown == ["1904-01-01T00:00:00", "2023-03-15T06:00:00", "-1", "43538"])
    }

    @Test func the29FebruaryThat1900DidNotHaveIsShownAsItIs() throws {
        let days = ["0.25", "1", "59", "60", "61", "2958465.5", "2958466", "-1"]
        #expect(
            try column(days.map { .day($0) }) == [
                "1899-12-31T06:00:00", "1900-01-01T00:00:00", "1900-02-28T00:00:00", "1900-02-29T00:00:00",
                "1900-03-01T00:00:00", "9999-12-31T12:00:00", "2958466", "-1",
            ])
    }

    @Test func hoursAreRoundedToMillisecondsAndCarryIntoTheNextDay() throws {
        let days = ["45000.333333333336", "45000.99999999999", "45000.5000115741", "45000.50000578704"]
        #expect(
            try column(days.map { .day($0) }) == [
                "2023-03-15T08:00:00", "2023-03-16T00:00:00", "2023-03-15T12:00:01", "2023-03-15T12:00:00.500",
            ])
    }

    /// What 45000.25 and 1.5 are shown as.
    @Test(arguments: [
        ("General", "45000.25", "1.5"), ("0.00", "45000.25", "1.5"), ("0.0E+00", "45000.25", "1.5"),
        ("#,##0.00\\ \"dh/jour\"", "45000.25", "1.5"), ("[Red]0.00;[Blue]-0", "45000.25", "1.5"),
        ("@", "45000.25", "1.5"), ("[>100]0;[<5]0.0", "45000.25", "1.5"), ("0_d", "45000.25", "1.5"),
        ("0*y", "45000.25", "1.5"), ("\"dd/mm/yyyy\"", "45000.25", "1.5"), ("# ?/?", "45000.25", "1.5"),
        ("14", "2023-03-15", "1900-01-01"), ("17", "2023-03-15", "1900-01-01"), ("18", "06:00:00", "12:00:00"),
        ("21", "06:00:00", "12:00:00"), ("22", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("27", "2023-03-15", "1900-01-01"), ("33", "06:00:00", "12:00:00"), ("36", "2023-03-15", "1900-01-01"),
        ("45", "06:00:00", "12:00:00"), ("46", "1080006:00:00", "36:00:00"), ("47", "06:00:00", "12:00:00"),
        ("50", "2023-03-15", "1900-01-01"), ("55", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("58", "2023-03-15", "1900-01-01"), ("59", "45000.25", "1.5"), ("9", "45000.25", "1.5"),
        ("dd/mm/yyyy", "2023-03-15", "1900-01-01"), ("DD.MM.YY", "2023-03-15", "1900-01-01"),
        ("dd/mm/yyyy hh:mm", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("yyyy\\-mm\\-dd\\Thh:mm:ss.000", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("[$-40C]d mmmm yyyy;@", "2023-03-15", "1900-01-01"),
        ("[$-F400]h:mm:ss\\ AM/PM", "06:00:00", "12:00:00"), ("h:mm a/p", "06:00:00", "12:00:00"),
        ("mmm-yy", "2023-03-15", "1900-01-01"), ("mm", "2023-03-15", "1900-01-01"),
        ("mm:ss", "06:00:00", "12:00:00"), ("h \"h\" mm", "06:00:00", "12:00:00"),
        ("dddd", "2023-03-15", "1900-01-01"), ("mm/dd hh", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("hh:mm dd/mm", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("hh:mm:ss mm", "2023-03-15T06:00:00", "1900-01-01T12:00:00"),
        ("[h]:mm", "1080006:00:00", "36:00:00"), ("[mm]:ss", "1080006:00:00", "36:00:00"),
        ("[ss].00", "1080006:00:00", "36:00:00"), ("[Red][hh]:mm:ss", "1080006:00:00", "36:00:00"),
        ("ggge\"年\"m\"月\"d\"日\"", "2023-03-15", "1900-01-01"), ("\"unclosed", "45000.25", "1.5"),
        ("[unclosed", "45000.25", "1.5"), ("yyyy\\", "2023-03-15", "1900-01-01"), (";;;", "45000.25", "1.5"),
    ])
    func aFormatSaysWhetherANumberIsADate(code: String, late: String, early: String) throws {
        let cells = ["45000.25", "1.5"].map { Cell.shown($0, format: 0) }
        #expect(try column(cells) { $0.formats = [code] } == [late, early], "\(code)")
    }

    @Test func aDurationMayBeNegative() throws {
        #expect(try column([.shown("-0.0625", format: 0)]) { $0.formats = ["[h]:mm"] } == ["-01:30:00"])
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("1.0", "1"), ("007", "7"), ("1E3", "1000"), ("1.5E-3", "0.0015"), ("-12.50", "-12.5"),
        ("0.1", "0.1"), ("0.30000000000000004", "0.30000000000000004"), ("0.10000000000000001", "0.1"),
        ("5.3802269999999996", "5.380227"), ("1E-6", "0.000001"), ("1E-7", "1e-7"), ("0.00000001", "1e-8"),
        ("1e21", "1e+21"),
        ("9007199254740993.5", "9007199254740994"), ("1E+20", "100000000000000000000"), ("1.25e-10", "1.25e-10"),
        ("12345678901234567890", "12345678901234567890"), (".5", "0.5"), ("5.", "5"), ("abc", "abc"), ("1,5", "1,5"),
        (" 3 ", "3"), ("1e999", "1e999"),
    ])
    func aNumberIsItsShortestDecimal(written: String, shown: String) throws {
        #expect(try column([.number(written)]) == [shown])
    }

    @Test func everyKindOfCellIsText() throws {
        let cells: [Cell] = [
            .xml("t=\"b\"><v>1</v>"), .xml("t=\"b\"><v>0</v>"), .xml("t=\"e\"><v>#N/A</v>"),
            .xml("t=\"str\"><f>A1</f><v>a &amp; b</v>"), .xml("t=\"d\" s=\"1\"><v>2024-02-29T06:30:00</v>"),
            .xml("t=\"n\"><f>1+1</f><v>2</v>"), .xml("t=\"inlineStr\"><is><t>x&#233;&#x20AC;</t></is>"),
            .xml("s=\"1\">"), .xml("t=\"str\"><v></v>"),
        ]
        #expect(
            try column(cells) == [
                "1", "0", "#N/A", "a & b", "2024-02-29T06:30:00", "2", "xé€", "", "",
            ])
    }

    @Test func runsAreOneTextAndReadingsOfCharactersNone() throws {
        let runs = "<r><t>rue </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">Étienne </t></r><r><t>bis</t></r>"
        let phonetic = "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>"
        let strings =
            "<si>\(runs)</si><si>\(phonetic)</si><si/><si><t> a </t></si><si><t xml:space=\"preserve\"> a </t></si>"
        let cells = (0..<5).map { Cell.xml("t=\"s\"><v>\($0)</v>") }
        let inline = [runs, phonetic].map { Cell.xml("t=\"inlineStr\"><is>\($0)</is>") }
        #expect(
            try column(cells + inline) { $0.sharedStrings = strings } == [
                "rueÉtienne bis", "東京", "", "a", " a ", "rueÉtienne bis", "東京",
            ])
    }

    @Test func charactersThatXMLCannotHoldAreResolved() throws {
        let texts = [
            "a_x000D__x000a_b", "_x005F_x000D_", "_xD83D__xDE00_", "_xD83D_", "_x00", "x_x41_", "a\r\nb",
            "<![CDATA[<b>]]>",
        ]
        let cells = texts.map { Cell.xml("t=\"inlineStr\"><is><t>\($0)</t></is>") }
        #expect(
            try column(cells) == ["a\r\nb", "_x000D_", "😀", "\u{FFFD}", "_x00", "x_x41_", "a\nb", "<b>"])
    }

    @Test func gapsKeepTheirPlaces() throws {
        let rows = """
            <row r="1"><c r="B1" t="str"><v>b</v></c><c r="D1" t="str"><v>d</v></c></row><row><c><v>1</v></c><c r="D2"><v>2</v></c></row>
            <row r="4"><c r="D4"><v>4</v></c><c r="B4"><v>3</v></c><c r="B4"><v>5</v></c></row><row r="9"><c r="Z9" s="1"/></row>
            """
        var entries = WorkbookWriter(sheets: [("A", [])]).entries()
        let last = entries.count - 1
        let text = String(decoding: entries[last].bytes, as: UTF8.self)
        entries[last].bytes = Array(text.replacing("<sheetData>", with: "<sheetData>" + rows).utf8)
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(ZipWriter.archive(entries)).write(to: URL(filePath: path))
        let content = try TheReader.read(path)
        #expect(content.columns == ["", "b", "", "d"] && content.rows == [["1", "", "", "2"], ["", "5", "", "4"]])
        let layers = try ForeignFile.layers(of: path, reader: TheReader.program())
        #expect(layers.map(\.rows) == [4] && layers[0].columns.map(\.name) == ["A", "B", "C", "D"])
        #expect(TheReader.refusal(path, FileFormat(headerRow: 3)) == .noHeader(file: path, row: 3))
    }

    @Test func hiddenSheetsAreSheetsAndStrictOrAbsoluteNamesAreNames() throws {
        let table: [[Cell]] = [[.text("a")], [.day("45000.25")]]
        var writer = WorkbookWriter(sheets: [("Un", table), ("Deux", table), ("Vide", [])])
        writer.attributes = "state=\"veryHidden\""
        writer.root = "/xl/"
        writer.addresses = (
            "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        #expect(try read(writer, FileFormat(layer: "Deux")) == [["a"], ["2023-03-15T06:00:00"]])
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(writer.bytes()).write(to: URL(filePath: path))
        #expect(
            TheReader.refusal(path) == .notRead(file: path, failure: ReaderFailure(.severalLayers, ["Un", "Deux"])))
    }

    @Test func prefixesOfNamesAreNoNames() throws {
        let writer = WorkbookWriter(sheets: [("A", [[.text("a")], [.number("1")]])])
        let entries = writer.entries().map { entry in
            var entry = entry
            guard entry.name.contains("sheet1") else { return entry }
            let text = String(decoding: entry.bytes, as: UTF8.self).replacing("xmlns=", with: "xmlns:x=")
            entry.bytes = Array(
                text.replacing("</", with: "</x:").replacing(#/<([a-z])/#) { "<x:\($0.output.1)" }.utf8)
            return entry
        }
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(ZipWriter.archive(entries)).write(to: URL(filePath: path))
        #expect(try TheReader.read(path).rows == [["1"]])
    }

    /// Rows that don't fit in memory are read twice; a late wide one changes those before it.
    @Test(arguments: [256, 1024]) func aLargeSheetIsTheSameWhateverTheMemory(memory: Int) throws {
        var rows: [[Cell]] = [[.text("a"), .text("b")]]
        var generator = SeededGenerator(seed: 1904)
        let letters = (0..<60_000).map { _ in Character(UnicodeScalar(UInt8.random(in: 97...122, using: &generator))) }
        func text(_ row: Int) -> String { String(letters[row..<row + 900]) }
        for row in 0..<40_000 { rows.append([.number("\(row)"), .text(text(row))]) }
        rows.append([.number("40000"), .none, .text("c")])
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(WorkbookWriter(sheets: [("A", rows)]).bytes()).write(to: URL(filePath: path))
        let content = try TheReader.read(path, reader: TheReader.program(memory: memory))
        #expect(content.columns == ["a", "b", ""] && content.rows.count == 40_001)
        #expect(content.rows.enumerated().allSatisfy { $1[0] == "\($0)" })
        #expect(content.rows[7] == ["7", text(7), ""] && content.rows[40_000] == ["40000", "", "c"])
    }
}
