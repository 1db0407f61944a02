public import Vocabulary

/// Why a table that somebody brought can't be analysed.
public enum OutsideTableError: ExplainedError, Equatable {
    /// A column that every such table has is missing.
    case missingColumn(file: String, column: String, columns: [String])
    /// A field can't be read as what its column holds.
    case unreadable(file: String, line: Int, column: String, wanted: Wanted)
    /// The same place at the same time has two values of what should have one.
    case contradiction(file: String, line: Int, column: String)
    /// The table has more figures, its implied zeros counted, than are held.
    case tooLarge(file: String, figures: Int, limit: Int)
    /// A ring has too few corners to hold anything.
    case openRing(file: String, ring: String, corners: Int)
    /// There is no row.
    case empty(file: String)
    /// A count is below 0 and no noise was stated that could have made it so.
    case belowZero(file: String)

    /// What a column holds.
    public enum Wanted: Sendable, Hashable {
        case number
        case count
        case time
        case name
    }

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .missingColumn(let file, let column, let columns):
            Explanation(
                what: Phrase(fr: "Il n'y a pas de colonne « \(column) ».", en: "There is no column `\(column)`."),
                at: TextPosition(file: file, line: 1, field: column),
                why: Phrase(
                    fr: "Les colonnes sont : \(columns.joined(separator: ", ")).",
                    en: "The columns are: \(columns.joined(separator: ", "))."),
                remedy: Phrase(
                    fr: "Nommez ainsi une colonne de la première ligne.",
                    en: "Give a column of the first line that name."))
        case .unreadable(let file, let line, let column, let wanted):
            Explanation(
                what: what(wanted), at: TextPosition(file: file, line: line, field: column), remedy: remedy(wanted))
        case .contradiction(let file, let line, let column):
            Explanation(
                what: Phrase(
                    fr: "Cette valeur en contredit une autre du même lieu.",
                    en: "This value contradicts another one of the same place."),
                at: TextPosition(file: file, line: line, field: column),
                remedy: Phrase(
                    fr: "Donnez la même valeur à toutes les lignes du lieu et du moment.",
                    en: "Give all rows of the place and time the same value."))
        case .tooLarge(let file, let figures, let limit):
            Explanation(
                what: Phrase(
                    fr: "La table ferait \(figures) chiffres, zéros compris.",
                    en: "The table would have \(figures) figures, zeros included."),
                at: TextPosition(file: file),
                why: Phrase(fr: "La limite est de \(limit).", en: "The limit is \(limit)."),
                remedy: Phrase(
                    fr: "Prenez un pas de temps plus long ou moins de lieux.",
                    en: "Take a longer time step, or fewer places."))
        case .openRing(let file, let ring, let corners):
            Explanation(
                what: Phrase(
                    fr: "Le contour « \(ring) » n'a que \(corners) sommets.",
                    en: "The ring `\(ring)` has \(corners) corners only."),
                at: TextPosition(file: file, field: "ring"),
                remedy: Phrase(
                    fr: "Donnez trois sommets au moins, une ligne chacun.",
                    en: "Give at least three corners, a row each."))
        case .empty(let file):
            Explanation(
                what: Phrase(fr: "Le fichier n'a aucune ligne de données.", en: "The file has no row of data."),
                at: TextPosition(file: file),
                remedy: Phrase(fr: "Refaites l'export.", en: "Export it again."))
        case .belowZero(let file):
            Explanation(
                what: Phrase(fr: "Des comptes sont négatifs.", en: "Some counts are below 0."),
                at: TextPosition(file: file),
                why: Phrase(
                    fr: "Un compte exact ne l'est jamais ; un compte bruité peut l'être.",
                    en: "An exact count never is; a noised one can be."),
                remedy: Phrase(
                    fr: "Donnez par --noise-epsilon le ε de leur bruit.",
                    en: "Give the ε of their noise by --noise-epsilon."))
        }
    }

    private func what(_ wanted: Wanted) -> Phrase {
        switch wanted {
        case .number: Phrase(fr: "Ce n'est pas un nombre.", en: "This isn't a number.")
        case .count: Phrase(fr: "Ce n'est pas un compte.", en: "This isn't a count.")
        case .time: Phrase(fr: "Ce n'est ni une date ni une heure.", en: "This is neither a date nor a time.")
        case .name: Phrase(fr: "Le champ est vide.", en: "The field is empty.")
        }
    }

    private func remedy(_ wanted: Wanted) -> Phrase {
        switch wanted {
        case .number, .count:
            Phrase(fr: "Écrivez par exemple 12.5.", en: "Write for example 12.5.")
        case .time:
            Phrase(
                fr: "Écrivez 2026-03-01 ou 2026-03-01T22:15:00.", en: "Write 2026-03-01 or 2026-03-01T22:15:00.")
        case .name:
            Phrase(fr: "Donnez une clé à chaque ligne.", en: "Give every row a key.")
        }
    }
}
