public import Vocabulary

/// Why the vault can't be used.
public enum VaultError: ExplainedError, Equatable {
    /// The vault can't be opened: permissions, damage, or a newer version's file.
    case unreadable(path: String, reason: String)
    /// The vault was made for another grid.
    case otherGrid(path: String, vault: String, territory: String)
    /// A place lies too far from the others to share a vault with them.
    case tooFar

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .unreadable(let path, let reason):
            Explanation(
                what: Phrase(fr: "Le coffre ne peut être ouvert.", en: "The vault can't be opened."),
                at: TextPosition(file: path), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Seul le compte qui importe et publie y a droit : vérifiez sous quel compte vous êtes.",
                    en: "Only the account that imports and publishes may: check which account you are using."))
        case .otherGrid(let path, let vault, let territory):
            Explanation(
                what: Phrase(
                    fr: "Le coffre est sur une autre grille que le territoire.",
                    en: "The vault is on another grid than the territory."),
                at: TextPosition(file: path), why: Phrase(verbatim: "\(vault) ≠ \(territory)"),
                remedy: Phrase(
                    fr: "Rétablissez la grille de territory.yaml, ou importez de nouveau dans un dossier neuf.",
                    en: "Restore the grid of territory.yaml, or import again into a new folder."))
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
