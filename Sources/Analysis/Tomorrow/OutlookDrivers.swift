import Foundation
import Statistics
import Vocabulary

/// What each covariate does to a category's expected total in the bins ahead, and what would be expected without.
///
/// What it does is the pool's own answer with the covariate at its usual value; how sure that is comes from the regression
/// of the totals, whose interval is taken to the pool's scale. A covariate whose interval holds no difference isn't told.
struct OutlookDrivers {
    /// By step, then series: the mean of the pool without what drives its bin.
    private(set) var usual: [[Double]]
    /// By step, then category.
    private(set) var drivers: [[[IssuedForecast.Driver]]]

    /// A change that is smaller isn't worth a word.
    private static let least = 0.01

    init(_ history: CountHistory, _ said: [[CountForecast]], rolling: RollingOrigin, steps: Int) {
        usual = said.map { $0.map(\.mean) }
        drivers = said.map { _ in history.categories.map { _ in [] } }
        guard !history.covariates.isEmpty else { return }
        let lag = (steps + 1) / 2
        let regression = RegressedTotals(fitting: history, lag: lag)
        let totals = Self.totals(usual, history)
        for covariate in history.covariates.indices {
            let foreseen = CovariateCourse(history, covariate)
            guard foreseen.differs else { continue }
            let without = Self.totals(
                rolling.reforecast(history.foreseeing(foreseen.usual, of: covariate), steps: steps).map {
                    $0.map(\.mean)
                }, history)
            for category in history.categories.indices {
                guard let effect = regression.effect(of: covariate, category: category) else { continue }
                for step in 0..<steps {
                    let change = foreseen.values[step] - foreseen.usual[step]
                    let expected = effect.estimate * change
                    let margin = 1.96 * effect.error * abs(change)
                    let own = log(totals[step][category] / without[step][category])
                    guard abs(expected) > margin, abs(own) > Self.least, own * expected > 0 else { continue }
                    let scale = own / expected
                    let ends = [expected - margin, expected + margin].map { exp(scale * $0) }
                    drivers[step][category].append(
                        IssuedForecast.Driver(
                            name: history.covariates[covariate].name, value: foreseen.values[step], ratio: exp(own),
                            low: ends[0], high: ends[1],
                            isExtrapolated: !foreseen.seen.contains(foreseen.values[step])))
                }
            }
        }
        for step in drivers.indices {
            for category in drivers[step].indices {
                // What isn't told apart from chance is part of what is usual.
                let told = drivers[step][category].reduce(1) { $0 * $1.ratio }
                for place in history.places.indices { usual[step][category * history.places.count + place] /= told }
                drivers[step][category].sort { abs(log($0.ratio)) > abs(log($1.ratio)) }
            }
        }
    }

    private static func totals(_ means: [[Double]], _ history: CountHistory) -> [[Double]] {
        let places = history.places.count
        return means.map { row in
            history.categories.indices.map { category in
                max(1e-9, row[category * places..<(category + 1) * places].reduce(0, +))
            }
        }
    }
}

/// A covariate over the bins ahead, beside what is usual for it.
///
/// Usual is its median over known bins within three weeks of the same time of the year (and, below a day, at the same time
/// of the day), or over all where the past holds none; and no for a yes or no, so that a holiday drives its day in August too.
struct CovariateCourse {
    /// By bin ahead, the mean over places; what isn't foreseen is usual.
    let values: [Double]
    /// By bin ahead.
    let usual: [Double]
    /// The range of what was seen.
    let seen: ClosedRange<Double>

    init(_ history: CountHistory, _ covariate: Int) {
        let all = history.covariates[covariate].values
        let width = history.places.count
        func mean(_ bin: Int) -> Double? {
            let known = all[bin * width..<(bin + 1) * width].filter { !$0.isNaN }
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
        let past = history.covered.compactMap { bin in mean(bin).map { (bin: bin, value: $0) } }
        let isFine = history.level < .day
        let overall = Self.median(past.map(\.value)) ?? 0
        let ahead = Array(history.end..<history.bins.count)
        let isYesOrNo = past.allSatisfy { $0.value == 0 || $0.value == 1 }
        let usual = ahead.map { bin -> Double in
            if isYesOrNo { return 0 }
            let near = past.filter { seen in
                let away = abs(history.calendar[seen.bin].phase - history.calendar[bin].phase)
                let isSameHour = !isFine || history.calendar[seen.bin].group == history.calendar[bin].group
                return min(away, 1 - away) <= 21.0 / 366 && isSameHour
            }
            return Self.median(near.map(\.value)) ?? overall
        }
        self.usual = usual
        values = zip(ahead, usual).map { mean($0) ?? $1 }
        let lowest = past.map(\.value).min() ?? 0
        seen = lowest...max(lowest, past.map(\.value).max() ?? 0)
    }

    /// Whether any bin ahead isn't usual.
    var differs: Bool { values != usual }

    private static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }
}
