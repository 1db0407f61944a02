import Foundation
import Statistics
import Vocabulary

/// Whether treated places and controls went in parallel before a measure.
///
/// The score of a Poisson regression with place and period effects and a slope in time of the treated: the mean time of their
/// counts less that of the controls', over the variance of time, is the difference of slopes. Judged by placebo sets.
struct Pretrend {
    /// By what the ratio of treated places to controls changed in a year before the measure.
    let ratioPerYear: Double
    let interval: (low: Double, high: Double)
    let rank: PlaceboRank

    /// - Returns: nil where treated places or controls have no counts before.
    init?(_ panel: MeasurePanel, placebos: PlaceboSets, coverage: Double) {
        let pool = panel.treated + panel.controls
        let times = panel.periods[..<panel.start].map { Double($0.dayNumber) / 365.2425 }
        func moments(_ places: [Int]) -> (sum: Double, time: Double) {
            var result = (sum: 0.0, time: 0.0)
            for place in places {
                for period in times.indices {
                    result.sum += panel.counts[place][period]
                    result.time += panel.counts[place][period] * times[period]
                }
            }
            return result
        }
        let all = moments(pool)
        guard all.sum > 0 else { return nil }
        let middle = all.time / all.sum
        var variance = 0.0
        for place in pool {
            for period in times.indices {
                variance += panel.counts[place][period] * (times[period] - middle) * (times[period] - middle)
            }
        }
        variance /= all.sum
        guard variance > 0 else { return nil }
        func difference(_ set: [Int]) -> (value: Double, error: Double)? {
            let own = moments(set)
            let (sum, time) = (all.sum - own.sum, all.time - own.time)
            guard own.sum > 0, sum > 0 else { return nil }
            return (own.time / own.sum - time / sum, (variance * (1 / own.sum + 1 / sum)).squareRoot())
        }
        guard let actual = difference(panel.treated) else { return nil }
        rank = PlaceboRank(
            actual: abs(actual.value) / actual.error,
            placebos: placebos.sets.compactMap { difference($0).map { abs($0.value) / $0.error } })
        let reach = rank.critical(coverage: coverage) * actual.error
        ratioPerYear = exp(actual.value / variance)
        interval = (exp((actual.value - reach) / variance), exp((actual.value + reach) / variance))
    }
}
