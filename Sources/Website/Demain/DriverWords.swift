import Vocabulary

/// What drives a day, in words: the names of covariates as people call them.
struct DriverWords: Sendable {
    /// Titles of contextual series by their names, for covariates that have no word of their own here.
    let titles: [String: Phrase]
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }

    /// Names that are known by one of their parts, in the order in which they are looked for.
    private static let known: [(part: String, words: Phrase)] = [
        ("public-holidays-eve", Phrase(fr: "veille de jour férié", en: "eve of a public holiday")),
        ("public-holidays", Phrase(fr: "jour férié", en: "public holiday")),
        ("school-holidays", Phrase(fr: "vacances scolaires", en: "school holidays")),
        ("fireworks", Phrase(fr: "feu d'artifice", en: "fireworks")),
        ("football", Phrase(fr: "match au stade", en: "match at the stadium")),
        ("match", Phrase(fr: "match au stade", en: "match at the stadium")),
        ("attendance", Phrase(fr: "match ou fête annoncé", en: "announced match or festival")),
        ("events", Phrase(fr: "match ou fête annoncé", en: "announced match or festival")),
        ("works", Phrase(fr: "travaux", en: "works")),
        ("wind", Phrase(fr: "vent", en: "wind")),
        ("snow", Phrase(fr: "neige", en: "snow")),
    ]

    /// What a driver is called, with its value where that says more.
    func name(_ driver: IssuedForecast.Driver) -> String {
        let parts = driver.name.split(separator: "-").map(String.init)
        func has(_ name: String) -> Bool {
            let wanted = name.split(separator: "-").map(String.init)
            return parts.indices.contains { parts[$0...].starts(with: wanted) }
        }
        if has("temperature") {
            let value = numbers.decimal(driver.value, decimals: 0) + "\u{202F}°C"
            let word =
                driver.value >= 25
                ? Phrase(fr: "chaleur", en: "heat")
                : driver.value <= 5 ? Phrase(fr: "froid", en: "cold") : Phrase(fr: "température", en: "temperature")
            return "\(word[language]) (\(value))"
        }
        if has("rain") || has("precipitation") {
            guard driver.value > 0 else { return Phrase(fr: "temps sec", en: "dry weather")[language] }
            return Phrase(fr: "pluie", en: "rain")[language]
                + " (\(numbers.decimal(driver.value, decimals: 1))\u{202F}mm)"
        }
        if let known = Self.known.first(where: { has($0.part) }) { return known.words[language] }
        let summaries: Set<String> = ["mean", "max", "min", "sum"]
        let stem = parts.last.map(summaries.contains) == true ? parts.dropLast().joined(separator: "-") : driver.name
        return (titles[driver.name] ?? titles[stem])?[language] ?? driver.name
    }

    /// A driver with the range of its effect: « match au stade, entre 1 % et 5 % de plus ».
    func sentence(_ driver: IssuedForecast.Driver) -> String {
        let warning =
            driver.isExtrapolated
            ? Phrase(fr: ", au-delà de ce qui a été vu", en: ", beyond what was ever seen")[language] : ""
        return name(driver) + ", " + effect(driver) + warning
    }

    /// The range of a driver's effect as more or fewer.
    func effect(_ driver: IssuedForecast.Driver) -> String {
        let (low, high) = (driver.low, driver.high)
        let isFrench = language == .french
        func change(_ ratio: Double) -> String {
            let words = ratio >= 1 ? Phrase(fr: "de plus", en: "more") : Phrase(fr: "de moins", en: "fewer")
            return numbers.percent(abs(ratio - 1)) + " " + words[language]
        }
        let (start, and) = isFrench ? ("entre", "et") : ("between", "and")
        if low >= 1 { return "\(start) \(numbers.percent(low - 1)) \(and) \(change(high))" }
        if high <= 1 { return "\(start) \(numbers.percent(1 - high)) \(and) \(change(low))" }
        return "\(start) \(change(low)) \(and) \(change(high))"
    }
}
