package import Editions
import Foundation
package import Vocabulary

/// Remembers, outside the data folder, how far the log of a store had come, so that no bin is ever drawn twice.
///
/// Noise protects a figure as long as it is drawn once: two draws of a bin, published one after the other, give the
/// count away. The store refuses a second draw of what it holds; the witness speaks of what it no longer holds. It is a
/// file named after the store's own number and lies in a folder that a backup of the data doesn't bring back with it.
///
/// Inside the transaction, as its last act before COMMIT, a publication appends the bins that it drew and the head that
/// the log is to have, and waits for the disk; after COMMIT it appends that it landed. So every figure that can have left
/// the process is in the witness first. What the next publication then finds:
///
/// - **The log has come as far as it is known to have.** All is well. A head that was begun and is in the log has landed,
///   whether the process lived to say so or not.
/// - **A publication was begun, and the log doesn't hold it.** The process died before COMMIT, or the store was
///   restored to just before. Whether anybody saw the figures can't be told, so its bins count as spent: they go on
///   the log as interrupted, are charged, shown as such and never drawn; all others go on. Nothing is asked of anybody.
/// - **The log is shorter than a head that landed, or another.** A backup was restored, the whole data folder perhaps,
///   or a copy has published elsewhere. Nothing is published. The recovery is to bring back the newest store.
/// - **The store has a log and no witness.** The data was moved to another machine or account. Nothing is published.
///   The recovery is to bring the witness's file along. Who has lost it for good compares the log's head with the last
///   one that was published, and says so to `publish` by an option: the loss goes on the log as a leaf, for all to see,
///   and a new witness begins. From an old store that recovery could draw again what was seen; hence the comparison.
///
/// A store made anew from the same files has another number and no memory of the first: the witness can't know that
/// the counts are the same.
package struct LogWitness: Sendable {
    private let path: String

    /// The witness of a store, in a folder of witnesses.
    package init(folder: String, store: String) {
        path = folder + "/" + store
    }

    /// Compares the store with what was seen of it, and gives the bins of publications that never landed.
    ///
    /// - Parameter isLost: whether the operator says that the witness is lost for good.
    /// - Throws: ``PublishError``.
    package func check(_ transaction: EditionTransaction, isLost: Bool, at time: UTCSeconds) throws -> [DrawnBins] {
        let head = try transaction.logHead()
        guard let testimony = try testimony() else {
            guard head.size > 0 else { return [] }
            guard isLost else { throw PublishError.missingWitness(path: path, size: head.size, root: head.root) }
            try transaction.recordWitnessLoss(head, at: time)
            return []
        }
        try verify(testimony, head, in: transaction)
        var spent: [DrawnBins] = []
        for begun in testimony.open {
            if try transaction.holds(begun.head, below: head) {
                try finish(begun.head)
            } else {
                spent += begun.drawn
            }
        }
        return spent
    }

    /// Compares the store with what was seen of it, where there is a witness.
    ///
    /// - Throws: ``PublishError`` for a log that is shorter than it was, or another.
    package func verify(_ transaction: EditionTransaction) throws {
        guard let testimony = try testimony() else { return }
        try verify(testimony, try transaction.logHead(), in: transaction)
    }

    private func verify(_ testimony: Testimony, _ head: LogHead, in transaction: EditionTransaction) throws {
        if let furthest = testimony.furthest, try !transaction.holds(furthest, below: head) {
            throw PublishError.rolledBack(witness: path, size: furthest.size, found: head.size)
        }
    }

    /// Says how far the log has come by leaves that draw nothing, where there is a witness.
    package func remember(_ transaction: EditionTransaction) throws {
        guard try testimony() != nil else { return }
        try finish(try transaction.logHead())
    }

    /// Says, just before COMMIT, what is about to land.
    package func begin(_ head: LogHead, _ drawn: [DrawnBins]) throws {
        try append(Testimony.begun(head, drawn))
    }

    /// Says that it landed.
    package func finish(_ head: LogHead) throws {
        try append(Testimony.done(head))
    }

    private func testimony() throws -> Testimony? {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            return nil
        } catch {
            throw PublishError.unusableWitness(path: path, reason: "\(error)")
        }
        // An empty file is what a crash leaves of one just made, and of one that was emptied.
        guard !data.isEmpty else { return nil }
        guard let testimony = Testimony(String(decoding: data, as: UTF8.self)) else {
            throw PublishError.unreadableWitness(path: path)
        }
        return testimony
    }

    /// Appends lines, all of them or none that count, and waits for the disk.
    private func append(_ text: String) throws {
        func check(_ isDone: Bool) throws {
            guard isDone else {
                throw PublishError.unusableWitness(path: path, reason: unsafe String(cString: strerror(errno)))
            }
        }
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw PublishError.unusableWitness(path: folder, reason: "\(error)")
        }
        let file = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        try check(file >= 0)
        defer { close(file) }
        // One that landed may report while the next begins.
        try check(flock(file, LOCK_EX) == 0)
        try cutTornLine(of: file, check)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
            try check(written > 0)
            bytes = bytes.dropFirst(written)
        }
        try check(fsync(file) == 0)
        // The name of a file just made is in its folder.
        let parent = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(parent >= 0)
        defer { close(parent) }
        try check(fsync(parent) == 0)
    }

    /// Takes away what a crash left of an append: it was never waited for, so nothing relied on it.
    private func cutTornLine(of file: Int32, _ check: (Bool) throws -> Void) throws {
        var end = lseek(file, 0, SEEK_END)
        try check(end >= 0)
        let size = end
        var byte: UInt8 = 0
        while end > 0 {
            try check(unsafe pread(file, &byte, 1, end - 1) == 1)
            if byte == UInt8(ascii: "\n") { break }
            end -= 1
        }
        if end < size { try check(ftruncate(file, end) == 0) }
    }
}

extension EditionTransaction {
    /// Whether the log, which has come to `head`, had once come to `seen`.
    fileprivate func holds(_ seen: LogHead, below head: LogHead) throws -> Bool {
        seen == head ? true : seen.size < head.size ? try logHead(size: seen.size) == seen : false
    }
}
