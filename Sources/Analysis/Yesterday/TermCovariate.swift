import Foundation
import Vocabulary

/// What a covariate is called in a sentence, by its key: `hourly-temperature-2m` is « température », "temperature".
struct TermCovariate {
    /// How one speaks of more of it.
    enum Kind: Hashable {
        /// It is high or low: a temperature, a wind.
        case height
        /// There is much or little of it: rain, sunshine.
        case amount
        /// There are several: events, works.
        case number
        /// It is so or it isn't: a holiday.
        case yes
    }

    let kind: Kind
    /// Without an article; with *number*, in the singular.
    let noun: Phrase
    /// With *height*, whether the French noun is feminine.
    private let isFeminine: Bool
    /// With *number*, in the plural; with *yes*, the whole condition.
    private let other: Phrase

    private init(_ kind: Kind, _ fr: String, _ en: String, isFeminine: Bool = false, fr2: String = "", en2: String = "")
    {
        (self.kind, self.isFeminine) = (kind, isFeminine)
        noun = Phrase(fr: fr, en: en)
        other = Phrase(fr: fr2, en: en2)
    }

    private static let eve = TermCovariate(
        .yes, "veille de jour férié", "eve of a public holiday", fr2: "une veille de jour férié",
        en2: "the eve of a public holiday")

    /// By the words that a key begins with, the longer before the shorter.
    private static let known: [(stem: String, words: TermCovariate)] = [
        ("temperature", TermCovariate(.height, "température", "temperature", isFeminine: true)),
        ("apparent-temperature", TermCovariate(.height, "température ressentie", "felt temperature", isFeminine: true)),
        ("relative-humidity", TermCovariate(.height, "humidité", "humidity", isFeminine: true)),
        ("humidity", TermCovariate(.height, "humidité", "humidity", isFeminine: true)),
        ("wind-gusts", TermCovariate(.height, "vent en rafales", "wind in gusts")),
        ("wind-speed", TermCovariate(.height, "vent", "wind")),
        ("wind", TermCovariate(.height, "vent", "wind")),
        ("gust", TermCovariate(.height, "vent en rafales", "wind in gusts")),
        ("cloud", TermCovariate(.height, "nébulosité", "cloud cover", isFeminine: true)),
        ("rain", TermCovariate(.amount, "pluie", "rain")),
        ("precipitation", TermCovariate(.amount, "précipitations", "precipitation")),
        ("snowfall", TermCovariate(.amount, "neige", "snow")),
        ("sunshine", TermCovariate(.amount, "soleil", "sunshine")),
        ("event-attendance", TermCovariate(.amount, "public attendu", "expected attendance")),
        ("attendance", TermCovariate(.amount, "public attendu", "expected attendance")),
        ("event", TermCovariate(.number, "événement", "event", fr2: "événements", en2: "events")),
        ("works", TermCovariate(.number, "chantier", "roadworks site", fr2: "chantiers", en2: "roadworks sites")),
        ("population", TermCovariate(.amount, "population", "population")),
        (
            "public-holiday",
            TermCovariate(.yes, "jour férié", "public holiday", fr2: "un jour férié", en2: "a public holiday")
        ),
        ("holiday", TermCovariate(.yes, "jour férié", "public holiday", fr2: "un jour férié", en2: "a public holiday")),
        ("holiday-eve", eve), ("public-holidays-eve", eve),
        (
            "school-holiday",
            TermCovariate(
                .yes, "jour de vacances scolaires", "day of school holidays", fr2: "pendant les vacances scolaires",
                en2: "in the school holidays")
        ),
    ]

    /// What a summary behind a key adds to the noun.
    private static let summaries: [(suffix: String, fr: (String, String), en: String)] = [
        ("max", ("maximal", "maximale"), "highest"), ("min", ("minimal", "minimale"), "lowest"),
        ("mean", ("moyen", "moyenne"), "mean"),
    ]

