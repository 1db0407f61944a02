import Foundation
import GRDB
package import Vocabulary

/// What one place has in one bin.
package struct ExactCount: Sendable, CustomReflectable {
    package let place: ExactPlace
    package let start: UTCSeconds
    package let count: Int

    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A place as the vault knows it.
package enum ExactPlace: Sendable {
    case cell(Cell)
    case zone(level: String, id: String)
}

/// Periods of a source that a later file changed.
package struct ReplacedPeriod: Sendable {
    package let period: Range<UTCSeconds>
    package let replacedAt: UTCSeconds
}

extension Vault {
    /// Reads the vault as it is at one moment, whatever is imported meanwhile: the publisher's power, and nobody else's.
    package func reading<T>(_ body: (VaultSnapshot) throws -> T) throws -> T {
        do {
            return try database.read { db in try body(VaultSnapshot(db: db, grid: grid, path: path)) }
        } catch {
            throw VaultError.explained(error, path: path)
        }
    }

    static func coverage(of source: String, in db: Database) throws -> Coverage {
        try Coverage(
            Row.fetchAll(
                db, sql: "SELECT period_start, period_end FROM coverage WHERE source = ?", arguments: [source]
            ).map { row in
                let start: Int64 = row["period_start"]
                let end: Int64 = row["period_end"]
                return start..<end
            })
    }

}

/// The exact counts at one moment.
package struct VaultSnapshot: CustomReflectable {
    let db: Database
    let grid: VaultGrid
    let path: String

    /// Shows nothing of the counts.
    package var customMirror: Mirror { Mirror(self, children: [:]) }

    /// The stretches for which a source is complete.
    package func coverage(of source: String) throws -> Coverage {
        try Vault.coverage(of: source, in: db)
    }

    /// The periods of a source that were replaced after they had been imported.
    package func replacements(of source: String) throws -> [ReplacedPeriod] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT period_start, period_end, replaced_at FROM replacement WHERE source = ?
                ORDER BY replaced_at, period_start
                """,
            arguments: [source]
        ).map { row in
            let start: Int64 = row["period_start"]
            let end: Int64 = row["period_end"]
            return ReplacedPeriod(period: start..<end, replacedAt: row["replaced_at"])
        }
    }

    /// Calls `body` with every count of a source whose bin starts within `range`, a block at a time.
    ///
    /// - Parameter body: gets the category's key, the level that times are known to (hour, day or month), and the counts
    ///   of a block in the order of time.
    package func forEachCount(
        of source: String, within range: Range<UTCSeconds>,
        _ body: (_ category: String, _ precision: TimeLevel, _ counts: [ExactCount]) throws -> Void
    ) throws {
        let zones = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT id, level, key FROM zone").map { row in
                let id: UInt32 = row["id"]
                return (id, ExactPlace.zone(level: row["level"], id: row["key"]))
            })
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT b.precision, b.place_kind, c.key, b.counts FROM block b JOIN category c ON c.id = b.category
                WHERE b.source = ? AND b.month BETWEEN ? AND ?
                """,
            arguments: [
                source, PackedBlocks.month(ofMinute: floorDivide(range.lowerBound, 60)),
                PackedBlocks.month(ofMinute: floorDivide(range.upperBound, 60)),
            ])
        while let row = try cursor.next() {
            let data: Data = row["counts"]
            guard let entries = BlockCoding.decode([UInt8](data)) else {
                throw VaultError.unusable(path: path, .damaged, reason: "block")
            }
            let isZone = row["place_kind"] == 1
            var counts: [ExactCount] = []
            counts.reserveCapacity(entries.count)
            for entry in entries where range.contains(entry.minute * 60) {
                let place = isZone ? zones[entry.place] : .cell(grid.cell(of: entry.place))
                guard let place else { continue }
                counts.append(ExactCount(place: place, start: entry.minute * 60, count: Int(entry.count)))
            }
            let precision: String = row["precision"]
            guard let known = BlockKind.Precision(rawValue: precision) else {
                throw VaultError.unusable(path: path, .damaged, reason: "precision")
            }
            try body(row["key"], known.level, counts)
        }
    }

    /// The published outcomes of a source, by local day and outcome.
    package func outcomes(of source: String) throws -> [(day: UTCSeconds, outcome: String, count: Int)] {
        try Row.fetchAll(
            db, sql: "SELECT day, outcome, count FROM outcome WHERE source = ?", arguments: [source]
        ).map { ($0["day"], $0["outcome"], $0["count"]) }
    }
}
