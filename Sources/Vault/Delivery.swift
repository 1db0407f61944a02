import Foundation
import GRDB

/// What the delivery of a file did to the vault.
public struct Delivery: Sendable, Hashable {
    /// Whether any count changed; a file imported twice changes none.
    public let hasChanged: Bool
    /// The columns of the source's file before this one; nil where there was none, or where nobody kept them.
    public let columnsBefore: [String]?
}

extension Vault {
    /// Keeps the names of a source's columns; returns those of its file before.
    static func keep(columns: [String], of source: String, in db: Database) throws -> [String]? {
        let known = try String.fetchOne(db, sql: "SELECT columns FROM delivery WHERE source = ?", arguments: [source])
        let text = String(decoding: try JSONEncoder().encode(columns), as: UTF8.self)
        if known != text {
            try db.execute(
                sql: "INSERT OR REPLACE INTO delivery (source, columns) VALUES (?, ?)", arguments: [source, text])
        }
        return try known.map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) }
    }
}
