// A legal import, to be reported as not refused by the check of imports.
// room: Vault
// judge: check-imports
// refused: Vault imports GRDB
// fault: NOT refused
import GRDB
