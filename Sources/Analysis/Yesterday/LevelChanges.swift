import Foundation
import Statistics
import Vocabulary

/// The changes of level of a seasonally adjusted series, with a dispersion that allows for autocorrelation.
///
/// `ChangePoints` with its dispersion, which successive differences make too small where neighbours resemble each other,
/// multiplied by (1 + ρ)/(1 − ρ)²: the long-run variance over half the mean square of successive differences, for a
/// first-order autoregression.
struct LevelChanges {
    /// One change.
    struct Change {
        /// The first day of the first step after it.
        let date: CivilDate
        /// The first day of the earliest and the latest step that the confidence set of the date holds.
        let earliest: CivilDate
        let latest: CivilDate
        /// Rates, in counts per step.
        let before: Double
        let after: Double
        /// After over before; nil where noise made a level not positive.
        let ratio: Double?
        let interval: (low: Double, high: Double)
        let p: Double
    }

    /// The changes, in order.
    let changes: [Change]
    /// The levels between them.
    let levels: EvenSeriesLevels?
    /// The factor on the Poisson variance, autocorrelation allowed for.
    let dispersion: Double
    /// The lag-one autocorrelation, from 0 up.
    let autocorrelation: Double
    /// Whether a straight line explains the series at least as well as the changes do (Schwarz 1978).
    let isGradual: Bool

    /// The fewest steps between two changes.
    static let shortest = 4
    /// The fewest known steps that are searched.
    static let fewest = 16

    /// Searches a series.
    ///
    /// - Parameters:
    ///   - series: adjusted counts in weeks or longer.
    ///   - null: the law for its number of known steps, in segments of `shortest`.
    init(
        _ series: EvenSeries, null: ChangePointNull, falseAlarm: Double, coverage: Double
    ) throws(SeriesFailure) {
        let known = series.counts.indices.filter { series.exposures[$0] > 0 }
        let counts = known.map { series.counts[$0] }
        let exposures = known.map { series.exposures[$0] }
        let noise = known.map { series.variances[$0] }
        let rates = series.counts.indices.map { series.exposures[$0] > 0 ? series.rates[$0] : nil }
        let plain = try ChangePoints(shortest: Self.shortest, threshold: .penalty(1e9), coverage: coverage)
            .fit(counts, exposures: exposures, noiseVariances: noise)
        let correlation = Autocorrelation.ofDifferences(rates)
        let factor = plain.dispersion * (1 + correlation) / ((1 - correlation) * (1 - correlation))
        let found = try ChangePoints(
            shortest: Self.shortest, threshold: .falseAlarm(falseAlarm, null), dispersion: .given(factor),
            coverage: coverage
        ).fit(counts, exposures: exposures, noiseVariances: noise)
        func side(_ range: Range<Int>) -> RateComparison.Side {
            let noised = noise[range].reduce(0, +)
            return RateComparison.Side(
                count: noised > 0 ? counts[range].reduce(0, +) : max(counts[range].reduce(0, +), 0),
                exposure: exposures[range].reduce(0, +), noiseVariance: noised)
        }
        var changes: [Change] = []
        for (index, change) in found.changes.enumerated() {
            let (before, after) = (found.segments[index].range, found.segments[index + 1].range)
            let comparison = RateComparison(
                side(after), side(before), variation: .proportional(dispersion: factor), coverage: coverage)
            changes.append(
                Change(
                    date: series.days[known[change.index]], earliest: series.days[known[change.earliest]],
                    latest: series.days[known[change.latest]], before: change.before, after: change.after,
                    ratio: comparison.ratio, interval: (comparison.lower, comparison.upper), p: change.pValue ?? 1))
        }
        self.changes = changes
        dispersion = factor
        autocorrelation = correlation
        let positive = found.segments.allSatisfy { $0.rate > 0 }
        levels =
            changes.isEmpty || !positive
            ? nil
            : EvenSeriesLevels(
                starts: found.segments.map { series.days[known[$0.range.lowerBound]] },
                levels: found.segments.map(\.rate))
        isGradual =
            !changes.isEmpty
            && Self.lineExplains(
                known.map { Double($0) }, zip(counts, exposures).map { $0 / $1 }, exposures, noise,
                segments: found.segments, dispersion: factor)
    }

    /// Whether a line's chi-squared, with ln n for each parameter beyond the level, is no more than the steps'.
    private static func lineExplains(
        _ times: [Double], _ rates: [Double], _ exposures: [Double], _ noise: [Double],
        segments: [Segmentation.Segment], dispersion: Double
    ) -> Bool {
        let mean = max(rates.reduce(0, +) / Double(rates.count), 1e-9)
        let weights = rates.indices.map {
            exposures[$0] * exposures[$0] / (dispersion * mean * exposures[$0] + noise[$0])
        }
        let total = weights.reduce(0, +)
        let time = zip(times, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        let level = zip(rates, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        var (top, bottom) = (0.0, 0.0)
        for index in rates.indices {
            top += weights[index] * (times[index] - time) * (rates[index] - level)
            bottom += weights[index] * (times[index] - time) * (times[index] - time)
        }
        let slope = bottom > 0 ? top / bottom : 0
        let line = rates.indices.reduce(0.0) {
            $0 + weights[$1] * pow(rates[$1] - level - slope * (times[$1] - time), 2)
        }
        var steps = 0.0
        for segment in segments {
            for index in segment.range { steps += weights[index] * pow(rates[index] - segment.rate, 2) }
        }
        let price = log(Double(rates.count))
        return line + price <= steps + 2 * Double(segments.count - 1) * price
    }
}
