import Foundation
import Statistics

/// The scores of one model, over all figures and by category.
struct ScoreSheet: Sendable {
    /// The coverages that are told with an interval.
    static let coverages = [0.8, 0.95]

    /// Sums over some figures.
    struct Sums: Sendable {
        var figures = 0
        var logScore = 0.0
        var rankedProbability = 0.0
        var deviance = 0.0
        var squares = 0.0
        var absolutes = 0.0
        var expected = 0.0
        var observed = 0.0
        var calibration = Calibration()
        /// Over the figures above 0 alone: how many, and absolute errors of the median given that, plain and relative.
        var positives = 0
        var positiveErrors = 0.0
        var positiveShares = 0.0
        /// How many fell inside the intervals kept at their nominal coverage, for 80 and 95 %.
        var conformalInside = [0, 0]
        /// Places pointed at bin by bin, and once for all bins of an origin.
        var pointed: AreaAccuracy
        var pointedAhead: AreaAccuracy
        /// How many transforms fell inside the central intervals, by ``ScoreSheet/coverages``.
        var inside = ScoreSheet.coverages.map { _ in 0 }
        /// By origin: sums of the log score and of the ranked probability score.
        var logScores: [Double] = []
        var rankedProbabilities: [Double] = []
        /// By origin: how many figures, and by coverage how many fell inside the plain and inside the kept intervals.
        var figureCounts: [Double] = []
        var insides: [[Double]] = ScoreSheet.coverages.map { _ in [] }
        var conformalInsides: [[Double]] = ScoreSheet.coverages.map { _ in [] }

        fileprivate init(_ area: AreaAccuracy) { (pointed, pointedAhead) = (area, area) }
    }

    /// For all categories together, then each.
    private(set) var sums: [Sums]
    /// By series: sums of absolute errors and how many.
    private(set) var absoluteErrors: [Double]
    private(set) var errorCounts: [Int]
    /// By category: the levels of the intervals of 80 and of 95 %.
    private(set) var conformal: [[AdaptiveConformal]]
    /// Shares of intervals that missed, which nobody knows before their bin is over.
    private var pending: [(bin: Int, category: Int, missed: [Double], weight: Double)] = []
    /// Bins of one origin that count as so many: what is learned of them at once, all too late for each other, would swing.
    private static let mostAtOnce = 10.0
    private let categories: Int
    private let places: Int
    private var generator: Xoshiro256

    /// An empty sheet.
    ///
    /// - Parameters:
    ///   - areaShares: the shares of the places that are pointed at.
    ///   - seed: decides the draws of the randomised transforms.
    init(categories: Int, places: Int, areaShares: [Double], seed: UInt64) {
        (self.categories, self.places) = (categories, places)
        sums = Array(repeating: Sums(AreaAccuracy(shares: areaShares, places: places)), count: categories + 1)
        absoluteErrors = Array(repeating: 0, count: categories * places)
        errorCounts = Array(repeating: 0, count: categories * places)
        conformal = Array(
            repeating: [AdaptiveConformal(wanted: 0.2), AdaptiveConformal(wanted: 0.05)], count: categories)
        generator = Xoshiro256(seed: seed)
    }

