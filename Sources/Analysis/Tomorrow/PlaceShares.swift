import Foundation
import Statistics

/// Each place's share of its category's expected total, as a mixture of what its past leaves behind.
///
/// A self-exciting process in discrete time with several fixed kernels (Hawkes 1971; kernels' weights by
/// expectation–maximisation as in Mohler et al. 2011): an event raises what is expected of its place at each speed of
/// forgetting, at the same time of the season, and over all categories. The counts are negative binomial, their size
/// going with the mean.
public struct PlaceShares: ForecastModel {
    /// How the traces are weighted.
    public enum Weights: Sendable, Hashable {
        /// By what would have forecast best, category by category.
        case learned
        /// Half to all of the past and half to a half-life in days: the mix set by hand that others must beat.
        case halves(halfLife: Double)
    }

    /// How the category's total is forecast.
    public enum Totals: Sendable, Hashable {
        /// By a level that follows, times the calendar.
        case levels
        /// By regression on calendar, season, covariates and level.
        case regression
    }

    /// The key of the model.
    public let name: String
    /// Where the method is published.
    public let source: String
    private let weights: Weights
    private let totals: Totals
    private let rounds: Int

    /// Makes the model.
    ///
    /// - Parameters:
    ///   - weights: how the traces are weighted.
    ///   - totals: how the categories' totals are forecast.
    ///   - rounds: of expectation–maximisation; few keep weights near even where the data says little.
    public init(_ weights: Weights = .learned, totals: Totals = .levels, rounds: Int = 200) {
        (self.weights, self.totals, self.rounds) = (weights, totals, rounds)
        switch weights {
        case .learned:
            name = totals == .levels ? "self_exciting" : "self_exciting_regression"
            source = "Hawkes 1971; Mohler et al. 2011" + (totals == .levels ? "" : "; Lawless 1987 for the totals")
        case .halves:
            name = "smoothed_shares"
            source = "Brown 1959: exponentially weighted means × calendar × level of all places"
        }
    }

