import Statistics

/// What anybody would guess: the count of the same time a season ago, last week's same day.
///
/// As a distribution: what one past count says of the next, with a gamma prior at the category's mean over places then,
/// worth one bin or one event, whichever is less; a negative binomial. Without the prior a zero would say far too much,
/// or far too little. Where figures have noise, what they say is damped by what came lately.
public struct SeasonalNaive: ForecastModel {
    /// The key of the model.
    public let name = "seasonal_naive"
    /// Where the method is published.
    public let source = "Hyndman & Athanasopoulos 2021, § 5.2, with a gamma prior"

    /// Makes the model; it has no parameter.
    public init() {}

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        var fitted = Fitted(filter: NoiseFilter(of: history))
        fitted.advance(to: history)
        return fitted
    }

    private struct Fitted: FittedForecast {
        var filter: NoiseFilter
        /// Of bins with noise the damped figures.
        var damped: [Int: [Double]] = [:]
        var end = 0

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] {
                let figures = filter.observe(history.figures(bin), variance: history.variances[bin])
                if history.variances[bin] > 0 { damped[bin] = figures }
            }
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            (0..<horizon).map { step in
                var bin = history.end + step - history.recurrence
                while bin >= history.end { bin -= history.recurrence }
                while bin >= 0, !history.isKnown[bin] { bin -= history.recurrence }
                // Before a season was seen: the last bin that was covered.
                if bin < 0 { bin = history.covered.last ?? -1 }
                guard bin >= 0 else {
                    return Array(
                        repeating: .negativeBinomial(NegativeBinomial(mean: 0.5, size: 0.5)), count: history.series)
                }
                let width = Double(history.places.count)
                let figures = damped[bin] ?? history.row(bin)
                let usual = history.categories.indices.map { category in
                    let own = figures[category * history.places.count..<(category + 1) * history.places.count]
                    return max(own.reduce(0, +) / width, 0.01)
                }
                return figures.enumerated().map { index, figure in
                    let mean = usual[index / history.places.count]
                    let prior = min(1, mean)
                    let sum = figure + prior
                    return .negativeBinomial(NegativeBinomial(mean: sum / (1 + prior / mean), size: sum))
                }
            }
        }
    }
}
