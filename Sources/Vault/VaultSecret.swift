import Foundation
import GRDB
import Vocabulary

extension Vault {
    /// The secret of draws; nil in a vault that has none yet.
    func drawSecret() throws -> DrawSecret? {
        do {
            return try database.read(Self.drawSecret)
        } catch {
            throw VaultError.explained(error, path: path)
        }
    }

    /// Keeps a secret in a vault that has none.
    ///
    /// - Returns: whether it is the vault's secret now.
    static func keep(_ secret: DrawSecret, in db: Database) throws -> Bool {
        if let kept = try drawSecret(in: db) { return kept == secret }
        try db.execute(
            sql: "INSERT INTO draw_secret (only, bytes) VALUES (1, ?)", arguments: [Data(secret.bytes)])
        return true
    }

    private static func drawSecret(in db: Database) throws -> DrawSecret? {
        try Data.fetchOne(db, sql: "SELECT bytes FROM draw_secret").flatMap { DrawSecret(bytes: [UInt8]($0)) }
    }
}
