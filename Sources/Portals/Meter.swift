import Synchronization

/// Counts what a fetch receives, and asks whether it may go on.
final class Meter: Sendable {
    private struct Counts {
        var bytes: Int64 = 0
        var total: Int64?
        var rows = 0
    }

    private let counts = Mutex(Counts())
    private let progress: @Sendable (Fetch.Progress) throws -> Void

    init(_ progress: @escaping @Sendable (Fetch.Progress) throws -> Void) {
        self.progress = progress
    }

    /// Bytes received in this run.
    var bytes: Int64 { counts.withLock(\.bytes) }
    /// Rows received in this run.
    var rows: Int { counts.withLock(\.rows) }

    func expect(_ total: Int64?) { counts.withLock { $0.total = total } }

    func add(bytes: Int, rows: Int = 0) throws {
        counts.withLock {
            $0.bytes += Int64(bytes)
            $0.rows += rows
        }
        try check()
    }

    @Sendable
    func check() throws {
        let now = counts.withLock { Fetch.Progress(bytes: $0.bytes, total: $0.total, rows: $0.rows) }
        try progress(now)
    }
}
