public import Statistics

/// The rate of every series by itself, by a method for counts that are mostly zero; a negative binomial around it.
public struct IntermittentSeries: ForecastModel {
    /// The key of the model.
    public let name: String
    /// Where the method is published.
    public let source: String
    private let method: IntermittentDemand.Method
    private let rate: Double

    /// Makes the model.
    ///
    /// - Parameters:
    ///   - method: which way.
    ///   - rate: how fast sizes, and gaps or chances, follow, in 0...1.
    public init(_ method: IntermittentDemand.Method, rate: Double = 0.05) {
        (self.method, self.rate) = (method, rate)
        switch method {
        case .croston: (name, source) = ("croston", "Croston 1972")
        case .syntetosBoylan: (name, source) = ("croston_sba", "Syntetos & Boylan 2005")
        case .teunterSyntetosBabai: (name, source) = ("tsb", "Teunter, Syntetos & Babai 2011")
        }
    }

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        let start = IntermittentDemand(method, sizeRate: rate, chanceRate: rate)
        var fitted = Fitted(
            filter: NoiseFilter(of: history), states: Array(repeating: start, count: history.series), laws: [],
            bins: 0, end: 0)
        var samples = history.categories.map { _ in DispersionLaw.Sample() }
        let covered = history.covered
        for (number, bin) in covered.enumerated() {
            if number > covered.count / 4 {
                for (index, figure) in history.figures(bin).enumerated() {
                    samples[index / history.places.count].add(
                        count: Int(figure.rounded()), mean: fitted.mean(index))
                }
            }
            fitted.observe(history.figures(bin), noiseVariance: history.variances[bin])
        }
        fitted.laws = samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }
        fitted.end = history.end
        return fitted
    }

    private struct Fitted: FittedForecast {
        var filter: NoiseFilter
        var states: [IntermittentDemand]
        var laws: [DispersionLaw]
        var bins: Int
        var end: Int

        mutating func observe(_ figures: ArraySlice<Double>, noiseVariance: Double) {
            bins += 1
            // Noise would be taken for events.
            for (index, figure) in filter.observe(figures, variance: noiseVariance).enumerated() {
                states[index].observe(figure)
            }
        }

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] {
                observe(history.figures(bin), noiseVariance: history.variances[bin])
            }
            end = history.end
        }

        /// A rate that has faded, or never was, leaves a tenth of an event over all that is known.
        func mean(_ index: Int) -> Double { max(states[index].rate, 0.1 / Double(bins + 1)) }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            let forecasts = states.indices.map {
                CountForecast.negativeBinomial(laws[$0 / history.places.count].distribution(mean: mean($0)))
            }
            return Array(repeating: forecasts, count: horizon)
        }
    }
}
