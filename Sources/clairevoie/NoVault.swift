import Foundation
import Vocabulary

/// There is nothing to publish from.
struct NoVault: ExplainedError {
    let folder: String

    /// Refuses a data folder that nothing was imported into, before anything is made in it.
    static func check(_ folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder + "/vault/vault.sqlite") else {
            throw NoVault(folder: folder)
        }
    }

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Ce dossier de données n'a pas de coffre.", en: "This data folder has no vault."),
            at: TextPosition(file: folder),
            remedy: Phrase(
                fr: "Vérifiez --data, ou importez d'abord une source avec « clairevoie import ».",
                en: "Check --data, or first import a source with `clairevoie import`."))
    }
}
