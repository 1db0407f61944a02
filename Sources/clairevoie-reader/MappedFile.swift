import CGDAL
import Foundation
import RowFormat

/// A file's bytes, mapped and never copied.
///
/// A file that is cut while it is read ends the process by SIGBUS, which whoever started it reports.
@safe final class MappedFile {
    private let base: UnsafeMutableRawPointer
    /// How many bytes it has.
    let count: Int

    /// - Throws: ``ReaderFailure`` of code `unreadable` or `unknownFormat`.
    init(path: String) throws {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReaderFailure(.unreadable, [unsafe String(cString: strerror(errno))]) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ReaderFailure(.unreadable, ["not a regular file"])
        }
        count = status.st_size
        guard count > 0, let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe mapped != MAP_FAILED
        else { throw ReaderFailure(.unknownFormat, ["0"]) }
        unsafe base = unsafe mapped
    }

    deinit { unsafe munmap(base, count) }

    /// The first bytes.
    func head(_ length: Int) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: base, count: min(length, count)))
    }

    /// Whether the bytes occur anywhere.
    func contains(_ bytes: [UInt8]) -> Bool {
        unsafe memmem(base, count, bytes, bytes.count) != nil
    }

    /// The bytes of a range that lies inside; they live as long as the file is held.
    @unsafe func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    func withSpan<Result>(_ body: (borrowing Span<UInt8>) throws -> Result) rethrows -> Result {
        unsafe try body(
            Span(_unsafeElements: UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count)))
    }

    /// The name of the bytes in GDAL's memory file system, with an ending of our choice.
    func name(ending: String) throws -> String {
        let name = "/vsimem/file.\(ending)"
        guard
            let handle = unsafe VSIFileFromMemBuffer(
                name, base.assumingMemoryBound(to: GByte.self), vsi_l_offset(count), 0)
        else { throw ReaderFailure(.damaged, ["/vsimem"]) }
        _ = unsafe VSIFCloseL(handle)
        return name
    }
}
