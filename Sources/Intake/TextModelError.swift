public import Vocabulary

/// Why a model of texts can't be taught, read or used.
public enum TextModelError: ExplainedError, Equatable {
    /// The convention doesn't read its category from text.
    case noText(source: String)
    /// The convention's times tell no day.
    case noDay(source: String)
    /// Fewer than two categories have enough rows.
    case tooFewRows(file: String, categories: Int)
    /// The file has more rows than are held in memory.
    case tooManyRows(file: String, limit: Int)
    /// Words were to be struck out that the model doesn't know.
    case unknownWords([String])
    /// The convention reads texts, and no model was given.
    case noModel(source: String)
    /// The model's file is missing or unreadable.
    case unreadable(file: String)
    /// The model's file may be read by others than its owner.
    case exposed(file: String)
    /// A line of the model's file isn't as `teach` writes it.
    case damaged(file: String, line: Int)
    /// The model's file can't be written.
    case unwritable(file: String, reason: String)
    /// The model knows a category that the taxonomy doesn't have.
    case unknownCategory(String)
    /// The period begins before the model's last day is over.
    case tooLate(taught: CivilDate, period: CivilDate)

    private static let teach = Phrase(
        fr: "Refaites le modèle par « clairevoie teach ».", en: "Make the model again with `clairevoie teach`.")

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .noText, .noDay, .tooFewRows, .tooManyRows, .unknownWords: ofTeaching
        default: ofAModel
        }
    }

    private var ofTeaching: Explanation {
        switch self {
        case .noDay(let source):
            return Explanation(
                what: Phrase(
                    fr: "Les dates de la source « \(source) » ne disent pas le jour.",
                    en: "The times of the source `\(source)` tell no day."),
                why: Phrase(
                    fr: "Un mot n'est retenu que s'il revient sur cinq jours différents.",
                    en: "A word is kept only when it comes on five distinct days."),
                remedy: Phrase(fr: "Exportez les lignes avec leur date.", en: "Export the rows with their date."))
        case .tooFewRows(let file, let categories):
            return Explanation(
                what: Phrase(
                    fr: "\(categories) catégorie(s) ont assez de lignes ; il en faut deux.",
                    en: "\(categories) categories have enough rows; two are needed."),
                at: TextPosition(file: file),
                why: Phrase(
                    fr: "Une catégorie compte à partir de 20 lignes sur 5 jours.",
                    en: "A category counts from 20 rows on 5 days."),
                remedy: Phrase(
                    fr: "Vérifiez --label et les codes de taxonomy.csv, ou donnez plus de lignes.",
                    en: "Check --label and the codes of taxonomy.csv, or give more rows."))
        case .unknownWords(let words):
            let list = words.map { String($0.prefix(60)) }.joined(separator: ", ")
            return Explanation(
                what: Phrase(
                    fr: "Le modèle ne connaît pas : \(list). Rien n'a été écrit.",
                    en: "The model doesn't know: \(list). Nothing was written."),
                remedy: Phrase(
                    fr: "Recopiez après --without un mot de la liste que la commande affiche sans cette option.",
                    en: "Copy after --without a word of the list that the command prints without that option."))
        case .tooManyRows(let file, let limit):
            return Explanation(
                what: Phrase(fr: "Plus de \(limit) lignes.", en: "More than \(limit) rows."),
                at: TextPosition(file: file), remedy: Phrase(fr: "Donnez moins d'années.", en: "Give fewer years."))
        default:
            let source = if case .noText(let source) = self { source } else { "" }
            return Explanation(
                what: Phrase(
                    fr: "La convention de « \(source) » ne lit pas sa catégorie dans un texte.",
                    en: "The convention of `\(source)` doesn't read its category from text."),
                remedy: Phrase(
                    fr: "Écrivez-y « category: { text: […], model: … } » et « transient: […] ».",
                    en: "Write `category: { text: […], model: … }` and `transient: […]` in it."))
        }
    }

    private var ofAModel: Explanation {
        switch self {
        case .noModel(let source):
            Explanation(
                what: Phrase(
                    fr: "La source « \(source) » lit des textes, et n'a pas de modèle.",
                    en: "The source `\(source)` reads texts, and has no model."), remedy: Self.teach)
        case .unreadable(let file):
            Explanation(
                what: Phrase(fr: "Le modèle ne peut être lu.", en: "The model can't be read."),
                at: TextPosition(file: file), remedy: Self.teach)
        case .exposed(let file):
            Explanation(
                what: Phrase(
                    fr: "D'autres que son propriétaire peuvent lire le modèle.",
                    en: "Others than its owner may read the model."),
                at: TextPosition(file: file),
                remedy: Phrase(fr: "chmod 600, puis recommencez.", en: "chmod 600, and try again."))
        case .damaged(let file, let line):
            Explanation(
                what: Phrase(fr: "Le modèle est abîmé.", en: "The model is damaged."),
                at: TextPosition(file: file, line: line), remedy: Self.teach)
        case .unwritable(let file, let reason):
            Explanation(
                what: Phrase(fr: "Le modèle ne peut être écrit.", en: "The model can't be written."),
                at: TextPosition(file: file), why: Phrase(verbatim: reason),
                remedy: Phrase(fr: "Vérifiez le disque et vos droits.", en: "Check the disk and your permissions."))
        case .unknownCategory(let key):
            Explanation(
                what: Phrase(
                    fr: "Le modèle connaît la catégorie « \(key) », que la taxonomie n'a plus.",
                    en: "The model knows the category `\(key)`, which the taxonomy no longer has."),
                remedy: Self.teach)
        case .tooLate(let taught, let period):
            Explanation(
                what: Phrase(
                    fr: "Le modèle a été appris jusqu'au \(taught) ; la période commence le \(period).",
                    en: "The model was taught up to \(taught); the period begins on \(period)."),
                why: Phrase(
                    fr:
                        "Un modèle est figé avant la période qu'il classe : sinon une ligne changerait la catégorie des autres.",
                    en:
                        "A model is frozen before the period that it classifies: else a row could change others' category."
                ),
                remedy: Phrase(
                    fr: "Importez une période plus récente, ou apprenez un autre modèle sur des lignes plus anciennes.",
                    en: "Import a later period, or teach another model on earlier rows."))
        default: ofTeaching
        }
    }
}
