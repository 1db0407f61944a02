import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

/// Files made to harm whoever opens them: each is refused in less than two seconds, within 256 MiB.
@Suite(.serialized) struct HostileFileTests {
    private func write(_ bytes: [UInt8], _ name: String, in folder: String? = nil) throws -> String {
        let path = try (folder ?? TestCity.temporaryFolder()) + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func refused(
        _ path: String, _ codes: ReaderFailure.Code..., location: SourceLocation = #_sourceLocation
    ) throws {
        let refusal = try TheReader.promptly(sourceLocation: location) {
            try TheReader.refusal(path, reader: TheReader.program(memory: 256))
        }
        guard case .notRead(_, let failure) = refusal else {
            Issue.record("\(path): \(String(describing: refusal))", sourceLocation: location)
            return
        }
        #expect(codes.contains(failure.code), "\(failure)", sourceLocation: location)
    }

    private static let sheet: [[WorkbookWriter.Cell]] = [[.text("a")], [.text("b")]]

    /// The refusals of this suite mean something only while honest files of the same making open.
    @Test func honestFilesOfTheSameMakingOpenWithinTheSameLimits() throws {
        let reader = try TheReader.program(memory: 256)
        let path = try write(WorkbookWriter(sheets: [("A", Self.sheet)]).bytes(), "a.xlsx")
        #expect(try TheReader.read(path, reader: reader).rows == [["b"]])
    }

    /// The kernel's own account of a reader at work: filtered, and without new privileges.
    @Test func theReaderIsShutInBeforeItOpensAnything() async throws {
        let rows = (0..<60_000).map { [WorkbookWriter.Cell.number("\($0)"), .text("abcdefghijklmnopqrstuvwxyz")] }
        let path = try write(WorkbookWriter(sheets: [("A", rows)]).bytes(), "a.xlsx")
        let reader = Process()
        reader.executableURL = URL(filePath: try TheReader.program().path)
        reader.arguments = ["rows", path]
        // Nobody reads, so that it stops once the pipe is full.
        reader.standardOutput = Pipe()
        try reader.run()
        defer { reader.terminate() }
        var status = ""
        for _ in 0..<500 where !status.contains("Seccomp:\t2") {
            try await Task.sleep(for: .milliseconds(10))
            status = (try? String(contentsOfFile: "/proc/\(reader.processIdentifier)/status", encoding: .utf8)) ?? ""
        }
        #expect(status.contains("Seccomp:\t2") && status.contains("NoNewPrivs:\t1"))
    }

    @Test func aVirtualFormatUnderAnotherNameIsNotFollowed() throws {
        let folder = try TestCity.temporaryFolder()
        _ = try write(Array("secret\nXYZZY\n".utf8), "secret.csv", in: folder)
        let vector = """
            <OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>\(folder)/secret.csv</SrcDataSource></OGRVRTLayer>
            </OGRVRTDataSource>
            """
        for name in ["a.geojson", "a.shp", "a.xlsx", "a.vrt", "a.kml", "a.tab"] {
            try refused(write(Array(vector.utf8), name, in: folder), .unsupportedFormat)
        }
        let raster = "<VRTDataset rasterXSize=\"2000000000\" rasterYSize=\"2000000000\"></VRTDataset>"
        try refused(write(Array(raster.utf8), "a.json"), .unsupportedFormat)
        // A comment ahead of it, so that it begins like KML.
        let disguised = "<!-- <kml -->" + vector
        try refused(write(Array(disguised.utf8), "b.kml", in: folder), .damaged, .noLayers)
    }

    @Test func entitiesThatMultiplyAreNotExpanded() throws {
        var entities = "<!ENTITY e0 \"lol\">"
        for level in 1...12 {
            entities += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
        }
        let bomb = "<!DOCTYPE x [\(entities)]>"
        let writer = WorkbookWriter(sheets: [("A", [[.text("a")], [.text("&e12;")]])], preamble: bomb)
        try refused(write(writer.bytes(), "a.xlsx"), .damaged, .tooMuchMemory)
        let kml =
            "<?xml version=\"1.0\"?>\(bomb)<kml><Document><Placemark><name>&e12;</name></Placemark></Document></kml>"
        try refused(write(Array(kml.utf8), "a.kml"), .damaged, .tooMuchMemory, .noLayers)
    }

    @Test func externalEntitiesAreNotFetched() throws {
        let folder = try TestCity.temporaryFolder()
        let secret = try write(Array("XYZZY".utf8), "secret", in: folder)
        let entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://\(secret)\">]>"
        let writer = WorkbookWriter(sheets: [("A", [[.text("a")], [.text("&e;")], [.text("z")]])], preamble: entity)
        let path = try write(writer.bytes(), "a.xlsx", in: folder)
        let rows = (try? TheReader.read(path))?.rows.joined().joined() ?? ""
        #expect(!rows.contains("XYZZY"))
        let link = """
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>file://\(secret)</href></Link>
            </NetworkLink><Placemark><name>a</name><Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>
            """
        let places = try TheReader.read(write(Array(link.utf8), "a.kml", in: folder))
        #expect(!places.rows.joined().joined().contains("XYZZY"))
    }

    @Test func anArchiveThatUnpacksAThousandfoldIsRefusedUnopened() throws {
        var entries = WorkbookWriter(sheets: [("A", Self.sheet)]).entries()
        let zeros = [UInt8](repeating: 32, count: 64 << 20)
        entries.append(ZipWriter.Entry(name: "xl/sharedStrings.xml", bytes: zeros, isDeflated: true))
        try refused(write(ZipWriter.archive(entries), "a.xlsx"), .unsafeArchive)
        // The same, with a directory that lies about the size.
        entries[entries.count - 1].claimedSize = 1000
        let path = try write(ZipWriter.archive(entries), "b.xlsx")
        let outcome = try TheReader.promptly {
            try? TheReader.read(path, reader: TheReader.program(memory: 256))
        }
        #expect(outcome == nil || outcome?.rows == [["b"]])
    }

    @Test(arguments: ["../evil.shp", "/etc/evil.shp", "a/../../evil.shp", "a\\..\\evil.shp", "C:/evil.shp"])
    func anArchiveWithAPathThatLeavesItIsRefused(name: String) throws {
        let (shapes, _) = ShapefileWriter.points([(1, 2)])
        try refused(write(ZipWriter.archive([.init(name: name, bytes: shapes)]), "a.zip"), .unsafeArchive)
    }

    @Test func anArchiveWithASymbolicLinkIsRefused() throws {
        let link = ZipWriter.Entry(name: "a.shp", bytes: Array("/etc/passwd".utf8), mode: 0o120777)
        try refused(write(ZipWriter.archive([link]), "a.zip"), .unsafeArchive)
    }

    @Test func anArchiveInAnArchiveIsNotOpened() throws {
        let (shapes, index) = ShapefileWriter.points([(1, 2)])
        let inner = ZipWriter.archive([.init(name: "a.shp", bytes: shapes), .init(name: "a.shx", bytes: index)])
        try refused(write(ZipWriter.archive([.init(name: "inner.zip", bytes: inner)]), "a.zip"), .unknownFormat)
    }

    @Test func anArchiveCutAnywhereIsRefused() throws {
        let whole = WorkbookWriter(sheets: [("A", Self.sheet)]).bytes()
        for length in stride(from: 5, to: whole.count, by: whole.count / 12) {
            try refused(write(Array(whole.prefix(length)), "a.xlsx"), .damaged, .unknownFormat)
        }
    }

    @Test(arguments: ["/vsizip/a.zip", "/vsicurl/http://localhost/a.xlsx", "/vsistdin/", "/vsimem/a"])
    func namesOfVirtualFileSystemsAreRefused(name: String) throws {
        let refusal = #expect(throws: ConnectorError.self) {
            try ForeignFile(path: name, format: FileFormat(), reader: TheReader.program())
        }
        #expect(refusal == .notRead(file: name, failure: ReaderFailure(.unreadable, ["/vsi"])))
    }

