import Statistics
import Vocabulary

/// The records of one series of counts.
struct SeriesFindings {
    /// Its trend.
    let trends: [AnalysisReport.Record]
    /// Its changes of level, in order of time.
    let changes: [AnalysisReport.Record]
    /// Its hours, weekdays and months.
    let seasons: [AnalysisReport.Record]
    /// What repeats in it.
    let cycles: [String]
    /// Whether its decompositions weighed outliers down.
    let isRobust: Bool
    /// The larger of two estimates of its lag-one autocorrelation.
    let autocorrelation: Double

    /// How many series make the law of changes.
    static let simulations = 499

    init(
        _ series: EvenSeries, place: String?, category: String?, options: Trends, nulls: inout [Int: ChangePointNull]
    ) throws(AnalysisError) {
        var adjustment = SeasonalAdjustment(series)
        let first = adjustment.adjusted
        let withoutYear = adjustment.profiles.contains { $0.cycle == .month }
        let known = adjustment.adjusted.exposures.count { $0 > 0 }
        guard known >= Trends.fewest else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "\(Trends.fewest) semaines (ou mois, ou années) connues",
                    en: "\(Trends.fewest) known weeks (or months, or years)"),
                found: known)
        }
        var found: LevelChanges?
        if known >= LevelChanges.fewest {
            let null =
                nulls[known]
                ?? ChangePointNull(
                    count: known, shortest: LevelChanges.shortest, simulations: Self.simulations, seed: options.seed)
            nulls[known] = null
            found = try Self.changes(adjustment.adjusted, null, options)
            if let plain = found, !plain.changes.isEmpty, !adjustment.profiles.isEmpty {
                (adjustment, found) = try Self.refined(series, adjustment, plain, null, options, known: known)
            }
        }
        // The slope is read off the seasons of the trend: those between changes take part of a slope for months.
        let adjusted = first
        let rates = adjusted.counts.indices.map { adjusted.exposures[$0] > 0 ? adjusted.rates[$0] : nil }
        let perYear: [TimeLevel: Double] = [.week: 365.25 / 7, .month: 12, .year: 1]
        let slope = TrendSlope(
            rates, perYear: perYear[adjusted.level] ?? 1, coverage: options.coverage,
            withoutYear: withoutYear)
        let unit = AnalysisReport.Value.text(adjusted.level.rawValue)
        let clear = slope.p <= options.falseAlarm
        trends = [
            AnalysisReport.Record(
                kind: "trend", place: place, category: category, estimate: slope.ratioPerYear,
                interval: slope.ratioPerYear == nil
                    ? nil
                    : AnalysisReport.Interval(low: slope.interval.low ?? 0, high: slope.interval.high ?? .infinity),
                statistic: slope.z, p: slope.p,
                verdict: clear ? (slope.z > 0 ? "rising" : "falling") : "no_clear_trend",
                more: [
                    "slope_per_year": .number(slope.perYear), "level_start": .number(slope.start),
                    "level_end": .number(slope.end), "unit": unit, "steps": .integer(known),
                    "missing": .integer(adjusted.count - known), "autocorrelation": .number(slope.autocorrelation),
                    "start": .text(adjusted.days.first?.description ?? ""),
                    "end": .text(adjusted.days.last?.description ?? ""),
                ])
        ]
        let gradual = found?.isGradual ?? false
        changes = (found?.changes ?? []).map { change in
            AnalysisReport.Record(
                kind: "change", place: place, term: change.date.description, category: category, estimate: change.ratio,
                interval: AnalysisReport.Interval(low: change.interval.low, high: change.interval.high), p: change.p,
                verdict: gradual ? "gradual" : (change.after > change.before ? "higher" : "lower"),
                more: [
                    "date": .text(change.date.description), "earliest": .text(change.earliest.description),
                    "latest": .text(change.latest.description), "before": .number(change.before),
                    "after": .number(change.after), "unit": unit, "dispersion": .number(found?.dispersion ?? 1),
                    "autocorrelation": .number(found?.autocorrelation ?? 0),
                ])
        }
        seasons = adjustment.profiles.flatMap { profile in
            Self.records(profile, place: place, category: category, coverage: options.coverage)
        }
        cycles = adjustment.profiles.map(\.cycle.rawValue)
        isRobust = adjustment.isRobust
        autocorrelation = max(slope.autocorrelation, found?.autocorrelation ?? 0)
    }

    private static func changes(
        _ series: EvenSeries, _ null: ChangePointNull, _ options: Trends
    ) throws(AnalysisError) -> LevelChanges {
        do {
            return try LevelChanges(
                series, null: null, falseAlarm: options.falseAlarm, coverage: options.coverage)
        } catch {
            throw .failed(method: "PELT", reason: error.description)
        }
    }

    /// Seasons and changes found together: a change looks like a season to a slow trend, and a season like changes.
    ///
    /// Begins once from the seasons of the trend and once from none of the year's, and keeps what needs fewer changes.
    private static func refined(
        _ series: EvenSeries, _ adjustment: SeasonalAdjustment, _ first: LevelChanges, _ null: ChangePointNull,
        _ options: Trends, known: Int
    ) throws(AnalysisError) -> (SeasonalAdjustment, LevelChanges) {
        var best = (adjustment, first)
        var beginnings = [first]
        let plain = SeasonalAdjustment(series, months: false)
        if plain.adjusted.exposures.count(where: { $0 > 0 }) == known {
            beginnings.append(try changes(plain.adjusted, null, options))
        }
        for beginning in beginnings {
            // What a line explains as well is no change.
            var found = beginning
            for _ in 0..<3 {
                guard let levels = found.levels, !found.isGradual else { break }
                let again = SeasonalAdjustment(series, levels: levels)
                guard again.adjusted.exposures.count(where: { $0 > 0 }) == known else { break }
                let next = try changes(again.adjusted, null, options)
                let isSettled = next.changes.map(\.date) == found.changes.map(\.date)
                found = next
                let isBetter = found.changes.count < best.1.changes.count
                if isBetter || (found.changes.count == best.1.changes.count && isSettled) { best = (again, found) }
                if isSettled { break }
            }
        }
        return best
    }

    private static func records(
        _ profile: SeasonalProfile, place: String?, category: String?, coverage: Double
    ) -> [AnalysisReport.Record] {
        let quantile = Normal.quantile((1 + coverage) / 2)
        return profile.ratios.indices.map { phase in
            let number = profile.cycle == .hour ? phase * profile.hoursPerPhase : phase + 1
            let reach = quantile * profile.errors[phase]
            return AnalysisReport.Record(
                kind: "season", place: place, term: "\(profile.cycle.rawValue)=\(number)", category: category,
                estimate: profile.ratios[phase],
                interval: AnalysisReport.Interval(
                    low: max(profile.ratios[phase] - reach, 0), high: profile.ratios[phase] + reach),
                more: ["count": .number(profile.counts[phase])])
        }
    }
}
