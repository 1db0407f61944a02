import Analysis
import Vocabulary

/// The sentences that answer before the picture of *Comparer*.
struct ComparisonSentence {
    let answer: ComparisonAnswer
    let territory: Territory
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var words: ChangeWords { ChangeWords(language: language) }
    private var isFrench: Bool { language == .french }
    private var question: Question { answer.question }

    /// The sentences, the first of which holds both counts.
    var sentences: [String] {
        if let refusal = answer.refusal { return [refusal.what[language], refusal.remedy[language]] }
        return [counts, verdict, places].compactMap { $0 }
    }

    /// How the period stands beside the one compared with, in one sentence that says when that was.
    var change: String {
        guard answer.refusal == nil, let verdict else { return "" }
        let (from, to) = answer.compared.before
        let then = DateFormat(language: language).period(from, to)
        return isFrench
            ? "Par rapport à la période \(then) : \(lowered(verdict))"
            : "Beside the period \(then): \(lowered(verdict))"
    }

    /// A sentence as it goes on after a colon.
    private func lowered(_ sentence: String) -> String { sentence.prefix(1).lowercased() + sentence.dropFirst() }

    private var who: String {
        guard let place = question.place else { return territory.name }
        let name =
            answer.compared.choices.places.first { $0.id == place }?.title(in: territory)
            ?? CellName.name(of: place, in: territory)
        return "\(name) (\(territory.name))"
    }

    private var counts: String {
        let dates = DateFormat(language: language)
        let (from, to) = answer.compared.before
        let (now, then) = (dates.period(question.from, question.to), dates.period(from, to))
        guard let total = answer.total else {
            return isFrench
                ? "\(who), \(now) et \(then) : les deux périodes ne sont pas publiées."
                : "\(who), \(now) and \(then): the two periods aren't both published."
        }
        let counted = Words.counted(answer.origins.main, total.after.shown)[language]
        var what = "\(numbers.integer(total.after.shown)) \(counted)"
        if question.selection != .all,
            let title = answer.compared.choices.selections.first(where: { $0.selection == question.selection })?.title
        {
            what += isFrench ? ", «\u{A0}\(title[language])\u{A0}»" : ", “\(title[language])”"
        }
        if !total.after.isExact { what += " (\(numbers.between(total.after.lowShown, total.after.highShown)))" }
        let before = words.count(total.before)
        return isFrench
            ? "\(who), \(now) : \(what), contre \(before) \(then)."
            : "\(who), \(now): \(what), against \(before) \(then)."
    }

    private var verdict: String? {
        guard let total = answer.total else { return nil }
        let between = words.between(total.interval.low, total.interval.high)
        switch total.verdict {
        case .tooFew: return isFrench ? "C'est trop peu pour conclure." : "That is too few to tell."
        case .noClearDifference:
            return isFrench
                ? "Pas de différence nette : l'écart est \(between), et le hasard suffit à l'expliquer."
                : "No clear difference: the gap is \(between), and chance can explain it."
        case .higher, .lower:
            let difference = words.difference(total)
            guard let ratio = total.ratio else {
                return isFrench
                    ? "C'est \(difference) pour autant de jours, soit \(words.atLeast(total))."
                    : "That is \(difference) for as many days, or \(words.atLeast(total))."
            }
            return isFrench
                ? "C'est \(difference) pour autant de jours, soit \(words.change(ratio)) (\(between))."
                : "That is \(difference) for as many days, or \(words.change(ratio)) (\(between))."
        }
    }

    private var places: String? {
        let known = answer.places.compactMap { place in place.change.map { (place.place, $0) } }
        guard question.place == nil, known.count > 1 else { return nil }
        func list(_ verdict: Change.Verdict) -> String? {
            let names = known.filter { $0.1.verdict == verdict }.sorted { ($0.1.q ?? 1) < ($1.1.q ?? 1) }
                .map { $0.0.title(in: territory) }
            guard !names.isEmpty else { return nil }
            let rest = names.count - 4
            guard rest > 1 else { return numbers.list(names) }
            return numbers.list(names.prefix(4) + [Words.otherPlaces(rest)[language]])
        }
        let (more, less) = (list(.higher), list(.lower))
        var parts: [String] = []
        if let more { parts.append(isFrench ? "Plus qu'avant : \(more)" : "More than before: \(more)") }
        if let less { parts.append(isFrench ? "Moins qu'avant : \(less)" : "Less than before: \(less)") }
        let few = known.count { $0.1.verdict == .tooFew }
        let equal = known.count { $0.1.verdict == .noClearDifference }
        if more == nil, less == nil {
            parts.append(isFrench ? "Aucun lieu ne change nettement" : "No place changes clearly")
        } else if equal > 0 {
            parts.append(
                isFrench
                    ? "Pas de différence nette dans \(numbers.integer(equal)) lieu\(equal > 1 ? "x" : "")"
                    : "No clear difference in \(numbers.integer(equal)) place\(equal > 1 ? "s" : "")")
        }
        if few > 0 {
            parts.append(
                isFrench
                    ? "Trop peu pour conclure dans \(numbers.integer(few))"
                    : "Too few to tell in \(numbers.integer(few))")
        }
        return parts.joined(separator: ". ") + "."
    }
}
