import Foundation
import GRDB
public import Vocabulary

/// A file's tallies on their way into the vault: in memory until they are committed, all at once.
public struct VaultBatch: TallySink, RefusalSink, Sendable, CustomReflectable {
    private let vault: Vault
    private let source: String
    private let taxonomy: Taxonomy
    private let layers: [ZoneLayer]
    private let periods: [Range<UTCSeconds>]
    private let calendar: CivilCalendar
    /// For each kind of block and category, a key for each record, in the order of the file.
    private var keys: [BlockKind: [[UInt64]]] = [:]
    private var hourlyCells: [[UInt64]]
    private var outcomes: [OutcomeKey: Int] = [:]
    private var day = TimeBin(level: .day, start: 0, end: 0)
    private var dayAdmitted = 0

    private struct OutcomeKey: Hashable {
        let day: UTCSeconds
        let outcome: String
    }

    /// Begins a batch that replaces a source's records of some periods.
    public init(vault: Vault, source: String, territory: Territory, periods: [Range<UTCSeconds>]) {
        self.vault = vault
        self.source = source
        self.periods = periods
        taxonomy = territory.taxonomy
        layers = territory.geography.layers
        calendar = territory.calendar
        hourlyCells = Array(repeating: [], count: territory.taxonomy.categories.count)
    }

    /// Takes the next tallies.
    ///
    /// - Throws: ``VaultError/tooFar``.
    public mutating func add(_ tallies: [Tally]) throws {
        for tally in tallies {
            let minute = floorDivide(tally.bin.start, 60)
            switch tally.place {
            case .cell(let cell) where tally.bin.level == .hour:
                hourlyCells[tally.category].append(
                    BlockEntry.key(minute: minute, place: try vault.grid.place(of: cell)))
            case .cell(let cell):
                append(BlockEntry.key(minute: minute, place: try vault.grid.place(of: cell)), tally, isZone: false)
            case .zone(let layer, let index):
                append(BlockEntry.key(minute: minute, place: UInt32(layer << 16 | index)), tally, isZone: true)
            }
            if tally.bin.start < day.start || tally.bin.start >= day.end {
                flushAdmitted()
                day = calendar.bin(.day, containing: tally.bin.start)
            }
            dayAdmitted += 1
        }
    }

    private mutating func append(_ key: UInt64, _ tally: Tally, isZone: Bool) {
        let kind = BlockKind(precision: tally.bin.level == .hour ? .hour : .day, isZone: isZone)
        let none = [[UInt64]](repeating: [], count: taxonomy.categories.count)
        keys[kind, default: none][tally.category].append(key)
    }

    /// Counts a refusal in its day, if it is one whose totals are published.
    public mutating func count(_ refusal: Refusal, day: UTCSeconds?) {
        guard let day, refusal.isPublished else { return }
        outcomes[OutcomeKey(day: day, outcome: refusal.rawValue), default: 0] += 1
    }

    private mutating func flushAdmitted() {
        if dayAdmitted > 0 {
            outcomes[OutcomeKey(day: day.start, outcome: Vault.admittedOutcome), default: 0] += dayAdmitted
        }
        dayAdmitted = 0
    }

    /// Replaces the source's records of the periods in one durable transaction.
    ///
    /// - Returns: whether anything changed; a file imported twice changes nothing.
    /// - Throws: ``VaultError`` or an error of the disk; then nothing was written.
    @concurrent
    public consuming func commit(at time: UTCSeconds) async throws -> Bool {
        flushAdmitted()
        var blocks: [BlockKind: [[UInt64]]] = keys
        blocks[BlockKind(precision: .hour, isZone: false)] = hourlyCells
        hourlyCells = []
        keys = [:]
        let packed = await PackedBlocks(blocks)
        let counts = outcomes.map { (day: $0.key.day, outcome: $0.key.outcome, count: $0.value) }
        let replacement = Replacement(
            source: source, periods: periods, categoryKeys: taxonomy.categories.map(\.id), layers: layers)
        return try await vault.database.write { db in
            try replacement.apply(packed, outcomes: counts, at: time, in: db)
        }
    }

    /// Shows nothing of the counts.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Vault {
    /// The outcome of a record that was counted.
    package static let admittedOutcome = "admitted"
}
