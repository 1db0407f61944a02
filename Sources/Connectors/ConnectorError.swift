public import Vocabulary

/// Why a file can't be read.
public enum ConnectorError: ExplainedError, Equatable {
    /// The system won't open or read the file.
    case unreadable(file: String, reason: String)
    /// The file holds nothing at all.
    case empty(file: String)
    /// The file has a line of column names and no rows.
    case noRows(file: String)
    /// The file isn't text: it has zero bytes, or begins like a document or an archive.
    case notText(file: String, kind: String)
    /// The file is text in UTF-16.
    case utf16(file: String)
    /// A row is longer than any real one.
    case rowTooLong(file: String, line: Int, limit: Int)
    /// A quote in the line of column names is never closed.
    case openQuote(file: String, line: Int)
    /// Two columns have the same name.
    case repeatedColumn(file: String, name: String)
    /// The compressed data is damaged or cut short.
    case damagedArchive(file: String, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .unreadable(let file, let reason):
            Explanation(
                what: Phrase(fr: "Le fichier ne peut être lu.", en: "The file can't be read."),
                at: TextPosition(file: file), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Vérifiez le nom du fichier et vos droits.", en: "Check the file's name and your permissions."))
        case .empty(let file):
            Explanation(
                what: Phrase(fr: "Le fichier est vide.", en: "The file is empty."), at: TextPosition(file: file),
                remedy: Phrase(fr: "Refaites l'export.", en: "Export it again."))
        case .noRows(let file):
            Explanation(
                what: Phrase(
                    fr: "Le fichier n'a que la ligne des titres.", en: "The file has only its line of column names."),
                at: TextPosition(file: file, line: 1),
                why: Phrase(
                    fr: "L'importer effacerait la période qu'il couvre.", en: "Importing it would erase its period."),
                remedy: Phrase(
                    fr: "Refaites l'export ; si vraiment rien ne s'est passé, ajoutez --allow-empty.",
                    en: "Export it again; if truly nothing happened, add --allow-empty."))
        case .notText(let file, let kind):
            Explanation(
                what: Phrase(fr: "Ce n'est pas un fichier CSV : \(kind).", en: "This isn't a CSV file: \(kind)."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Depuis le logiciel d'origine, enregistrez au format CSV UTF-8.",
                    en: "Save it as CSV UTF-8 from the program that wrote it."))
        case .utf16(let file):
            Explanation(
                what: Phrase(fr: "Le fichier est en UTF-16.", en: "The file is in UTF-16."),
                at: TextPosition(file: file),
                remedy: Phrase(
                    fr: "Enregistrez-le en « CSV UTF-8 », ou : iconv -f UTF-16 -t UTF-8.",
                    en: "Save it as \"CSV UTF-8\", or: iconv -f UTF-16 -t UTF-8."))
        case .rowTooLong(let file, let line, let limit):
            Explanation(
                what: Phrase(
                    fr: "Une ligne dépasse \(limit / 1024) Kio.", en: "A row is longer than \(limit / 1024) KiB."),
                at: TextPosition(file: file, line: line),
                remedy: Phrase(
                    fr: "Vérifiez les fins de ligne et que le fichier est bien un CSV.",
                    en: "Check the line endings, and that the file is CSV at all."))
        case .openQuote(let file, let line):
            Explanation(
                what: Phrase(
                    fr: "Un guillemet de la ligne des titres n'est pas fermé.",
                    en: "A quote in the line of column names is never closed."),
                at: TextPosition(file: file, line: line),
                remedy: Phrase(
                    fr: "Corrigez la première ligne du fichier, ou refaites l'export.",
                    en: "Mend the file's first line, or export it again."))
        case .repeatedColumn(let file, let name):
            Explanation(
                what: Phrase(
                    fr: "Deux colonnes s'appellent « \(name) ».", en: "Two columns are called \"\(name)\"."),
                at: TextPosition(file: file, line: 1, field: name),
                remedy: Phrase(fr: "Renommez l'une des deux.", en: "Rename one of them."))
        case .damagedArchive(let file, let reason):
            Explanation(
                what: Phrase(
                    fr: "Les données compressées sont abîmées ou coupées.",
                    en: "The compressed data is damaged or cut short."),
                at: TextPosition(file: file), why: Phrase(verbatim: reason),
                remedy: Phrase(fr: "Copiez le fichier de nouveau.", en: "Copy the file again."))
        }
    }
}
