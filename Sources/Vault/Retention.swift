import Foundation
import GRDB
package import Vocabulary

/// Deleting what has been kept for as long as a convention allows.
extension Vault {
    /// Deletes a source's counts, outcomes and coverage of before a moment, and leaves nothing of them in the files.
    ///
    /// What is deleted is overwritten with zeros, the file is rebuilt and the write-ahead log cut to nothing, so that no
    /// page holds what it held; backups and the disk's own copies are beyond the program.
    ///
    /// - Parameter limit: the first second that is kept.
    /// - Returns: whether the source was covered before the limit, which says nothing of the counts.
    /// - Throws: ``VaultError``.
    package func expire(_ source: String, before limit: UTCSeconds, at time: UTCSeconds) throws -> Bool {
        do {
            let hasExpired = try database.write { db in
                try Expiry(source: source, limit: limit).apply(at: time, in: db)
            }
            guard hasExpired else { return false }
            try database.vacuum()
            _ = try database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            return true
        } catch {
            throw VaultError.explained(error, path: path)
        }
    }
}

/// What a source no longer may hold.
private struct Expiry {
    let source: String
    let limit: UTCSeconds

    func apply(at time: UTCSeconds, in db: Database) throws -> Bool {
        let held = try Vault.coverage(of: source, in: db)
        var kept = Coverage()
        for range in held.ranges where range.upperBound > limit {
            kept.insert(max(range.lowerBound, limit)..<range.upperBound)
        }
        guard kept != held else { return false }
        try deleteBlocks(in: db)
        try db.execute(sql: "DELETE FROM outcome WHERE source = ? AND day < ?", arguments: [source, limit])
        try db.execute(sql: "DELETE FROM coverage WHERE source = ?", arguments: [source])
        for range in kept.ranges {
            try db.execute(
                sql: "INSERT INTO coverage (source, period_start, period_end) VALUES (?, ?, ?)",
                arguments: [source, range.lowerBound, range.upperBound])
        }
        try db.execute(
            sql: "INSERT OR IGNORE INTO expiry (source, kept_from, expired_at) VALUES (?, ?, ?)",
            arguments: [source, limit, time])
        return true
    }

    private func deleteBlocks(in db: Database) throws {
        let month = PackedBlocks.month(ofMinute: floorDivide(limit, 60))
        try db.execute(sql: "DELETE FROM block WHERE source = ? AND month < ?", arguments: [source, month])
        let rows = try Row.fetchAll(
            db, sql: "SELECT rowid, counts FROM block WHERE source = ? AND month = ?", arguments: [source, month])
        for row in rows {
            let id: Int64 = row["rowid"]
            let data: Data = row["counts"]
            guard let entries = BlockCoding.decode([UInt8](data)) else {
                throw VaultError.unusable(path: "vault.sqlite", .damaged, reason: "block")
            }
            let kept = entries.filter { $0.minute * 60 >= limit }
            if kept.isEmpty {
                try db.execute(sql: "DELETE FROM block WHERE rowid = ?", arguments: [id])
            } else if kept.count < entries.count {
                try db.execute(
                    sql: "UPDATE block SET counts = ? WHERE rowid = ?",
                    arguments: [Data(BlockCoding.encode(kept)), id])
            }
        }
    }
}
