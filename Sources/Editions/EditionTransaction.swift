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

    /// Every bin charged to the records of a source so far, those of interrupted publications included.
    package func charges(of source: String) throws -> [Charge] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT e.bin_start, e.bin_end, t.public_epsilon, t.staff_epsilon
                FROM edition e JOIN published_table t ON t.id = e.table_id WHERE t.source = :source
                UNION ALL
                SELECT period_start, period_end, public_epsilon, staff_epsilon FROM interruption
                WHERE source = :source
                """,
            arguments: ["source": source]
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
            definition.categories.map { TableRow.Axis(id: $0.id, fr: $0.title[.french], en: $0.title[.english]) })
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
        let id = db.lastInsertedRowID
        try TransparencyLog.append(
            Data(leaf(of: definition, version, places: places, categories: categories).utf8), in: db)
        return id
    }

    /// What the log says of a new version: anybody who has the definition can check it against its hash.
    private func leaf(of definition: TableDefinition, _ version: Int, places: String, categories: String) -> String {
        let parts = [
            definition.key, "\(version)", definition.source, definition.origin.rawValue, definition.place.key,
            definition.time.rawValue, definition.contents.key, places, categories,
            "\(definition.recordsPerIncident)", definition.publicNoise.map(String.init) ?? "-",
            definition.staffNoise.map(String.init) ?? "-", "\(definition.publicEpsilon)", "\(definition.staffEpsilon)",
        ]
        let hash = SHA256.hash(data: Data(parts.joined(separator: "\n").utf8))
        return "table\n\(definition.key)\n\(version)\n\(TransparencyLog.hexadecimal(hash))\n"
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
        let versions = try db.cachedStatement(sql: "SELECT version FROM published_table WHERE id = ?")
        let version = try Int.fetchOne(versions, arguments: [table]) ?? 0
        var leaf = "edition\n\(definition.key)\n\(version)\n\(bin.start)\n\(bin.end)\n\(time)\n"
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
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO edition (table_id, table_key, bin_start, bin_end, published_at, public_figures,
                    staff_figures, staff_nonce, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try insertion.execute(arguments: [
            table, definition.key, bin.start, bin.end, time, publicData, staffData,
            staffData == nil ? nil : Data(nonce), position,
        ])
    }

    /// Puts a replacement of a source's period on the record, once; false if it was there.
    package func recordCorrection(
        source: String, period: Range<UTCSeconds>, at time: UTCSeconds, kind: CorrectionKind = .changed
    ) throws -> Bool {
        let known =
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM correction WHERE source = ? AND period_start = ? AND period_end = ?
                        AND corrected_at = ?)
                    """,
                arguments: [source, period.lowerBound, period.upperBound, time]) ?? false
        guard !known else { return false }
        let leaf = "\(kind.rawValue)\n\(source)\n\(period.lowerBound)\n\(period.upperBound)\n\(time)\n"
        let position = try TransparencyLog.append(Data(leaf.utf8), in: db)
        try db.execute(
            sql: """
                INSERT INTO correction (source, period_start, period_end, corrected_at, leaf) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [source, period.lowerBound, period.upperBound, time, position])
        return true
    }

    /// Puts on the record that a source's counts of before a moment were deleted, once; false if it was there.
    package func recordExpiry(source: String, keptFrom: UTCSeconds, at time: UTCSeconds) throws -> Bool {
        let leaf = Data("expiry\n\(source)\n\(keptFrom)\n\(time)\n".utf8)
        let isKnown =
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM log_leaf WHERE hash = ?)",
                arguments: [Data(TransparencyLog.leafHash(leaf))]) ?? false
        guard !isKnown else { return false }
        _ = try TransparencyLog.append(leaf, in: db)
        return true
    }

    /// The stretches of a table whose bins were drawn by a publication that never landed.
    package func interruptions(of key: String) throws -> [Range<UTCSeconds>] {
        try Row.fetchAll(
            db, sql: "SELECT period_start, period_end FROM interruption WHERE table_key = ?", arguments: [key]
        ).map { row in
            let start: Int64 = row["period_start"]
            let end: Int64 = row["period_end"]
            return start..<end
        }
    }

    /// Puts bins on the record that an interrupted publication has spent, once; false if they were there.
    package func recordInterruption(_ drawn: DrawnBins) throws -> Bool {
        guard try !interruptions(of: drawn.table).contains(drawn.period) else { return false }
        let leaf = """
            interruption\n\(drawn.table)\n\(drawn.period.lowerBound)\n\(drawn.period.upperBound)
            public \(drawn.publicEpsilon)\nstaff \(drawn.staffEpsilon)\n
            """
        let position = try TransparencyLog.append(Data(leaf.utf8), in: db)
        try db.execute(
            sql: """
                INSERT INTO interruption (source, table_key, period_start, period_end, public_epsilon, staff_epsilon, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                drawn.source, drawn.table, drawn.period.lowerBound, drawn.period.upperBound,
                drawn.publicEpsilon.billionths, drawn.staffEpsilon.billionths, position,
            ])
        return true
    }

    /// Puts on the record that the log's witness was lost, and how far the log had come.
    package func recordWitnessLoss(_ head: LogHead, at time: UTCSeconds) throws {
        let leaf = "witness lost\n\(head.size)\n\(head.root)\n\(time)\n"
        try TransparencyLog.append(Data(leaf.utf8), in: db)
    }

    /// The head of the log, this transaction's leaves included.
    package func logHead() throws -> LogHead { try TransparencyLog.head(db) }

    /// The head that the log had when it held `size` leaves.
    package func logHead(size: Int64) throws -> LogHead { try TransparencyLog.head(db, size: size) }
}
