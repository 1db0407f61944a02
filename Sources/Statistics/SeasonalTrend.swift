import Foundation

/// STL: a series as season + trend + remainder, by local regression (Cleveland, Cleveland, McRae & Terpenning 1990).
///
/// The defaults are those of R's `stl`, with `robust = TRUE`: an inner loop of 1 in an outer one of 15; statsmodels' windows
/// and degrees differ. Equal to R's to ten digits; but for robust ones of even length, where R at times takes a neighbour of
/// the median for it (its `stlrwt` asks a partial sort for two ranks in falling order), equal to statsmodels'.
public struct SeasonalTrend: Sendable, Hashable {
    /// How much a season may change over the years.
    public enum SeasonalWindow: Sendable, Hashable {
        /// Not at all: the mean of each phase.
        case periodic
        /// By local regression over this many periods; odd, at least 7 is the authors' advice.
        case periods(Int)
    }

    /// How many values make a season.
    public let period: Int
    /// How much the season may change.
    public let seasonalWindow: SeasonalWindow
    /// How many values the trend's local fits look at; nil for R's 1.5·period/(1 − 1.5/seasonal window).
    public let trendWindow: Int?
    /// Whether outliers are weighed down.
    public let robust: Bool

    /// Makes a decomposition.
    ///
    /// - Parameters:
    ///   - period: at least 2.
    ///   - seasonalWindow: how much the season may change.
    ///   - trendWindow: how many values the trend's local fits look at; nil for R's 1.5·period/(1 − 1.5/seasonal window).
    ///   - robust: whether outliers are weighed down.
    public init(
        period: Int, seasonalWindow: SeasonalWindow = .periodic, trendWindow: Int? = nil, robust: Bool = true
    ) {
        precondition(period >= 2 && trendWindow ?? 3 >= 3)
        if case .periods(let window) = seasonalWindow { precondition(window >= 3) }
        self.period = period
        self.seasonalWindow = seasonalWindow
        self.trendWindow = trendWindow
        self.robust = robust
    }

    static func odd(_ number: Int) -> Int { number | 1 }

    /// Splits a series.
    ///
    /// - Parameters:
    ///   - series: equally spaced, at least two whole periods.
    ///   - missing: which values aren't known. They get no weight in any fit (the authors' own way, §4.2), so that what
    ///     stands there changes nothing, and their remainder is what stands there less season and trend.
    /// - Complexity: O(n · (windows / their jumps)) for each of 16 rounds, or of 2 if not robust.
    public func fit(_ series: [Double], missing: [Bool]? = nil) throws(SeriesFailure) -> Decomposition {
        let series = try SeriesFailure.checked(series, missing: missing, atLeast: 2 * period + 1)
        let known = missing.map { $0.map { $0 ? 0.0 : 1.0 } }
        // As in R, a season without change is one of a window so wide that it hardly changes, then averaged by phase.
        let seasonalWindow: Int
        switch self.seasonalWindow {
        case .periodic: seasonalWindow = 10 * series.count + 1
        case .periods(let window): seasonalWindow = Self.odd(window)
        }
        let trendWindow = Self.odd(
            self.trendWindow ?? Int((1.5 * Double(period) / (1 - 1.5 / Double(seasonalWindow))).rounded(.up)))
        var rounds = SeasonalTrendRounds(
            series: series, known: known, period: period,
            seasonal: EvenLoess(
                window: seasonalWindow, degree: 0, jump: Self.jump(seasonalWindow)),
            trend: EvenLoess(window: trendWindow, degree: 1, jump: Self.jump(trendWindow)),
            lowPass: EvenLoess(window: Self.odd(period), degree: 1, jump: Self.jump(Self.odd(period))))
        rounds.run(inner: robust ? 1 : 2, outer: robust ? 15 : 0)
        var season = rounds.season
        if self.seasonalWindow == .periodic { season = Self.averagedByPhase(season, period: period) }
        return Decomposition(
            seasons: [Decomposition.Season(period: period, values: season)], trend: rounds.trend,
            remainder: series.indices.map { series[$0] - season[$0] - rounds.trend[$0] },
            weights: rounds.weights)
    }

    private static func jump(_ window: Int) -> Int { (window + 9) / 10 }

    private static func averagedByPhase(_ season: [Double], period: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: period)
        var counts = sums
        for index in season.indices {
            sums[index % period] += season[index]
            counts[index % period] += 1
        }
        return season.indices.map { sums[$0 % period] / counts[$0 % period] }
    }
}

/// A series split into seasons, trend and remainder, which add up to it.
public struct Decomposition: Sendable, Hashable {
    /// One season.
    public struct Season: Sendable, Hashable {
        /// How many values make a season.
        public let period: Int
        /// Its part of each value.
        public let values: [Double]
    }

    /// The seasons, shortest first.
    public let seasons: [Season]
    /// The slow part of each value.
    public let trend: [Double]
    /// What is left of each value.
    public let remainder: [Double]
    /// How far each value was trusted, from 0, an outlier, to 1.
    public let weights: [Double]
}
