// The public site opens the vault's file through the database library.
// room: Website
// judge: check-imports
// refused: Website imports GRDB, which its manifest entry doesn't name
// refused: GRDB belongs in Editions, Vault, not in Website
#if FORBIDDEN
    import GRDB
#else
    import Editions
    import Vocabulary
#endif

#if FORBIDDEN
    func open(_ folder: String) throws -> DatabaseQueue { try DatabaseQueue(path: folder + "/vault/vault.sqlite") }
#else
    func open(_ folder: String) throws -> EditionReader<PublicAudience> { try EditionReader(folder: folder) }
#endif
