import Foundation
import Statistics

/// Every series by its own season, a mean for each time of the week that slowly follows, times a level that follows faster.
///
/// For counters and other busy series. Holt & Winters' multiplicative method (Winters 1960) with means kept by position; how
/// fast each part follows is chosen among a few speeds by the Poisson deviance that forecasts as far ahead would have had.
/// Where little comes, positions are drawn to the series' own mean over its coarser groups.
public struct SeasonalSmoothing: ForecastModel {
    /// The key of the model.
    public let name = "seasonal_smoothing"
    /// Where the method is published.
    public let source = "Winters 1960"

    /// Up to how many series have a law of dispersion each.
    private static let fewSeries = 200

    /// Makes the model; it has no parameter.
    public init() {}

    /// Estimates what there is to estimate.
    public func fit(_ history: CountHistory, horizon: Int) throws -> any FittedForecast {
        let lag = (horizon + 1) / 2
        let covered = history.covered
        let damped = history.denoised()
        var best: (loss: Double, speeds: SeasonalStates.Speeds)?
        let perDay = BinCalendar.perDay(history.level)
        for seasons in [3.0, 8, 20, 1000] {
            for days in [1.0, 4, 14, 60, 1e6] where days * perDay >= 0.7 {
                let speeds = SeasonalStates.Speeds(
                    season: pow(0.5, 1 / seasons), level: pow(0.5, 1 / (days * perDay)))
                let loss = run(history, damped, covered, speeds, lag: lag) { _, _, _ in }
                if best.map({ loss < $0.loss }) ?? true { best = (loss, speeds) }
            }
        }
        let speeds = best?.speeds ?? SeasonalStates.Speeds(season: 1, level: 1)
        // Counters differ in how regular they are; sparse cells tell it together only.
        let group = history.series <= Self.fewSeries ? 1 : history.places.count
        var samples = (0..<history.series / group).map { _ in DispersionLaw.Sample() }
        _ = run(history, damped, covered, speeds, lag: lag) { index, count, mean in
            samples[index / group].add(count: count, mean: mean)
        }
        var fitted = Fitted(
            filter: NoiseFilter(of: history), states: SeasonalStates(of: history, speeds),
            laws: samples.map { DispersionLaw(fitting: $0, noiseVariance: history.noiseVariance) }, group: group, end: 0
        )
        fitted.advance(to: history)
        return fitted
    }

    /// Forecasts the later part of the history from `lag` bins before, and sums the Poisson deviance but for what no
    /// speed changes.
    private func run(
        _ history: CountHistory, _ damped: CountHistory, _ covered: [Int], _ speeds: SeasonalStates.Speeds, lag: Int,
        _ tell: (_ series: Int, _ count: Int, _ mean: Double) -> Void
    ) -> Double {
        var states = SeasonalStates(of: history, speeds)
        var loss = 0.0
        let first = TracedRows.firstRow(covered.count, recurrence: history.recurrence)
        for (number, bin) in covered.enumerated() {
            if number >= lag {
                let known = covered[number - lag]
                states.observe(damped.figures(known), history.calendar[known])
            }
            guard number >= first else { continue }
            for (index, figure) in history.figures(bin).enumerated() {
                let mean = states.mean(index, history.calendar[bin])
                loss += mean - figure * log(mean)
                tell(index, Int(figure.rounded()), mean)
            }
        }
        return loss
    }

    private struct Fitted: FittedForecast {
        /// Means by position are kept from 0 up, series by series, which would take noise for events.
        var filter: NoiseFilter
        var states: SeasonalStates
        var laws: [DispersionLaw]
        let group: Int
        var end: Int

        mutating func advance(to history: CountHistory) {
            for bin in end..<history.end where history.isKnown[bin] {
                let damped = filter.observe(history.figures(bin), variance: history.variances[bin])
                states.observe(damped[...], history.calendar[bin])
            }
            end = history.end
        }

        func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]] {
            history.calendarAhead(horizon).map { calendar in
                (0..<history.series).map { index in
                    .negativeBinomial(
                        laws[index / group].distribution(mean: states.mean(index, calendar)))
                }
            }
        }
    }
}

/// The means by position of the season of many series, and their levels.
struct SeasonalStates: Sendable {
    /// What is left of the past after a season, and of a level's past after a bin.
    struct Speeds: Sendable {
        let season: Double
        let level: Double
    }

    /// How many counts as usual a position's mean and a level are drawn to the usual by.
    private static let prior = 2.0

    private let speeds: Speeds
    private let period: Int
    private let groups: Int
    private let series: Int
    private var positionSums: [Double]
    private var positionWeights: [Double]
    private var groupSums: [Double]
    private var groupWeights: [Double]
    private var sums: [Double]
    private var weight = 0.0
    private var recent: [Double]
    private var recentExpected: [Double]

    init(of history: CountHistory, _ speeds: Speeds) {
        self.speeds = speeds
        period = BinCalendar.period(history.level)
        groups = BinCalendar.groups(history.level)
        series = history.series
        positionSums = Array(repeating: 0, count: period * series)
        positionWeights = Array(repeating: 0, count: period)
        groupSums = Array(repeating: 0, count: groups * series)
        groupWeights = Array(repeating: 0, count: groups)
        sums = Array(repeating: 0, count: series)
        recent = Array(repeating: 0, count: series)
        recentExpected = Array(repeating: 0, count: series)
    }

    /// Learns of the figures of a bin.
    mutating func observe(_ figures: ArraySlice<Double>, _ calendar: BinCalendar) {
        let (position, group) = (calendar.position, calendar.group)
        let base = figures.startIndex
        for index in 0..<series {
            let figure = figures[base + index]
            // Against nothing the first figure would be a level of its own.
            let expected = weight > 0 ? usual(index, calendar) : figure
            recent[index] = speeds.level * recent[index] + figure
            recentExpected[index] = speeds.level * recentExpected[index] + expected
            positionSums[position * series + index] = speeds.season * positionSums[position * series + index] + figure
            groupSums[group * series + index] += figure
            sums[index] += figure
        }
        positionWeights[position] = speeds.season * positionWeights[position] + 1
        groupWeights[group] += 1
        weight += 1
    }

    /// The mean of a series at a time of the season.
    @inline(__always)
    private func usual(_ index: Int, _ calendar: BinCalendar) -> Double {
        let overall = (max(0, sums[index]) + 0.1) / (weight + 1)
        // `prior` counts are worth prior/overall bins.
        let bins = Self.prior / overall
        let group = calendar.group
        let grouped = (max(0, groupSums[group * series + index]) + Self.prior) / (groupWeights[group] + bins)
        let position = calendar.position
        let own = Self.prior / max(grouped, 1e-9)
        return (max(0, positionSums[position * series + index]) + Self.prior) / (positionWeights[position] + own)
    }

    /// What a series is expected to have at a time of the season, its level included.
    @inline(__always)
    func mean(_ index: Int, _ calendar: BinCalendar) -> Double {
        let level = (max(0, recent[index]) + 4 * Self.prior) / (recentExpected[index] + 4 * Self.prior)
        return max(usual(index, calendar) * level, 1e-9)
    }
}
