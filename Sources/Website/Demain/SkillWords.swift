import Vocabulary

/// How good forecasts were so far, in plain words, never without the interval.
struct SkillWords {
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// What a naive guess does, inside a sentence.
    func guess(_ key: String) -> String {
        switch key {
        case "seasonal_naive":
            isFrench ? "répéter les semaines d'avant" : "repeating the weeks before"
        case "cell_mean": isFrench ? "prendre la moyenne de chaque lieu" : "taking each place's mean"
        default: key
        }
    }

    /// How much smaller the error is than that of the hardest guess to beat; nil where nothing was measured.
    func sentence(_ skills: [IssuedForecast.Skill]) -> String? {
        guard let hardest = skills.min(by: { $0.crpsSkill < $1.crpsSkill }) else { return nil }
        let (low, high) = (hardest.crpsSkillLow, hardest.crpsSkillHigh)
        let naive = guess(hardest.over)
        let share = numbers.percent(abs(hardest.crpsSkill))
        if isFrench {
            let word = hardest.crpsSkill >= 0 ? "de moins" : "de plus"
            return
                "À l'essai, ces prévisions se trompaient de \(share) \(word) qu'une règle naïve (\(range(low, high))), qui est de \(naive)."
        }
        let word = hardest.crpsSkill >= 0 ? "less" : "more"
        return
            "In trials these forecasts erred by \(share) \(word) than a naive rule (\(range(low, high))), which is \(naive)."
    }

    /// A range of numbers in a table; a dash between negative ones would read like a sign.
    func ends(_ low: Double, _ high: Double, _ write: (Double) -> String) -> String {
        write(low) + (low < 0 ? isFrench ? " à " : " to " : "–") + write(high)
    }

    /// The range of a skill as less or more error.
    func range(_ low: Double, _ high: Double) -> String {
        let (start, and) = isFrench ? ("entre", "et") : ("between", "and")
        if low >= 0 { return "\(start) \(numbers.percent(low)) \(and) \(numbers.percent(high))" }
        func side(_ value: Double) -> String {
            // The ledger writes an interval without an end as one beyond anything.
            guard value > -100 else { return isFrench ? "une perte sans limite" : "a loss without limit" }
            let words = isFrench ? (value >= 0 ? "de moins" : "de plus") : value >= 0 ? "less" : "more"
            return "\(numbers.percent(abs(value))) \(words)"
        }
        return "\(start) \(side(low)) \(and) \(side(high))"
    }
}
