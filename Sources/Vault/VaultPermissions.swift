import Foundation

/// Keeps the vault's files for their owner alone, whoever opened them up: a copy, a restored backup, a hasty chmod.
package enum VaultPermissions {
    /// Closes a folder or file, and what lies in it.
    ///
    /// - Parameter user: the account that runs; it may close what is its own.
    /// - Throws: ``VaultError/open(path:)`` for what is another's and open.
    package static func close(_ path: String, as user: UInt32 = geteuid()) throws {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: path)) ?? []
        for path in [path] + names.map({ path + "/" + $0 }) {
            // SQLite takes its other files away when it likes.
            guard let attributes = try? files.attributesOfItem(atPath: path),
                let mode = (attributes[.posixPermissions] as? NSNumber)?.uint16Value, mode & 0o077 != 0
            else { continue }
            let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
            guard user == 0 || owner == user else { throw VaultError.open(path: path) }
            try files.setAttributes([.posixPermissions: NSNumber(value: mode & 0o700)], ofItemAtPath: path)
        }
    }
}
