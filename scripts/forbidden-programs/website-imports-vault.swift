// The public site gets hold of the vault.
// room: Website
// judge: check-imports
// refused: Website imports Vault, which its manifest entry doesn't name
import Vocabulary

#if FORBIDDEN
    import Vault
#else
    import Editions
#endif

#if FORBIDDEN
    func open(_ folder: String, _ territory: Territory) throws -> Vault {
        try Vault(folder: folder, territory: territory)
    }
#else
    func open(_ folder: String) throws -> EditionReader<PublicAudience> { try EditionReader(folder: folder) }
#endif
