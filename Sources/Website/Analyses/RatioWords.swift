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

    /// A record's ratio and its interval as numbers, with the digits that tell them from each other and from no difference.
    func figures(_ record: AnalysisReport.Record) -> (ratio: String, interval: String) {
        let interval = record.interval.map { [$0.low, $0.high] } ?? []
        let values = (record.estimate.map { [$0] } ?? []) + interval
        let apart = Set(values.filter(\.isFinite) + [1])
        let decimals =
            (2..<5).first { decimals in
                Set(apart.map { text($0, decimals) }).count == apart.count
            } ?? 5
        return (
            record.estimate.map { text($0, decimals) } ?? "—",
            interval.isEmpty ? "—" : interval.map { text($0, decimals) }.joined(separator: "–")
        )
    }

    private func text(_ value: Double, _ decimals: Int) -> String {
        value.isFinite ? numbers.decimal(value, decimals: decimals) : "∞"
    }

    /// A p-value.
    func probability(_ p: Double?) -> String {
        guard let p else { return "—" }
        return p < 0.001 ? "< " + numbers.decimal(0.001, decimals: 3) : numbers.decimal(p, decimals: 3)
    }
}
