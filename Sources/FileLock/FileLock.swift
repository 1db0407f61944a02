import Foundation

/// Lets one process at a time make a store or write to it; the others wait.
///
/// SQLite waits for a writer, but not always for one who makes the file, turns it to write-ahead logging or leaves it:
/// then it says at once that the file is locked. Reading needs no lock.
package struct FileLock: Sendable {
    private let path: String

    /// The lock of what lies in a folder that is there.
    package init(folder: String) {
        path = folder + "/writer.lock"
    }

    /// Runs `body` when nobody else holds the lock, in this process or another.
    ///
    /// - Throws: an error of the disk, and what `body` throws.
    package func hold<T>(_ body: () throws -> T) throws -> T {
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path]) }
        // The system lets go of it with the file, however the process ends.
        defer { close(file) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else { throw CocoaError(.fileLocking, userInfo: [NSFilePathErrorKey: path]) }
        }
        return try body()
    }
}
