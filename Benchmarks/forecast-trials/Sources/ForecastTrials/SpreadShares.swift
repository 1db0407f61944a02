import Foundation
import Statistics
import Vocabulary

@testable import Analysis

/// The catalogue's self-exciting model with triggering over space as well as time: shares by ``SpreadTraces``.
///
/// The traces' weights come from the same expectation–maximisation, so that what the term is worth is in what they become.
struct SpreadShares: ForecastModel {
    let name: String
    let source = "Ogata 1998; Mohler et al. 2011"
    let kernel: PlaceSpread.Kernel
    let isRegressed: Bool

    func fit(_ history: CountHistory, horizon: Int) -> any FittedForecast {
        let lag = (horizon + 1) / 2
        let traces = SpreadTraces(
            of: history, spread: PlaceSpread(history.places, kernel), near: [7, 60])
        let even = Array(repeating: 1 / Double(traces.count), count: traces.count)
        var fitted = Fitted(
            traces: traces, levels: CategoryLevels(fitting: history, lag: lag),
            regression: isRegressed ? RegressedTotals(fitting: history, lag: lag) : nil,
            mixtures: Array(repeating: even, count: history.categories.count), laws: [], end: 0)
        fitted.mixtures = Self.weights(history, traces, even, lag: lag)
        fitted.laws = Self.dispersion(history, fitted, lag: lag)
        fitted.advance(to: history)
        return fitted
    }

    /// Runs over the later bins, from `lag` bins before each.
    private static func later(
        _ history: CountHistory, _ start: SpreadTraces, lag: Int,
        _ body: (_ bin: Int, _ known: Int?, _ traces: SpreadTraces?) -> Void
    ) {
        var traces = start
        let covered = history.covered
        let first = max(lag, TracedRows.firstRow(covered.count, recurrence: history.recurrence))
        for (number, bin) in covered.enumerated() {
            let known = number >= lag ? covered[number - lag] : nil
            if let known { traces.observe(history.figures(known), history.calendar[known]) }
            body(bin, known, number >= first ? traces : nil)
        }
    }

    private static func weights(
        _ history: CountHistory, _ start: SpreadTraces, _ even: [Double], lag: Int
    ) -> [[Double]] {
        var densities = history.categories.map { _ in [Double]() }
        var counts = densities
        var row = even
        later(history, start, lag: lag) { bin, _, traces in
            guard let traces else { return }
            let figures = history.row(bin)
            for category in history.categories.indices {
                let offsets = traces.own.offsets(category, history.calendar[bin])
                for place in history.places.indices {
                    let figure = figures[category * history.places.count + place]
                    guard figure > 0, counts[category].count < 200_000 else { continue }
                    traces.shares(category, place, history.calendar[bin], offsets, into: &row)
                    densities[category] += row
                    counts[category].append(figure)
                }
            }
        }
        return densities.indices.map { category in
            var weights = MixtureWeights(startingFrom: even)
            weights.climb(densities: densities[category], rowWeights: counts[category], rounds: 200)
            return weights.values
        }
    }

    private static func dispersion(_ history: CountHistory, _ start: Fitted, lag: Int) -> [DispersionLaw] {
        var samples = history.categories.map { _ in DispersionLaw.Sample() }
        var levels = start.levels.restarted()
        var row = [Double](repeating: 0, count: start.traces.count)
        let rows = start.regression?.rows ?? []
        let number = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        let means = history.categories.indices.map { start.regression?.means(rows, category: $0) ?? [] }
        later(history, start.traces, lag: lag) { bin, known, traces in
            if let known { levels.observe(history.totals(known), history.calendar[known]) }
            guard let traces else { return }
            let figures = history.row(bin)
            for category in history.categories.indices {
                let offsets = traces.own.offsets(category, history.calendar[bin])
                let total =
                    number[bin].map { means[category][$0] } ?? levels.expected(category, history.calendar[bin])
                for place in history.places.indices {
                    traces.shares(category, place, history.calendar[bin], offsets, into: &row)
                    samples[category].add(
                        count: Int(figures[category * history.places.count + place].rounded()),
                        mean: total * zip(row, start.mixtures[category]).reduce(0) { $0 + $1.0 * $1.1 })
                }
            }
        }
        return samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }
    }

    private struct Fitted: FittedForecast {
        var traces: SpreadTraces
        var levels: CategoryLevels
        var regression: RegressedTotals?
        var mixtures: [[Double]]
        var laws: [DispersionLaw]
        var end: Int

        mutating func advance(to history: CountHistory) {
            let isFirst = end == 0
            for bin in end..<history.end where history.isKnown[bin] {
                traces.observe(history.figures(bin), history.calendar[bin])
                if !isFirst { levels.observe(history.totals(bin), history.calendar[bin]) }
            }
            regression?.extend(history)
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            var row = [Double](repeating: 0, count: traces.count)
            let bins = Array(history.end..<history.end + horizon)
            let means = history.categories.indices.map { regression?.means(bins, category: $0) }
            return history.calendarAhead(horizon).enumerated().map { step, calendar in
                history.categories.indices.flatMap { category in
                    let total = means[category]?[step] ?? levels.expected(category, calendar)
                    let offsets = traces.own.offsets(category, calendar)
                    return history.places.indices.map { place in
                        traces.shares(category, place, calendar, offsets, into: &row)
                        let share = zip(row, mixtures[category]).reduce(0) { $0 + $1.0 * $1.1 }
                        return CountForecast.negativeBinomial(
                            laws[category].distribution(mean: max(total * share, 1e-9)))
                    }
                }
            }
        }
    }
}
