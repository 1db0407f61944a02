import Foundation
import NIOCore

/// A file that is being fetched, beside the one that it will replace; for the owner's eyes alone.
final class PartFile {
    let path: String
    private let handle: FileHandle
    /// How many bytes are written.
    private(set) var length: Int64

    /// Opens the part at a path, cut to `length` bytes, so that what a broken fetch wrote beyond its last note is gone.
    ///
    /// - Throws: ``PortalError/unwritable(path:reason:)``.
    init(path: String, length: Int64) throws {
        self.path = path
        self.length = length
        do {
            if !FileManager.default.fileExists(atPath: path) {
                guard
                    FileManager.default.createFile(
                        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
                else { throw CocoaError(.fileWriteUnknown) }
            }
            guard let handle = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileWriteNoPermission) }
            self.handle = handle
            guard try handle.seekToEnd() >= UInt64(length) else { throw CocoaError(.fileReadCorruptFile) }
            try handle.truncate(atOffset: UInt64(length))
        } catch {
            throw PortalError.unwritable(path: path, reason: "\(error)")
        }
    }

    deinit { try? handle.close() }

    func append(_ bytes: some Collection<UInt8>) throws {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw PortalError.unwritable(path: path, reason: "\(error)")
        }
        length += Int64(bytes.count)
    }

    /// Forgets all that is written.
    func restart() throws {
        do {
            try handle.truncate(atOffset: 0)
        } catch {
            throw PortalError.unwritable(path: path, reason: "\(error)")
        }
        length = 0
    }

    /// Puts what is written on the disk.
    func synchronise() throws {
        do {
            try handle.synchronize()
        } catch {
            throw PortalError.unwritable(path: path, reason: "\(error)")
        }
    }

    /// Takes the place of a file, all at once.
    func replace(_ target: String) throws {
        try synchronise()
        guard unsafe rename(path, target) == 0 else {
            throw PortalError.unwritable(path: target, reason: unsafe String(cString: strerror(errno)))
        }
    }
}
