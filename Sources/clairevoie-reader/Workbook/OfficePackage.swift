import Foundation
import RowFormat

/// The files of an archive as the parts of an office document, which point to each other.
///
/// Source: ECMA-376-2, 6.2 and 6.5.
struct OfficePackage {
    /// A part that another points to.
    struct Relationship {
        /// The last word of the kind's address; the addresses before it differ between the two kinds of OOXML.
        let kind: Substring
        let part: String
    }

    private static let mostRelationships = 100_000
    private static let mostKept = 16 << 20

    private let file: MappedFile
    /// By name in small letters, with slashes: names of parts have no case, and some programs write backslashes.
    private let entries: [String: ZipDirectory.Entry]

    init(_ file: MappedFile, _ directory: ZipDirectory) {
        self.file = file
        entries = Dictionary(directory.entries.map { (Self.normal($0.name), $0) }) { first, _ in first }
    }

    /// The size of the archive.
    var size: Int { file.count }

    /// Whether there is a workbook in it.
    var holdsWorkbook: Bool {
        entries["xl/workbook.xml"] != nil || entries["xl/workbook.bin"] != nil
            || (entries["[content_types].xml"] != nil && entries.keys.contains { $0.hasPrefix("xl/worksheets/") })
    }

    /// The part that holds the workbook.
    func workbook() throws -> String {
        if let root = try relationships(of: "").values.first(where: { $0.kind == "officeDocument" }),
            entries[root.part] != nil
        {
            return root.part
        }
        let usual = ["xl/workbook.xml", "xl/workbook.bin"].first { entries[$0] != nil }
        guard let usual else { throw ReaderFailure(.damaged, ["xl/workbook.xml"]) }
        return usual
    }

    func holds(_ part: String) -> Bool { entries[part] != nil }

    /// Opens a part.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged`, or `unsafeArchive` where it would be kept in memory and is long.
    func open(_ part: String, isKept: Bool = false) throws -> UnpackedStream {
        guard let entry = entries[part] else { throw ReaderFailure(.damaged, [part]) }
        guard !isKept || entry.size <= Self.mostKept else { throw ReaderFailure(.unsafeArchive, [part]) }
        return try UnpackedStream(entry, of: file)
    }

    /// What a part points to, by the identifiers that it uses.
    func relationships(of part: String) throws -> [String: Relationship] {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let own = part.split(separator: "/").last ?? ""
        let name = (folder.isEmpty ? "" : folder + "/") + "_rels/" + own + ".rels"
        guard holds(name) else { return [:] }
        var scanner = try XMLScanner(open(name, isKept: true))
        var result: [String: Relationship] = [:]
        let element = XMLName("Relationship")
        while let token = try scanner.next() {
            guard token == .start, scanner.name == element, try scanner.value("TargetMode") != "External",
                let id = try scanner.value("Id"), let kind = try scanner.value("Type"),
                let target = try scanner.value("Target")
            else { continue }
            guard result.count < Self.mostRelationships else { throw ReaderFailure(.damaged, [name]) }
            result[id] = Relationship(
                kind: kind.split(separator: "/").last ?? "", part: Self.resolve(target, from: folder))
        }
        return result
    }

    /// The name of a part that is given from a folder of the package, or from its root.
    private static func resolve(_ target: String, from folder: String) -> String {
        let target = normal(target.removingPercentEncoding ?? target)
        var names = target.hasPrefix("/") ? [] : normal(folder).split(separator: "/")
        for name in target.split(separator: "/") {
            switch name {
            case ".": continue
            case "..": _ = names.popLast()
            default: names.append(name)
            }
        }
        return names.joined(separator: "/")
    }

    private static func normal(_ name: String) -> String {
        name.lowercased().replacing("\\", with: "/")
    }
}
