public import Vocabulary

/// Why nothing was published.
public enum PublishError: ExplainedError, Equatable {
    /// The bins to be published would cost a record more than the plan allows.
    case overspent(source: String, audience: Audience, limit: Epsilon, wanted: Epsilon)
    /// The store is older than the log that a witness has seen: drawing its bins again would spend them twice.
    case rolledBack(witness: String, size: Int64, found: Int64)
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
                        + "mêmes périodes le rendrait devinable.",
                    en: "The witness saw \(size) leaves; there are \(found), or others. Drawing the noise of the same "
                        + "periods again would give it away."),
                remedy: Phrase(
                    fr: "Restaurez la sauvegarde la plus récente des éditions, et rien d'autre.",
                    en: "Restore the most recent backup of the editions, and nothing else."))
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
                    fr: "Sans lui, une sauvegarde trop ancienne ne se voit pas.",
                    en: "Without it, a backup that is too old goes unnoticed."),
                remedy: Phrase(
                    fr: "Comparez à la page Confiance publiée ; si c'est bien elle, écrivez dans ce fichier : "
                        + "\(size) \(root)",
                    en: "Compare with the Trust page as published; if it agrees, write into this file: \(size) \(root)")
            )
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
