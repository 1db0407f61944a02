import Editions
import Vocabulary

/// How the forecasts of a table did so far, with how sure that is; replays are left out, for they prove nothing.
struct LedgerTotals: Sendable {
    /// A figure with the ends of its 95 % interval.
    struct Estimate: Sendable, Equatable {
        let value: Double
        let low: Double
        let high: Double
    }

    /// How many published figures were forecast.
    let figures: Int
    /// Into how many weeks they fall: the blocks that intervals come from.
    let weeks: Int
    /// How many fell into their intervals of 80 and 95 %.
    let inside80: Int
    let inside95: Int
    /// The parts that they are; nil with too few weeks to tell an interval.
    let coverage80: Estimate?
    let coverage95: Estimate?
    /// 1 − the ranked probability score over the naive guess's; nil with too few weeks.
    let skill: Estimate?
    /// How much smaller the log score is than the naive guess's, in nats a figure; nil with too few weeks.
    let gain: Estimate?

    /// So many weeks are enough for an interval.
    static let fewestWeeks = 8

    /// Sums scores up.
    ///
    /// Intervals are those of the jackknife that leaves one week out at a time (Efron & Tibshirani 1993, chapter 11), with
    /// Student's quantile for the number of weeks, so that the days of one week may depend on each other.
    ///
    /// - Complexity: O(scores + weeks²).
    init(_ scored: [ScoredForecast], calendar: CivilCalendar) {
        var sums: [UTCSeconds: Sums] = [:]
        for item in scored where !item.forecast.isReplay {
            sums[calendar.bin(.week, containing: item.score.bin).start, default: Sums()].add(item.score)
        }
        let all = sums.values.reduce(into: Sums()) { $0.add($1) }
        let blocks = sums.sorted { $0.key < $1.key }.map(\.value)
        figures = Int(all.figures)
        weeks = blocks.count
        inside80 = Int(all.inside80)
        inside95 = Int(all.inside95)
        func estimate(_ ratio: (Sums) -> Double, within bounds: ClosedRange<Double>) -> Estimate? {
            Self.jackknife(blocks, all, ratio, bounds)
        }
        let everything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        coverage80 = estimate({ $0.inside80 / $0.figures }, within: 0...1)
        coverage95 = estimate({ $0.inside95 / $0.figures }, within: 0...1)
        skill = estimate({ 1 - $0.crps / $0.naiveCRPS }, within: everything)
        gain = estimate({ ($0.naiveLogScore - $0.logScore) / $0.figures }, within: everything)
    }

    private struct Sums {
        var (figures, inside80, inside95) = (0.0, 0.0, 0.0)
        var (crps, naiveCRPS, logScore, naiveLogScore) = (0.0, 0.0, 0.0, 0.0)

        mutating func add(_ score: LedgerScore) {
            figures += Double(score.figures)
            inside80 += Double(score.inside80)
            inside95 += Double(score.inside95)
            crps += score.crps
            naiveCRPS += score.naiveCRPS
            logScore += score.logScore
            naiveLogScore += score.naiveLogScore
        }

        mutating func add(_ other: Sums, times sign: Double = 1) {
            figures += sign * other.figures
            inside80 += sign * other.inside80
            inside95 += sign * other.inside95
            crps += sign * other.crps
            naiveCRPS += sign * other.naiveCRPS
            logScore += sign * other.logScore
            naiveLogScore += sign * other.naiveLogScore
        }
    }

    private static func jackknife(
        _ blocks: [Sums], _ all: Sums, _ ratio: (Sums) -> Double, _ bounds: ClosedRange<Double>
    ) -> Estimate? {
        guard blocks.count >= fewestWeeks else { return nil }
        let value = ratio(all)
        let without = blocks.map { block in
            var rest = all
            rest.add(block, times: -1)
            return ratio(rest)
        }
        let count = Double(blocks.count)
        let mean = without.reduce(0, +) / count
        let variance = (count - 1) / count * without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let margin = studentQuantile(freedoms: count - 1) * variance.squareRoot()
        guard value.isFinite, margin.isFinite else { return nil }
        return Estimate(
            value: value, low: max(bounds.lowerBound, value - margin), high: min(bounds.upperBound, value + margin))
    }

    /// The 97.5 % quantile of Student's law, by the expansion around the normal one (Abramowitz & Stegun 26.7.5); with
    /// seven or more degrees of freedom its error is below 0.001.
    static func studentQuantile(freedoms: Double) -> Double {
        let z = 1.959_963_984_540_054
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        let first = (z3 + z) / 4
        let second = (5 * z5 + 16 * z3 + 3 * z) / 96
        let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384
        return z + first / freedoms + second / (freedoms * freedoms) + third / (freedoms * freedoms * freedoms)
    }
}
