// The command line, which may open the vault to import, reads its exact counts.
// room: clairevoie
// twin room: Disclosure
// refused: 'reading' is inaccessible due to 'package' protection level
import Vault
import Vocabulary

func visit(_ vault: Vault, _ period: Range<UTCSeconds>) throws {
    try vault.reading { try $0.forEachCount(of: "incidents", within: period) { _, _, _ in } }
}
