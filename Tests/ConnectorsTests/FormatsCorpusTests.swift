import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

/// The files of other projects' test suites: each opens or is refused for a reason; none crashes the reader or hangs.
@Suite(.serialized, .enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
struct FormatsCorpusTests {
    private static func files() throws -> [String] {
        let folder = try #require(SharedData.folder) + "/formats"
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        // A file of a folder that is one database is no file of its own.
        let parts = ["atx", "gdbtablx", "gdbtable", "gdbindexes", "spx", "freelist", "shx", "prj", "qpj", "cpg", "sbn"]
        return all.sorted().filter { name in
            if name.hasSuffix(".gdb") { return true }
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            return !isFolder.boolValue && !name.contains(".gdb/") && !parts.contains { name.hasSuffix("." + $0) }
        }.map { folder + "/" + $0 }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mdb-export"), "mdbtools isn't installed"))
    func accessTablesAreReadInsideTheSandbox() throws {
        let file = try #require(SharedData.folder) + "/formats/access/nwind.mdb"
        let orders = try TheReader.read(file, FileFormat(layer: "Orders"))
        #expect(orders.rows.count == 830)
        #expect(orders.rows[0].prefix(4) == ["10330", "LILAS", "3", "1994-11-16T00:00:00"])
        #expect(try TheReader.read(file, FileFormat(layer: "Umsätze")).columns.isEmpty == false)
    }

    @Test func everyFileOpensOrIsRefusedForAReason() async throws {
        let files = try Self.files()
        #expect(files.count > 350)
        var opened = 0
        var openedWorkbooks: [String: Int] = [:]
        var reasons: [String: [String]] = [:]
        let reader = try TheReader.program(memory: 512, patience: 60)
        for file in files {
            guard try !SourceFile.isDelimited(path: file) else { continue }
            do {
                let layers = try ForeignFile.layers(of: file, reader: reader)
                if let layer = layers.first(where: { !$0.columns.isEmpty }) {
                    do {
                        let content = try TheReader.read(file, FileFormat(layer: layer.name), reader: reader)
                        #expect(layer.isSheet || layer.rows.map { content.rows.count <= $0 } ?? true, "\(file)")
                    } catch ConnectorError.noHeader, ConnectorError.repeatedColumn {
                        // The file is read; its first row isn't a header, which is for a convention to say.
                    }
                }
                opened += 1
                openedWorkbooks[(file as NSString).pathExtension, default: 0] += 1
            } catch ConnectorError.notRead(_, let failure) {
                reasons["\(failure.code)", default: []].append((file as NSString).lastPathComponent)
                #expect(failure.code != .noSandbox && failure.code != .badRequest, "\(file): \(failure)")
            } catch {
                Issue.record("\(file): \(error)")
            }
        }
        for (reason, files) in reasons.sorted(by: { $0.key < $1.key }) {
            print("formats: \(reason): \(files.count): \(files.joined(separator: " "))")
        }
        print("formats: \(opened) of \(files.count) open")
        // A change that loses a format shows here.
        #expect(opened >= 300)
        #expect(openedWorkbooks["xlsx", default: 0] + openedWorkbooks["xlsm", default: 0] >= 131)
        #expect(openedWorkbooks["xlsb"] == 6)
        // Other programs read most of the XLS files that the library gives up, so the reason isn't damage.
        let damaged = reasons["damaged", default: []]
        #expect(!damaged.contains { $0.lowercased().hasSuffix(".xls") }, "\(damaged)")
        #expect(reasons["oldWorkbook", default: []].allSatisfy { $0.lowercased().hasSuffix(".xls") })
    }

    /// The rows of the Portland month are the same in whichever form they are sent.
    @Test func thePortlandMonthIsTheSameAsAShapefileAndAsAWorkbook() throws {
        let data = try #require(SharedData.folder)
        let content = try TheReader.read("\(data)/nij-portland-cfs/080116_083116_Data.zip")
        #expect(content.rows.count > 10_000)
        #expect(content.columns.suffix(2) == ["geometry.x", "geometry.y"])
        #expect(content.reference == "EPSG:2913")
        let workbook = try TheReader.read(Self.unpacked(".xlsx", of: "\(data)/nij-portland-cfs/080116_083116_Data.zip"))
        // A table pads nothing and knows a day from a moment; the two files have other orders, and the table one more
        // row, without a value or a point. An unknown census tract is an empty cell in the sheet, and 0 in the table,
        // whose numbers can't be empty.
        func plain(_ row: some Sequence<String>) -> String {
            row.enumerated().map { column, field in
                let text = field.replacing("T00:00:00", with: "").trimmingCharacters(in: .whitespaces)
                return column == 7 && text.isEmpty ? "0" : text
            }.joined(separator: "|")
        }
        let filled = content.rows.filter { !$0[0].isEmpty }
        #expect(content.rows.count - filled.count == 1 && content.rows.allSatisfy { $0[0].isEmpty == $0[8].isEmpty })
        #expect(workbook.rows.count == 19_375)
        #expect(workbook.rows.map(plain).sorted() == filled.map { plain($0.dropLast(2)) }.sorted())
        // The file has each point twice: as a geometry and as two columns.
        for row in filled {
            #expect(abs((Double(row[5]) ?? 0) - (Double(row[8]) ?? 1)) < 1)
            #expect(abs((Double(row[6]) ?? 0) - (Double(row[9]) ?? 1)) < 1)
        }
    }

    /// The one file of an archive with the ending, on its own.
    private static func unpacked(_ ending: String, of archive: String) throws -> String {
        let path = try TestCity.temporaryFolder() + "/file" + ending
        let unzip = Process()
        unzip.executableURL = URL(filePath: "/usr/bin/unzip")
        unzip.arguments = ["-p", archive, "*" + ending]
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        unzip.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
        try unzip.run()
        unzip.waitUntilExit()
        return path
    }

    @Test func theQuartiersOfMarseilleLoad() throws {
        let data = try #require(SharedData.folder)
        let content = try TheReader.read("\(data)/france/marseille_quartiers_111.geojson")
        #expect(content.rows.count == 111)
        let inside = content.rows.filter { row in
            let x = Double(row[row.count - 2]) ?? 0
            let y = Double(row[row.count - 1]) ?? 0
            return (5.2...5.6).contains(x) && (43.1...43.5).contains(y)
        }
        #expect(inside.count == 111 && content.reference == "EPSG:4326")
    }
}