    private var halfLives: [Double] {
        switch weights {
        case .learned: [7, 20, 60, 150]
        case .halves(let halfLife): [halfLife]
        }
    }

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        let lag = (horizon + 1) / 2
        let levels = CategoryLevels(fitting: history, lag: lag)
        var fitted = Fitted(
            traces: PlaceTraces(of: history, halfLives: halfLives), levels: levels,
            regression: totals == .regression ? RegressedTotals(fitting: history, lag: lag) : nil,
            mixtures: [], laws: Array(repeating: DispersionLaw(base: 5, slope: 5), count: history.categories.count),
            end: 0)
        let width = fitted.traces.names.count
        switch weights {
        case .halves:
            let mixture = fitted.traces.names.map { name -> Double in
                name == "always" || name.hasPrefix("half-life") ? 0.5 : (name == "anywhere" ? 0.002 : 0)
            }
            // Of a half-life below one bin there is no trace.
            let sum = mixture.reduce(0, +)
            fitted.mixtures = Array(repeating: mixture.map { $0 / sum }, count: history.categories.count)
        case .learned:
            let even = Array(repeating: 1 / Double(width), count: width)
            fitted.mixtures = Array(repeating: even, count: history.categories.count)
            let rows = TracedRows(history, fitted.traces, lag: lag)
            fitted.mixtures = rows.densities.indices.map { category in
                var weights = MixtureWeights(startingFrom: even)
                weights.climb(
                    densities: rows.densities[category], rowWeights: rows.counts[category], rounds: rounds)
                return weights.values
            }
        }
        fitted.laws = dispersion(history, fitted, lag: lag)
        fitted.advance(to: history)
        return fitted
    }

    /// The laws of size and mean, from what forecasts `lag` bins ahead would have said.
    private func dispersion(_ history: CountHistory, _ start: Fitted, lag: Int) -> [DispersionLaw] {
        var samples = history.categories.map { _ in DispersionLaw.Sample() }
        var fitted = start
        var row = [Double](repeating: 0, count: start.traces.names.count)
        let covered = history.covered
        let first = TracedRows.firstRow(covered.count, recurrence: history.recurrence)
        // Factors come from the whole history, so that levels are taken as they would have been in hindsight.
        var levels = start.levels.restarted()
        let regressed = Dictionary(
            uniqueKeysWithValues: (start.regression?.rows ?? []).enumerated().map { ($1, $0) })
        let means = history.categories.indices.map { category in
            start.regression.map { $0.means($0.rows, category: category) }
        }
        for (number, bin) in covered.enumerated() {
            if number >= lag {
                let known = covered[number - lag]
                fitted.traces.observe(history.figures(known), history.calendar[known])
                levels.observe(history.totals(known), history.calendar[known])
            }
            // What follows from nothing tells nothing.
            guard number >= max(first, lag) else { continue }
            let figures = history.figures(bin)
            for category in history.categories.indices {
                let offsets = fitted.traces.offsets(category, history.calendar[bin])
                let expected =
                    regressed[bin].flatMap { means[category]?[$0] } ?? levels.expected(category, history.calendar[bin])
                for place in history.places.indices {
                    let figure = figures[figures.startIndex + category * history.places.count + place]
                    let mean = expected * fitted.share(category, place, history.calendar[bin], offsets, &row)
                    samples[category].add(count: Int(figure.rounded()), mean: mean)
                }
            }
        }
        return samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }
    }

    private struct Fitted: FittedForecast {
        var traces: PlaceTraces
        var levels: CategoryLevels
        /// Forecasts the totals in the levels' stead, where there is one.
        var regression: RegressedTotals?
        var mixtures: [[Double]]
        var laws: [DispersionLaw]
        var end: Int

        mutating func advance(to history: CountHistory) {
            let isFirst = end == 0
            for bin in end..<history.end where history.isKnown[bin] {
                traces.observe(history.figures(bin), history.calendar[bin])
                // The levels were fitted at the end of the history.
                if !isFirst { levels.observe(history.totals(bin), history.calendar[bin]) }
            }
            regression?.extend(history)
            end = history.end
        }

        @inline(__always)
        func share(
            _ category: Int, _ place: Int, _ calendar: BinCalendar, _ offsets: [Double], _ row: inout [Double]
        ) -> Double {
            traces.shares(category, place, calendar, offsets, into: &row)
            var sum = 0.0
            let mixture = mixtures[category]
            for index in row.indices { sum += mixture[index] * row[index] }
            return sum
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            var row = [Double](repeating: 0, count: traces.names.count)
            let bins = Array(history.end..<history.end + horizon)
            let regressed = history.categories.indices.map { regression?.means(bins, category: $0) }
            return history.calendarAhead(horizon).enumerated().map { step, calendar in
                var forecasts: [CountForecast] = []
                forecasts.reserveCapacity(history.series)
                for category in history.categories.indices {
                    let expected = regressed[category]?[step] ?? levels.expected(category, calendar)
                    let offsets = traces.offsets(category, calendar)
                    for place in history.places.indices {
                        let mean = max(expected * share(category, place, calendar, offsets, &row), 1e-9)
                        forecasts.append(.negativeBinomial(laws[category].distribution(mean: mean)))
                    }
                }
                return forecasts
            }
        }
    }
}

/// For every count above zero the shares that the traces gave its place beforehand.
struct TracedRows {
    /// By category: row after row, one share a trace.
    private(set) var densities: [[Double]]
    /// By category: the count of each row.
    private(set) var counts: [[Double]]

    /// The most rows of a category; beyond them the oldest are left out.
    private static let mostRows = 200_000

    /// Bins before this one are too near the beginning to learn from.
    static func firstRow(_ bins: Int, recurrence: Int) -> Int { min(max(bins / 5, 2 * recurrence), bins / 2) }

    init(_ history: CountHistory, _ start: PlaceTraces, lag: Int) {
        var traces = start
        let damped = history.denoised()
        densities = history.categories.map { _ in [] }
        counts = history.categories.map { _ in [] }
        let covered = history.covered
        let first = Self.firstRow(covered.count, recurrence: history.recurrence)
        var row = [Double](repeating: 0, count: start.names.count)
        let perBin = max(1, Self.mostRows / max(1, history.places.count))
        let begin = max(first, covered.count - max(perBin * 4, 400))
        for (number, bin) in covered.enumerated() {
            if number >= lag {
                let known = covered[number - lag]
                traces.observe(history.figures(known), history.calendar[known])
            }
            guard number >= begin else { continue }
            let figures = damped.figures(bin)
            for category in history.categories.indices {
                let offsets = traces.offsets(category, history.calendar[bin])
                for place in history.places.indices {
                    let figure = figures[figures.startIndex + category * history.places.count + place]
                    guard figure > 0, counts[category].count < Self.mostRows else { continue }
                    traces.shares(category, place, history.calendar[bin], offsets, into: &row)
                    densities[category] += row
                    counts[category].append(figure)
                }
            }
        }
    }
}
