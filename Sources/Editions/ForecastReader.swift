public import Foundation
import GRDB
public import Vocabulary

/// A forecast as the ledger lists it.
public struct LedgerForecast: Sendable, Hashable {
    /// Its number in the ledger.
    public let id: Int64
    /// The key of the table whose figures are forecast.
    public let table: String
    /// When it was written.
    public let issuedAt: UTCSeconds
    /// The end of the last published bin that it knew of.
    public let knownUntil: UTCSeconds
    /// The bins ahead: first second of the first, first second after the last.
    public let period: Range<UTCSeconds>
    /// Whether it was made later from what was known then.
    public let isReplay: Bool
    /// The SHA-256 of its text, as the log has it, in hexadecimal digits.
    public let hash: String
    /// Its leaf in the log.
    public let leaf: Int64
}

extension EditionReader {
    /// The forecasts made for the audience, the newest first.
    ///
    /// - Parameter table: the key of the table; nil for all.
    public func forecasts(of table: String? = nil) throws -> [LedgerForecast] {
        try reading { db in
            // A store that was last written before there were forecasts has none.
            guard try db.tableExists("forecast") else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT id, table_key, issued_at, known_until, period_start, period_end, is_replay, hash, leaf
                    FROM forecast WHERE audience = :audience AND (:table IS NULL OR table_key = :table)
                    ORDER BY period_start DESC, id DESC
                    """,
                arguments: ["audience": A.audience.rawValue, "table": table]
            ).map { row in
                let (start, end): (Int64, Int64) = (row["period_start"], row["period_end"])
                let hash: Data = row["hash"]
                return LedgerForecast(
                    id: row["id"], table: row["table_key"], issuedAt: row["issued_at"],
                    knownUntil: row["known_until"], period: start..<end, isReplay: row["is_replay"],
                    hash: TransparencyLog.hexadecimal(hash), leaf: row["leaf"])
            }
        }
    }

    /// The text of a forecast, as it was hashed; nil where there is none with that number for the audience.
    public func forecastText(_ id: Int64) throws -> Data? {
        try reading { db in
            guard try db.tableExists("forecast") else { return nil }
            return try Data.fetchOne(
                db, sql: "SELECT document FROM forecast WHERE id = ? AND audience = ?",
                arguments: [id, A.audience.rawValue])
        }
    }

    /// A forecast; nil where there is none with that number for the audience.
    public func forecast(_ id: Int64) throws -> IssuedForecast? {
        try forecastText(id).map { try JSONDecoder().decode(IssuedForecast.self, from: $0) }
    }

    /// The scores of the forecasts of a table, in order of their bins.
    public func forecastScores(of table: String) throws -> [LedgerScore] {
        try reading { db in
            guard try db.tableExists("forecast_score") else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT s.* FROM forecast_score s JOIN forecast f ON f.id = s.forecast
                    WHERE f.table_key = ? AND f.audience = ? ORDER BY s.bin_start, s.forecast, s.category
                    """,
                arguments: [table, A.audience.rawValue]
            ).map { row in
                LedgerScore(
                    forecast: row["forecast"], bin: row["bin_start"], category: row["category"],
                    figures: row["figures"], expected: row["expected"], observed: row["observed"],
                    logScore: row["log_score"], crps: row["crps"], naiveLogScore: row["naive_log_score"],
                    naiveCRPS: row["naive_crps"], inside80: row["inside_80"], inside95: row["inside_95"])
            }
        }
    }
}
