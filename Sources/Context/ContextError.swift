public import Vocabulary

/// Why a file of context can't be read or kept.
public enum ContextError: ExplainedError, Equatable {
    /// The system won't open or read the file.
    case unreadable(file: String)
    /// The file is larger than any real one.
    case tooLarge(file: String, limit: Int)
    /// A line isn't UTF-8.
    case notUTF8(file: String, line: Int)
    /// The table has no rows, or no header.
    case noRows(file: String)
    /// A column is missing.
    case missingColumn(name: String, file: String, found: [String])
    /// A value can't be what it should be; at most 60 characters of it are shown.
    case value(String, TextPosition, expected: Phrase)
    /// The file is of none of the kinds that the reader knows.
    case unknownKind(file: String, known: [String])
    /// The file holds several stations, or not the one asked for.
    case station(file: String, asked: String?, found: [String])
    /// The territory has no such level of places.
    case level(String, file: String)
    /// A part of a calendar that Clairevoie doesn't understand, by its name.
    case notUnderstood(String, TextPosition)
    /// A part of the file is missing or out of its place.
    case structure(TextPosition, Phrase)
    /// The file would make more of something than any real one does.
    case tooMany(file: String, limit: Int)
    /// The store's file can't be written or read.
    case store(file: String, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .unreadable, .tooLarge, .notUTF8, .noRows, .tooMany, .store: aboutTheFile
        default: aboutItsContent
        }
    }

    private var aboutTheFile: Explanation {
        let export = Phrase(fr: "Refaites l'export.", en: "Export it again.")
        return switch self {
        case .unreadable(let file):
            Explanation(
                what: Phrase(fr: "Le fichier ne peut être lu.", en: "The file can't be read."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Vérifiez le nom du fichier et vos droits.", en: "Check the file's name and your permissions."))
        case .tooLarge(let file, let limit):
            Explanation(
                what: Phrase(
                    fr: "Le fichier dépasse \(limit >> 20) Mio.", en: "The file is larger than \(limit >> 20) MiB."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Ne gardez que la station, la zone ou les années utiles.",
                    en: "Keep only the station, the zone or the years that you need."))
        case .notUTF8(let file, let line):
            Explanation(
                what: Phrase(fr: "Ce n'est pas du texte UTF-8.", en: "This isn't UTF-8 text."),
                at: TextPosition(file: file, line: line),
                remedy: Phrase(
                    fr: "Enregistrez-le de nouveau en UTF-8 ; décompressez une archive d'abord.",
                    en: "Save it again as UTF-8; unpack an archive first."))
        case .tooMany(let file, let limit):
            Explanation(
                what: Phrase(
                    fr: "Le fichier ferait plus de \(limit) éléments.",
                    en: "The file would make more than \(limit) items."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Réduisez la période (--period) ou le fichier.", en: "Narrow the period (--period) or the file."
                ))
        case .store(let file, let reason):
            Explanation(
                what: Phrase(fr: "La série ne peut être gardée ou relue.", en: "The series can't be kept or read."),
                at: TextPosition(file: file), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Vérifiez le disque et vos droits, puis relisez le fichier d'origine.",
                    en: "Check the disk and your permissions, then read the original file again."))
        case .noRows(let file):
            Explanation(
                what: Phrase(fr: "Le fichier n'a aucune ligne.", en: "The file has no rows."),
                at: TextPosition(file: file), remedy: export)
        default: Explanation(what: Phrase(fr: "Fichier refusé.", en: "File refused."), remedy: export)
        }
    }

    private var aboutItsContent: Explanation {
        switch self {
        case .missingColumn(let name, let file, let found):
            let names = found.prefix(40).map { $0.prefix(60) }.joined(separator: ", ")
            return Explanation(
                what: Phrase(fr: "La colonne « \(name) » manque.", en: "The column `\(name)` is missing."),
                at: TextPosition(file: file, line: 1, field: name),
                why: Phrase(fr: "Colonnes trouvées : \(names).", en: "Columns found: \(names)."),
                remedy: Phrase(fr: "Donnez le fichier d'origine.", en: "Give the original file."))
        case .value(let text, let position, let expected):
            return Explanation(
                what: Phrase(
                    fr: "« \(text.prefix(60)) » : il faut \(expected[.french]).",
                    en: "`\(text.prefix(60))`: \(expected[.english]) is needed."),
                at: position, remedy: Phrase(fr: "Corrigez cette valeur.", en: "Correct this value."))
        case .unknownKind(let file, let known):
            let names = known.joined(separator: ", ")
            return Explanation(
                what: Phrase(fr: "Genre de fichier inconnu.", en: "Unknown kind of file."),
                at: TextPosition(file: file),
                remedy: Phrase(fr: "Genres connus : \(names).", en: "Known kinds: \(names)."))
        case .station(let file, let asked, let found):
            let names = found.prefix(30).joined(separator: ", ")
            return Explanation(
                what: asked.map {
                    Phrase(fr: "La station « \($0) » n'y est pas.", en: "The station `\($0)` isn't in it.")
                } ?? Phrase(fr: "Le fichier a plusieurs stations.", en: "The file has several stations."),
                at: TextPosition(file: file),
                why: Phrase(fr: "Stations trouvées : \(names).", en: "Stations found: \(names)."),
                remedy: Phrase(
                    fr: "Choisissez-en une par --station.", en: "Choose one with --station."))
        case .level(let key, let file):
            return Explanation(
                what: Phrase(
                    fr: "Le territoire n'a pas de niveau « \(key) ».", en: "The territory has no level `\(key)`."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Donnez par --level un niveau des zones du territoire, cellNNN ou territory.",
                    en: "Give with --level a level of the territory's zones, cellNNN or territory."))
        case .notUnderstood(let part, let position):
            return Explanation(
                what: Phrase(
                    fr: "« \(part.prefix(60)) » n'est pas compris.", en: "`\(part.prefix(60))` isn't understood."),
                at: position,
                why: Phrase(
                    fr: "Deviner ferait de faux événements.", en: "A guess would make false events."),
                remedy: Phrase(
                    fr: "Exportez l'événement sans cette règle, date par date.",
                    en: "Export the event without this rule, date by date."))
        case .structure(let position, let what):
            return Explanation(
                what: what, at: position,
                remedy: Phrase(fr: "Refaites l'export.", en: "Export it again."))
        default: return aboutTheFile
        }
    }
}
