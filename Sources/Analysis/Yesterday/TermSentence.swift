import Foundation
public import Vocabulary

/// A term of a regression on context as a sentence: « un soir à plus de 30 °C : 1,4 fois plus d'appels, entre 1,3 et 1,5 ».
///
/// A ratio below 1 is told the other way round, as so many times fewer; an interval that holds 1 as no clear difference.
public struct TermSentence: Sendable, Hashable {
    /// What is counted, in the plural.
    public let counted: Phrase
    /// What a bin is called, with its article; nil takes the level's name.
    public let moment: Phrase?

    /// Makes a builder of sentences.
    public init(counted: Phrase = Phrase(fr: "appels", en: "calls"), moment: Phrase? = nil) {
        (self.counted, self.moment) = (counted, moment)
    }

    /// The sentence of a record of the kinds `term` and `factor`.
    ///
    /// - Returns: nil for other kinds and for terms without an interval.
    public func phrase(_ record: AnalysisReport.Record) -> Phrase? {
        guard record.kind == "term" || record.kind == "factor", let ratio = record.estimate,
            let interval = record.interval, ratio > 0, ratio.isFinite, interval.low > 0, interval.high.isFinite
        else { return nil }
        let condition = TermCondition(record, moment: moment).phrase
        return Phrase(
            fr: condition[.french] + "\u{202F}: " + finding(ratio, interval, .french),
            en: condition[.english] + ": " + finding(ratio, interval, .english))
    }

    private func finding(_ ratio: Double, _ interval: AnalysisReport.Interval, _ language: Language) -> String {
        let word = counted[language]
        let elided = "aeiouyhâàéèêîôû".contains(word.lowercased().first ?? " ") ? "d'\(word)" : "de \(word)"
        if interval.low <= 1, interval.high >= 1 {
            let digits = TermNumber.decimals([interval.low, interval.high], isBesideOne: true)
            let (low, high) = (
                TermNumber.text(interval.low, digits, language), TermNumber.text(interval.high, digits, language)
            )
            return language == .french
                ? "pas de différence nette du nombre \(elided), entre \(low) et \(high) fois"
                : "no clear difference in the number of \(word), between \(low) and \(high) times"
        }
        let more = ratio > 1
        let (value, low, high) =
            more ? (ratio, interval.low, interval.high) : (1 / ratio, 1 / interval.high, 1 / interval.low)
        let digits = TermNumber.decimals([value, low, high])
        let texts = [value, low, high].map { TermNumber.text($0, digits, language) }
        return language == .french
            ? "\(texts[0]) fois \(more ? "plus" : "moins") \(elided), entre \(texts[1]) et \(texts[2])"
            : "\(texts[0]) times \(more ? "more" : "fewer") \(word), between \(texts[1]) and \(texts[2])"
    }
}

/// Numbers as the languages write them.
enum TermNumber {
    /// One decimal, or as many as tell the ratios from each other, and from 1 unless that is said anyway; six at most.
    static func decimals(_ ratios: [Double], isBesideOne: Bool = false) -> Int {
        let apart = Set(isBesideOne ? ratios : ratios + [1])
        return (1..<6).first { decimals in
            Set(apart.map { ($0 * pow(10, Double(decimals))).rounded() }).count == apart.count
        } ?? 6
    }

    /// A number with so many decimals.
    static func text(_ value: Double, _ decimals: Int, _ language: Language) -> String {
        let scale = pow(10, Double(decimals))
        let scaled = (abs(value) * scale).rounded()
        guard scaled.isFinite, scaled < 1e15 else { return "—" }
        let whole = String(Int(scaled / scale))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) {
                grouped += language == .french ? "\u{202F}" : ","
            }
            grouped.append(digit)
        }
        let sign = value < 0 && scaled > 0 ? "−" : ""
        guard decimals > 0 else { return sign + grouped }
        let fraction = String(Int(scaled) - (Int(scaled / scale)) * Int(scale))
        let zeros = String(repeating: "0", count: max(0, decimals - fraction.count))
        return sign + grouped + (language == .french ? "," : ".") + zeros + fraction
    }

    /// A number without the decimals that it doesn't need.
    static func plain(_ value: Double, _ language: Language) -> String {
        for decimals in 0...3 {
            let scaled = value * pow(10, Double(decimals))
            if abs(scaled - scaled.rounded()) < 1e-9 { return text(value, decimals, language) }
        }
        return text(value, 3, language)
    }
}
