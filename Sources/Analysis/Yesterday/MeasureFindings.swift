import Foundation
import Regression
import Statistics
import Vocabulary

/// The records of a measure's effect and what to keep in mind.
struct MeasureFindings {
    private(set) var records: [AnalysisReport.Record] = []
    private(set) var notes: [Phrase] = []
    /// What the first record's p and interval rest on: `placebo` or `clustered`.
    let inference: String
    /// How many placebos in space there are.
    let placebos: Int

    init(_ panel: MeasurePanel, _ options: MeasureEffect) throws(AnalysisError) {
        let sets = PlaceboSets(
            pool: (panel.treated + panel.controls).sorted(), size: panel.treated.count, actual: panel.treated,
            draws: options.draws, seed: options.seed)
        placebos = sets.sets.count
        let isFew = panel.treated.count < 10 || panel.treated.count + panel.controls.count < 40
        inference = isFew ? "placebo" : "clustered"
        let all = RatioOfRatios(
            panel, changed: panel.treated, before: 0..<panel.start, after: panel.start..<panel.periods.count)
        guard let ratio = all.ratio else {
            throw .failed(
                method: "did", reason: "Treated places or controls have no counts before or after the measure.")
        }
        records.append(difference(all, ratio, panel, sets, options))
        if let synthetic = SyntheticMeasure(
            panel, coverage: options.coverage, draws: options.draws, seed: options.seed)
        {
            records.append(Self.record(synthetic, panel, options))
        } else {
            notes.append(
                Phrase(
                    fr: "Trop peu de lieux sans la mesure pour un témoin synthétique.",
                    en: "Too few places without the measure for a synthetic control."))
        }
        if !panel.ring.isEmpty { records += displacement(panel, options) }
        let half = panel.start / 2
        let earlier = RatioOfRatios(panel, changed: panel.treated, before: 0..<half, after: half..<panel.start)
        if let ratio = earlier.ratio {
            records.append(
                Self.effect(
                    "placebo_time", ratio, earlier.interval(sets, coverage: options.coverage), earlier.rank(sets).p,
                    options, more: ["from": .text(panel.periods[half].description)]))
        }
        if let pretrend = Pretrend(panel, placebos: sets, coverage: options.coverage) {
            records.append(
                AnalysisReport.Record(
                    kind: "pretrend", estimate: pretrend.ratioPerYear,
                    interval: AnalysisReport.Interval(low: pretrend.interval.low, high: pretrend.interval.high),
                    statistic: pretrend.rank.actual, p: pretrend.rank.p,
                    verdict: pretrend.rank.p <= 1 - options.coverage ? "diverging" : "parallel",
                    more: ["unit": .text("ratio_per_year")]))
        }
        addNotes(panel, sets, options)
    }

    /// The difference in differences, by the regression where counts are exact and in closed form else.
    private func difference(
        _ all: RatioOfRatios, _ ratio: Double, _ panel: MeasurePanel, _ sets: PlaceboSets, _ options: MeasureEffect
    ) -> AnalysisReport.Record {
        let rank = all.rank(sets)
        let held = all.interval(sets, coverage: options.coverage)
        var clustered = (low: Double.nan, high: Double.nan, p: Double.nan)
        if panel.isExact, let effect = Self.regression(panel, coverage: options.coverage) {
            clustered = (effect.lower, effect.upper, effect.pValue)
        } else if let error = all.clusteredError, error > 0 {
            let freedom = Double(panel.treated.count + panel.controls.count - 1)
            let reach = StudentT.quantile((1 + options.coverage) / 2, degreesOfFreedom: freedom) * error
            clustered = (
                ratio * exp(-reach), ratio * exp(reach),
                StudentT.twoSided(log(ratio) / error, degreesOfFreedom: freedom)
            )
        }
        let usesPlacebo = inference == "placebo" || clustered.p.isNaN
        return Self.effect(
            "did", ratio, usesPlacebo ? held : (clustered.low, clustered.high), usesPlacebo ? rank.p : clustered.p,
            options, statistic: rank.actual,
            more: [
                "p_placebo": .number(rank.p), "placebos": .integer(rank.placebos.count),
                "p_clustered": .number(clustered.p), "clustered_low": .number(clustered.low),
                "clustered_high": .number(clustered.high), "before": .number(all.before(of: panel.treated)),
                "after": .number(all.after(of: panel.treated)),
            ])
    }

    /// The effect by the regression with place and period effects.
    static func regression(_ panel: MeasurePanel, coverage: Double) -> DifferenceFit.Effect? {
        guard let rows = try? panel.rows(of: panel.treated + panel.controls),
            let fit = try? DifferenceInDifferences(.poisson).fit(
                rows, [("measure", rows.treatment(of: Set(panel.treated), from: panel.start))])
        else { return nil }
        return fit.effects(coverage: coverage).first
    }

