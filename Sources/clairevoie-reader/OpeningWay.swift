import Foundation
import RowFormat

/// How a file is going to be opened, settled from its first bytes.
enum OpeningWay {
    /// Its bytes, under a name that its driver likes, so that no file beside it is looked at but the companions.
    case memory(MappedFile, ending: String, driver: GDALDriver, companions: [(ending: String, bytes: MappedFile)] = [])
    /// By its path, since its format is several files, or its driver reads from disk alone.
    case path(String, driver: GDALDriver)
    case access(String)
    /// Parts of an archive that is read here.
    case workbook(OfficePackage)

    /// Whether other programs must be started.
    var needsPrograms: Bool {
        if case .access = self { true } else { false }
    }

    /// Looks at the file.
    ///
    /// - Throws: ``ReaderFailure``.
    init(file: String) throws {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
            throw ReaderFailure(.unreadable, [unsafe String(cString: strerror(ENOENT))])
        }
        guard !isFolder.boolValue else {
            self = try Self.folder(file)
            return
        }
        let mapped = try MappedFile(path: file)
        let head = mapped.head(FileSignature.length)
        let ending = URL(filePath: file).pathExtension.lowercased()
        func named(_ endings: [String], _ driver: GDALDriver) throws -> OpeningWay {
            guard endings.contains(ending) else { throw ReaderFailure(.misnamed, [endings[0]]) }
            return .path(file, driver: driver)
        }
        switch FileSignature(head) {
        case .zip: self = try Self.archive(file, mapped)
        case .compoundDocument: self = try Self.compound(mapped, named)
        case .bareWorkbook: self = try named(["xls"], .xls)
        case .shapefile: self = try named(["shp"], .shapefile)
        case .dBase:
            // Apart from the shapes that may lie beside it, but with the code page that does.
            let codePage = try? MappedFile(path: String(file.dropLast(3)) + "cpg")
            let companions = ending == "dbf" ? codePage.map { [("cpg", $0)] } ?? [] : []
            self = .memory(mapped, ending: "dbf", driver: .shapefile, companions: companions)
        case .geoDatabaseTable: throw ReaderFailure(.misnamed, ["gdb"])
        case .sqlite:
            guard Self.isGeoPackage(head) else { throw ReaderFailure(.unsupportedFormat, ["SQLite"]) }
            self = .path(file, driver: .geoPackage)
        case .flatGeobuf: self = .memory(mapped, ending: "fgb", driver: .flatGeobuf)
        case .kml: self = .memory(mapped, ending: "kml", driver: .kml)
        case .dxf: self = .memory(mapped, ending: "dxf", driver: .dxf)
        case .geoJSON: self = .memory(mapped, ending: "geojson", driver: .geoJSON)
        case .mapInfoTable:
            // A seamless table is a list of other tables' paths.
            if String(decoding: mapped.head(1 << 16), as: UTF8.self).lowercased().contains("isseamless") {
                throw ReaderFailure(.unsupportedFormat, ["MapInfo seamless"])
            }
            self = try named(["tab"], .mapInfo)
        case .mapInfoInterchange: self = try named(["mif"], .mapInfo)
        case .access: self = .access(file)
        case .foreign(let name): throw ReaderFailure(.unsupportedFormat, [name])
        case .delimitedText: throw ReaderFailure(.unknownFormat, [])
        }
    }

    /// Opens it; called inside the sandbox.
    func open(_ limits: ReaderLimits) throws -> any LayerSource {
        switch self {
        case .memory(let bytes, let ending, let driver, let companions):
            for companion in companions { _ = try companion.bytes.name(ending: companion.ending) }
            let name = try bytes.name(ending: ending)
            return try GDALFile(path: name, driver: driver, keeping: [bytes] + companions.map(\.bytes))
        case .path(let path, let driver): return try GDALFile(path: path, driver: driver, keeping: [])
        case .access(let path): return AccessFile(path: path)
        case .workbook(let package): return try Workbook(package, limits: limits)
        }
    }

    private static func folder(_ path: String) throws -> OpeningWay {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard let names, names.contains(where: { $0.lowercased().hasSuffix(".gdbtable") }) else {
            throw ReaderFailure(.unknownFormat, [])
        }
        guard path.lowercased().hasSuffix(".gdb") else { throw ReaderFailure(.misnamed, ["gdb"]) }
        return .path(path, driver: .fileGeoDatabase)
    }

    private static func isGeoPackage(_ head: [UInt8]) -> Bool {
        let application = Array(head.dropFirst(68).prefix(4))
        return ["GPKG", "GP10", "GP11"].contains { Array($0.utf8) == application }
    }

    /// The names of a compound document's streams are UTF-16.
    private static func compound(
        _ file: MappedFile, _ named: ([String], GDALDriver) throws -> OpeningWay
    ) throws -> OpeningWay {
        func holds(_ name: String) -> Bool {
            file.contains(name.utf8.flatMap { [$0, 0] } + [0, 0])
        }
        if holds("EncryptedPackage") { throw ReaderFailure(.encrypted) }
        if holds("Workbook") || holds("Book") || holds("WORKBOOK") || holds("BOOK") {
            return try named(["xls", "xlt", "xla"], .xls)
        }
        if holds("WordDocument") { throw ReaderFailure(.unsupportedFormat, ["Word"]) }
        throw ReaderFailure(.unknownFormat, ["OLE2"])
    }

    private static func archive(_ file: String, _ mapped: MappedFile) throws -> OpeningWay {
        let directory = try mapped.withSpan { try ZipDirectory($0) }
        let names = directory.names
        let lowercased = names.map { $0.lowercased() }
        let package = OfficePackage(mapped, directory)
        if package.holdsWorkbook { return .workbook(package) }
        if names.contains("mimetype"), names.contains("content.xml") {
            return .memory(mapped, ending: "ods", driver: .ods)
        }
        if lowercased.contains("word/document.xml") { throw ReaderFailure(.unsupportedFormat, ["Word"]) }
        let root = "/vsizip/{\(file)}/"
        if let table = names.first(where: { $0.lowercased().hasSuffix(".gdbtable") }) {
            let folder = table.split(separator: "/").dropLast().joined(separator: "/")
            guard folder.lowercased().hasSuffix(".gdb") else { throw ReaderFailure(.misnamed, ["gdb"]) }
            return .path(root + folder, driver: .fileGeoDatabase)
        }
        let kinds: [(String, GDALDriver)] = [
            (".shp", .shapefile), (".gpkg", .geoPackage), (".tab", .mapInfo), (".mif", .mapInfo),
            (".geojson", .geoJSON),
            (".json", .geoJSON), (".kml", .kml), (".fgb", .flatGeobuf), (".dxf", .dxf), (".dbf", .shapefile),
        ]
        for (ending, driver) in kinds {
            let fitting = names.filter { $0.lowercased().hasSuffix(ending) && !$0.hasPrefix("__MACOSX/") }
            guard let only = fitting.first else { continue }
            if fitting.count > 1, driver == .shapefile, ending == ".shp" {
                let folders = Set(fitting.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
                guard let folder = folders.first, folders.count == 1 else {
                    throw ReaderFailure(.severalLayers, fitting)
                }
                return .path(root + folder, driver: driver)
            }
            guard fitting.count == 1 else { throw ReaderFailure(.severalLayers, fitting) }
            return .path(root + only, driver: driver)
        }
        throw ReaderFailure(.unknownFormat, ["zip"])
    }
}
