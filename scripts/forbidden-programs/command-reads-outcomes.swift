// The command line reads the exact totals of refusals.
// room: clairevoie
// twin room: Disclosure
// refused: 'reading' is inaccessible due to 'package' protection level
import Vault

func totals(of vault: Vault) throws -> Int { try vault.reading { try $0.outcomes(of: "incidents").count } }
