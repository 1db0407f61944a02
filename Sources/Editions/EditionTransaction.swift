import Crypto
import Foundation
import GRDB
package import Vocabulary

/// The open transaction in which bins are charged, drawn and written.
package struct EditionTransaction {
    let db: Database

    /// The starts of a table's bins that are drawn, whatever its version.
    package func drawnBins(of key: String) throws -> Set<UTCSeconds> {
        try Set(Int64.fetchAll(db, sql: "SELECT bin_start FROM edition WHERE table_key = ?", arguments: [key]))
    }

    /// Every bin charged to the records of a source so far.
    package func charges(of source: String) throws -> [Charge] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT e.bin_start, e.bin_end, t.public_epsilon, t.staff_epsilon
                FROM edition e JOIN published_table t ON t.id = e.table_id WHERE t.source = ?
                """,
            arguments: [source]
        ).map { row in
            let start: Int64 = row["bin_start"]
            let end: Int64 = row["bin_end"]
            return Charge(
                bin: start..<end, publicEpsilon: Epsilon(billionths: row["public_epsilon"]),
                staffEpsilon: Epsilon(billionths: row["staff_epsilon"]))
        }
    }

    /// The number of the table with this definition; a definition that differs from the last makes a new version.
    package func table(_ definition: TableDefinition) throws -> Int64 {
        let places = try TableRow.json(definition.places)
        let categories = try TableRow.json(
            definition.categories.map { .init(id: $0.id, fr: $0.title[.french], en: $0.title[.english]) })
        let latest = try Row.fetchOne(
            db, sql: "SELECT * FROM published_table WHERE key = ? ORDER BY version DESC LIMIT 1",
            arguments: [definition.key])
        if let latest, latest["places"] == places, latest["categories"] == categories,
            latest["public_noise"] == definition.publicNoise, latest["staff_noise"] == definition.staffNoise,
            latest["public_epsilon"] == definition.publicEpsilon.billionths,
            latest["staff_epsilon"] == definition.staffEpsilon.billionths,
            latest["records_per_incident"] == definition.recordsPerIncident,
            latest["origin"] == definition.origin.rawValue
        {
            return latest["id"]
        }
        let version: Int = (latest?["version"] ?? 0) + 1
        try db.execute(
            sql: """
                INSERT INTO published_table (key, version, source, source_title_fr, source_title_en, origin,
                    place_level, time_level, contents, places, categories, records_per_incident,
                    public_noise, staff_noise, public_epsilon, staff_epsilon)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                definition.key, version, definition.source, definition.sourceTitle[.french],
                definition.sourceTitle[.english], definition.origin.rawValue, definition.place.key,
                definition.time.rawValue, definition.contents.key, places, categories,
                definition.recordsPerIncident, definition.publicNoise, definition.staffNoise,
                definition.publicEpsilon.billionths, definition.staffEpsilon.billionths,
            ])
        return db.lastInsertedRowID
    }

    /// Writes one bin's figures and its leaf; a bin that is drawn already is refused by the schema.
    ///
    /// - Parameter nonce: 32 secret bytes that hide the staff figures in the public log.
    package func publish(
        table: Int64, definition: TableDefinition, bin: TimeBin, publicFigures: [Int32]?, staffFigures: [Int32]?,
        nonce: [UInt8], at time: UTCSeconds
    ) throws {
        let publicData = publicFigures.map(FigureBlob.data)
        let staffData = staffFigures.map(FigureBlob.data)
        var leaf = "edition\n\(definition.key)\n\(bin.start)\n\(bin.end)\n\(time)\n"
        if let publicData {
            leaf += "public \(definition.publicEpsilon) \(TransparencyLog.hexadecimal(SHA256.hash(data: publicData)))\n"
        }
        if let staffData {
            var commitment = SHA256()
            commitment.update(data: nonce)
            commitment.update(data: staffData)
            leaf += "staff \(definition.staffEpsilon) \(TransparencyLog.hexadecimal(commitment.finalize()))\n"
        }
        let position = try TransparencyLog.append(Data(leaf.utf8), in: db)
        try db.execute(
            sql: """
                INSERT INTO edition (table_id, table_key, bin_start, bin_end, published_at, public_figures,
                    staff_figures, staff_nonce, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                table, definition.key, bin.start, bin.end, time, publicData, staffData,
                staffData == nil ? nil : Data(nonce), position,
            ])
    }

    /// Puts a replacement of a source's period on the record, once; false if it was there.
    package func recordCorrection(source: String, period: Range<UTCSeconds>, at time: UTCSeconds) throws -> Bool {
        let known =
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM correction WHERE source = ? AND period_start = ? AND period_end = ?
                        AND corrected_at = ?)
                    """,
                arguments: [source, period.lowerBound, period.upperBound, time]) ?? false
        guard !known else { return false }
        let leaf = "correction\n\(source)\n\(period.lowerBound)\n\(period.upperBound)\n\(time)\n"
        let position = try TransparencyLog.append(Data(leaf.utf8), in: db)
        try db.execute(
            sql: """
                INSERT INTO correction (source, period_start, period_end, corrected_at, leaf) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [source, period.lowerBound, period.upperBound, time, position])
        return true
    }

    /// The head of the log, this transaction's leaves included.
    package func logHead() throws -> LogHead { try TransparencyLog.head(db) }
}
