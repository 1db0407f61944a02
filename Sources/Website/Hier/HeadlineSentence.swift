import Vocabulary

/// The sentence that answers before any picture, made from the figures by rules.
struct HeadlineSentence {
    let answer: YesterdayAnswer
    let territory: Territory
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// The sentences, the first of which holds the total.
    var sentences: [String] {
        var all = [total]
        if let comparison { all.append(comparison) }
        if answer.total != nil { all.append(outstanding) }
        return all
    }

    private var when: String { DateFormat(language: language).period(answer.question.from, answer.question.to) }

    private var who: String {
        guard let place = answer.question.place else { return territory.name }
        let name =
            answer.map.figures.places.first { $0.id == place }?.title(in: territory)
            ?? CellName.name(of: place, in: territory)
        return "\(name) (\(territory.name))"
    }

    private var total: String {
        let question = answer.question
        guard let total = answer.total else {
            return isFrench
                ? "\(who), \(when) : aucun total n'est publié." : "\(who), \(when): no total is published."
        }
        let reading = total.reading
        var sentence = "\(who), \(when)\(isFrench ? "\u{A0}: " : ": ")"
        sentence += "\(numbers.integer(reading.shown)) \(Words.counted(answer.origins.main, reading.shown)[language])"
        if question.selection != .all,
            let title = answer.choices.selections.first(where: { $0.selection == question.selection })?.title
        {
            sentence += isFrench ? ", «\u{A0}\(title[language])\u{A0}»" : ", “\(title[language])”"
        }
        for origin in answer.origins.others { sentence += Words.including(origin)[language] }
        if !reading.isExact { sentence += " (\(numbers.between(reading.low, reading.high)))" }
        return sentence + (total.cover.isComplete ? "." : Words.onlyPublishedPart[language])
    }

    /// How the period compares with as many days before, where both are published whole.
    private var comparison: String? {
        guard let now = answer.total, let before = answer.previous, now.cover.isComplete, before.cover.isComplete,
            before.reading.low > 0
        else { return nil }
        let days = answer.question.days
        let (a, b) = (now.reading, before.reading)
        let low = Double(a.low) / Double(b.high) - 1
        let high = Double(a.high) / Double(b.low) - 1
        let change = Double(a.shown) / Double(b.shown) - 1
        let scatter = 1.96 * (Double(a.shown + b.shown) + a.variance + b.variance).squareRoot()
        let earlier =
            isFrench
            ? (days == 1 ? "la veille" : "les \(numbers.integer(days)) jours précédents")
            : (days == 1 ? "the day before" : "the \(numbers.integer(days)) days before")
        let than = days == 1 ? earlier : (isFrench ? "pendant \(earlier)" : "in \(earlier)")
        if low <= 0, high >= 0, !(a.isExact && b.isExact) {
            return isFrench
                ? "C'est comparable \(days == 1 ? "à la veille" : "aux \(numbers.integer(days)) jours précédents") (entre \(signed(low)) et \(signed(high)))."
                : "That is comparable with \(earlier) (between \(signed(low)) and \(signed(high)))."
        }
        if change == 0 {
            return isFrench ? "C'est autant que \(than)." : "That is as many as \(than)."
        }
        var sentence = isFrench ? "C'est \(signed(change)) que \(than)" : "That is \(signed(change)) than \(than)"
        if !(a.isExact && b.isExact) {
            let ends = [abs(low), abs(high)].sorted()
            let (least, most) = (numbers.percent(ends[0]), numbers.percent(ends[1]))
            sentence += isFrench ? " (entre \(least) et \(most))" : " (between \(least) and \(most))"
        }
        if abs(Double(a.shown - b.shown)) < scatter {
            sentence +=
                isFrench ? ", un écart que le hasard suffit à expliquer" : ", a gap that chance alone can explain"
        }
        return sentence + "."
    }

    /// « 45 % », or « 45 %, entre 41 % et 49 % » where either count is noised.
    private func share(of part: Reading, in whole: Reading) -> String {
        let share = numbers.percent(Double(part.shown) / Double(whole.shown))
        if part.isExact && whole.isExact { return share }
        let low = numbers.percent(min(1, Double(part.low) / Double(max(1, whole.high))))
        let high = numbers.percent(min(1, Double(part.high) / Double(max(1, whole.low))))
        return share + (isFrench ? ", entre \(low) et \(high)" : ", between \(low) and \(high)")
    }

    private func signed(_ change: Double) -> String {
        let share = numbers.percent(abs(change))
        return isFrench
            ? "\(share) de \(change < 0 ? "moins" : "plus")" : "\(share) \(change < 0 ? "less" : "more")"
    }

    /// What stands out, or that nothing does.
    private var outstanding: String {
        let places = answer.question.place == nil ? answer.placesThatStandOut.map { $0.title(in: territory) } : []
        var parts: [String] = []
        if let category = answer.categoryThatStandsOut, let total = answer.total, total.reading.shown > 0 {
            let share = share(of: category.reading, in: total.reading)
            parts.append(
                isFrench
                    ? "Le plus fréquent\u{A0}: «\u{A0}\(category.title[language])\u{A0}» (\(share))"
                    : "Most frequent: “\(category.title[language])” (\(share))")
        }
        if !places.isEmpty {
            let list = numbers.list(places)
            parts.append(
                isFrench
                    ? "\(list) \(places.count == 1 ? "se détache" : "se détachent") des autres lieux"
                    : "\(list) \(places.count == 1 ? "stands" : "stand") out from the other places")
        } else if answer.question.place == nil, !answer.map.figures.places.isEmpty {
            parts.append(
                isFrench ? "Aucun lieu ne se détache nettement" : "No place clearly stands out")
        }
        if parts.isEmpty {
            return isFrench ? "Rien ne se détache nettement." : "Nothing clearly stands out."
        }
        return parts.joined(separator: ". ") + "."
    }
}
