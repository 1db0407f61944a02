import Foundation

/// The dates at which a count's level changed, with the confidence that each date and each change deserves.
///
/// PELT (Killick, Fearnhead & Eckley 2012) on a quasi-Poisson likelihood, or a normal one with each value's own variance
/// φμ + σ² where counts carry noise; the penalty is the one at which a series without change raises an alarm as often as
/// asked. Dates have Siegmund's (1988) likelihood-ratio confidence sets. Seasons and trends aren't changes: take them out
/// first (`SeasonalTrend`). Values that follow each other closely, as autocorrelated ones do, raise more alarms.
public struct ChangePoints: Sendable {
    /// What a change must bring.
    public enum Threshold: Sendable {
        /// As much as series without change bring with this probability only.
        case falseAlarm(Double, ChangePointNull)
        /// This fall of −2 log likelihood.
        case penalty(Double)
    }

    /// How much counts vary more than Poisson ones, φ.
    public enum Dispersion: Sendable {
        /// By successive differences.
        case estimated
        /// By this factor.
        case given(Double)
    }

    /// The fewest values that a segment has.
    public let shortest: Int
    /// What a change must bring.
    public let threshold: Threshold
    /// How much counts vary more than Poisson ones.
    public let dispersion: Dispersion
    /// How often a date's confidence set holds it.
    public let coverage: Double

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - shortest: the fewest values that a segment has.
    ///   - threshold: what a change must bring; with a null law its `count` and `shortest` are those of the search.
    ///   - dispersion: how much counts vary more than Poisson ones.
    ///   - coverage: how often a date's confidence set holds it, in 0..<1.
    public init(
        shortest: Int = 4, threshold: Threshold, dispersion: Dispersion = .estimated, coverage: Double = 0.95
    ) {
        precondition(shortest >= 1 && coverage >= 0 && coverage < 1)
        if case .given(let factor) = dispersion { precondition(factor > 0 && factor.isFinite) }
        if case .penalty(let penalty) = threshold { precondition(penalty >= 0) }
        (self.shortest, self.threshold, self.dispersion, self.coverage) = (shortest, threshold, dispersion, coverage)
    }

    /// Finds the changes.
    ///
    /// - Parameters:
    ///   - counts: in order of time, equally spaced; exact ones aren't negative.
    ///   - exposures: what each count is per, above 0; nil for 1.
    ///   - noiseVariances: the variance of each count's noise; nil for exact counts.
    /// - Complexity: O(n²) where there is no change, less where there are many.
    public func fit(
        _ counts: [Double], exposures: [Double]? = nil, noiseVariances: [Double]? = nil
    ) throws(SeriesFailure) -> Segmentation {
        let counts = try SeriesFailure.checked(counts, missing: nil, atLeast: 2 * shortest)
        let exposures = exposures ?? [Double](repeating: 1, count: counts.count)
        let noise = noiseVariances ?? [Double](repeating: 0, count: counts.count)
        guard exposures.count == counts.count, noise.count == counts.count else {
            throw .shapes("\(counts.count) counts, \(exposures.count) exposures, \(noise.count) variances of noise")
        }
        for index in counts.indices {
            guard exposures[index] > 0, exposures[index].isFinite else {
                throw .value("its exposure isn't a finite number above 0", index: index)
            }
            guard noise[index] >= 0, noise[index].isFinite else {
                throw .value("its noise variance isn't a finite number from 0 up", index: index)
            }
            guard noise[index] > 0 || counts[index] >= 0 else {
                throw .value("an exact count isn't negative", index: index)
            }
        }
        let penalty: Double
        switch threshold {
        case .penalty(let fixed): penalty = fixed
        case .falseAlarm(let rate, let null):
            guard null.count == counts.count, null.shortest == shortest else {
                throw .shapes(
                    "the null law is of \(null.count) values in segments from \(null.shortest), the series has "
                        + "\(counts.count) in segments from \(shortest)")
            }
            penalty = null.penalty(falseAlarm: rate)
        }
        let overall = max(counts.reduce(0, +) / exposures.reduce(0, +), .leastNormalMagnitude)
        let factor = Self.dispersion(dispersion, counts, exposures, noise, rate: overall)
        let cost =
            noise.allSatisfy { $0 == 0 }
            ? SegmentCost(counts: counts, exposures: exposures, dispersion: factor)
            : SegmentCost(
                values: counts, exposures: exposures,
                variances: counts.indices.map { factor * overall * exposures[$0] + noise[$0] })
        return segmentation(cost, penalty: penalty, dispersion: factor)
    }

