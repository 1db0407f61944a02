import Foundation
import Regression
import Statistics

/// The synthetic control of the treated places together, with placebo sets of untreated ones.
///
/// Abadie, Diamond & Hainmueller 2010 on counts per period over each unit's own mean before the measure, since places differ
/// in size. The statistic is the mean gap after over the root mean square of the gaps before, a placebo set as large as the
/// true one in the place of each treated place.
struct SyntheticMeasure {
    /// The mean gap after the measure, in counts per period for all treated places together.
    let effect: Double
    /// The same over the mean before.
    let relative: Double
    /// How far on either side of `relative` its interval reaches.
    let relativeReach: Double
    /// The interval of the effect, from the placebos.
    let interval: (low: Double, high: Double)
    let rank: PlaceboRank
    /// The root mean square of the gaps before, over the mean before.
    let errorBefore: Double
    /// The places with the largest weights, at most five.
    let donors: [(id: String, weight: Double)]

    /// The most untreated places that are mixed, those with the most counts.
    static let mostDonors = 60
    /// The most placebos, each of which takes a mixture.
    static let mostPlacebos = 39

    /// - Returns: nil where the controls are too few, or have no counts before.
    init?(_ panel: MeasurePanel, coverage: Double, draws: Int, seed: UInt64) {
        let rates = panel.counts.map { counts in counts.indices.map { counts[$0] / panel.exposures[$0] } }
        func mean(_ place: Int) -> Double { rates[place][..<panel.start].reduce(0, +) / Double(panel.start) }
        let usable = panel.controls.filter { mean($0) > 0 }.sorted { (mean($1), $0) < (mean($0), $1) }
            .prefix(Self.mostDonors).sorted()
        let size = panel.treated.count
        guard usable.count >= size + 2 else { return nil }
        func unit(_ places: [Int]) -> [Double] {
            let sum = panel.periods.indices.map { period in places.reduce(0) { $0 + rates[$1][period] } }
            let mean = sum[..<panel.start].reduce(0, +) / Double(panel.start)
            return sum.map { $0 / mean }
        }
        let units = Dictionary(uniqueKeysWithValues: usable.map { ($0, unit([$0])) })
        func fit(_ places: [Int], _ donors: [Int]) -> SyntheticControl.Fit? {
            try? SyntheticControl(
                treated: unit(places), donors: donors.map { (panel.ids[$0], units[$0] ?? []) }, start: panel.start
            ).fit()
        }
        func statistic(_ fit: SyntheticControl.Fit) -> Double {
            abs(fit.meanEffect) / max(fit.errorBefore, 1e-12)
        }
        guard panel.treated.allSatisfy({ mean($0) >= 0 }), panel.treated.contains(where: { mean($0) > 0 }),
            let actual = fit(panel.treated, usable)
        else { return nil }
        let placebos = PlaceboSets(
            pool: usable, size: size, actual: [], draws: min(draws, Self.mostPlacebos), seed: seed)
        rank = PlaceboRank(
            actual: statistic(actual),
            placebos: placebos.sets.compactMap { set in
                fit(set, usable.filter { !set.contains($0) }).map(statistic)
            })
        let scale = panel.treated.reduce(0) { $0 + mean($1) }
        relative = actual.meanEffect
        effect = actual.meanEffect * scale
        errorBefore = actual.errorBefore
        relativeReach = rank.critical(coverage: coverage) * actual.errorBefore
        let reach = relativeReach * scale
        interval = (effect - reach, effect + reach)
        donors = usable.indices.map { (panel.ids[usable[$0]], actual.weights[$0]) }
            .filter { $0.1 > 0.01 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(5).map { ($0.0, $0.1) }
    }
}
