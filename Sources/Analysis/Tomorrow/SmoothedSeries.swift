import Statistics

/// Exponential smoothing of every series by itself, its form chosen by the corrected criterion of Akaike.
///
/// The errors' variance, less that of the figures' noise, gives the size of a negative binomial; where it is below the
/// mean, Poisson. Where noise makes levels negative, they are drawn to the nearest from 0 up with the same sum over places.
public struct SmoothedSeries: ForecastModel {
    /// The key of the model.
    public let name = "exponential_smoothing"
    /// Where the method is published.
    public let source = "Hyndman, Koehler, Ord & Snyder 2008"
    /// The longest series that is fitted; of longer ones the end.
    private static let longest = 1500

    /// A smaller size would be hardly anything but zeros and huge counts.
    private static let leastSize = 0.05

    /// Makes the model; it has no parameter.
    public init() {}

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        // A bin that nobody knows still moves the season on.
        let bins = (history.covered.first ?? history.end)..<history.end
        let period = history.recurrence
        let forms = [
            ExponentialSmoothing.Form(), ExponentialSmoothing.Form(hasTrend: true),
            ExponentialSmoothing.Form(period: period),
        ]
        var series = Array(repeating: [Double](), count: history.series)
        for index in series.indices { series[index].reserveCapacity(min(bins.count, Self.longest)) }
        for bin in bins.suffix(Self.longest) {
            for (index, figure) in history.figures(bin).enumerated() {
                series[index].append(history.isKnown[bin] ? figure : .nan)
            }
        }
        let models = series.map { values -> ExponentialSmoothing? in
            // Nothing but zeros has no form.
            values.allSatisfy { $0 == 0 || $0.isNaN } ? nil : ExponentialSmoothing(fitting: values, forms: forms)
        }
        return Fitted(models: models, bins: min(history.covered.count, Self.longest), end: history.end)
    }

    private struct Fitted: FittedForecast {
        var models: [ExponentialSmoothing?]
        var bins: Int
        var end: Int

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end {
                guard history.isKnown[bin] else {
                    for index in models.indices { models[index]?.skip() }
                    continue
                }
                bins += 1
                for (index, figure) in history.figures(bin).enumerated() { models[index]?.observe(figure) }
            }
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            let least = 0.1 / Double(max(1, bins))
            let never = CountForecast.poisson(Poisson(mean: least))
            var steps = Array(
                repeating: [CountForecast](repeating: never, count: models.count), count: horizon)
            let noise = history.noiseVariance
            let ahead = models.map { $0?.forecast(horizon: horizon) }
            for step in 0..<horizon {
                let raw = ahead.map { $0?[step].mean ?? 0 }
                let means = noise > 0 ? Self.balanced(raw, places: history.places.count, least: 10 * least) : raw
                for index in models.indices {
                    guard let variance = ahead[index].map({ max(0, $0[step].variance - noise) }) else { continue }
                    // Smoothing with additive errors can expect less than nothing; a tenth of its own error is kept.
                    let mean = noise > 0 ? means[index] : max(means[index], 0.1 * variance.squareRoot(), 10 * least)
                    let size = max(mean * mean / max(variance - mean, 1e-12), SmoothedSeries.leastSize)
                    steps[step][index] =
                        variance > mean * (1 + 1e-6)
                        ? .negativeBinomial(NegativeBinomial(mean: mean, size: size))
                        : .poisson(Poisson(mean: mean))
                }
            }
            return steps
        }

        /// The nearest means from `least` up that have the same sum over a category's places.
        private static func balanced(_ means: [Double], places: Int, least: Double) -> [Double] {
            stride(from: 0, to: means.count, by: places).flatMap { start -> [Double] in
                let own = means[start..<start + places].map { $0 - least }
                let projection = SimplexProjection(of: own[...], sum: own.reduce(0, +))
                return own.map { projection($0) + least }
            }
        }
    }
}
