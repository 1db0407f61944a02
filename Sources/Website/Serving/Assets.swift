import Foundation
import Vocabulary

/// The style sheet, scripts and libraries, held in memory with a compressed twin.
///
/// Their addresses hold a checksum of them all, so that a browser may keep them for ever.
struct Assets: Sendable {
    /// One file.
    struct File: Sendable {
        let type: String
        let bytes: [UInt8]
        let compressed: [UInt8]?
    }

    /// The checksum that stands in addresses.
    let tag: String
    private let files: [String: File]

    /// The files of the two libraries, which `scripts/fetch-web-libraries` fetches.
    static let libraries = ["maplibre-gl.js", "maplibre-gl.css", "uplot.iife.min.js", "uplot.min.css"]
    private static let own = ["site.css", "hier.js", "map.js", "playback.js", "series.js", "icon.svg"]

    /// Reads all the files.
    ///
    /// - Parameter folder: where the libraries lie.
    /// - Throws: ``SiteError`` for a file that isn't there.
    init(libraries folder: String) throws {
        var files: [String: File] = [:]
        var checksum = Checksum()
        for name in Self.own {
            guard let url = Bundle.module.url(forResource: "Resources/" + name, withExtension: nil),
                let data = try? Data(contentsOf: url)
            else { throw SiteError.missingResource(name) }
            checksum.add(data)
            files[name] = Self.file(name, data)
        }
        for name in Self.libraries {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw SiteError.missingLibrary(folder + "/" + name)
            }
            checksum.add(data)
            files[name] = Self.file(name, data)
        }
        self.files = files
        tag = checksum.text
    }

    private static func file(_ name: String, _ data: Data) -> File {
        let bytes = [UInt8](data)
        return File(type: type(of: name), bytes: bytes, compressed: Gzip.compress(bytes, level: 9))
    }

    private static func type(of name: String) -> String {
        if name.hasSuffix(".js") { return "text/javascript; charset=utf-8" }
        if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
        if name.hasSuffix(".svg") { return "image/svg+xml" }
        return "application/octet-stream"
    }

    /// Where a browser finds a file.
    func address(of name: String) -> String { "/static/\(tag)/\(name)" }

    /// A file by its name.
    subscript(_ name: String) -> File? { files[name] }
}

/// FNV-1a of 64 bits, to tell versions apart and nothing more.
struct Checksum {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
