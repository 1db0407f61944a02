public import Vocabulary

/// How far an import has come.
public struct ImportProgress: Sendable {
    /// Bytes of the file read.
    public let bytesRead: Int64
    /// Bytes of the file, where that is known.
    public let bytesTotal: Int64?
    /// Rows judged.
    public let rows: Int
}

/// Passes a file through the gate, several chunks at a time, and keeps their order.
public enum ImportRun {
    /// Reads all of `source`.
    ///
    /// - Parameters:
    ///   - width: how many chunks may be judged at a time.
    ///   - progress: called after each chunk; throw from it to stop, and nothing has been written.
    /// - Returns: the admission, whose sink holds everything and is yet to be committed.
    /// - Throws: errors of the source, the sink and `progress`.
    @concurrent
    public static func run<Source: RawBatchSource, Sink: TallySink & RefusalSink & Sendable>(
        source: sending Source, gate: Gate, admission: Admission<Sink>, width: Int,
        progress: @Sendable (ImportProgress) throws -> Void
    ) async throws -> Admission<Sink> {
        var source = source
        var admission = admission
        try await withThrowingTaskGroup(of: (Int, Judgement).self) { group in
            var issued = 0
            var taken = 0
            var waiting: [Int: Judgement] = [:]
            var isExhausted = false
            while true {
                while !isExhausted, issued - taken < width {
                    guard let chunk = try source.next() else {
                        isExhausted = true
                        break
                    }
                    let number = issued
                    issued += 1
                    group.addTask { (number, gate.judge(try chunk.split(selecting: gate.selection))) }
                }
                guard taken < issued, let (number, judgement) = try await group.next() else { break }
                waiting[number] = judgement
                while let next = waiting.removeValue(forKey: taken) {
                    taken += 1
                    try admission.take(next)
                    let (read, total) = source.progress
                    if taken == 1, let total, read > 0 {
                        // Chunks in flight were read too; the estimate need not be better than that.
                        let share = Double(total) / Double(read) * Double(issued)
                        admission.expect(Int(Double(admission.report.read) * share))
                    }
                    try progress(ImportProgress(bytesRead: read, bytesTotal: total, rows: admission.report.read))
                }
            }
        }
        return admission
    }
}
