package import Editions
import Foundation

/// Remembers, apart from the store, how far the log had come, so that a restored backup can't draw a bin again.
///
/// The file holds one line a publication, `size root`, and is only ever appended to.
package struct LogWitness: Sendable {
    private let path: String

    /// The witness in a data folder.
    package init(folder: String) {
        path = folder + "/witness/log-heads"
    }

    /// Checks the store against the last head seen.
    ///
    /// - Throws: ``PublishError``.
    package func check(_ store: EditionStore) throws {
        let head = try store.logHead()
        guard FileManager.default.fileExists(atPath: path) else {
            guard head.size == 0 else {
                throw PublishError.missingWitness(path: path, size: head.size, root: head.root)
            }
            try remember(head)
            return
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").last
        else { throw PublishError.unreadableWitness(path: path) }
        let parts = line.split(separator: " ")
        guard parts.count == 2, let size = Int64(parts[0]) else { throw PublishError.unreadableWitness(path: path) }
        guard head.size >= size, try store.logHead(size: size).root == parts[1] else {
            throw PublishError.rolledBack(witness: path, size: size, found: head.size)
        }
    }

    /// Adds a head, durably.
    package func remember(_ head: LogHead) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw PublishError.unreadableWitness(path: path)
            }
        }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw PublishError.unreadableWitness(path: path)
        }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("\(head.size) \(head.root)\n".utf8))
        try handle.synchronize()
    }
}
