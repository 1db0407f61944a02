import Foundation
import GRDB
public import Vocabulary

/// Why the vault can't be used.
public enum VaultError: ExplainedError, Equatable {
    /// The vault can't be used.
    case unusable(path: String, StoreTrouble, reason: String)
    /// Others than the owner may read the vault, and this account can't change that.
    case open(path: String)
    /// The vault was made for another grid.
    case otherGrid(path: String, vault: String, territory: String)
    /// Another import made the vault while this one was being read.
    case changedMeanwhile(path: String)
    /// A place lies too far from the others to share a vault with them.
    case tooFar

    /// The vault's error behind one of the database or of the disk; others are themselves.
    static func explained(_ error: any Error, path: String) -> any Error {
        switch error {
        case let error as DatabaseError:
            VaultError.unusable(
                path: path, StoreTrouble(resultCode: error.resultCode.rawValue), reason: error.message ?? "\(error)")
        case let error as CocoaError:
            VaultError.unusable(path: path, .inaccessible, reason: "\(error.code)")
        default: error
        }
    }

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .unusable(let path, let trouble, let reason):
            Explanation(
                what: trouble.what, at: TextPosition(file: path), why: Phrase(verbatim: reason),
                remedy: trouble.remedy)
        case .open(let path):
            Explanation(
                what: Phrase(fr: "Le coffre est lisible par d'autres.", en: "Others can read the vault."),
                at: TextPosition(file: path),
                why: Phrase(
                    fr: "Il contient des données personnelles, et n'appartient pas à ce compte.",
                    en: "It holds personal data, and doesn't belong to this account."),
                remedy: Phrase(
                    fr: "Sous le compte propriétaire : chmod -R go-rwx \(path)",
                    en: "As its owner: chmod -R go-rwx \(path)"))
        case .otherGrid(let path, let vault, let territory):
            Explanation(
                what: Phrase(
                    fr: "Le coffre est sur une autre grille que le territoire.",
                    en: "The vault is on another grid than the territory."),
                at: TextPosition(file: path), why: Phrase(verbatim: "\(vault) ≠ \(territory)"),
                remedy: Phrase(
                    fr: "Rétablissez la grille de territory.yaml, ou importez de nouveau dans un dossier neuf.",
                    en: "Restore the grid of territory.yaml, or import again into a new folder."))
        case .changedMeanwhile(let path):
            Explanation(
                what: Phrase(
                    fr: "Un autre import a créé le coffre entre-temps.",
                    en: "Another import made the vault meanwhile."),
                at: TextPosition(file: path),
                why: Phrase(fr: "Rien n'a été écrit.", en: "Nothing was written."),
                remedy: Phrase(fr: "Recommencez l'import.", en: "Run the import again."))
        case .tooFar:
            Explanation(
                what: Phrase(
                    fr: "Un lieu est à plus de 30 000 mailles des autres.",
                    en: "A place lies more than 30,000 cells from the others."),
                remedy: Phrase(
                    fr: "Vérifiez les zones du territoire.", en: "Check the territory's zones."))
        }
    }
}
