import CZlib
import Foundation
import RowFormat

/// One file of an archive, unpacked as it is read, and held to what the directory says of its size and its checksum.
@safe final class UnpackedStream {
    private let file: MappedFile
    private let entry: ZipDirectory.Entry
    private let stream: UnsafeMutablePointer<z_stream>
    private var place: Int
    private let end: Int
    private var unpacked = 0
    private var checksum: UInt = 0
    private var isAtEnd = false

    /// - Throws: ``ReaderFailure`` of code `damaged`.
    init(_ entry: ZipDirectory.Entry, of file: MappedFile) throws {
        self.file = file
        self.entry = entry
        place = try file.withSpan { try entry.start(in: $0) }
        end = place + entry.packedSize
        unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard entry.method == 0 || entry.method == 8 else {
            throw ReaderFailure(.damaged, ["zip method \(entry.method)"])
        }
        // 15 bits of window, negative for no header.
        let status = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw ReaderFailure(.damaged, ["zlib \(status)"]) }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// How much it unpacks to, as the directory says.
    var size: Int { entry.size }
    /// How many bytes of the archive were taken for it.
    var consumed: Int { place - (end - entry.packedSize) }

    /// Unpacks into the array from a place on.
    ///
    /// - Returns: how many bytes came; 0 at the end, which is the right one.
    /// - Throws: ``ReaderFailure`` of code `damaged` or `unsafeArchive`.
    func read(into window: inout [UInt8], from start: Int) throws -> Int {
        guard !isAtEnd, start < window.count else { return 0 }
        let count = unsafe try window.withUnsafeMutableBytes { buffer in
            let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
            let count = unsafe entry.method == 0 ? copy(into: room) : try inflate(into: room)
            checksum = unsafe crc32(checksum, room.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
            return count
        }
        unpacked += count
        guard unpacked <= entry.size else { throw ReaderFailure(.unsafeArchive, [entry.name]) }
        if count == 0 {
            isAtEnd = true
            guard unpacked == entry.size, checksum == entry.checksum else {
                throw ReaderFailure(.damaged, ["zip checksum: \(entry.name)"])
            }
        }
        return count
    }

    private func copy(into room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, end - place)
        unsafe room.copyMemory(from: file.bytes(place..<place + count))
        place += count
        return count
    }

    private func inflate(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        let input = unsafe file.bytes(place..<min(end, place + 1 << 30))
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(clamping: room.count)
        let asked = unsafe Int(stream.pointee.avail_out)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        place += unsafe input.count - Int(stream.pointee.avail_in)
        let count = unsafe asked - Int(stream.pointee.avail_out)
        guard status == Z_OK || status == Z_STREAM_END, count > 0 || status == Z_STREAM_END else {
            // After its end the stream has nothing to give.
            if status == Z_BUF_ERROR, unpacked == entry.size { return 0 }
            throw ReaderFailure(.damaged, ["zlib \(status): \(entry.name)"])
        }
        return count
    }
}