    /// φ such that successive rates differ as much as they do: E(d²) = φ·rate·(1/E + 1/E′) + σ²/E² + σ′²/E′².
    private static func dispersion(
        _ choice: Dispersion, _ counts: [Double], _ exposures: [Double], _ noise: [Double], rate: Double
    ) -> Double {
        if case .given(let factor) = choice { return factor }
        var squares: [Double] = []
        var (counted, noised) = (0.0, 0.0)
        for (here, next) in zip(counts.indices, counts.indices.dropFirst()) {
            let difference = counts[next] / exposures[next] - counts[here] / exposures[here]
            squares.append(difference * difference)
            counted += rate * (1 / exposures[here] + 1 / exposures[next])
            noised +=
                noise[here] / (exposures[here] * exposures[here]) + noise[next] / (exposures[next] * exposures[next])
        }
        let pairs = Double(squares.count)
        let excess = 2 * SuccessiveDifferences.variance(squares: squares) * pairs - noised
        // All counts equal, or noise that happened to be small: next to no variance of their own.
        return max(excess / counted, 1e-3)
    }

    private func segmentation(_ cost: SegmentCost, penalty: Double, dispersion: Double) -> Segmentation {
        let ends = cost.cheapestSegmentation(penalty: penalty, shortest: shortest)
        let starts = [0] + ends.dropLast()
        let segments = zip(starts, ends).map { start, end in
            let rate = cost.rate(start..<end)
            return Segmentation.Segment(range: start..<end, rate: rate.estimate, standardError: rate.standardError)
        }
        // P(the likelihood ratio of the true date exceeds c) ≤ 1 − (1 − e^{−c/2})² (Siegmund 1988).
        let limit = -2 * log(1 - coverage.squareRoot())
        let changes = zip(segments, segments.dropFirst()).map { before, after in
            let (start, date, end) = (before.range.lowerBound, after.range.lowerBound, after.range.upperBound)
            let least = cost(start, date) + cost(date, end)
            let possible = (start + 1..<end).filter { cost(start, $0) + cost($0, end) - least <= limit }
            let gain = cost(start, end) - least
            var pValue: Double?
            if case .falseAlarm(_, let null) = threshold { pValue = null.pValue(gain: gain) }
            return Segmentation.Change(
                index: date, earliest: min(possible.first ?? date, date), latest: max(possible.last ?? date, date),
                before: before.rate, after: after.rate, gain: gain, pValue: pValue)
        }
        return Segmentation(changes: changes, segments: segments, dispersion: dispersion, penalty: penalty)
    }
}

/// A series cut where its level changed.
public struct Segmentation: Sendable, Hashable {
    /// A change of level.
    public struct Change: Sendable, Hashable {
        /// The first value of the new level.
        public let index: Int
        /// The earliest first value that the confidence set holds.
        public let earliest: Int
        /// The latest one.
        public let latest: Int
        /// The rate before, counts per exposure.
        public let before: Double
        /// The rate after.
        public let after: Double
        /// By how much the change makes −2 log likelihood fall.
        public let gain: Double
        /// How often a whole series without change would give such a gain; nil where a penalty was given instead.
        public let pValue: Double?
    }

    /// A stretch of one level.
    public struct Segment: Sendable, Hashable {
        /// Its values.
        public let range: Range<Int>
        /// The rate, counts per exposure.
        public let rate: Double
        /// Its standard error.
        public let standardError: Double
    }

    /// The changes, in order.
    public let changes: [Change]
    /// The segments, one more than there are changes.
    public let segments: [Segment]
    /// The factor φ on the Poisson variance.
    public let dispersion: Double
    /// What each change had to bring.
    public let penalty: Double
}
