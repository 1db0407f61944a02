public import Vocabulary

/// Why the gate can't open for a file at all.
public enum GateError: ExplainedError, Equatable {
    /// The file lacks a column that the convention names.
    case missingColumn(name: String, file: String, columns: [String])
    /// Nothing says which period the file covers.
    case noPeriod(source: String)
    /// No row lies in the period that the file is said to cover.
    case otherPeriod(file: String)
    /// The period ends after now.
    case periodNotOver
    /// The period begins before any time that can be counted.
    case periodTooEarly

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .missingColumn(let name, let file, let columns):
            let found = columns.joined(separator: ", ")
            return Explanation(
                what: Phrase(
                    fr: "La colonne « \(name) » manque.", en: "The column \"\(name)\" is missing."),
                at: TextPosition(file: file, line: 1, field: name),
                why: Phrase(fr: "Colonnes trouvées : \(found).", en: "Columns found: \(found)."),
                remedy: Phrase(
                    fr: "Corrigez l'export, ou le nom de la colonne dans la convention de la source.",
                    en: "Mend the export, or the column's name in the source's convention."))
        case .otherPeriod(let file):
            return Explanation(
                what: Phrase(fr: "Aucune ligne n'est de la période.", en: "No row lies in the period."),
                at: TextPosition(file: file),
                why: Phrase(
                    fr: "L'importer effacerait la période.", en: "Importing it would erase the period."),
                remedy: Phrase(
                    fr: "Corrigez --period DU/AU ; si vraiment rien ne s'est passé, ajoutez --allow-empty.",
                    en: "Correct --period FROM/TO; if truly nothing happened, add --allow-empty."))
        case .periodNotOver:
            return Explanation(
                what: Phrase(fr: "La période n'est pas terminée.", en: "The period isn't over."),
                at: TextPosition(file: "--period"),
                why: Phrase(
                    fr: "Ses jours à venir passeraient pour calmes : ils seraient publiés à zéro.",
                    en: "Its coming days would pass for quiet ones: they would be published as zero."),
                remedy: Phrase(
                    fr: "Donnez --period DU/AU (AU exclu) avec AU au plus tard aujourd'hui.",
                    en: "Give --period FROM/TO (TO excluded) with TO no later than today."))
        case .periodTooEarly:
            return Explanation(
                what: Phrase(fr: "La période commence avant 1970.", en: "The period begins before 1970."),
                at: TextPosition(file: "--period"),
                why: Phrase(
                    fr: "Les changements d'heure ne sont connus que de 1970 à 2099.",
                    en: "Changes of the clock are known from 1970 to 2099 only."),
                remedy: Phrase(
                    fr: "Donnez --period DU/AU à partir du 2 janvier 1970.",
                    en: "Give --period FROM/TO from 2 January 1970 on."))
        case .noPeriod(let source):
            return Explanation(
                what: Phrase(
                    fr: "La période que couvre le fichier n'est pas dite.",
                    en: "Nothing says which period the file covers."),
                at: TextPosition(file: "conventions/\(source).yaml", field: "rhythm"),
                why: Phrase(
                    fr: "Elle n'est jamais devinée d'après les lignes : un jour sans ligne est-il calme, ou absent ?",
                    en: "It is never guessed from the rows: is a day without rows quiet, or missing?"),
                remedy: Phrase(
                    fr: "Ajoutez --period DU/AU (AU exclu), par exemple --period 2024-01-01/2024-02-01.",
                    en: "Add --period FROM/TO (TO excluded), such as --period 2024-01-01/2024-02-01."))
        }
    }
}
