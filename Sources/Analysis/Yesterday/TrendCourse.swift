public import Vocabulary

/// A series of counts in weeks or longer steps with what ``Trends`` saw in it: the counts, the counts without their seasons,
/// and the trend of the robust decomposition.
public struct TrendCourse: Sendable, Hashable {
    /// A week, month or year.
    public struct Step: Sendable, Hashable {
        /// Its first day.
        public let day: CivilDate
        /// Its count, which noise can make negative; nil where it isn't known.
        public let count: Double?
        /// The variance of the noise in the count.
        public let variance: Double
        /// What the count would be at the mean of the seasons found; nil where the count isn't known.
        public let adjusted: Double?
        /// The decomposition's trend; nil where the series is too short for one.
        public let trend: Double?
    }

    /// The length of a step: weeks for weeks and shorter bins, else the table's own.
    public let level: TimeLevel
    /// The steps, in order.
    public let steps: [Step]
    /// What repeats and was taken out: `hour`, `weekday`, `month`.
    public let cycles: [String]
    /// Whether the decomposition weighed outliers down.
    public let isRobust: Bool

    /// Decomposes the sum of the places and categories that `trends` looks at.
    ///
    /// - Throws: ``AnalysisError/unknown(kind:name:known:)`` for a name that the table lacks;
    ///   ``AnalysisError/tooLittle(needed:found:)`` for an empty table.
    /// - Complexity: that of the decomposition.
    public init<A, O>(
        of trends: Trends, in table: CountTable<A, O>, calendar: CivilCalendar
    ) throws(AnalysisError) {
        let chosen = try SeriesSelection(table, categories: trends.categories, places: trends.places)
        let series = EvenSeries(
            table, categories: chosen.categories, places: chosen.places, calendar: calendar,
            holidays: trends.publicHolidays)
        let adjustment = SeasonalAdjustment(series)
        let plain = series.gathered(to: .week)
        let adjusted = adjustment.adjusted
        level = plain.level
        cycles = adjustment.profiles.map(\.cycle.rawValue)
        isRobust = adjustment.isRobust
        let lengths: [TimeLevel: Double] = [.week: 7, .month: 30.4375, .year: 365.25]
        let length = lengths[plain.level] ?? 1
        let own = plain.days.indices.map { index in
            let end = index + 1 < plain.count ? plain.days[index + 1] : nil
            return (start: plain.days[index], end: end)
        }
        var trend: [Double?] = []
        var next = 0
        for step in own {
            var (sum, count) = (0.0, 0.0)
            while next < adjustment.trend.count, step.end.map({ adjustment.trend[next].day < $0 }) ?? true {
                if adjustment.trend[next].day >= step.start {
                    sum += adjustment.trend[next].perDay
                    count += 1
                }
                next += 1
            }
            trend.append(count > 0 ? sum / count * length : nil)
        }
        steps = plain.days.indices.map { index in
            let isKnown = plain.exposures[index] > 0
            // Both series have the same steps; a season of 0 would leave no rate.
            let rate = index < adjusted.count && adjusted.exposures[index] > 0 ? adjusted.rates[index] : nil
            return Step(
                day: plain.days[index], count: isKnown ? plain.counts[index] : nil, variance: plain.variances[index],
                adjusted: isKnown ? rate : nil, trend: trend[index])
        }
    }
}
