import Vocabulary

/// Three sentences for anybody: how much, where, and when.
struct BulletinSentences {
    let answer: BulletinAnswer
    let territory: Territory
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// The three, always in this order; what can't be told is said to be so.
    var all: [String] { [howMuch, whereabouts, when] }

    private var howMuch: String {
        let total = HeadlineSentence(answer: answer.yesterday, territory: territory, language: language).sentences[0]
        let change = ComparisonSentence(answer: answer.comparison, territory: territory, language: language).change
        return total + " " + change
    }

    private var whereabouts: String {
        guard let spots = answer.yesterday.spots else {
            let places = answer.yesterday.placesThatStandOut.map { $0.title(in: territory) }
            guard !places.isEmpty else {
                return isFrench
                    ? "Où : aucun lieu ne se détache nettement des autres."
                    : "Where: no place clearly stands out from the others."
            }
            return isFrench
                ? "Où : \(numbers.list(places)), plus que les autres lieux."
                : "Where: \(numbers.list(places)), more than elsewhere."
        }
        let hot = spots.spots.filter(\.isHot).map { $0.place.title(in: territory) }
        guard !hot.isEmpty else {
            return isFrench
                ? "Où : les écarts entre les \(numbers.integer(spots.tested)) lieux s'expliquent par le hasard et le bruit."
                : "Where: chance and noise explain the differences between the \(numbers.integer(spots.tested)) places."
        }
        let rest = hot.count - 4
        let names =
            rest > 1
            ? numbers.list(hot.prefix(4) + [Words.otherPlaces(rest)[language]])
            : numbers.list(hot)
        return isFrench
            ? "Où : surtout à \(names), plus que le hasard ne l'explique."
            : "Where: mostly in \(names), more than chance explains."
    }

    private var when: String {
        guard let week = answer.yesterday.week, let highest = week.extremes?.highest else {
            return isFrench
                ? "Quand : aucune heure de la semaine ne se distingue, ou les heures ne sont pas publiées ici."
                : "When: no hour of the week stands out, or hours aren't published here."
        }
        let day = DateFormat(language: language).weekday(highest.day)
        let (from, to) = (highest.slot * week.hoursPerSlot, (highest.slot + 1) * week.hoursPerSlot)
        let mean = highest.mean
        func number(_ value: Double) -> String { numbers.decimal(value, decimals: value < 9.95 ? 1 : 0) }
        let between =
            mean.isExact
            ? ""
            : isFrench
                ? ", entre \(number(mean.low)) et \(number(mean.high))"
                : ", between \(number(mean.low)) and \(number(mean.high))"
        return isFrench
            ? "Quand : le plus souvent le \(day) entre \(from) h et \(to) h (\(number(mean.shown)) en moyenne\(between))."
            : "When: most often on \(day) between \(from):00 and \(to):00 (\(number(mean.shown)) on average\(between))."
    }
}
