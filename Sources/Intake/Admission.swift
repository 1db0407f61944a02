public import Vocabulary

/// Takes judged batches in the order of the file: lets the first of repeated records in, keeps to the period, and
/// adds up the report.
public struct Admission<Sink: TallySink & RefusalSink & Sendable>: Sendable {
    /// The account so far.
    public private(set) var report = ImportReport()
    /// Where tallies and refusals go.
    public private(set) var sink: Sink

    private let gate: Gate
    private let columns: [String]
    private let hasKeys: Bool
    private let periods: [Range<UTCSeconds>]
    private let calendar: CivilCalendar
    private var keys = KeySet()
    private var day = TimeBin(level: .day, start: 0, end: 0)

    /// Opens an admission for the rows of some disjoint periods.
    public init(
        gate: Gate, convention: Convention, calendar: CivilCalendar, columns: [String],
        periods: [Range<UTCSeconds>], sink: Sink
    ) {
        self.gate = gate
        self.columns = columns
        self.periods = periods
        self.calendar = calendar
        self.sink = sink
        hasKeys = convention.keyColumn != nil
    }

    /// Makes room for the keys of so many records, up to 64 million.
    mutating func expect(_ records: Int) {
        if hasKeys { keys.reserve(min(records, 64_000_000)) }
    }

    /// Takes the next batch.
    ///
    /// - Throws: what the sink throws.
    public mutating func take(_ judgement: Judgement) throws {
        var tallies: [Tally] = []
        tallies.reserveCapacity(judgement.verdicts.count)
        for (number, verdict) in judgement.verdicts.enumerated() {
            if hasKeys, number.isMultiple(of: 64) {
                keys.approach(judgement.verdicts[number..<min(number + 64, judgement.verdicts.count)].lazy.map(\.key))
            }
            if verdict.hasBin, isInside(verdict.tally.bin) { report.claimed += 1 }
            if let refusal = refusal(of: verdict) {
                try refuse(refusal, verdict, judgement)
            } else {
                tallies.append(verdict.tally)
                switch verdict.clockChange {
                case .none: break
                case .repeated: report.ambiguousHours += 1
                case .skipped: report.skippedHours += 1
                }
            }
        }
        report.read += judgement.verdicts.count + judgement.unreadableRows
        report.admitted += tallies.count
        if judgement.unreadableRows > 0 {
            report.refused[.unreadableRow, default: 0] += judgement.unreadableRows
        }
        for (column, count) in judgement.droppedValues.enumerated() where count > 0 {
            report.dropped[columns[column], default: 0] += count
        }
        try sink.add(tallies)
    }

    private mutating func refusal(of verdict: Verdict) -> Refusal? {
        if verdict.refusal == .missingKey { return .missingKey }
        // Rows of another period aren't records of this batch, so they don't claim their key.
        if verdict.hasBin, !isInside(verdict.tally.bin) { return .outsidePeriod }
        // A key is claimed whatever becomes of its record, so that one record has one outcome.
        if hasKeys, !keys.insert(verdict.key) { return .repeatedKey }
        return verdict.refusal
    }

    /// A month that a period holds only half of isn't known to be in it.
    private func isInside(_ bin: TimeBin) -> Bool {
        periods.contains { $0.lowerBound <= bin.start && bin.end <= $0.upperBound }
    }

    private mutating func refuse(_ refusal: Refusal, _ verdict: Verdict, _ judgement: Judgement) throws {
        report.refused[refusal, default: 0] += 1
        if verdict.isSwapped, refusal == .outsideTerritory { report.swappedCoordinates += 1 }
        if refusal == .unmappedCategory {
            report.countUnmapped(verdict.code >= 0 ? judgement.unmapped.names[Int(verdict.code)] : nil)
        }
        var start: UTCSeconds?
        if verdict.hasBin {
            let time = verdict.tally.bin.start
            if time < day.start || time >= day.end { day = calendar.bin(.day, containing: time) }
            start = day.start
        }
        try sink.count(refusal, day: start)
    }
}
