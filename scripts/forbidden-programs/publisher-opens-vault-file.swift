// The publisher goes round the vault's reads; the same text is legal in the vault's own room.
// room: Disclosure
// twin room: Vault
// judge: check-imports
// refused: Disclosure imports GRDB, which its manifest entry doesn't name
// refused: GRDB belongs in Editions, Vault, not in Disclosure
import GRDB

func open(_ folder: String) throws -> DatabaseQueue { try DatabaseQueue(path: folder + "/vault/vault.sqlite") }
