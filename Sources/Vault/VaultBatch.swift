import FileLock
import Foundation
import GRDB
public import Vocabulary

/// A file's tallies on their way into the vault: in memory until they are committed, all at once.
public struct VaultBatch: TallySink, RefusalSink, Sendable, CustomReflectable {
    /// The vault's secret, under which the gate draws hours from intervals; a new vault keeps it from this batch on.
    public let drawSecret: DrawSecret

    private let folder: String
    private let territory: Territory
    private let vault: Vault?
    private let grid: VaultGrid
    private let source: String
    private let taxonomy: Taxonomy
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
    ///
    /// A folder without a vault gets one when the batch is committed: a file that is refused leaves nothing behind.
    /// - Throws: ``VaultError`` when there is a vault and it can't be used.
    public init(folder: String, source: String, territory: Territory, periods: [Range<UTCSeconds>]) throws {
        self.folder = folder
        self.territory = territory
        vault = Vault.exists(in: folder) ? try Vault(folder: folder, territory: territory) : nil
        grid = vault?.grid ?? VaultGrid(geography: territory.geography)
        var generator = SystemRandomNumberGenerator()
        drawSecret = try vault?.drawSecret() ?? DrawSecret(using: &generator)
        self.source = source
        self.periods = periods
        taxonomy = territory.taxonomy
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
                    BlockEntry.key(minute: minute, place: try grid.place(of: cell)))
            case .cell(let cell):
                append(BlockEntry.key(minute: minute, place: try grid.place(of: cell)), tally, isZone: false)
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
        let kind = BlockKind(precision: BlockKind.Precision(tally.bin.level), isZone: isZone)
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
    /// - Parameters:
    ///   - columns: the names of the file's columns, kept for the next delivery to be compared with; nil keeps none.
    ///   - time: the moment of the replacement, asked once nobody else can write.
    /// - Throws: ``VaultError``; then nothing was written.
    @concurrent
    public consuming func commit(
        columns: [String]? = nil, at time: @autoclosure @escaping @Sendable () -> UTCSeconds
    ) async throws -> Delivery {
        flushAdmitted()
        let blocks = keys.merging([BlockKind(precision: .hour, isZone: false): hourlyCells]) { $1 }
        hourlyCells = []
        keys = [:]
        // A vault that is made waits for the disk; the counts are packed meanwhile.
        async let packing = PackedBlocks(blocks)
        let vault = try vault ?? Vault(folder: folder, territory: territory)
        guard vault.grid == grid else {
            throw VaultError.otherGrid(path: vault.path, vault: vault.grid.name, territory: grid.name)
        }
        let packed = await packing
        let counts = outcomes.map { (day: $0.key.day, outcome: $0.key.outcome, count: $0.value) }
        let replacement = Replacement(source: source, periods: periods, territory: territory, path: vault.path)
        do {
            return try vault.lock.hold {
                try vault.database.write { db in
                    guard try Vault.keep(drawSecret, in: db) else {
                        throw VaultError.changedMeanwhile(path: vault.path)
                    }
                    let before = try columns.flatMap { try Vault.keep(columns: $0, of: replacement.source, in: db) }
                    return Delivery(
                        hasChanged: try replacement.apply(packed, outcomes: counts, at: time(), in: db),
                        columnsBefore: before)
                }
            }
        } catch {
            throw VaultError.explained(error, path: vault.path)
        }
    }

    /// Shows nothing of the counts.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Vault {
    /// The outcome of a record that was counted.
    package static let admittedOutcome = "admitted"
}
