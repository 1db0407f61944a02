import Statistics

/// Exponential smoothing of every series by itself, its form chosen by the corrected criterion of Akaike.
///
/// The errors' variance gives the size of a negative binomial; where it is below the mean, Poisson.
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
        let covered = Array(history.covered.suffix(Self.longest))
        let period = history.recurrence
        let forms = [
            ExponentialSmoothing.Form(), ExponentialSmoothing.Form(hasTrend: true),
            ExponentialSmoothing.Form(period: period),
        ]
        var series = Array(repeating: [Double](), count: history.series)
        for index in series.indices { series[index].reserveCapacity(covered.count) }
        for bin in covered {
            for (index, figure) in history.figures(bin).enumerated() { series[index].append(figure) }
        }
        let models = series.map { values -> ExponentialSmoothing? in
            // Nothing but zeros has no form.
            values.allSatisfy { $0 == 0 } ? nil : ExponentialSmoothing(fitting: values, forms: forms)
        }
        return Fitted(models: models, bins: covered.count, end: history.end)
    }

    private struct Fitted: FittedForecast {
        var models: [ExponentialSmoothing?]
        var bins: Int
        var end: Int

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] {
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
            for (index, model) in models.enumerated() {
                guard let model else { continue }
                for (step, ahead) in model.forecast(horizon: horizon).enumerated() {
                    // Smoothing with additive errors can expect less than nothing; a tenth of its own error is kept.
                    let mean = max(ahead.mean, 0.1 * ahead.variance.squareRoot(), 10 * least)
                    let size = max(mean * mean / max(ahead.variance - mean, 1e-12), SmoothedSeries.leastSize)
                    steps[step][index] =
                        ahead.variance > mean * (1 + 1e-6)
                        ? .negativeBinomial(NegativeBinomial(mean: mean, size: size))
                        : .poisson(Poisson(mean: mean))
                }
            }
            return steps
        }
    }
}
