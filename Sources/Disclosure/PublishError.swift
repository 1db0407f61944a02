public import Vocabulary

/// Why nothing was published.
public enum PublishError: ExplainedError, Equatable {
    /// The bins to be published would cost a record more than the plan allows.
    case overspent(source: String, audience: Audience, limit: Epsilon, wanted: Epsilon)
    /// The store is older than the log that a witness has seen: drawing its bins again would spend them twice.
    case rolledBack(witness: String, size: Int64, found: Int64)
    /// A source has bins to publish and no account to charge them to.
    case noBudget(source: String)
    /// The witness's file can't be read or written.
    case unusableWitness(path: String, reason: String)
    /// The witness's own file is damaged.
    case unreadableWitness(path: String)
    /// The store has a history, and its witness is gone.
    case missingWitness(path: String, size: Int64, root: String)
    /// An ε of the plan is too small to draw.
    case epsilonTooSmall(table: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .overspent(let source, let audience, let limit, let wanted):
            Explanation(
                what: Phrase(
                    fr: "Le budget de la source « \(source) » est dépassé.",
                    en: "The budget of the source \"\(source)\" is overspent."),
                at: TextPosition(file: "plan.yaml", field: "limits.\(audience.rawValue)"),
                why: Phrase(
                    fr: "Un enregistrement paierait \(wanted) en tout, et la limite est \(limit).",
                    en: "One record would pay \(wanted) in all, and the limit is \(limit)."),
                remedy: Phrase(
                    fr: "Retirez des tables du plan ou réduisez leur ε ; rien n'a été publié.",
                    en: "Take tables out of the plan or lower their ε; nothing was published."))
        case .rolledBack(let witness, let size, let found):
            Explanation(
                what: Phrase(
                    fr: "Les éditions sont plus anciennes que leur journal public.",
                    en: "The editions are older than their public log."),
                at: TextPosition(file: witness),
                why: Phrase(
                    fr: "Le témoin a vu \(size) feuilles ; il y en a \(found), ou d'autres. Retirer le bruit des "
                        + "mêmes périodes le rendrait devinable ; des prévisions écrites manqueraient.",
                    en: "The witness saw \(size) leaves; there are \(found), or others. Drawing the noise of the same "
                        + "periods again would give it away; forecasts that were written would be missing."),
                remedy: Phrase(
                    fr: "Remettez les éditions les plus récentes (le dossier « editions », rien d'autre).",
                    en: "Bring back the most recent editions (the folder `editions`, nothing else)."))
        case .noBudget(let source):
            Explanation(
                what: Phrase(
                    fr: "La source « \(source) » n'a pas de compte où payer.",
                    en: "The source \"\(source)\" has no account to pay from."),
                remedy: Phrase(
                    fr: "C'est une erreur du programme : signalez-la ; rien n'a été publié.",
                    en: "This is an error of the program: report it; nothing was published."))
        case .unusableWitness(let path, let reason):
            Explanation(
                what: Phrase(
                    fr: "Le témoin du journal ne peut être lu ou écrit.",
                    en: "The log's witness can't be read or written."),
                at: TextPosition(file: path), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Vérifiez vos droits et la place qui reste, ou choisissez le dossier par --witness.",
                    en: "Check your permissions and the space that is left, or choose the folder with --witness."))
        case .unreadableWitness(let path):
            Explanation(
                what: Phrase(fr: "Le témoin du journal est illisible.", en: "The log's witness is unreadable."),
                at: TextPosition(file: path),
                remedy: Phrase(
                    fr: "Restaurez ce fichier depuis une sauvegarde.", en: "Restore this file from a backup."))
        case .missingWitness(let path, let size, let root):
            Explanation(
                what: Phrase(fr: "Le témoin du journal manque.", en: "The log's witness is missing."),
                at: TextPosition(file: path),
                why: Phrase(
                    fr: "Sans lui, une sauvegarde trop ancienne ne se voit pas : un chiffre tiré deux fois se devine.",
                    en: "Without it a backup that is too old goes unnoticed: a figure drawn twice gives itself away."),
                remedy: Phrase(
                    fr: "Copiez-y ce fichier depuis la machine ou le compte qui publiait, ou nommez son dossier par "
                        + "--witness. S'il est perdu : le journal a ici \(size) feuilles et la racine \(root) ; si la "
                        + "page Confiance publiée dit la même chose, ajoutez --witness-is-lost (la perte sera inscrite "
                        + "au journal public).",
                    en: "Copy this file here from the machine or account that used to publish, or name its folder with "
                        + "--witness. If it is lost: the log here has \(size) leaves and the root \(root); if the Trust "
                        + "page as published says the same, add --witness-is-lost (the loss goes on the public log)."))
        case .epsilonTooSmall(let table):
            Explanation(
                what: Phrase(
                    fr: "L'ε de la table « \(table) » est trop petit.",
                    en: "The ε of the table \"\(table)\" is too small."),
                at: TextPosition(file: "plan.yaml", field: table),
                remedy: Phrase(
                    fr: "Donnez-lui au moins 0.00001, ou retirez la table.",
                    en: "Make it at least 0.00001, or take the table out."))
        }
    }
}
