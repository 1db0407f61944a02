import Foundation
import Statistics
import Vocabulary

/// A regression of each category's total on the calendar, a smooth season, covariates and its own level; places' shares
/// drawn to those of their neighbours.
///
/// The totals are negative binomial with a logarithmic link (Lawless 1987). A share is a gamma–Poisson posterior mean
/// (Clayton & Kaldor 1987): decayed counts against the mean share of the nearest places, or of all where no place has a
/// position, the weight of that prior by the method of moments.
public struct HierarchicalRegression: ForecastModel {
    /// The key of the model.
    public let name = "hierarchical_regression"
    /// Where the method is published.
    public let source = "Lawless 1987; Clayton & Kaldor 1987"
    private let halfLife: Double

    /// Makes the model.
    ///
    /// - Parameter halfLife: of the places' counts, in days.
    public init(halfLife: Double = 120) { self.halfLife = halfLife }

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        let lag = (horizon + 1) / 2
        var fitted = Fitted(
            totals: RegressedTotals(fitting: history, lag: lag), shares: ShrunkShares(history, halfLife: halfLife),
            laws: [], end: 0)
        fitted.laws = dispersion(history, fitted, lag: lag)
        fitted.advance(to: history)
        return fitted
    }

    private func dispersion(_ history: CountHistory, _ start: Fitted, lag: Int) -> [DispersionLaw] {
        var shares = start.shares
        let rows = Set(start.totals.rows.suffix(400))
        var samples = history.categories.map { _ in DispersionLaw.Sample() }
        let ordered = rows.sorted()
        let means = history.categories.indices.map { start.totals.means(ordered, category: $0) }
        let covered = history.covered
        for (number, bin) in covered.enumerated() {
            if number >= lag { shares.observe(history.figures(covered[number - lag])) }
            guard let row = rows.contains(bin) ? ordered.firstIndex(of: bin) : nil else { continue }
            let figures = history.figures(bin)
            for category in history.categories.indices {
                let current = shares.shares(category)
                for place in history.places.indices {
                    let index = category * history.places.count + place
                    let figure = figures[figures.startIndex + index]
                    samples[category].add(
                        count: Int(figure.rounded()), mean: means[category][row] * current[place])
                }
            }
        }
        return samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }
    }

    private struct Fitted: FittedForecast {
        var totals: RegressedTotals
        var shares: ShrunkShares
        var laws: [DispersionLaw]
        var end: Int

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] { shares.observe(history.figures(bin)) }
            totals.extend(history)
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            let bins = Array(history.end..<history.end + horizon)
            let means = history.categories.indices.map { totals.means(bins, category: $0) }
            let current = history.categories.indices.map { shares.shares($0) }
            return (0..<horizon).map { step in
                history.categories.indices.flatMap { category in
                    current[category].map { share in
                        CountForecast.negativeBinomial(
                            laws[category].distribution(mean: max(means[category][step] * share, 1e-9)))
                    }
                }
            }
        }
    }
}
