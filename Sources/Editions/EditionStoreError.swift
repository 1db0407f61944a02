public import Vocabulary

/// Why the store of published figures can't be used.
public enum EditionStoreError: ExplainedError {
    /// There is no store in the folder.
    case missing(folder: String)
    /// The store can't be read: it is damaged, or made by a newer version.
    case unreadable(path: String, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .missing(let folder):
            Explanation(
                what: Phrase(fr: "Aucune figure publiée ici.", en: "Nothing has been published here."),
                at: TextPosition(file: folder),
                remedy: Phrase(
                    fr: "Lancez « clairevoie publish » sur ce dossier, ou vérifiez l'option --data.",
                    en: "Run `clairevoie publish` on this folder, or check the --data option."))
        case .unreadable(let path, let reason):
            Explanation(
                what: Phrase(fr: "Les éditions ne peuvent être lues.", en: "The editions can't be read."),
                at: TextPosition(file: path), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Vérifiez les droits du fichier ; s'il est abîmé, restaurez la sauvegarde la plus récente.",
                    en: "Check the file's permissions; if it is damaged, restore the most recent backup."))
        }
    }
}