    @Test func namesThatGDALWouldTakeForAConnectionAreOnlyNames() throws {
        for name in ["MYSQL:host=localhost", "PG:dbname=x", "{\"type\":\"FeatureCollection\"}", "GPKG:/etc/passwd:a"] {
            #expect(throws: ConnectorError.self) {
                try ForeignFile(path: name, format: FileFormat(), reader: TheReader.program())
            }
        }
    }

    @Test func aTableThatNamesOtherTablesIsRefused() throws {
        let seamless = "!table\n!version 300\nDefinition Table\n  Type NATIVE\n\"\\IsSeamless\" = \"TRUE\"\n"
        try refused(write(Array(seamless.utf8), "a.tab"), .unsupportedFormat)
    }

    @Test func aShapefileThatClaimsBillionsOfShapesIsRefused() throws {
        let folder = try TestCity.temporaryFolder()
        var (shapes, index) = ShapefileWriter.points([(1, 2)])
        shapes[24...27] = [0x7F, 0xFF, 0xFF, 0xFF]
        index[24...27] = [0x7F, 0xFF, 0xFF, 0xFF]
        // One polygon with two billion parts.
        shapes[108...111] = [5, 0, 0, 0]
        let path = try write(shapes, "a.shp", in: folder)
        _ = try write(index, "a.shx", in: folder)
        try refused(path, .damaged, .missingPart, .tooMuchMemory)
    }

    @Test func aSheetThatClaimsTheLastRowOfAllIsNotFilledUpToIt() throws {
        var entries = WorkbookWriter(sheets: [("A", Self.sheet)]).entries()
        let last = entries.count - 1
        let text = String(decoding: entries[last].bytes, as: UTF8.self)
            .replacing("r=\"2\"", with: "r=\"2000000000\"").replacing("A2", with: "A2000000000")
        entries[last].bytes = Array(text.utf8)
        try refused(write(ZipWriter.archive(entries), "a.xlsx"), .damaged)
    }

    @Test func anOpenDocumentThatRepeatsARowAMillionfoldIsRefusedOrBounded() throws {
        let sheet = """
            <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
            <table:table table:name="A"><table:table-row table:number-rows-repeated="2000000000"><table:table-cell
            office:value-type="string" table:number-columns-repeated="16000"><text:p>\(String(repeating: "x", count: 1000))
            </text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>
            </office:document-content>
            """
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet"
        let bytes = ZipWriter.archive([
            .init(name: "mimetype", bytes: Array(mimetype.utf8)), .init(name: "content.xml", bytes: Array(sheet.utf8)),
        ])
        try refused(write(bytes, "a.ods"), .damaged, .tooMuchMemory, .noLayers)
    }

    @Test func deepNestingIsRefused() throws {
        let deep = "{\"type\":\"FeatureCollection\",\"features\":" + String(repeating: "[", count: 1_000_000)
        try refused(write(Array(deep.utf8), "a.geojson"), .damaged, .tooMuchMemory)
    }

    @Test func outputBeyondItsLimitIsRefused() throws {
        let rows = (0..<40_000).map { _ in [WorkbookWriter.Cell.text(String(repeating: "x", count: 60))] }
        let path = try write(WorkbookWriter(sheets: [("A", rows)]).bytes(), "a.xlsx")
        let refusal = try TheReader.refusal(path, reader: TheReader.program(output: 1))
        guard case .notRead(_, let failure) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(failure.code == .tooMuchOutput && failure.texts == ["1"])
    }

    @Test(
        .enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"),
        arguments: [
            "poc-shared-strings.xlsx", "poc-xmlbomb.xlsx",
        ])
    func knownProofsOfConceptAreRefused(name: String) throws {
        let data = try #require(SharedData.folder)
        try refused("\(data)/formats/poi/\(name)", .damaged, .tooMuchMemory, .unsafeArchive)
    }
}
