import Foundation

/// Bytes read in order from somewhere.
protocol ByteStream: AnyObject {
    /// Fills `buffer` from its start and says how many bytes were read; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// Bytes of the file read so far, before any decompression.
    var position: Int64 { get }
}

/// The bytes of a file as they are.
final class PlainFile: ByteStream {
    private let path: String
    private let descriptor: Int32
    private(set) var position: Int64 = 0
    let size: Int64?

    init(path: String) throws {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ConnectorError.unreadable(file: path, reason: unsafe String(cString: strerror(errno)))
        }
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        guard !isKnown || status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw ConnectorError.unreadable(file: path, reason: unsafe String(cString: strerror(EISDIR)))
        }
        size = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += Int64(count)
                return count
            }
            guard errno == EINTR else {
                throw ConnectorError.unreadable(file: path, reason: unsafe String(cString: strerror(errno)))
            }
        }
    }
}

/// A file's bytes that were looked at and then put back.
final class Prefixed: ByteStream {
    private let prefix: [UInt8]
    private let rest: any ByteStream
    private var given = 0

    init(prefix: [UInt8], rest: any ByteStream) {
        self.prefix = prefix
        self.rest = rest
    }

    var position: Int64 { rest.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard given < prefix.count else { return unsafe try rest.read(into: buffer) }
        let count = min(buffer.count, prefix.count - given)
        unsafe buffer.copyBytes(from: prefix[given..<given + count])
        given += count
        return count
    }
}
