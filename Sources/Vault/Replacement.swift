import Foundation
import GRDB
import Vocabulary

/// Puts a file's counts in the place of what the vault held for the same source and periods.
struct Replacement: Sendable {
    let source: String
    let periods: [Range<UTCSeconds>]
    let territory: Territory
    let path: String

    /// Applies the counts inside a transaction; true if the vault changed.
    func apply(
        _ packed: PackedBlocks, outcomes: [(day: UTCSeconds, outcome: String, count: Int)], at time: UTCSeconds,
        in db: Database
    ) throws -> Bool {
        let wasCovered = try Vault.coverage(of: source, in: db)
        let categoryIDs = try territory.taxonomy.categories.map { try identifier(ofCategory: $0.id, in: db) }
        var changes = ChangedDays(calendar: territory.calendar)
        try replaceBlocks(packed, categoryIDs: categoryIDs, changes: &changes, in: db)
        try replaceOutcomes(outcomes, changes: &changes, in: db)
        var covered = wasCovered
        for period in periods { covered.insert(period) }
        if covered != wasCovered { try store(covered, in: db) }
        // Only what was covered before can have been published and so be corrected.
        for period in recordedPeriods(changes).flatMap(wasCovered.parts) {
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO replacement (source, period_start, period_end, replaced_at)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [source, period.lowerBound, period.upperBound, time])
        }
        return !changes.isEmpty || covered != wasCovered
    }

    /// What the public log will show of the replacement.
    ///
    /// Of open data, the days that changed. Of a noised source, the whole delivery: a leaf for a change, or none, would
    /// tell for certain whether any record of a noised period is another.
    private func recordedPeriods(_ changes: ChangedDays) -> [Range<UTCSeconds>] {
        let isNoised = territory.conventions[source]?.disclosure.isNoised ?? true
        return isNoised ? Coverage(periods).ranges : changes.coverage.ranges
    }

    private func identifier(ofCategory key: String, in db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT OR IGNORE INTO category (key) VALUES (?)", arguments: [key])
        return try Int64.fetchOne(db, sql: "SELECT id FROM category WHERE key = ?", arguments: [key]) ?? 0
    }

    /// Zones are known by their keys in the vault, so that a layer may be reordered.
    private func identifier(ofZone place: UInt32, in db: Database) throws -> UInt32 {
        let layer = territory.geography.layers[Int(place >> 16)]
        let zone = layer.zones[Int(place & 0xFFFF)]
        try db.execute(
            sql: "INSERT OR IGNORE INTO zone (level, key) VALUES (?, ?)", arguments: [layer.level, zone.id])
        return try UInt32.fetchOne(
            db, sql: "SELECT id FROM zone WHERE level = ? AND key = ?", arguments: [layer.level, zone.id]) ?? 0
    }

    /// Whether an entry is the periods': a month only where they hold all of it.
    private func contains(_ entry: BlockEntry, of kind: BlockKind) -> Bool {
        let start = entry.minute * 60
        guard kind.precision == .month else { return periods.contains { $0.contains(start) } }
        let month = territory.calendar.bin(.month, containing: start)
        return periods.contains { $0.lowerBound <= month.start && month.end <= $0.upperBound }
    }

    private static func months(of period: Range<UTCSeconds>) -> Range<Int64> {
        let last = PackedBlocks.month(ofMinute: floorDivide(period.upperBound - 1, 60))
        return PackedBlocks.month(ofMinute: floorDivide(period.lowerBound, 60))..<last + 1
    }

    private func replaceBlocks(
        _ packed: PackedBlocks, categoryIDs: [Int64], changes: inout ChangedDays, in db: Database
    ) throws {
        struct Stored: Hashable {
            let kind: BlockKind
            let category: Int64
            let month: Int64
        }
        var fresh: [Stored: [BlockEntry]] = [:]
        for (address, entries) in packed.entries {
            var entries = entries
            if address.kind.isZone {
                entries = try entries.map { entry in
                    let zone = try identifier(ofZone: entry.place, in: db)
                    return BlockEntry(key: BlockEntry.key(minute: entry.minute, place: zone), count: entry.count)
                }.sorted { $0.key < $1.key }
            }
            fresh[Stored(kind: address.kind, category: categoryIDs[address.category], month: address.month)] = entries
        }
        var held: [Stored: [BlockEntry]] = [:]
        // What the vault holds of these months: entries outside the periods stay. A block that several periods share
        // is met once.
        for months in Coverage(periods.map(Self.months)).ranges {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT precision, place_kind, category, month, counts FROM block
                    WHERE source = ? AND month >= ? AND month < ?
                    """,
                arguments: [source, months.lowerBound, months.upperBound])
            for row in rows {
                let precision: String = row["precision"]
                let kind = BlockKind(
                    precision: BlockKind.Precision(rawValue: precision) ?? .hour, isZone: row["place_kind"] == 1)
                let stored = Stored(kind: kind, category: row["category"], month: row["month"])
                let data: Data = row["counts"]
                guard let before = BlockCoding.decode([UInt8](data)) else {
                    throw VaultError.unusable(path: path, .damaged, reason: "block")
                }
                held[stored] = before
                let kept = before.filter { !contains($0, of: kind) }
                let new = fresh[stored, default: []]
                fresh[stored] =
                    kept.isEmpty ? new : (new.filter { contains($0, of: kind) } + kept).sorted { $0.key < $1.key }
            }
        }
        let deletion = try db.makeStatement(
            sql: """
                DELETE FROM block WHERE source = ? AND precision = ? AND place_kind = ? AND category = ? AND month = ?
                """)
        let insertion = try db.makeStatement(
            sql: """
                INSERT OR REPLACE INTO block (source, precision, place_kind, category, month, counts)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for (stored, entries) in fresh where entries != held[stored, default: []] {
            changes.note(entries, insteadOf: held[stored, default: []])
            let address: StatementArguments = [
                source, stored.kind.precision.rawValue, stored.kind.isZone ? 1 : 0, stored.category, stored.month,
            ]
            if entries.isEmpty {
                try deletion.execute(arguments: address)
            } else {
                try insertion.execute(arguments: address + [Data(BlockCoding.encode(entries))])
            }
        }
    }

    /// Outcomes are kept by day, and periods are whole days.
    private func replaceOutcomes(
        _ outcomes: [(day: UTCSeconds, outcome: String, count: Int)], changes: inout ChangedDays, in db: Database
    ) throws {
        struct Total: Hashable {
            let day: UTCSeconds
            let outcome: String
            let count: Int
        }
        let fresh = Set(outcomes.map { Total(day: $0.day, outcome: $0.outcome, count: $0.count) })
        var held: Set<Total> = []
        for period in periods {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT day, outcome, count FROM outcome WHERE source = ? AND day >= ? AND day < ?
                    """,
                arguments: [source, period.lowerBound, period.upperBound])
            for row in rows { held.insert(Total(day: row["day"], outcome: row["outcome"], count: row["count"])) }
        }
        guard fresh != held else { return }
        let (gone, new) = (held.subtracting(fresh), fresh.subtracting(held))
        // In the order of time, as the calendar and the table's index like them.
        for total in gone.union(new).sorted(by: { $0.day < $1.day }) { changes.note(total.day) }
        let deletion = try db.makeStatement(sql: "DELETE FROM outcome WHERE source = ? AND day = ? AND outcome = ?")
        for total in gone { try deletion.execute(arguments: [source, total.day, total.outcome]) }
        let insertion = try db.makeStatement(
            sql: "INSERT INTO outcome (source, day, outcome, count) VALUES (?, ?, ?, ?)")
        for total in new.sorted(by: { ($0.day, $0.outcome) < ($1.day, $1.outcome) }) {
            try insertion.execute(arguments: [source, total.day, total.outcome, total.count])
        }
    }

    private func store(_ coverage: Coverage, in db: Database) throws {
        try db.execute(sql: "DELETE FROM coverage WHERE source = ?", arguments: [source])
        for range in coverage.ranges {
            try db.execute(
                sql: "INSERT INTO coverage (source, period_start, period_end) VALUES (?, ?, ?)",
                arguments: [source, range.lowerBound, range.upperBound])
        }
    }
}