    /// Scores the forecasts of one origin.
    ///
    /// - Parameters:
    ///   - origin: the number of the first bin that is forecast.
    ///   - forecasts: by bin; observed: what came, by bin; a bin of which nothing is known is empty.
    ///   - isScored: false while models are only warmed up: intervals learn, nothing is counted.
    /// - Returns: for each bin the logarithms of what its figures' probabilities were; none where nothing is known.
    mutating func score(
        _ forecasts: [[CountForecast]], observed: [ArraySlice<Double>], origin: Int, isScored: Bool
    ) -> [[Double]] {
        for miss in pending where miss.bin < origin {
            for level in miss.missed.indices {
                conformal[miss.category][level].observe(missed: miss.missed[level], weight: miss.weight)
            }
        }
        pending.removeAll { $0.bin < origin }
        var logarithms: [[Double]] = forecasts.map { _ in [] }
        let weight = min(1, Self.mostAtOnce / Double(max(1, observed.count { !$0.isEmpty })))
        let before = sums.map { ($0.logScore, $0.rankedProbability, $0.figures, $0.inside, $0.conformalInside) }
        var meansAhead = [Double](repeating: 0, count: categories * places)
        var countsAhead = [Int](repeating: 0, count: categories * places)
        for (step, figures) in observed.enumerated() where !figures.isEmpty {
            let counts = figures.map { Int($0.rounded()) }
            var means = [Double](repeating: 0, count: counts.count)
            for category in 0..<categories {
                var missed = [0, 0]
                for place in 0..<places {
                    let index = category * places + place
                    let scores = ForecastScores(
                        forecasts[step][index], count: counts[index], uniform: generator.uniform())
                    logarithms[step].append(-scores.logScore)
                    means[index] = scores.mean
                    let away = 2 * abs(scores.transform - 0.5)
                    let inside = conformal[category].map { away <= $0.coverage }
                    for level in inside.indices where !inside[level] { missed[level] += 1 }
                    guard isScored else { continue }
                    let error = abs(Double(counts[index] - scores.median))
                    absoluteErrors[index] += error
                    errorCounts[index] += 1
                    for scope in [0, category + 1] { sums[scope].add(scores, counts[index], error, inside) }
                }
                pending.append((origin + step, category, missed.map { Double($0) / Double(max(1, places)) }, weight))
            }
            if isScored, places > 1 {
                point(means, counts, at: \.pointed)
                for index in counts.indices {
                    meansAhead[index] += means[index]
                    countsAhead[index] += counts[index]
                }
            }
        }
        guard isScored, observed.contains(where: { !$0.isEmpty }) else { return logarithms }
        if places > 1, countsAhead.contains(where: { $0 != 0 }) { point(meansAhead, countsAhead, at: \.pointedAhead) }
        for scope in sums.indices {
            sums[scope].logScores.append(sums[scope].logScore - before[scope].0)
            sums[scope].rankedProbabilities.append(sums[scope].rankedProbability - before[scope].1)
            sums[scope].figureCounts.append(Double(sums[scope].figures - before[scope].2))
            for level in Self.coverages.indices {
                sums[scope].insides[level].append(Double(sums[scope].inside[level] - before[scope].3[level]))
                sums[scope].conformalInsides[level].append(
                    Double(sums[scope].conformalInside[level] - before[scope].4[level]))
            }
        }
        return logarithms
    }

    /// Points at the places that are expected to have most, in all categories together and in each.
    private mutating func point(
        _ means: [Double], _ counts: [Int], at accuracy: WritableKeyPath<Sums, AreaAccuracy>
    ) {
        var all = ([Double](repeating: 0, count: places), [Double](repeating: 0, count: places))
        for category in 0..<categories {
            let range = category * places..<(category + 1) * places
            let (expected, came) = (Array(means[range]), counts[range].map { Double(max(0, $0)) })
            for place in 0..<places {
                all.0[place] += expected[place]
                all.1[place] += came[place]
            }
            sums[category + 1][keyPath: accuracy].add(expected: expected, came: came)
        }
        sums[0][keyPath: accuracy].add(expected: all.0, came: all.1)
    }
}

extension ScoreSheet.Sums {
    fileprivate mutating func add(_ scores: ForecastScores, _ count: Int, _ error: Double, _ inside: [Bool]) {
        figures += 1
        logScore += scores.logScore
        rankedProbability += scores.rankedProbabilityScore
        deviance += scores.deviance
        let away = Double(count) - scores.mean
        squares += away * away
        absolutes += error
        expected += scores.mean
        observed += Double(count)
        calibration.add(scores.transform)
        for (level, coverage) in ScoreSheet.coverages.enumerated() where abs(scores.transform - 0.5) <= coverage / 2 {
            self.inside[level] += 1
        }
        if count > 0 {
            let positiveError = abs(Double(count - scores.positiveMedian))
            positives += 1
            positiveErrors += positiveError
            positiveShares += positiveError / Double(count)
        }
        for level in inside.indices where inside[level] { conformalInside[level] += 1 }
    }
}
