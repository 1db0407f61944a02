// The public site, once the import slipped through, asks the vault; the same text is legal in the publisher's room.
// room: Website
// twin room: Disclosure
// refused: 'replacements' is inaccessible due to 'package' protection level
import Vault

func reading(of vault: Vault) -> Any { vault.replacements(of:) }