    private static func record(
        _ synthetic: SyntheticMeasure, _ panel: MeasurePanel, _ options: MeasureEffect
    ) -> AnalysisReport.Record {
        let clear = synthetic.rank.p <= 1 - options.coverage
        return AnalysisReport.Record(
            kind: "effect", term: "synthetic_control", estimate: synthetic.effect,
            interval: AnalysisReport.Interval(low: synthetic.interval.low, high: synthetic.interval.high),
            statistic: synthetic.rank.actual, p: synthetic.rank.p,
            verdict: clear ? (synthetic.effect < 0 ? "fewer" : "more") : "no_clear_effect",
            more: [
                "method": .text("synthetic_control"), "unit": .text("counts_per_\(panel.level.rawValue)"),
                "ratio": .number(1 + synthetic.relative),
                "ratio_low": .number(max(0, 1 + synthetic.relative - synthetic.relativeReach)),
                "ratio_high": .number(1 + synthetic.relative + synthetic.relativeReach),
                "error_before": .number(synthetic.errorBefore),
                "placebos": .integer(synthetic.rank.placebos.count),
                "donors": .list(synthetic.donors.map { .text($0.id) }),
                "weights": .list(synthetic.donors.map { .number($0.weight) }),
            ])
    }

    /// The ring's own ratio to the controls, and how much of what was prevented turned up there.
    private func displacement(_ panel: MeasurePanel, _ options: MeasureEffect) -> [AnalysisReport.Record] {
        let around = RatioOfRatios(
            panel, changed: panel.ring, before: 0..<panel.start, after: panel.start..<panel.periods.count)
        let sets = PlaceboSets(
            pool: (panel.ring + panel.controls).sorted(), size: panel.ring.count, actual: panel.ring,
            draws: options.draws, seed: options.seed)
        guard let ratio = around.ratio else { return [] }
        var more: [String: AnalysisReport.Value] = ["ring": .integer(panel.ring.count)]
        if panel.isExact, let rows = try? panel.rows(of: panel.treated + panel.ring + panel.controls),
            let moved = try? Displacement(
                rows, treated: Set(panel.treated), ring: Set(panel.ring), from: panel.start)
        {
            more["prevented"] = .number(moved.prevented)
            more["displaced"] = .number(moved.displaced)
            more["net"] = .number(moved.net.estimate)
            more["net_standard_error"] = .number(moved.net.standardError)
        }
        return [
            Self.effect(
                "displacement", ratio, around.interval(sets, coverage: options.coverage), around.rank(sets).p, options,
                more: more)
        ]
    }

    private static func effect(
        _ method: String, _ ratio: Double, _ interval: (low: Double, high: Double), _ p: Double,
        _ options: MeasureEffect, statistic: Double? = nil, more: [String: AnalysisReport.Value]
    ) -> AnalysisReport.Record {
        AnalysisReport.Record(
            kind: "effect", term: method, estimate: ratio,
            interval: AnalysisReport.Interval(low: interval.low, high: interval.high), statistic: statistic, p: p,
            verdict: p <= 1 - options.coverage ? (ratio < 1 ? "fewer" : "more") : "no_clear_effect",
            more: more.merging(["method": .text(method), "unit": .text("ratio")]) { own, _ in own })
    }

    private mutating func addNotes(_ panel: MeasurePanel, _ sets: PlaceboSets, _ options: MeasureEffect) {
        let weeks = panel.level == .week
        notes.insert(
            Phrase(
                fr:
                    "Les nombres sont réunis par \(weeks ? "semaine" : "mois") ; la période où la mesure commence est laissée.",
                en:
                    "Counts are gathered by \(weeks ? "week" : "month"); the period in which the measure begins is left out."
            ),
            at: 0)
        if inference == "placebo" {
            notes.append(
                Phrase(
                    fr:
                        "Peu de lieux : la probabilité vient de \(placebos) placebos dans d'autres lieux, pas d'une théorie "
                        + "pour grands nombres.",
                    en:
                        "Few places: the probability comes from \(placebos) placebos in other places, not from theory for "
                        + "large numbers."))
        }
        if Double(placebos + 1) * (1 - options.coverage) < 1 {
            notes.append(
                Phrase(
                    fr: "Il y a trop peu d'autres choix de lieux pour qu'un effet soit net, si grand soit-il.",
                    en: "There are too few other choices of places for any effect to be clear, however large."))
        }
        if options.besides > 0 {
            let others = options.besides
            notes.append(
                Phrase(
                    fr: "Les tables publiées ne séparent pas ses catégories : "
                        + (others == 1 ? "une autre y est comptée" : "\(others) autres y sont comptées")
                        + ", ce qui dilue l'effet.",
                    en: "The published tables don't tell its categories apart: "
                        + (others == 1 ? "another is counted with them" : "\(others) others are counted with them")
                        + ", which thins the effect out."))
        }
        notes += [
            Phrase(
                fr:
                    "La comparaison suppose que les lieux auraient évolué en parallèle ; ne rien voir avant ne le prouve pas.",
                en:
                    "The comparison supposes that places would have gone in parallel; seeing nothing before doesn't prove it."
            ),
            Phrase(
                fr: "Des lieux choisis parce qu'ils allaient mal vont souvent mieux ensuite, même sans mesure.",
                en: "Places chosen because they did badly often do better afterwards, even without a measure."),
        ]
    }
}

extension RatioOfRatios {
    /// The sum of some places' counts before.
    func before(of places: [Int]) -> Double { places.reduce(0) { $0 + before[$1] } }
    /// The sum of some places' counts after.
    func after(of places: [Int]) -> Double { places.reduce(0) { $0 + after[$1] } }
}

extension MeasurePanel {
    /// The rows of some places as a regression takes them.
    func rows(of places: [Int]) throws(RegressionFailure) -> Panel {
        try Panel(
            units: places.flatMap { place in periods.map { _ in place } },
            periods: places.flatMap { _ in Array(periods.indices) }, outcomes: places.flatMap { counts[$0] })
    }
}
