import Vocabulary

/// What a term stands for, in words: « un jour à plus de 30 °C », "a Saturday rather than a Monday".
struct TermCondition {
    let record: AnalysisReport.Record
    let moment: Phrase?

    init(_ record: AnalysisReport.Record, moment: Phrase?) { (self.record, self.moment) = (record, moment) }

    private static let weekdays = (
        fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    )
    private static let months = (
        fr: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        en: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
    )

    private func text(_ name: String) -> String {
        if case .text(let value)? = record.more[name] { value } else { "" }
    }

    /// What a bin is called.
    private var bin: Phrase {
        if let moment { return moment }
        switch TimeLevel(rawValue: text("level")) {
        case .hour: return Phrase(fr: "une heure", en: "an hour")
        case .sixHours: return Phrase(fr: "un quart de journée", en: "a quarter of a day")
        case .day: return Phrase(fr: "un jour", en: "a day")
        case .week: return Phrase(fr: "une semaine", en: "a week")
        case .month: return Phrase(fr: "un mois", en: "a month")
        default: return Phrase(fr: "une période", en: "a period")
        }
    }

    /// The words.
    var phrase: Phrase {
        let term = record.term ?? ""
        if case .number(let threshold)? = record.more["threshold"] { return cut(threshold) }
        let parts = term.split(separator: "=").map(String.init)
        let reference = text("reference").split(separator: "=").map(String.init)
        if parts.count == 2, reference.count == 2, let own = Int(parts[1]), let other = Int(reference[1]) {
            switch parts[0] {
            case "weekday" where (1...7).contains(own) && (1...7).contains(other):
                let (fr, en) = Self.weekdays
                return Phrase(
                    fr: "un \(fr[own - 1]) plutôt qu'un \(fr[other - 1])",
                    en: "a \(en[own - 1]) rather than a \(en[other - 1])")
            case "month" where (1...12).contains(own) && (1...12).contains(other):
                let (fr, en) = Self.months
                return Phrase(
                    fr: "en \(fr[own - 1]) plutôt qu'en \(fr[other - 1])",
                    en: "in \(en[own - 1]) rather than in \(en[other - 1])")
            case "hour":
                return Phrase(
                    fr: "à \(own) h plutôt qu'à \(other) h".replacing(" h", with: "\u{202F}h"),
                    en: "at \(own):00 rather than at \(other):00")
            default: break
            }
        }
        if term == "trend" { return Phrase(fr: "d'une année à la suivante", en: "from one year to the next") }
        let unit = text("unit")
        if let known = TermCovariate(term) { return known.step(unit: unit) }
        switch unit {
        case "yes": return Phrase(fr: "avec « \(term) »", en: "with “\(term)”")
        case "1", "": return Phrase(fr: "pour 1 de plus (« \(term) »)", en: "for 1 more (“\(term)”)")
        default:
            return Phrase(
                fr: "pour 1\u{202F}\(unit) de plus (« \(term) »)", en: "for 1\u{202F}\(unit) more (“\(term)”)")
        }
    }

    /// A yes-or-no term by a threshold.
    private func cut(_ threshold: Double) -> Phrase {
        let (covariate, unit) = (text("covariate"), text("measured_in"))
        let above = text("side") != "<"
        func amount(_ language: Language) -> String {
            // Attendance is in thousands.
            let number = TermNumber.plain(unit == "1000" ? threshold * 1000 : threshold, language)
            return ["", "1", "yes"].contains(unit) ? number : number + (unit == "1000" ? "" : "\u{202F}\(unit)")
        }
        let (fr, en) = (amount(.french), amount(.english))
        if let known = TermCovariate(covariate) {
            return known.cut(bin: bin, above: above, amount: Phrase(fr: fr, en: en), isZero: threshold == 0)
        }
        return Phrase(
            fr: "\(bin[.french]) à \(above ? "plus" : "moins") de \(fr) (« \(covariate) »)",
            en: "\(bin[.english]) with \(above ? "more" : "less") than \(en) (“\(covariate)”)")
    }
}
