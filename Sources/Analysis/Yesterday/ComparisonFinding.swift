import Statistics

/// What two counts say of each other.
struct ComparisonFinding {
    let before: PeriodCount
    let after: PeriodCount
    /// The factor of the counts' variance over their mean.
    let dispersion: Double
    private let comparison: RateComparison
    /// The p-value of equal rates; nil where there are too few to test.
    let p: Double?

    /// Under this many expected in a period, at equal rates, nothing is tested: the score interval was tried from here on.
    static let fewestExpected = 5.0

    /// Compares two counts.
    ///
    /// - Parameter freedom: the degrees of freedom of the dispersion; quantiles are Student's with so many.
    init(before: PeriodCount, after: PeriodCount, dispersion: Double, freedom: Double, coverage: Double) {
        (self.before, self.after, self.dispersion) = (before, after, dispersion)
        let quantile = StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: freedom)
        comparison = RateComparison(
            Self.side(after), Self.side(before), variation: .proportional(dispersion: dispersion),
            coverage: min(2 * Normal.cumulative(quantile) - 1, 1 - 1e-15))
        let daily = (before.count + after.count) / (before.days + after.days)
        if daily * min(before.days, after.days) < Self.fewestExpected {
            p = nil
        } else {
            let deviate = -Normal.quantile(comparison.pValue / 2)
            p = min(1, StudentT.twoSided(deviate, degreesOfFreedom: freedom))
        }
    }

    private static func side(_ period: PeriodCount) -> RateComparison.Side {
        RateComparison.Side(
            count: period.noise.isNone ? max(0, period.count) : period.count, exposure: period.days,
            noiseVariance: period.noise.variance, noiseKurtosis: period.noise.kurtosis)
    }

    /// The finding as a record.
    ///
    /// - Parameters:
    ///   - q: the p-value after control of the false discovery rate.
    ///   - level: at which a difference is called one.
    ///   - intervals: of counts.
    func record(
        _ group: ComparedGroup, q: Double, level: Double, intervals: inout CountIntervals
    ) -> AnalysisReport.Record {
        let verdict = verdict(q: q, level: level)
        let (first, second) = (intervals.interval(of: before), intervals.interval(of: after))
        let equal = before.count * after.days / before.days
        var more: [String: AnalysisReport.Value] = [
            "before": .number(before.count), "before_low": .number(first.low), "before_high": .number(first.high),
            "after": .number(after.count), "after_low": .number(second.low), "after_high": .number(second.high),
            "difference": .number(after.count - equal), "dispersion": .number(dispersion),
        ]
        if let name = group.name { more["name"] = .text(name) }
        if let population = group.population, population > 0 {
            more["population"] = .number(population)
            let scale = 1000 * 365.25 / population
            more["yearly_rate_before_per_1000"] = .number(before.rate * scale)
            more["yearly_rate_after_per_1000"] = .number(after.rate * scale)
        }
        return AnalysisReport.Record(
            kind: group.kind, place: group.place, category: group.category,
            estimate: verdict == "too_few" ? nil : comparison.ratio,
            interval: AnalysisReport.Interval(low: comparison.lower, high: comparison.upper), p: p,
            q: p == nil ? nil : q, verdict: verdict, more: more)
    }

    private func verdict(q: Double, level: Double) -> String {
        guard p != nil else { return "too_few" }
        if q <= level, comparison.finding == .higher { return "higher" }
        if q <= level, comparison.finding == .lower { return "lower" }
        return comparison.finding == .tooFewToTell ? "too_few" : "no_clear_difference"
    }
}
