// The public site, once the import slipped through, asks the vault; the same text is legal in the publisher's room.
// room: Website
// twin room: Disclosure
// refused: 'reading' is inaccessible due to 'package' protection level
import Vault

func look(into vault: Vault) throws { try vault.reading { _ in } }
