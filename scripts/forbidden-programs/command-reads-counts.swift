// The command line, which may open the vault to import, reads its exact counts.
// room: clairevoie
// twin room: Disclosure
// refused: 'forEachCount' is inaccessible due to 'package' protection level
import Vault
import Vocabulary

func visit(_ vault: Vault, _ period: Range<UTCSeconds>) throws {
    try vault.forEachCount(of: "incidents", within: period) { _, _, _ in }
}
