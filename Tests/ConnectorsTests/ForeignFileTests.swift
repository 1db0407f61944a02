import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

struct ForeignFileTests {
    private func write(_ bytes: [UInt8], _ name: String, in folder: String? = nil) throws -> String {
        let path = try (folder ?? TestCity.temporaryFolder()) + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static let table: [[WorkbookWriter.Cell]] = [
        [.text("id"), .text("date"), .text("rue")],
        [.number("1"), .day("45000.25"), .text("rue Haute")],
        [.number("0.30000000000000004"), .day("1"), .text("007")],
        [.number("3"), .text("2024-01-01"), .none],
    ]

    @Test func aSheetGivesDatesInISOAndTextAsItIs() throws {
        let path = try write(WorkbookWriter(sheets: [("Appels", Self.table)]).bytes(), "a.xlsx")
        let content = try TheReader.read(path)
        #expect(content.columns == ["id", "date", "rue"])
        #expect(
            content.rows == [
                ["1", "2023-03-15T06:00:00", "rue Haute"], ["0.30000000000000004", "1900-01-01T00:00:00", "007"],
                ["3", "2024-01-01", ""],
            ])
    }

    @Test(arguments: ["1900", "1904"]) func anOldWorkbookCountsItsDaysAsItSays(system: String) throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/dates_\(system).xls")
        let content = try TheReader.read(fixture.path)
        #expect(content.columns == ["date", "jour", "n", "rue"])
        #expect(
            content.rows == [["2024-03-15T06:30:00", "2024-02-29", "0.1", "rue Étienne"], ["", "", "12", "007"]])
    }

    @Test func anOpenDocumentGivesDatesInISO() throws {
        let cells = """
            <table:table-row><table:table-cell office:value-type="string"><text:p>date</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><text:p>n</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="date" office:date-value="2024-02-29T06:30:00"/>
            <table:table-cell office:value-type="float" office:value="1.5"/></table:table-row>
            """
        let names =
            "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            + "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
            + "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
        let sheet =
            "<office:document-content \(names)><office:body><office:spreadsheet><table:table table:name=\"A\">"
            + cells + "</table:table></office:spreadsheet></office:body></office:document-content>"
        let bytes = ZipWriter.archive([
            .init(name: "mimetype", bytes: Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
            .init(name: "content.xml", bytes: Array(sheet.utf8), isDeflated: true),
        ])
        let content = try TheReader.read(write(bytes, "a.ods"))
        #expect(content.columns == ["date", "n"] && content.rows == [["2024-02-29T06:30:00", "1.5"]])
    }

    @Test func aTitleUnitsAndTotalsAreWhatTheFormatSays() throws {
        let rows: [[WorkbookWriter.Cell]] = [
            [.text("Main courante de janvier")], [], [.text(" rue\nou place "), .text("durée")], [.none, .text("min")],
            [.text("rue Haute"), .number("5")], [], [.text("Totaux partiels"), .number("5")],
            [.text("rue Basse"), .number("6")], [.none, .text("Total général")], [.text("note"), .none],
        ]
        let writer = WorkbookWriter(sheets: [("A", rows)], merged: ["A1:B1"])
        let path = try write(writer.bytes(), "a.xlsx")
        let format = FileFormat(headerRow: 3, rowsBelowHeader: 1, footer: "Total ")
        let content = try TheReader.read(path, format)
        #expect(content.columns == ["rue ou place", "durée"])
        #expect(content.rows == [["rue Haute", "5"], ["Totaux partiels", "5"], ["rue Basse", "6"]])
        #expect(TheReader.refusal(path, FileFormat(headerRow: 2)) == .noHeader(file: path, row: 2))
        #expect(TheReader.refusal(path, FileFormat(headerRow: 99)) == .noHeader(file: path, row: 99))
    }

    @Test func ofSeveralSheetsOneMustBeChosenUnlessTheOthersAreEmpty() throws {
        let two = WorkbookWriter(sheets: [("Appels", Self.table), ("Notes", [[.text("x")], [.text("y")]])])
        let path = try write(two.bytes(), "a.xlsx")
        #expect(
            TheReader.refusal(path)
                == .notRead(file: path, failure: ReaderFailure(.severalLayers, ["Appels", "Notes"])))
        #expect(TheReader.refusal(path)?.explanation.remedy[.english].contains("Appels") == true)
        #expect(try TheReader.read(path, FileFormat(layer: "Notes")).rows == [["y"]])
        let missing = TheReader.refusal(path, FileFormat(layer: "Autre"))
        #expect(missing == .notRead(file: path, failure: ReaderFailure(.noSuchLayer, ["Appels", "Notes"])))
        let layers = try ForeignFile.layers(of: path, reader: TheReader.program())
        #expect(layers.map(\.name) == ["Appels", "Notes"] && layers.map(\.rows) == [4, 2])
        let alone = WorkbookWriter(sheets: [("Feuil1", Self.table), ("Feuil2", []), ("Feuil3", [])])
        #expect(try TheReader.read(write(alone.bytes(), "b.xlsx")).rows.count == 3)
    }

    @Test func aShapefileGivesItsPointsAndItsReference() throws {
        let folder = try TestCity.temporaryFolder()
        let (shapes, index) = ShapefileWriter.points([(652_000.5, 6_862_000), (1, 2)])
        let rows: [[[UInt8]]] = [[Array("Caf".utf8) + [0xE9]], [Array("b".utf8)]]
        let path = try write(shapes, "p.shp", in: folder)
        _ = try write(index, "p.shx", in: folder)
        _ = try write(ShapefileWriter.table(["rue"], rows, language: 0x57), "p.dbf", in: folder)
        let content = try TheReader.read(path)
        #expect(content.columns == ["rue", "geometry.x", "geometry.y"])
        #expect(content.rows == [["Café", "652000.5", "6862000"], ["b", "1", "2"]])
        #expect(content.reference == nil)
        let zip = ["shp", "shx", "dbf"].compactMap { ending -> ZipWriter.Entry? in
            FileManager.default.contents(atPath: "\(folder)/p.\(ending)")
                .map { ZipWriter.Entry(name: "dossier/p.\(ending)", bytes: Array($0), isDeflated: true) }
        }
        #expect(try TheReader.read(write(ZipWriter.archive(zip), "quelconque.bin")) == content)
        // The table alone has no points.
        #expect(try TheReader.read(folder + "/p.dbf").columns == ["rue"])
        try FileManager.default.removeItem(atPath: folder + "/p.shx")
        #expect(TheReader.refusal(path) == .notRead(file: path, failure: ReaderFailure(.missingPart, [".shx"])))
    }

    @Test(arguments: [
        (0x02, [0x82] as [UInt8], "é"), (0x03, [0xE9], "é"), (0xC9, [0xE9], "й"), (0x65, [0xA9], "й"), (0, [0xE9], "é"),
    ])
    func theTablesOwnCodePageCounts(language: Int, bytes: [UInt8], text: String) throws {
        let table = ShapefileWriter.table(["rue"], [[bytes]], language: UInt8(language))
        #expect(try TheReader.read(write(table, "t.dbf")).rows == [[text]])
    }

    @Test func geoJSONGivesAPointInsideEachAreaWhateverItsName() throws {
        let text = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"n":"L","k":1,"d":"2024-03-31T02:30:00+02:00"},"geometry":{"type":"Polygon",
            "coordinates":[[[0,0],[10,0],[10,1],[1,1],[1,10],[0,10],[0,0]]]}},
            {"type":"Feature","properties":{"n":null,"k":2.5},"geometry":{"type":"LineString","coordinates":[[0,0],[4,0]]}},
            {"type":"Feature","properties":{"n":"","k":3},"geometry":null}]}
            """
        let content = try TheReader.read(write(Array(text.utf8), "zones.txt"))
        #expect(content.columns == ["n", "k", "d", "geometry.x", "geometry.y"])
        #expect(content.reference == "EPSG:4326")
        #expect(content.rows[0].prefix(3) == ["L", "1", "2024-03-31T02:30:00+02:00"])
        let x = Double(content.rows[0][3]) ?? -1
        let y = Double(content.rows[0][4]) ?? -1
        #expect(x > 0 && y > 0 && min(x, y) < 1)
        #expect(content.rows[1] == ["", "2.5", "", "2", "0"])
        #expect(content.rows[2] == ["", "3", "", "", ""])
    }

    @Test func whatIsNotSelectedIsCountedAndDropped() throws {
        let path = try write(WorkbookWriter(sheets: [("A", Self.table)]).bytes(), "a.xlsx")
        var source = try SourceFile.open(path: path, format: FileFormat(), reader: TheReader.program())
        let chunk = try #require(try source.next())
        let batch = try chunk.split(selecting: [1])
        #expect(batch.count == 3 && batch.columns == 1)
        #expect(batch.droppedValues == [3, 0, 2])
    }

    @Test func aNameThatDoesNotFitTheContentIsSaidOrPassedOver() throws {
        let xlsx = WorkbookWriter(sheets: [("A", Self.table)]).bytes()
        #expect(try TheReader.read(write(xlsx, "export.xls")).rows.count == 3)
        let (shapes, _) = ShapefileWriter.points([(1, 2)])
        let path = try write(shapes, "p.bin")
        #expect(TheReader.refusal(path) == .notRead(file: path, failure: ReaderFailure(.misnamed, ["shp"])))
        let html = try write(Array("<html><table><tr><td>1</td></tr></table></html>".utf8), "export.xls")
        #expect(TheReader.refusal(html) == .notRead(file: html, failure: ReaderFailure(.unsupportedFormat, ["HTML"])))
    }

    @Test func aReaderThatIsNotThereOrIsAnotherProgramIsAnError() throws {
        let path = try write(WorkbookWriter(sheets: [("A", Self.table)]).bytes(), "a.xlsx")
        let none = ReaderProgram(path: "/nowhere/clairevoie-reader")
        #expect(TheReader.refusal(path, reader: none) == .readerMissing(path: none.path))
        let other = ReaderProgram(path: "/bin/echo")
        #expect(TheReader.refusal(path, reader: other) == .readerCut(file: path, row: 0))
    }

    /// Programs in place of the reader: one that hangs, one that kills itself, one that is cut after its header.
    @Test func aReaderThatHangsDiesOrIsCutIsAnErrorThatTellsTheRow() throws {
        let path = try write([0x50, 0x4B, 3, 4], "a.xlsx")
        func standIn(_ script: String) throws -> ReaderProgram {
            let program = try write(Array("#!/bin/sh\n\(script)\n".utf8), "reader")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
            return ReaderProgram(path: program, patience: 5)
        }
        var builder = RowBlockBuilder(columns: 1)
        for row in 0..<5 { builder.append("\(row)".utf8) }
        let block = try #require(try builder.take())
        let layer = LayerDescription(
            name: "a", isSheet: false, columns: [.init(name: "n", type: .text)], geometry: nil, reference: nil, rows: 5)
        let bytes = try Frame.signature + Frame.header(layer).encoded() + Frame.rows(block).encoded()
        let beginning = try write(bytes, "beginning")
        let start = ContinuousClock.now
        #expect(
            TheReader.refusal(path, reader: try standIn("cat \(beginning); sleep 1000"))
                == .readerStalled(file: path, row: 5, seconds: 5))
        #expect(
            TheReader.refusal(path, reader: try standIn("cat \(beginning); kill -SEGV $$"))
                == .readerDied(file: path, row: 5, signal: 11))
        #expect(
            TheReader.refusal(path, reader: try standIn("cat \(beginning)")) == .readerCut(file: path, row: 5))
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func anAbandonedReaderIsEnded() throws {
        let folder = try TestCity.temporaryFolder()
        let path = try write([0x50, 0x4B, 3, 4], "a.xlsx", in: folder)
        let layer = LayerDescription(
            name: "a", isSheet: false, columns: [.init(name: "n", type: .text)], geometry: nil, reference: nil, rows: 5)
        let beginning = try write(Frame.signature + Frame.header(layer).encoded(), "beginning", in: folder)
        let script = "#!/bin/sh\necho $$ > \(folder)/id\ncat \(beginning)\nexec sleep 1000\n"
        let program = try write(Array(script.utf8), "reader", in: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        do {
            let source = try ForeignFile(path: path, format: FileFormat(), reader: ReaderProgram(path: program))
            #expect(source.columns == ["n"])
        }
        let text = try String(contentsOfFile: folder + "/id", encoding: .utf8)
        let id = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }
}
