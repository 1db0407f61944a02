import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

/// Workbooks made to harm whoever opens them: each is refused in less than two seconds, within 256 MiB.
@Suite(.serialized) struct HostileWorkbookTests {
    private typealias Cell = WorkbookWriter.Cell

    /// A workbook whose sheet is given, and whose shared texts may be.
    private func entries(data: String, strings: String? = nil, preamble: String = "") -> [ZipWriter.Entry] {
        var writer = WorkbookWriter(sheets: [("A", [])], preamble: preamble)
        writer.sharedStrings = strings
        return writer.entries().map { entry in
            var entry = entry
            guard entry.name.hasSuffix("sheet1.xml") else { return entry }
            let text = String(decoding: entry.bytes, as: UTF8.self)
            entry.bytes = Array(text.replacing("<sheetData></sheetData>", with: data).utf8)
            return entry
        }
    }

    private func code(_ entries: [ZipWriter.Entry], memory: Int = 256) throws -> ReaderFailure.Code? {
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(ZipWriter.archive(entries)).write(to: URL(filePath: path))
        let refusal = try TheReader.promptly {
            try TheReader.refusal(path, reader: TheReader.program(memory: memory))
        }
        guard case .notRead(_, let failure) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return nil
        }
        return failure.code
    }

    private func rows(_ rows: String) -> String { "<sheetData>\(rows)</sheetData>" }

    @Test(arguments: [
        "XFE1", "ZZZZZZZZZZZZZZZZ1", "A0", "A1048577", "A99999999999999999999", "1", "A-1", "-A1", "", "É1", "A1B",
    ])
    func aCellWhereNoSheetHasOneIsRefused(place: String) throws {
        #expect(try code(entries(data: rows("<row r=\"1\"><c r=\"\(place)\"><v>1</v></c></row>"))) == .damaged)
    }

    @Test(arguments: ["0", "-1", "1048577", "99999999999999999999", "x", "", "1.5"])
    func aRowWhereNoSheetHasOneIsRefused(number: String) throws {
        #expect(try code(entries(data: rows("<row r=\"\(number)\"><c><v>1</v></c></row>"))) == .damaged)
    }

    @Test func aRowAboveTheOneBeforeIsRefused() throws {
        let two = "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>"
        #expect(try code(entries(data: rows(two))) == .damaged)
    }

    @Test func theLastCellOfAllDoesNotMakeSeventeenBillionEmptyOnes() throws {
        let cells =
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
        #expect(try code(entries(data: rows(cells))) == .tooMuchOutput)
        // Wide from the first row on.
        let wide =
            "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"
        #expect(try code(entries(data: rows(wide))) == .tooMuchOutput)
    }

    @Test(arguments: ["-1", "1", "99999999999999999999", "x"]) func aSharedTextThatIsNotThereIsRefused(number: String)
        throws
    {
        let cell = "<row r=\"1\"><c t=\"s\"><v>\(number)</v></c></row>"
        #expect(try code(entries(data: rows(cell), strings: "<si><t>a</t></si>")) == .damaged)
    }

    @Test func sharedTextsBeyondTheMemoryAreRefused() throws {
        let empty = String(repeating: "<si/>", count: 4_500_000)
        #expect(try code(entries(data: rows("<row><c><v>1</v></c></row>"), strings: empty)) == .tooMuchMemory)
    }

    @Test func moreCellsThanARowHasColumnsAreRefused() throws {
        var generator = SeededGenerator(seed: 9)
        let cells = (0..<200_000).map { _ in
            "<c r=\"A1\" s=\"\(UInt32.random(in: 0...9_999_999, using: &generator))\"><v>1</v></c>"
        }
        #expect(try code(entries(data: rows("<row>\(cells.joined())</row>"))) == .damaged)
    }

    @Test(arguments: [
        "<!DOCTYPE worksheet>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE x SYSTEM \"http://localhost/x.dtd\">",
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "text", "<!ELEMENT x ANY>", "<a/>",
    ])
    func whatNoSheetBeginsWithIsRefused(preamble: String) throws {
        let sheet = rows("<row><c><v>1</v></c></row>")
        #expect(try code(entries(data: sheet, preamble: preamble)) == .damaged)
    }

    @Test(arguments: [
        "<row><c><v>1</c></v></row>", "<row><c><v>1</v></c>", "<row a=b/>", "<row r=\"1\" <c/></row>", "<row r='1/>",
        "<row><c t=\"str\"><v>&a;</v></c></row>", "<row><c t=\"str\"><v>&#0;</v></c></row>",
        "<row><c t=\"str\"><v>&#xD800;</v></c></row>",
        "<row><c t=\"str\"><v>&amp</v></c></row>", "<row><c t=\"str\"><v>\u{1}</v></c></row>", "<>", "</>", "<row/ >",
        "<row><c t=\"str\"><v>&#99999999999;</v></c></row>", "<!-- ", "<![CDATA[", "<?x",
    ])
    func brokenXMLIsRefused(row: String) throws {
        #expect(try code(entries(data: rows(row))) == .damaged)
    }

    @Test func bytesThatAreNotUTF8AreRefused() throws {
        var entries = entries(data: rows("<row><c t=\"str\"><v>~~</v></c></row>"))
        for index in entries.indices { entries[index].bytes = entries[index].bytes.map { $0 == 126 ? 0xE9 : $0 } }
        #expect(try code(entries) == .damaged)
    }

    @Test func depthAndLengthHaveBounds() throws {
        #expect(try code(entries(data: String(repeating: "<a>", count: 5_000_000))) == .damaged)
        var generator = SeededGenerator(seed: 8)
        let noise = (0..<100_000).map { _ in "\(UInt64.random(in: 0...UInt64.max, using: &generator))" }.joined()
        let long = String(repeating: noise, count: 16)
        #expect(try code(entries(data: "<sheetData a=\"\(long)\"/>")) == .damaged)
        #expect(try code(entries(data: rows("<row><c t=\"str\"><v>\(long)</v></c></row>"))) == .damaged)
        let parts = String(repeating: "<r><t>\(noise.prefix(1_000_000))</t></r>", count: 30)
        #expect(try code(entries(data: rows("<row><c t=\"inlineStr\"><is>\(parts)</is></c></row>"))) == .damaged)
    }

    @Test func aPartThatIsMissingIsRefused() throws {
        let whole = entries(data: rows("<row><c><v>1</v></c></row>"))
        for name in ["sheet1.xml", "workbook.xml.rels", "workbook.xml"] {
            let rest = whole.filter { !$0.name.hasSuffix("/" + name) }
            #expect(rest.count == whole.count - 1)
            #expect(try code(rest) == .damaged)
        }
    }

    @Test func aPartWithAnotherChecksumOrAnotherSizeIsRefused() throws {
        var entries = entries(data: rows("<row><c><v>1</v></c></row>"))
        for index in entries.indices { entries[index].isDeflated = false }
        var bytes = ZipWriter.archive(entries)
        let place = try #require(bytes.firstRange(of: Array("<v>1</v>".utf8)))
        bytes[place.lowerBound + 3] = UInt8(ascii: "2")
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(bytes).write(to: URL(filePath: path))
        #expect(
            TheReader.refusal(path).map { "\($0)".contains("zip checksum") } == true)
        for size: UInt32 in [0, 10, 100_000] {
            var lying = entries
            lying[lying.count - 1].isDeflated = true
            lying[lying.count - 1].claimedSize = size
            let refusal = try code(lying)
            #expect(refusal == .damaged || refusal == .unsafeArchive)
        }
    }

    /// 100 sheets with some bytes changed: each is read or refused, and the reader never dies.
    @Test func changedSheetsNeverCrashTheReader() throws {
        var generator = SeededGenerator(seed: 11)
        let cells =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45000.25</v></c></row><row r=\"2\"><c "
            + "r=\"A2\" t=\"inlineStr\"><is><r><t xml:space=\"preserve\"> a_x000D_&amp;</t></r></is></c><c><v>1e3</v></c></row>"
        var entries = entries(data: rows(cells), strings: "<si><t>a</t></si>")
        let original = entries.map(\.bytes)
        for _ in 0..<100 {
            let part = Int.random(in: 1..<entries.count, using: &generator)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = entries[part].bytes.indices.randomElement(using: &generator) ?? 0
                entries[part].bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            let path = try TestCity.temporaryFolder() + "/a.xlsx"
            try Data(ZipWriter.archive(entries)).write(to: URL(filePath: path))
            switch TheReader.refusal(path) {
            case .none, .notRead, .noHeader, .repeatedColumn: break
            case .some(let error): Issue.record("\(error)")
            }
            entries[part].bytes = original[part]
        }
    }
}
