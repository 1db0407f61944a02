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
    private let takesMonths: Bool
    /// The trend of the last decomposition, in counts per day, on the first day of each of its steps; empty for none.
    private(set) var trend: [(day: CivilDate, perDay: Double)] = []

    /// Takes the seasons out.
    ///
    /// - Parameters:
    ///   - series: the counts.
    ///   - levels: between which days the level was constant, so that changes aren't taken for seasons: months and levels are
    ///     then fitted together, by turns (iterative proportional fitting: Deming & Stephan 1940); nil where none is known.
    ///   - months: whether the year's season is taken out.
    init(_ series: EvenSeries, levels: EvenSeriesLevels? = nil, months: Bool = true) {
        takesMonths = months
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
        let steps: [TimeLevel: Double] = [.hour: 24, .sixHours: 4, .week: 1 / 7.0, .month: 1 / 30.4375]
        self.trend = zip(series.days, trend).map { ($0, $1 * (steps[series.level] ?? 1)) }
        for cycle in cycles {
            // A year's season is looked for where the data hold two years.
            if cycle == .month, periods.last != [TimeLevel.day: 365, .week: 52, .month: 12][series.level] { continue }
            if cycle == .month, !takesMonths { continue }
            let found =
                cycle == .month
                ? Self.months(of: series, trend: trend, levels: levels)
                : SeasonalProfile(cycle, of: series, trend: trend, weights: split.weights)
            guard let profile = found else { continue }
            profiles.append(profile)
            series = series.adjusted(by: profile.factors(of: series))
        }
    }
}

extension SeasonalAdjustment {
    /// The months of a series, fitted by turns with its level: constant between changes where those are given, else the trend
    /// times a straight line, since over few years a decomposition leaves part of a slope to the months.
    private static func months(
        of series: EvenSeries, trend: [Double], levels: EvenSeriesLevels?
    ) -> SeasonalProfile? {
        let floor = max(series.meanRate, 0) * 0.05
        var level = levels.map { $0.values(at: series.days) } ?? trend.map { max($0, floor) }
        // All steps count: high ones of skewed counts, taken for outliers, are more where the level is higher.
        let whole = [Double](repeating: 1, count: series.count)
        var profile: SeasonalProfile?
        for _ in 0..<12 {
            profile = SeasonalProfile(.month, of: series, trend: level, weights: whole)
            guard let factors = profile?.factors(of: series) else { return nil }
            let next =
                levels.map { refitted($0.segments(of: series.days), $0.starts.count, series, factors) }
                ?? tilted(level, series, factors, floor: floor)
            guard let next else { return profile }
            level = next
        }
        return profile
    }

    /// The level of each stretch, given the months.
    private static func refitted(
        _ segments: [Int], _ count: Int, _ series: EvenSeries, _ factors: [Double]
    ) -> [Double]? {
        var sums = [Double](repeating: 0, count: count)
        var exposures = sums
        for index in segments.indices where series.exposures[index] > 0 {
            sums[segments[index]] += series.counts[index]
            exposures[segments[index]] += series.exposures[index] * factors[index]
        }
        guard sums.allSatisfy({ $0 > 0 }), exposures.allSatisfy({ $0 > 0 }) else { return nil }
        return segments.map { sums[$0] / exposures[$0] }
    }

    /// The level times the straight line that counts over level and months follow.
    private static func tilted(
        _ level: [Double], _ series: EvenSeries, _ factors: [Double], floor: Double
    ) -> [Double]? {
        var (total, times, ratios, squares, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in level.indices where series.exposures[index] > 0 {
            let expected = level[index] * factors[index] * series.exposures[index]
            let (time, ratio) = (Double(index), series.counts[index] / expected)
            total += expected
            times += expected * time
            ratios += expected * ratio
            squares += expected * time * time
            products += expected * time * ratio
        }
        let spread = squares - times * times / total
        guard total > 0, spread > 0 else { return nil }
        let slope = (products - times * ratios / total) / spread
        return level.indices.map { index in
            max(level[index] * (ratios / total + slope * (Double(index) - times / total)), floor)
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
    func values(at days: [CivilDate]) -> [Double] { segments(of: days).map { levels[$0] } }

    /// The number of the level on each day.
    func segments(of days: [CivilDate]) -> [Int] {
        days.map { day in starts.lastIndex { $0 <= day } ?? 0 }
    }
}
