/// What a file is, by its first bytes; its name has no say.
public enum FileSignature: Sendable, Hashable {
    case zip
    /// An OLE2 container: XLS, or a password-protected XLSX, or Word.
    case compoundDocument
    /// A bare BIFF stream, as Excel wrote before 1993.
    case bareWorkbook
    case shapefile
    case dBase
    case geoDatabaseTable
    case sqlite
    case flatGeobuf
    case kml
    case dxf
    case mapInfoTable
    case mapInfoInterchange
    case geoJSON
    case access
    /// A format that has a name and isn't read.
    case foreign(String)
    /// Text with delimiters, plain or in one of the compressions that are read in place.
    case delimitedText

    /// How many of a file's first bytes are enough.
    public static let length = 4096

    /// Tells what begins so.
    ///
    /// - Parameter head: the first ``length`` bytes, or all of a shorter file.
    /// - Returns: ``delimitedText`` for what has no signature, whether or not it is text.
    public init(_ head: [UInt8]) {
        if let binary = Self.binary(head) {
            self = binary
            return
        }
        var text = head[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        text = text.drop { [9, 10, 13, 32].contains($0) }
        let beginning = String(decoding: text.prefix(2048), as: UTF8.self)
        let lowercased = beginning.lowercased()
        switch text.first {
        case UInt8(ascii: "<"): self = Self.markup(lowercased)
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = Self.json(lowercased, isObject: text.first == 0x7B)
        default:
            if lowercased.hasPrefix("!table") {
                self = .mapInfoTable
            } else if Self.isInterchange(lowercased) {
                self = .mapInfoInterchange
            } else if Self.isDrawing(beginning) {
                self = .dxf
            } else {
                self = .delimitedText
            }
        }
    }

    private static func binary(_ head: [UInt8]) -> FileSignature? {
        func begins(_ text: String) -> Bool { head.starts(with: text.utf8) }
        func holds(_ bytes: [UInt8], at start: Int) -> Bool { head.dropFirst(start).starts(with: bytes) }
        let signatures: [([UInt8], FileSignature)] = [
            ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundDocument),
            ([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62], .flatGeobuf),
            (Array("SQLite format 3\0".utf8), .sqlite),
            (Array("%PDF".utf8), .foreign("PDF")), ([0x42, 0x5A, 0x68], .foreign("bzip2")),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .foreign("xz")), (Array("7z".utf8) + [0xBC, 0xAF], .foreign("7-Zip")),
            (Array("Rar!".utf8), .foreign("RAR")), (Array("PAR1".utf8), .foreign("Parquet")),
            ([0x89, 0x50, 0x4E, 0x47], .foreign("PNG")), ([0xFF, 0xD8, 0xFF], .foreign("JPEG")),
            ([0x49, 0x49, 0x2A, 0x00], .foreign("TIFF")), ([0x4D, 0x4D, 0x00, 0x2A], .foreign("TIFF")),
            ([0x7F, 0x45, 0x4C, 0x46], .foreign("ELF")),
            (Array("AutoCAD Binary DXF".utf8), .foreign("DXF (binary)")), (Array("AC10".utf8), .foreign("DWG")),
        ]
        if let found = signatures.first(where: { head.starts(with: $0.0) }) { return found.1 }
        if holds([0x53, 0x74, 0x61, 0x6E, 0x64, 0x61, 0x72, 0x64, 0x20], at: 4), begins("\0\u{1}\0\0") {
            return .access
        }
        if holds([0x00, 0x00, 0x27, 0x0A], at: 0) { return .shapefile }
        if holds(Array("ustar".utf8), at: 257) { return .foreign("tar") }
        if let first = head.first, first == 0x09, head.count > 8, [0x00, 0x02, 0x04, 0x08].contains(head[1]),
            head[3] == 0, head[2] >= 4, head[2] <= 16
        {
            return .bareWorkbook
        }
        if [3, 4].contains(head.first ?? 0), holds([0, 0, 0], at: 1), holds([40, 0, 0, 0], at: 32) {
            return .geoDatabaseTable
        }
        return isDBase(head) ? .dBase : nil
    }

    /// A version, a plausible day, and a header whose length is that of its fields.
    private static func isDBase(_ head: [UInt8]) -> Bool {
        let versions: Set<UInt8> = [
            0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7B, 0x83, 0x8B, 0x8E, 0xCB, 0xF5, 0xFB,
        ]
        guard head.count >= 65, versions.contains(head[0]), head[2] <= 12, head[3] <= 31 else { return false }
        let header = Int(head[8]) | Int(head[9]) << 8
        let record = Int(head[10]) | Int(head[11]) << 8
        return header >= 65 && record >= 2
    }

    private static func markup(_ text: String) -> FileSignature {
        if text.contains("<kml") { return .kml }
        if text.contains("progid=\"excel.sheet\"") || text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return .foreign("XML Spreadsheet 2003")
        }
        if text.contains("<html") || text.contains("<!doctype html") || text.contains("<table") {
            return .foreign("HTML")
        }
        if text.contains("<vrtdataset") || text.contains("<ogrvrtdatasource") { return .foreign("VRT") }
        if text.contains("opengis.net/gml") { return .foreign("GML") }
        return .foreign("XML")
    }

    private static func json(_ text: String, isObject: Bool) -> FileSignature {
        guard isObject else { return .foreign("JSON") }
        let bare = text.filter { !$0.isWhitespace }
        if bare.contains("\"type\":\"topology\"") { return .foreign("TopoJSON") }
        let kinds = ["featurecollection", "feature", "point", "linestring", "polygon", "multi", "geometrycollection"]
        return kinds.contains { bare.contains("\"type\":\"" + $0) } || bare.contains("\"features\":[")
            ? .geoJSON : .foreign("JSON")
    }

    private static func isInterchange(_ text: String) -> Bool {
        guard text.hasPrefix("version ") else { return false }
        return text.contains("charset") || text.contains("columns") || text.contains("delimiter")
    }

    /// Group code 0 and `SECTION`, after comments of group 999.
    private static func isDrawing(_ text: String) -> Bool {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.filter { !$0.isWhitespace } }
        var index = 0
        while index + 1 < lines.count {
            if lines[index] == "0" { return lines[index + 1] == "SECTION" }
            guard lines[index] == "999" else { return false }
            index += 2
        }
        return false
    }
}
