import Analysis
import Foundation
import Markup
import Vocabulary

/// An interval of a ratio as a line on a scale of ratios, with a mark at the estimate and at no difference.
struct RatioWhisker {
    /// The farthest ratio drawn, either way.
    let most: Double

    /// A scale that holds the intervals, up to tenfold.
    init(_ records: [AnalysisReport.Record]) {
        let ends = records.flatMap { record -> [Double] in
            guard let interval = record.interval else { return [] }
            return [interval.high, 1 / max(interval.low, 1e-9)].filter(\.isFinite)
        }
        let farthest = min(max(ends.max() ?? 2, 1.25), 10)
        most = [1.25, 1.5, 2, 3, 5, 10].first { $0 >= farthest } ?? 10
    }

    private func place(_ ratio: Double) -> Int {
        let share = log(min(max(ratio, 1 / most), most)) / log(most)
        return Int((50 + 50 * share).rounded())
    }

    /// The picture.
    func html(_ record: AnalysisReport.Record) -> HTML {
        guard let estimate = record.estimate, let interval = record.interval else { return .nothing }
        return """
            <svg viewBox="-2 0 104 10" aria-hidden="true"><path class="none" d="M50 0V10"/>\
            <path d="M\(place(interval.low)) 5H\(place(interval.high))"/>\
            <circle cx="\(place(estimate))" cy="5" r="3"/></svg>
            """
    }

    /// The ends of the scale, for the column's head.
    func head(_ language: Language) -> String {
        let numbers = NumberFormat(language: language)
        return "\(numbers.decimal(1 / most, decimals: 2)) · 1 · \(numbers.decimal(most, decimals: 2))"
    }
}
