// The command line reads the exact totals of refusals.
// room: clairevoie
// twin room: Disclosure
// refused: 'outcomes' is inaccessible due to 'package' protection level
import Vault

func reading(of vault: Vault) -> Any { vault.outcomes(of:) }
