import Boosting
import Foundation
import Statistics
import Vocabulary

/// Trees that learn what the mix set by hand misses, from what is known of each figure; a negative binomial around them.
///
/// Gradient boosting of the Poisson likelihood (Friedman 2001; Chen & Guestrin 2016). How many trees there are and how sizes
/// go with means is what was best over the last eight weeks, from which those trees aren't grown; where rows are few enough,
/// as many are then grown from all. A history that is too short to grow trees from is forecast by the mix itself.
public struct BoostedTrees: ForecastModel {
    /// The key of the model.
    public let name = "boosted_trees"
    /// Where the method is published.
    public let source = "Friedman 2001; Chen & Guestrin 2016"
    private let mostRows: Int
    private let seed: UInt64

    /// The longest that is looked back for rows, in bins.
    private static let longest = 1000
    /// Fewer rows tell trees nothing.
    private static let leastRows = 300
    /// Days that are held out, of longer bins as many as this.
    private static let heldOut = (days: 56.0, bins: 8.0)

    /// Makes the model.
    ///
    /// - Parameters:
    ///   - mostRows: that trees are grown from; of more some are drawn.
    ///   - seed: decides which, how far ahead each looks, and what each tree is shown.
    public init(mostRows: Int = 300_000, seed: UInt64 = 1) { (self.mostRows, self.seed) = (mostRows, seed) }

    /// Estimates what there is to estimate.
    ///
    /// - Throws: ``BoostingFailure`` where the library refuses.
    public func fit(_ history: CountHistory, horizon: Int) throws -> any FittedForecast {
        let mix = PlaceShares(.halves(halfLife: 120))
        let covered = history.covered
        let first = TracedRows.firstRow(covered.count, recurrence: history.recurrence)
        let bins = covered.dropFirst(first).suffix(Self.longest)
        let perDay = BinCalendar.perDay(history.level)
        let held = min(Int(max(Self.heldOut.bins, Self.heldOut.days * perDay)), bins.count / 3)
        guard held > 0, (bins.count - held) * history.series >= Self.leastRows else {
            return mix.fit(history, horizon: horizon)
        }
        var learned = rows(history, bins, held: held, horizon: horizon)
        guard learned.grown.count >= Self.leastRows, learned.watched.rows.count > 0 else {
            return mix.fit(history, horizon: horizon)
        }
        var growth = TreeGrowth()
        growth.seed = UInt32(truncatingIfNeeded: seed)
        // Half as many trees as by .05 and as good (TRIALS.md).
        growth.learningRate = 0.1
        var trees = try PoissonTrees(growingFrom: learned.grown, watching: learned.watched.rows, growth: growth)
        var samples = history.categories.map { _ in DispersionLaw.Sample() }
        let width = learned.grown.columns
        for (number, figure) in learned.watched.figures.enumerated() {
            let row = Array(learned.watched.rows.features[number * width..<(number + 1) * width])
            let mean = exp(Double(learned.watched.rows.margins[number]) + trees.logRatio(row))
            samples[figure.category].add(count: Int(figure.value.rounded()), mean: mean)
        }
        learned.grown.append(learned.watched.rows)
        // Of very many rows the last weeks' are a small part, and as many trees again take as long again.
        if learned.grown.count <= mostRows / 2 {
            growth.mostTrees = trees.count
            trees = try PoissonTrees(growingFrom: learned.grown, growth: growth)
        }
        return Fitted(
            features: learned.features, trees: trees,
            laws: samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }, end: history.end)
    }

    /// What trees are grown from and watched on, and the features at the end of the history.
    private struct Learned {
        var features: BoostedFeatures
        var grown: CountRows
        var watched: (rows: CountRows, figures: [(category: Int, value: Double)])
    }

    /// Rows of what was known one to `horizon` bins before each figure.
    private func rows(
        _ history: CountHistory, _ bins: ArraySlice<Int>, held: Int, horizon: Int
    ) -> Learned {
        let lag = (horizon + 1) / 2
        var features = BoostedFeatures(of: history, levels: CategoryLevels(fitting: history, lag: lag))
        let empty = CountRows(columns: features.columns)
        var (grown, watched) = (empty, empty)
        var figures: [(category: Int, value: Double)] = []
        let damped = history.denoised()
        var random = Xoshiro256(seed: seed)
        // By the first bin that wasn't known then: the bins that are looked at from there.
        var seen: [Int: [Int]] = [:]
        for bin in bins {
            let step = min(horizon - 1, Int(random.uniform() * Double(horizon)))
            seen[max(0, bin - step), default: []].append(bin)
        }
        let part = Double(mostRows) / Double(bins.count * history.series)
        let firstHeld = bins[bins.endIndex - held]
        var (row, room) = ([Float](), features.room)
        for now in 0..<history.end {
            for bin in seen[now] ?? [] {
                let (raw, counts) = (history.figures(bin), damped.figures(bin))
                for category in history.categories.indices {
                    let scene = features.scene(bin, history.calendar[bin], category: category, step: bin - now)
                    for place in history.places.indices where part >= 1 || random.uniform() < part {
                        let index = raw.startIndex + category * history.places.count + place
                        let expected = features.fill(&row, &room, scene, place: place)
                        if bin < firstHeld {
                            grown.append(row, expected: expected, count: counts[index])
                        } else {
                            watched.append(row, expected: expected, count: counts[index])
                            figures.append((category, raw[index]))
                        }
                    }
                }
            }
            if history.isKnown[now] { features.observe(now, of: history) }
        }
        return Learned(features: features, grown: grown, watched: (watched, figures))
    }

    private struct Fitted: FittedForecast {
        var features: BoostedFeatures
        let trees: PoissonTrees
        let laws: [DispersionLaw]
        var end: Int

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] { features.observe(bin, of: history) }
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            var (row, room) = ([Float](), features.room)
            return history.calendarAhead(horizon).enumerated().map { step, calendar in
                var forecasts: [CountForecast] = []
                forecasts.reserveCapacity(history.series)
                for category in history.categories.indices {
                    let scene = features.scene(history.end + step, calendar, category: category, step: step)
                    for place in history.places.indices {
                        let expected = features.fill(&row, &room, scene, place: place)
                        let mean = max(expected * exp(trees.logRatio(row)), 1e-9)
                        forecasts.append(.negativeBinomial(laws[category].distribution(mean: mean)))
                    }
                }
                return forecasts
            }
        }
    }
}
