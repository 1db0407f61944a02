import Statistics
import Vocabulary

/// A series without its seasons: gathered to weeks or longer steps, each with the exposure that its season makes.
struct SeasonalAdjustment {
    /// The profiles that were found, finest first.
    private(set) var profiles: [SeasonalProfile] = []
    /// Counts in weeks, months or years; rates are seasonally adjusted.
    private(set) var adjusted: EvenSeries
    /// Whether the decompositions weighed outliers down, which they do from five counts a step.
    private(set) var isRobust = false

    /// Takes the seasons out.
    ///
    /// - Parameters:
    ///   - series: the counts.
    ///   - levels: for each step of a week or longer a level that counts had, so that changes aren't taken for seasons;
    ///     nil for none known.
    init(_ series: EvenSeries, levels: EvenSeriesLevels? = nil) {
        adjusted = series
        adjusted = takeAll(out: series, levels: levels)
    }

    private mutating func takeAll(out series: EvenSeries, levels: EvenSeriesLevels?) -> EvenSeries {
        var series = series
        if series.level < .day {
            let perDay = series.level == .hour ? 24 : 4
            take([.hour], out: &series, periods: [perDay, 7 * perDay], levels: levels)
            series = series.gathered(to: .day)
        }
        switch series.level {
        case .day: take([.weekday, .month], out: &series, periods: [7, 365], levels: levels)
        case .week: take([.month], out: &series, periods: [52], levels: levels)
        case .month: take([.month], out: &series, periods: [12], levels: levels)
        default: break
        }
        return series.gathered(to: .week)
    }

    /// Takes the profiles out of a series that is long enough for their periods.
    private mutating func take(
        _ cycles: [SeasonalProfile.Cycle], out series: inout EvenSeries, periods: [Int], levels: EvenSeriesLevels?
    ) {
        let known = series.exposures.count { $0 > 0 }
        let periods = periods.filter { series.count >= 2 * $0 + 1 && known >= $0 + $0 / 2 }
        guard !periods.isEmpty else { return }
        let robust = series.meanRate >= 5
        let base = levels.map { $0.values(at: series.days) } ?? [Double](repeating: 1, count: series.count)
        let rates = zip(series.rates, base).map { $0 / $1 }
        let split: Decomposition?
        if periods.count == 1 {
            split = try? SeasonalTrend(period: periods[0], robust: robust).fit(rates, missing: series.missing)
        } else {
            split = try? MultipleSeasonalTrend(periods: periods, robust: robust).fit(rates, missing: series.missing)
        }
        guard let split else { return }
        isRobust = isRobust || robust
        let trend = zip(split.trend, base).map { $0 * $1 }
        for cycle in cycles {
            // A year's season is looked for where the data hold two years.
            if cycle == .month, periods.last != [TimeLevel.day: 365, .week: 52, .month: 12][series.level] { continue }
            guard let profile = SeasonalProfile(cycle, of: series, trend: trend, weights: split.weights) else {
                continue
            }
            profiles.append(profile)
            series = series.adjusted(by: profile.factors(of: series))
        }
    }
}

/// Levels of a series by day, constant between changes.
struct EvenSeriesLevels {
    /// The first day of each level, rising.
    let starts: [CivilDate]
    /// The levels, in any unit, above 0.
    let levels: [Double]

    /// The level on each day.
    func values(at days: [CivilDate]) -> [Double] {
        days.map { day in
            let index = starts.lastIndex { $0 <= day } ?? 0
            return levels[index]
        }
    }
}
