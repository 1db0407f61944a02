import CZlib
import Foundation

/// Zip archives for tests, honest and otherwise.
struct ZipWriter {
    /// A file of the archive.
    struct Entry {
        var name: String
        var bytes: [UInt8]
        var isDeflated = false
        /// What the directory claims it unpacks to, when that isn't the truth.
        var claimedSize: UInt32?
        /// The Unix mode, in the upper half of the external attributes.
        var mode: UInt32 = 0o100644
    }

    static func archive(_ entries: [Entry]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let data = entry.isDeflated ? deflated(entry.bytes) : entry.bytes
            let name = Array(entry.name.utf8)
            var common: [UInt8] = []
            common.add16(20)
            common.add16(0x800)
            common.add16(entry.isDeflated ? 8 : 0)
            common.add32(0x5A21_0000)
            common.add32(unsafe UInt32(crc32(0, entry.bytes, UInt32(entry.bytes.count))))
            common.add32(UInt32(data.count))
            common.add32(entry.claimedSize ?? UInt32(entry.bytes.count))
            common.add16(UInt16(name.count))
            common.add16(0)
            directory.add32(0x0201_4B50)
            directory.add16(0x031E)
            directory += common
            for value: UInt16 in [0, 0, 0] { directory.add16(value) }
            directory.add32(entry.mode << 16)
            directory.add32(UInt32(body.count))
            directory += name
            body.add32(0x0403_4B50)
            body += common + name + data
        }
        var end: [UInt8] = []
        end.add32(0x0605_4B50)
        end.add32(0)
        end.add16(UInt16(entries.count))
        end.add16(UInt16(entries.count))
        end.add32(UInt32(directory.count))
        end.add32(UInt32(body.count))
        end.add16(0)
        return body + directory + end
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = unsafe z_stream()
        // 15 bits of window, negative for no header.
        unsafe deflateInit2_(
            &stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { unsafe deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1000))
        let count = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                unsafe deflate(&stream, Z_FINISH)
                return unsafe output.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<count])
    }
}

extension [UInt8] {
    mutating func add16(_ value: UInt16) { self += [UInt8(value & 0xFF), UInt8(value >> 8)] }
    mutating func add32(_ value: UInt32) {
        add16(UInt16(value & 0xFFFF))
        add16(UInt16(value >> 16))
    }
}
