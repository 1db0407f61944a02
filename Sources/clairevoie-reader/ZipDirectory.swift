import Foundation
import RowFormat

/// The central directory of a zip archive, checked before anything is unpacked.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.12, 4.3.16 and 4.5.3.
struct ZipDirectory {
    /// A file of the archive.
    struct Entry {
        let name: String
        /// 0 for bytes as they are, 8 for deflate.
        let method: Int
        let checksum: UInt
        let packedSize: Int
        let size: Int
        /// Where its own header lies.
        fileprivate let header: Int

        /// Where its bytes begin; its own header has a length of its own.
        ///
        /// - Throws: ``ReaderFailure`` of code `damaged`.
        func start(in bytes: borrowing Span<UInt8>) throws -> Int {
            guard header >= 0, header <= bytes.count - 30, bytes[header] == 0x50, bytes[header + 1] == 0x4B,
                bytes[header + 2] == 3, bytes[header + 3] == 4
            else { throw ReaderFailure(.damaged, ["zip entry"]) }
            let lengths = (26..<30).map { Int(bytes[header + $0]) }
            let start = header + 30 + lengths[0] + lengths[1] << 8 + lengths[2] + lengths[3] << 8
            guard start <= bytes.count, packedSize <= bytes.count - start else {
                throw ReaderFailure(.damaged, ["zip entry"])
            }
            return start
        }
    }

    /// The files in it, without the folders.
    let entries: [Entry]
    /// Their names.
    var names: [String] { entries.map(\.name) }

    private static let mostEntries = 20_000
    /// Honest sheets of repeated numbers pack a hundredfold; deflate can't pack more than 1032-fold.
    private static let greatestRatio = 250
    private static let smallEnough = 32 << 20
    private static let largest = 4 << 30

    /// Reads and checks the directory.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged` or `unsafeArchive`.
    init(_ bytes: borrowing Span<UInt8>) throws {
        func number(_ place: Int, _ width: Int) throws -> Int {
            guard place >= 0, place + width <= bytes.count else { throw ReaderFailure(.damaged, ["zip directory"]) }
            var value: UInt64 = 0
            for offset in (0..<width).reversed() { value = value << 8 | UInt64(bytes[place + offset]) }
            guard value <= UInt64(Int.max) else { throw ReaderFailure(.damaged, ["zip directory"]) }
            return Int(value)
        }
        var end = bytes.count - 22
        let first = max(0, bytes.count - 22 - 0xFFFF)
        while end >= first, try number(end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= first else { throw ReaderFailure(.damaged, ["zip: no directory"]) }
        let count = try number(end + 10, 2)
        var place = try number(end + 16, 4)
        guard count < 0xFFFF, place < 0xFFFF_FFFF, count <= Self.mostEntries else {
            throw ReaderFailure(.unsafeArchive, ["\(Self.mostEntries) +"])
        }
        var entries: [Entry] = []
        var unpacked = 0
        var packed = 0
        for _ in 0..<count {
            guard try number(place, 4) == 0x0201_4B50 else { throw ReaderFailure(.damaged, ["zip directory"]) }
            if try number(place + 8, 2) & 1 != 0 { throw ReaderFailure(.encrypted) }
            var small = try number(place + 20, 4)
            var large = try number(place + 24, 4)
            var header = try number(place + 42, 4)
            let nameLength = try number(place + 28, 2)
            let extraLength = try number(place + 30, 2)
            let commentLength = try number(place + 32, 2)
            // The upper half of the external attributes of files from Unix is their mode.
            if try number(place + 40, 2) & 0xF000 == 0xA000 { throw ReaderFailure(.unsafeArchive, ["symbolic link"]) }
            var extra = place + 46 + nameLength
            let extraEnd = extra + extraLength
            while extra + 4 <= extraEnd {
                let (kind, length) = (try number(extra, 2), try number(extra + 2, 2))
                if kind == 1 {
                    var field = extra + 4
                    if large == 0xFFFF_FFFF {
                        large = try number(field, 8)
                        field += 8
                    }
                    if small == 0xFFFF_FFFF {
                        small = try number(field, 8)
                        field += 8
                    }
                    if header == 0xFFFF_FFFF { header = try number(field, 8) }
                }
                extra += 4 + length
            }
            guard large <= Self.largest, small <= bytes.count else {
                throw ReaderFailure(.unsafeArchive, ["\(large >> 20) MiB"])
            }
            unpacked += large
            packed += small
            var raw: [UInt8] = []
            for offset in 0..<nameLength { raw.append(UInt8(try number(place + 46 + offset, 1))) }
            let name = String(decoding: raw, as: UTF8.self)
            try Self.check(name: name)
            if !name.hasSuffix("/") {
                entries.append(
                    Entry(
                        name: name, method: try number(place + 10, 2), checksum: UInt(try number(place + 16, 4)),
                        packedSize: small, size: large, header: header))
            }
            place = extraEnd + commentLength
        }
        if unpacked > Self.largest || (unpacked > Self.smallEnough && unpacked / max(packed, 1) > Self.greatestRatio) {
            throw ReaderFailure(.unsafeArchive, ["\(unpacked >> 20) MiB"])
        }
        self.entries = entries
    }

    private static func check(name: String) throws {
        // Some programs write the separator of Windows.
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
        let isUnsafe =
            name.isEmpty || name.hasPrefix("/") || name.hasPrefix("\\") || name.contains("\0") || parts.contains("..")
            || (parts.first?.hasSuffix(":") ?? false)
        if isUnsafe { throw ReaderFailure(.unsafeArchive, [name]) }
    }
}
