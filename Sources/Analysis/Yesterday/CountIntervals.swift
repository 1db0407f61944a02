/// The intervals of many counts at one coverage: counts with noise of one law, and exact counts alike, are worked out once.
struct CountIntervals {
    let coverage: Double
    private var widths: [FigureNoiseMoments: Double] = [:]
    private var means: [Double: AnalysisReport.Interval] = [:]

    init(coverage: Double) {
        self.coverage = coverage
    }

    /// The interval of the exact count, or of the mean where the count is exact.
    mutating func interval(of count: PeriodCount) -> AnalysisReport.Interval {
        guard count.noise.isNone else {
            let width = widths[count.noise] ?? count.noise.halfWidth(coverage: coverage)
            widths[count.noise] = width
            return CountInterval.noise(count.count, halfWidth: width)
        }
        let value = max(0, count.count)
        let interval = means[value] ?? CountInterval.poisson(value, coverage: coverage)
        means[value] = interval
        return interval
    }
}
