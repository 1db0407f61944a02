/// MSTL: a series with several seasons, such as the week's and the year's (Bandara, Hyndman & Bergmeir 2021).
///
/// STL is run for one period after another, each time on the series without the other seasons, and all of that again.
/// The defaults are those of R's `forecast::mstl`: two rounds, seasonal windows of 11, 15, 19… periods.
public struct MultipleSeasonalTrend: Sendable, Hashable {
    /// The seasons, shortest first.
    public let seasons: [SeasonalTrend]
    /// How many rounds are made.
    public let rounds: Int

    /// Makes a decomposition.
    ///
    /// - Parameters:
    ///   - periods: different, at least 2 each.
    ///   - rounds: at least 1.
    ///   - robust: whether outliers are weighed down; R's default is that they aren't.
    public init(periods: [Int], rounds: Int = 2, robust: Bool = true) {
        precondition(!periods.isEmpty && Set(periods).count == periods.count && rounds > 0)
        seasons = periods.sorted().enumerated().map { index, period in
            SeasonalTrend(period: period, seasonalWindow: .periods(11 + 4 * index), robust: robust)
        }
        self.rounds = rounds
    }

    /// Splits a series.
    ///
    /// - Parameters:
    ///   - series: equally spaced, at least two whole periods of the longest season.
    ///   - missing: which values aren't known; they weigh nothing in any fit.
    /// - Complexity: that of STL for each period and round.
    public func fit(_ series: [Double], missing: [Bool]? = nil) throws(SeriesFailure) -> Decomposition {
        let longest = seasons.map(\.period).max() ?? 2
        var rest = try SeriesFailure.checked(series, missing: missing, atLeast: 2 * longest + 1)
        let whole = rest
        var parts = [[Double]](repeating: [Double](repeating: 0, count: rest.count), count: seasons.count)
        var trend: [Double] = []
        var weights: [Double] = []
        for _ in 0..<rounds {
            for (index, season) in seasons.enumerated() {
                for place in rest.indices { rest[place] += parts[index][place] }
                let split = try season.fit(rest, missing: missing)
                parts[index] = split.seasons[0].values
                trend = split.trend
                weights = split.weights
                for place in rest.indices { rest[place] -= parts[index][place] }
            }
        }
        return Decomposition(
            seasons: zip(seasons, parts).map { Decomposition.Season(period: $0.period, values: $1) }, trend: trend,
            remainder: whole.indices.map { rest[$0] - trend[$0] }, weights: weights)
    }
}
