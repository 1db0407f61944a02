// The command line, which may open the vault to import, reads its exact counts.
// room: clairevoie
// twin room: Disclosure
// refused: 'reading' is inaccessible due to 'package' protection level
import Vault

func look(into vault: Vault) throws { try vault.reading { _ in } }
