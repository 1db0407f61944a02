import Analysis
import Vocabulary

/// Ratios in words that say more or fewer: « 17 % de moins », "between 5% and 11% more".
struct RatioWords {
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// A ratio as a change: « 8 % de plus ».
    func change(_ ratio: Double, of what: String? = nil) -> String {
        let percent = numbers.percent(abs(ratio - 1))
        let more = ratio >= 1
        if isFrench {
            return percent + " " + (what.map { "de \($0) " } ?? "") + (more ? "de plus" : "de moins")
        }
        return percent + (more ? " more" : " fewer") + (what.map { " \($0)" } ?? "")
    }

    /// An interval of ratios as a range of changes; an end may be infinite.
    func range(_ interval: AnalysisReport.Interval) -> String {
        let (low, high) = (interval.low, interval.high)
        guard high.isFinite else {
            if low >= 1 {
                return isFrench ? "au moins \(change(low)), sans limite" : "at least \(change(low)), without limit"
            }
            return isFrench
                ? "entre \(change(low)) et une hausse sans limite" : "between \(change(low)) and a rise without limit"
        }
        let and = isFrench ? "et" : "and"
        let start = isFrench ? "entre" : "between"
        if low >= 1 { return "\(start) \(numbers.percent(low - 1)) \(and) \(change(high))" }
        if high <= 1 { return "\(start) \(numbers.percent(1 - high)) \(and) \(change(low))" }
        return "\(start) \(change(low)) \(and) \(change(high))"
    }

    /// A ratio as a number: « 0,83 ».
    func ratio(_ value: Double, decimals: Int = 2) -> String {
        value.isFinite ? numbers.decimal(value, decimals: decimals) : "∞"
    }

    /// An interval of ratios as numbers, with as many digits as tell its ends apart.
    func interval(_ interval: AnalysisReport.Interval?) -> String {
        guard let interval else { return "—" }
        func text(_ decimals: Int) -> [String] {
            [interval.low, interval.high].map { ratio($0, decimals: decimals) }
        }
        let ends = (2...5).lazy.map(text).first { $0[0] != $0[1] } ?? text(2)
        return ends.joined(separator: "–")
    }

    /// A p-value.
    func probability(_ p: Double?) -> String {
        guard let p else { return "—" }
        return p < 0.001 ? "< " + numbers.decimal(0.001, decimals: 3) : numbers.decimal(p, decimals: 3)
    }
}