    /// The words of a key; nil for one that isn't known.
    init?(_ key: String) {
        var words = key.lowercased().replacing("_", with: "-").split(separator: "-").map(String.init)
        if words.count > 1, words[0] == "hourly" || words[0] == "daily" { words.removeFirst() }
        let rest = words.joined(separator: "-")
        let found = Self.known.filter { rest.hasPrefix($0.stem) }.max { $0.stem.count < $1.stem.count }
        guard var found = found?.words else { return nil }
        if found.kind == .height, let summary = Self.summaries.first(where: { words.last == $0.suffix }) {
            let adjective = found.isFeminine ? summary.fr.1 : summary.fr.0
            found = TermCovariate(
                .height, found.noun[.french] + " " + adjective, summary.en + " " + found.noun[.english],
                isFeminine: found.isFeminine)
        }
        self = found
    }

    /// What a step up is called: « pour une température plus haute de 1 °C », "for 1 mm more of rain".
    ///
    /// - Parameters:
    ///   - unit: of the covariate; `1` for a bare number, `1000` for thousands of people, `day` for days of a longer bin.
    func step(unit: String) -> Phrase {
        switch kind {
        case .height:
            let one = unit == "1" ? "1" : "1\u{202F}\(unit)"
            return Phrase(
                fr:
                    "pour \(isFeminine ? "une" : "un") \(noun[.french]) plus \(isFeminine ? "haute" : "fort") de \(one)",
                en: "for a \(noun[.english]) \(one) higher")
        case .amount where unit == "1000":
            return Phrase(
                fr: "pour 1\u{202F}000 personnes de plus (\(noun[.french]))",
                en: "for 1,000 more people (\(noun[.english]))")
        case .amount:
            let one = unit == "1" ? "1" : "1\u{202F}\(unit)"
            return Phrase(
                fr: "pour \(one) de plus (\(noun[.french]))", en: "for \(one) more (\(noun[.english]))")
        case .number:
            return Phrase(fr: "pour un \(noun[.french]) de plus", en: "for one more \(noun[.english])")
        case .yes:
            return unit == "yes"
                ? other : Phrase(fr: "par \(noun[.french])", en: "for each \(noun[.english])")
        }
    }

    /// What a bin beyond a threshold is called: « un jour à plus de 30 °C », "a day with rain".
    ///
    /// - Parameters:
    ///   - bin: what a bin is called, with its article.
    ///   - amount: the threshold with its unit, as each language writes it.
    ///   - isZero: whether the threshold is 0: then the thing is there or isn't.
    func cut(bin: Phrase, above: Bool, amount: Phrase, isZero: Bool) -> Phrase {
        let (fr, en) = (bin[.french], bin[.english])
        let (limit, limitEnglish) = (amount[.french], amount[.english])
        switch kind {
        case .height where noun[.french].hasPrefix("température"):
            let which = noun[.french] == "température" ? ("", "") : (" (\(noun[.french]))", " (\(noun[.english]))")
            return Phrase(
                fr: "\(fr) à \(above ? "plus" : "moins") de \(limit)\(which.0)",
                en: "\(en) \(above ? "above" : "below") \(limitEnglish)\(which.1)")
        case .height:
            return Phrase(
                fr: "\(fr) avec \(isFeminine ? "une" : "un") \(noun[.french]) \(above ? "au-dessus" : "au-dessous") de "
                    + limit,
                en: "\(en) with a \(noun[.english]) \(above ? "above" : "below") \(limitEnglish)")
        case .amount where isZero && above:
            return Phrase(fr: "\(fr) avec \(noun[.french])", en: "\(en) with \(noun[.english])")
        case .amount:
            return Phrase(
                fr: "\(fr) avec \(above ? "plus" : "moins") de \(limit) (\(noun[.french]))",
                en: "\(en) with \(above ? "more" : "less") than \(limitEnglish) (\(noun[.english]))")
        case .number where isZero && above:
            return Phrase(
                fr: "\(fr) avec au moins un \(noun[.french])", en: "\(en) with at least one \(noun[.english])")
        case .number:
            return Phrase(
                fr: "\(fr) avec \(above ? "plus" : "moins") de \(limit) \(other[.french])",
                en: "\(en) with \(above ? "more" : "fewer") than \(limitEnglish) \(other[.english])")
        case .yes:
            return above
                ? other : Phrase(fr: "sauf \(other[.french])", en: "other than \(other[.english])")
        }
    }
}
