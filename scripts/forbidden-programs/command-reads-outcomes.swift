// The command line asks for a reading of the vault, on which the totals of refusals lie too: it can't even name one.
// room: clairevoie
// twin room: Disclosure
// refused: cannot find type 'VaultSnapshot' in scope
import Vault

func look(at counts: VaultSnapshot) {}
