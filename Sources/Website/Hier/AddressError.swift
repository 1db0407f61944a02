import Vocabulary

/// What is wrong with an address.
enum AddressError: ExplainedError, Equatable {
    case unreadable(parameter: String)
    case unknown(parameter: String, allowed: [String])
    case repeated(parameter: String)
    case notADate(parameter: String, value: String)
    case notANumber(parameter: String, value: String, range: ClosedRange<Int>)
    case backwards(from: CivilDate, to: CivilDate)
    case notOffered(parameter: String, value: String, offered: [String])
    case tooLong(bins: Int, most: Int)
    case incomparable(what: Phrase, remedy: Phrase)

    var explanation: Explanation {
        switch self {
        case .unreadable(let parameter):
            Explanation(
                what: Phrase(
                    fr: "L'adresse contient « \(parameter) », qui ne se lit pas.",
                    en: "The address holds “\(parameter)”, which can't be read."),
                remedy: Phrase(
                    fr: "Écrivez chaque paramètre nom=valeur, en UTF-8 encodé en pourcents.",
                    en: "Write each parameter as name=value, in percent-encoded UTF-8."))
        case .unknown(let parameter, let allowed):
            Explanation(
                what: Phrase(
                    fr: "Le paramètre « \(parameter) » n'existe pas ici.",
                    en: "There is no parameter “\(parameter)” here."),
                remedy: allowed.isEmpty
                    ? Phrase(
                        fr: "Cette adresse ne prend pas de paramètre.", en: "This address takes no parameter.")
                    : Phrase(
                        fr: "Paramètres possibles : \(allowed.joined(separator: ", ")).",
                        en: "Possible parameters: \(allowed.joined(separator: ", "))."))
        case .repeated(let parameter):
            Explanation(
                what: Phrase(
                    fr: "Le paramètre « \(parameter) » est donné deux fois.",
                    en: "The parameter “\(parameter)” is given twice."),
                remedy: Phrase(fr: "Ne le donnez qu'une fois.", en: "Give it once."))
        case .notADate(let parameter, let value):
            Explanation(
                what: Phrase(
                    fr: "« \(value) » n'est pas une date (paramètre « \(parameter) »).",
                    en: "“\(value)” is not a date (parameter “\(parameter)”)."),
                remedy: Phrase(
                    fr: "Écrivez la date année-mois-jour, par exemple 2026-03-04.",
                    en: "Write the date as year-month-day, such as 2026-03-04."))
        case .notANumber(let parameter, let value, let range):
            Explanation(
                what: Phrase(
                    fr: "« \(value) » ne convient pas pour « \(parameter) ».",
                    en: "“\(value)” doesn't do for “\(parameter)”."),
                remedy: Phrase(
                    fr: "Donnez un nombre entier de \(range.lowerBound) à \(range.upperBound).",
                    en: "Give a whole number from \(range.lowerBound) to \(range.upperBound)."))
        case .backwards(let from, let to):
            Explanation(
                what: Phrase(
                    fr: "La période finit le \(to), avant de commencer le \(from).",
                    en: "The period ends on \(to), before it begins on \(from)."),
                remedy: Phrase(fr: "Échangez les deux dates.", en: "Swap the two dates."))
        case .notOffered(let parameter, let value, let offered):
            Explanation(
                what: Phrase(
                    fr: "Rien n'est publié pour « \(value) » (paramètre « \(parameter) »).",
                    en: "Nothing is published for “\(value)” (parameter “\(parameter)”)."),
                remedy: offered.isEmpty
                    ? Phrase(
                        fr: "La liste des tables publiées est à l'adresse /api/v1/tables.",
                        en: "The list of published tables is at /api/v1/tables.")
                    : Phrase(
                        fr: "Choix possibles : \(offered.joined(separator: ", ")).",
                        en: "Possible choices: \(offered.joined(separator: ", "))."))
        case .incomparable(let what, let remedy): Explanation(what: what, remedy: remedy)
        case .tooLong(let bins, let most):
            Explanation(
                what: Phrase(
                    fr:
                        "La courbe aurait \(NumberFormat(language: .french).integer(bins)) points ; la limite est de \(most).",
                    en:
                        "The series would have \(NumberFormat(language: .english).integer(bins)) points; the limit is \(most)."
                ),
                remedy: Phrase(
                    fr: "Choisissez une période plus courte ou un pas plus long.",
                    en: "Choose a shorter period or a longer step."))
        }
    }
}
