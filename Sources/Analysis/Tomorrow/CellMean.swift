import Statistics

/// The mean of each place and category over all that is known, as a Poisson distribution: the usual.
///
/// A tenth of an event is added to each, at the mean over places, so that where nothing came yet something may.
public struct CellMean: ForecastModel {
    /// The key of the model.
    public let name = "cell_mean"
    /// Where the method is published.
    public let source = "the mean of the counts, Poisson"
    private static let prior = 0.1

    /// Makes the model; it has no parameter.
    public init() {}

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        var fitted = Fitted(sums: Array(repeating: 0, count: history.series))
        fitted.advance(to: history)
        return fitted
    }

    private struct Fitted: FittedForecast {
        var sums: [Double]
        var bins = 0
        var end = 0

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] {
                bins += 1
                let figures = history.figures(bin)
                for (index, figure) in figures.enumerated() { sums[index] += figure }
            }
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            let width = history.places.count
            var means: [CountForecast] = []
            means.reserveCapacity(sums.count)
            for category in history.categories.indices {
                let own = sums[category * width..<(category + 1) * width]
                let count = Double(max(bins, 1))
                let total = own.reduce(0, +)
                let overall = max(total / (count * Double(width)), 1e-9)
                let isExact = own.allSatisfy { $0 >= 0 }
                let projection = isExact ? nil : SimplexProjection(of: own, sum: total)
                for sum in own {
                    let mean = ((projection?(sum) ?? sum) + CellMean.prior) / (count + CellMean.prior / overall)
                    means.append(.poisson(Poisson(mean: mean)))
                }
            }
            return Array(repeating: means, count: horizon)
        }
    }
}
