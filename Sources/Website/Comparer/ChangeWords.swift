import Analysis
import Vocabulary

/// Changes in words: « 8 % de plus, entre 5 et 11 % ».
struct ChangeWords {
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// A ratio as a change: a percentage, or how many times as many from three times on.
    func change(_ ratio: Double) -> String {
        guard ratio.isFinite else { return "∞" }
        if ratio >= 3 { return "× " + numbers.decimal(ratio, decimals: ratio < 10 ? 1 : 0) }
        let share = ratio - 1
        let text = numbers.percent(abs(share))
        // What rounds to nothing has no sign.
        if text == numbers.percent(0) { return text }
        return (share < 0 ? "−" : "+") + text
    }

    /// The ends of an interval of ratios: « entre +5 % et +11 % ».
    func between(_ low: Double, _ high: Double) -> String {
        let (low, high) = (change(low), change(high))
        return isFrench ? "entre \(low) et \(high)" : "between \(low) and \(high)"
    }

    /// A change with its interval; of what there was nothing of before, at least how much more there is.
    func text(_ change: Change) -> String {
        if change.verdict == .tooFew { return verdict(.tooFew) }
        guard let ratio = change.ratio else { return atLeast(change) }
        return "\(self.change(ratio)), \(between(change.interval.low, change.interval.high))"
    }

    /// What an interval without an upper end says: « au moins +20 % ».
    func atLeast(_ change: Change) -> String {
        guard change.interval.low > 1 else { return verdict(change.verdict) }
        let low = self.change(change.interval.low)
        return isFrench ? "au moins \(low)" : "at least \(low)"
    }

    /// What can be said.
    func verdict(_ verdict: Change.Verdict) -> String {
        switch verdict {
        case .higher: isFrench ? "plus" : "more"
        case .lower: isFrench ? "moins" : "less"
        case .noClearDifference: isFrench ? "pas de différence nette" : "no clear difference"
        case .tooFew: YesterdayWords.tooFew[language]
        }
    }

    /// What a class of the map is called.
    func shade(_ shade: Change.Shade) -> String {
        let (low, high) = (change(Change.Shade.much.low), change(Change.Shade.much.high))
        return switch shade {
        case .muchLess: isFrench ? "moins, au-delà de \(low)" : "less, beyond \(low)"
        case .less: isFrench ? "moins, jusqu'à \(low)" : "less, up to \(low)"
        case .more: isFrench ? "plus, jusqu'à \(high)" : "more, up to \(high)"
        case .muchMore: isFrench ? "plus, au-delà de \(high)" : "more, beyond \(high)"
        case .noClearDifference: verdict(.noClearDifference)
        case .tooFew: verdict(.tooFew)
        }
    }

    /// A count with its interval: « 1 240, entre 1 230 et 1 251 ».
    func count(_ count: Change.Count) -> String {
        let shown = numbers.integer(count.shown)
        return count.isExact
            ? shown : "\(shown) (\(numbers.between(count.lowShown, count.highShown)))"
    }

    /// « 37 de plus », by how much a count differs from what as many known days had before.
    func difference(_ change: Change) -> String {
        let difference = Int(change.difference.rounded())
        let number = numbers.integer(abs(difference))
        return isFrench
            ? "\(number) de \(difference < 0 ? "moins" : "plus")" : "\(number) \(difference < 0 ? "fewer" : "more")"
    }
}
