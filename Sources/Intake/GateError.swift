public import Vocabulary

/// Why the gate can't open for a file at all.
public enum GateError: ExplainedError, Equatable {
    /// The file lacks a column that the convention names.
    case missingColumn(name: String, file: String, columns: [String])
    /// The file doesn't say what its coordinates are measured in, and the convention leaves it to the file.
    case missingReference(file: String)
    /// A reference system that nobody knows, or that isn't one of places.
    case unknownReference(name: String, at: TextPosition)
    /// A reference system for another part of the world.
    case referenceElsewhere(name: String, area: String, at: TextPosition)
    /// The convention reads addresses, and there is no gazetteer.
    case missingGazetteer(source: String, gazetteer: String)
    /// The convention reads intervals, and the vault's secret wasn't given.
    case missingSecret(source: String)
    /// Nothing says which period the file covers.
    case noPeriod(source: String)
    /// No row lies in the period that the file is said to cover.
    case otherPeriod(file: String)
    /// The period ends after now.
    case periodNotOver
    /// The period begins before any time that can be counted.
    case periodTooEarly
    /// The period reaches beyond the days for which the convention holds.
    case periodOutsideAgreement

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
        case .missingReference, .unknownReference, .referenceElsewhere: return referenceExplanation
        case .missingGazetteer(let source, let gazetteer):
            return Explanation(
                what: Phrase(
                    fr: "Les adresses ne peuvent être cherchées : le répertoire « \(gazetteer) » manque.",
                    en: "Addresses can't be looked up: the gazetteer \"\(gazetteer)\" is missing."),
                at: TextPosition(file: "conventions/\(source).yaml", field: "gazetteer"),
                remedy: Phrase(
                    fr:
                        "Mettez le fichier dans le dossier du territoire (l'export CSV de la Base Adresse Nationale convient).",
                    en: "Put the file into the territory's folder (the CSV of the national address base will do)."))
        case .missingSecret(let source):
            return Explanation(
                what: Phrase(
                    fr: "Les intervalles ne peuvent être lus sans le secret du coffre.",
                    en: "Intervals can't be read without the vault's secret."),
                at: TextPosition(file: "conventions/\(source).yaml", field: "time"),
                why: Phrase(
                    fr: "Sans lui, deux imports du même fichier ne donneraient pas les mêmes heures.",
                    en: "Without it two imports of one file would give different hours."),
                remedy: Phrase(
                    fr: "Importez sous le compte qui peut ouvrir le coffre.",
                    en: "Import under the account that may open the vault."))
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
        case .periodOutsideAgreement:
            return Explanation(
                what: Phrase(
                    fr: "La période dépasse la durée de la convention.",
                    en: "The period reaches beyond the convention's validity."),
                at: TextPosition(file: "--period"),
                why: Phrase(
                    fr: "Aucun enregistrement n'y serait admis, et ses jours passeraient pour calmes.",
                    en: "No record would be let in, and its days would pass for quiet ones."),
                remedy: Phrase(
                    fr: "Donnez une période dans « valid », ou renouvelez la convention.",
                    en: "Give a period within `valid`, or renew the convention."))
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

    private var referenceExplanation: Explanation {
        let known = Phrase(
            fr: "Écrivez dans la convention le code EPSG du système, par exemple « crs: 2154 » pour le Lambert 93.",
            en: "Write the system's EPSG code into the convention, such as `crs: 2154` for Lambert 93.")
        switch self {
        case .unknownReference(let name, let position):
            return Explanation(
                what: Phrase(
                    fr: "Système de coordonnées inconnu : « \(name) ».", en: "Unknown reference system: \"\(name)\"."),
                at: position, remedy: known)
        case .referenceElsewhere(let name, let area, let position):
            return Explanation(
                what: Phrase(
                    fr: "Le système « \(name) » est fait pour un autre endroit que ce territoire.",
                    en: "The reference system \"\(name)\" is made for another place than this territory."),
                at: position,
                why: Phrase(fr: "Il est fait pour : \(area)", en: "It is made for: \(area)"), remedy: known)
        default:
            var file = ""
            if case .missingReference(let name) = self { file = name }
            return Explanation(
                what: Phrase(
                    fr: "Le fichier ne dit pas en quoi ses coordonnées sont mesurées.",
                    en: "The file doesn't say what its coordinates are measured in."),
                at: TextPosition(file: file),
                why: Phrase(
                    fr: "Un shapefile le dit dans son fichier .prj.", en: "A shapefile says it in its .prj file."),
                remedy: known)
        }
    }
}
