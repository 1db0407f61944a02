import Crypto
import Foundation
import GRDB
public import Vocabulary

/// Writes forecasts before the fact, and their scores afterwards.
///
/// A forecast's text is hashed into the transparency log in the transaction that keeps it; the schema refuses one whose
/// period has begun or whose figures are published, a change, and a deletion.
public struct ForecastLedger: Sendable {
    private let store: EditionStore

    /// Opens the ledger of a data folder, in which something has been published.
    ///
    /// - Throws: ``EditionStoreError``.
    public init(folder: String) throws {
        guard FileManager.default.fileExists(atPath: EditionStore.path(in: folder)) else {
            throw EditionStoreError.missing(folder: folder)
        }
        store = try EditionStore(folder: folder)
    }

    /// Writes a forecast, unless there is one of the table and the same first bin.
    ///
    /// - Parameter nonce: 32 secret bytes that hide a staff forecast in the public log.
    /// - Returns: its number; nil where that period was forecast before, which stands.
    /// - Throws: ``EditionStoreError``.
    /// - Precondition: there is a bin.
    public func write(_ forecast: IssuedForecast, nonce: [UInt8]) throws -> Int64? {
        precondition(!forecast.bins.isEmpty && nonce.count == 32)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = try encoder.encode(forecast)
        let (start, end) = (forecast.bins[0].start, forecast.bins[forecast.bins.count - 1].end)
        return try store.write { transaction in
            let db = transaction.db
            let isKnown =
                try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM forecast WHERE table_key = ? AND audience = ? AND period_start = ?
                            AND is_replay = ?)
                        """,
                    arguments: [forecast.table, forecast.audience.rawValue, start, forecast.isReplay]) ?? false
            guard !isKnown else { return nil }
            let isStaff = forecast.audience == .staff
            let hash: Data
            if isStaff {
                var commitment = SHA256()
                commitment.update(data: nonce)
                commitment.update(data: text)
                hash = Data(commitment.finalize())
            } else {
                hash = Data(SHA256.hash(data: text))
            }
            let kind = forecast.isReplay ? "replay" : "forecast"
            let leaf =
                "\(kind)\n\(forecast.audience.rawValue)\n\(forecast.table)\n\(forecast.issuedAt)\n"
                + "\(forecast.knownUntil)\n\(start)\n\(end)\n\(TransparencyLog.hexadecimal(hash))\n"
            let position = try TransparencyLog.append(Data(leaf.utf8), in: db)
            try db.execute(
                sql: """
                    INSERT INTO forecast (table_key, audience, issued_at, known_until, period_start, period_end,
                        is_replay, document, hash, nonce, leaf)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    forecast.table, forecast.audience.rawValue, forecast.issuedAt, forecast.knownUntil, start, end,
                    forecast.isReplay, text, hash, isStaff ? Data(nonce) : nil, position,
                ])
            return db.lastInsertedRowID
        }
    }

    /// Writes scores; those of a bin and category that are scored already stand.
    ///
    /// - Throws: ``EditionStoreError``.
    public func write(_ scores: [LedgerScore]) throws {
        guard !scores.isEmpty else { return }
        try store.write { transaction in
            let insertion = try transaction.db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO forecast_score (forecast, bin_start, category, figures, expected, observed,
                        log_score, crps, naive_log_score, naive_crps, inside_80, inside_95)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for score in scores {
                try insertion.execute(arguments: [
                    score.forecast, score.bin, score.category, score.figures, score.expected, score.observed,
                    score.logScore, score.crps, score.naiveLogScore, score.naiveCRPS, score.inside80, score.inside95,
                ])
            }
        }
    }
}
