import Vocabulary

/// What a reader of a comparison must know, in plain words.
struct ComparisonNotes {
    let origin: Origin
    let options: Comparison.Options
    let isNoisy: Bool
    let units: ComparisonUnits
    /// How many bins of the two periods aren't known or lie partly outside.
    let leftOut: Int
    /// How many figures are summed in a bin.
    let figuresInSum: Int
    /// Whether the two periods lie in different parts of the year.
    let monthsDiffer: Bool

    var all: [Phrase] {
        let share = "\((options.falseDiscoveryLevel * 1000).rounded() / 10)"
        var notes = [
            origin.meaning,
            Phrase(
                fr:
                    "Un écart n'est dit que si, parmi tous ceux qui sont dits, au plus \(share.replacing(".", with: ",")) % en "
                    + "moyenne sont dus au hasard. Où il y a trop peu pour conclure, aucun pourcentage n'est donné.",
                en:
                    "A difference is called one only if of all that are called so at most \(share) % on average are due to "
                    + "chance. Where there are too few to tell, no percentage is given."),
            Phrase(
                fr:
                    "La comparaison dit qu'il y a plus ou moins, pas pourquoi : une mesure, la météo ou une autre façon de "
                    + "signaler peuvent l'expliquer.",
                en:
                    "The comparison says that there is more or less, not why: a measure, the weather or another way of reporting "
                    + "may explain it."),
        ]
        if units.count > 0 {
            notes.append(
                Phrase(
                    fr:
                        "Les intervalles tiennent compte de ce que les comptes varient d'eux-mêmes, mesuré dans les deux périodes "
                        + "\(units.words[.french]).",
                    en:
                        "Intervals allow for how much counts vary by themselves, measured within both periods "
                        + "\(units.words[.english])."))
        } else {
            notes.append(
                Phrase(
                    fr:
                        "Les périodes sont trop courtes pour mesurer combien les comptes varient d'eux-mêmes : la loi de Poisson est "
                        + "supposée, et les intervalles sont peut-être trop étroits.",
                    en:
                        "The periods are too short to measure how much counts vary by themselves: Poisson's law is assumed, and "
                        + "intervals may be too narrow."))
        }
        if isNoisy {
            notes.append(
                Phrase(
                    fr:
                        "Les chiffres portent un bruit ajouté exprès, de variance connue, qui est dans les intervalles.",
                    en:
                        "The figures carry noise that was added on purpose, of known variance, which is in the intervals."
                ))
            if figuresInSum > 1 {
                notes.append(
                    Phrase(
                        fr:
                            "Chaque somme additionne \(figuresInSum) chiffres bruités par période, donc autant de bruits : une "
                            + "table moins fine répondrait mieux.",
                        en:
                            "Each sum adds up \(figuresInSum) noised figures a bin, and as many noises: a coarser table would "
                            + "answer better."))
            }
        }
        if leftOut > 0 {
            notes.append(
                Phrase(
                    fr:
                        "\(leftOut) intervalles de temps inconnus, ou en partie hors des périodes, sont laissés de côté, jamais "
                        + "comptés zéro ; les taux sont par jour connu.",
                    en:
                        "\(leftOut) bins that aren't known, or lie partly outside the periods, are left out, never counted as "
                        + "zero; rates are per known day."))
        }
        if monthsDiffer {
            notes.append(
                Phrase(
                    fr:
                        "Les deux périodes ne sont pas à la même saison : une part de l'écart peut n'être que la saison.",
                    en: "The two periods aren't in the same season: part of the difference may be the season's."))
        }
        return notes
    }
}

extension Comparison.Periods {
    /// Whether two ranges lie in different parts of the year, by more than a fortnight at either end.
    func seasonsDiffer(_ ranges: (before: Range<UTCSeconds>, after: Range<UTCSeconds>)) -> Bool {
        let year = 365.2425 * 86_400
        return [
            ranges.after.lowerBound - ranges.before.lowerBound, ranges.after.upperBound - ranges.before.upperBound,
        ].contains { shift in
            let years = Double(shift) / year
            return abs(years - years.rounded()) * year > 14 * 86_400
        }
    }
}
