import Foundation
import Vocabulary

/// What is expected of each category over all places: a level that follows what comes, times what the calendar does.
///
/// The calendar's factors are ratios to a moving mean over four weeks, or over a year for longer bins, each drawn towards 1 as if twenty more events had
/// come as usual, and as many times more as noise makes totals vary more than counts do; the level is an exponentially weighted mean of what the factors leave (Brown 1959), its half-life the
/// one of a few that would have forecast best.
struct CategoryLevels: Sendable {
    private static let prior = 20.0

    private let period: Int
    /// By category, then position.
    private var factors: [Double]
    private var monthStart: [Double]
    private var decay: [Double]
    private var sums: [Double]
    private var weights: [Double]

    /// Estimates the factors and chooses the half-lives; the level then stands at the end of the history.
    ///
    /// - Parameter lag: how many bins ahead forecasts will look.
    init(fitting history: CountHistory, lag: Int) {
        let categories = history.categories.count
        period = BinCalendar.period(history.level)
        factors = Array(repeating: 1, count: categories * period)
        monthStart = Array(repeating: 1, count: categories)
        decay = Array(repeating: 0.9, count: categories)
        sums = Array(repeating: 0, count: categories)
        weights = Array(repeating: 0, count: categories)
        let covered = history.covered
        let totals = covered.map { history.totals($0) }
        let calendar = covered.map { history.calendar[$0] }
        for category in 0..<categories {
            let series = totals.map { $0[category] }
            estimateFactors(
                category, series, calendar, recurrence: history.recurrence, seasons: history.level < .week ? 4 : 1,
                noiseVariance: history.noiseVariance * Double(history.places.count))
            let candidates = Self.halfLives(history.level).map { pow(0.5, 1 / $0) }
            var best = (loss: Double.infinity, decay: candidates[2])
            for candidate in candidates {
                let loss = loss(category, series, calendar, decay: candidate, lag: lag, from: 2 * history.recurrence)
                if loss < best.loss { best = (loss, candidate) }
            }
            decay[category] = best.decay
        }
        for (row, day) in zip(totals, calendar) { observe(row, day) }
    }

    /// The half-lives to choose from, in bins: from half a week to twenty, of longer bins from one to some years.
    private static func halfLives(_ level: TimeLevel) -> [Double] {
        switch level {
        case .hour, .sixHours, .day: [0.5, 1, 2, 4, 8, 20].map { $0 * 7 * BinCalendar.perDay(level) }
        case .week: [1, 2, 4, 8, 20, 52, 104]
        case .month: [1, 2, 4, 8, 12, 24]
        case .year: [0.5, 1, 2, 4, 8, 20]
        }
    }

    /// The same factors and half-lives before anything was seen.
    func restarted() -> CategoryLevels {
        var copy = self
        copy.sums = sums.map { _ in 0 }
        copy.weights = weights.map { _ in 0 }
        return copy
    }

    /// Learns of the totals of the next bin.
    mutating func observe(_ totals: [Double], _ calendar: BinCalendar) {
        for category in totals.indices {
            sums[category] = decay[category] * sums[category] + totals[category]
            weights[category] = decay[category] * weights[category] + factor(category, calendar)
        }
    }

    /// The expected total of a category in a bin to come; a hundredth of an event before anything was seen.
    func expected(_ category: Int, _ calendar: BinCalendar) -> Double {
        Self.level(sums[category], weights[category]) * factor(category, calendar)
    }

    /// A hundredth of an event keeps what has stopped from being impossible; noise alone can make a sum negative.
    private static func level(_ sum: Double, _ weight: Double) -> Double {
        weight > 0 ? (max(0, sum) + 0.01) / weight : 0.01
    }

    /// How many times its level a bin has by the calendar alone.
    func factor(_ category: Int, _ calendar: BinCalendar) -> Double {
        factors[category * period + calendar.position] * (calendar.isMonthStart ? monthStart[category] : 1)
    }

    private mutating func estimateFactors(
        _ category: Int, _ series: [Double], _ calendar: [BinCalendar], recurrence: Int, seasons: Int,
        noiseVariance: Double
    ) {
        // A season must have been seen twice to be told from a trend.
        guard series.count >= 2 * recurrence, recurrence > 1 else { return }
        let sum = max(series.reduce(0, +), 1)
        // Counts with noise say as much as fewer without.
        let prior = Self.prior * (1 + noiseVariance * Double(series.count) / sum)
        for _ in 0..<4 {
            let level = movingMean(
                series.indices.map { series[$0] / max(factor(category, calendar[$0]), 1e-6) },
                width: seasons * recurrence + 1)
            var seen = [Double](repeating: prior, count: period)
            var expected = seen
            var (startSeen, startExpected) = (prior, prior)
            for index in series.indices {
                let position = calendar[index].position
                let isStart = calendar[index].isMonthStart
                seen[position] += series[index]
                expected[position] += level[index] * (isStart ? monthStart[category] : 1)
                if isStart {
                    startSeen += series[index]
                    startExpected += level[index] * factors[category * period + position]
                }
            }
            for position in 0..<period {
                factors[category * period + position] = Self.ratio(seen[position], expected[position], prior)
            }
            monthStart[category] = Self.ratio(startSeen, startExpected, prior)
        }
    }

    /// Noise can take from either more than there was; the prior is never far.
    private static func ratio(_ seen: Double, _ expected: Double, _ prior: Double) -> Double {
        max(seen, 0.01 * prior) / max(expected, 0.5 * prior)
    }

    /// The Poisson deviance, but for what no parameter changes, of forecasts `lag` bins ahead.
    private func loss(
        _ category: Int, _ series: [Double], _ calendar: [BinCalendar], decay: Double, lag: Int, from: Int
    ) -> Double {
        var (sum, weight, loss) = (0.0, 0.0, 0.0)
        for index in series.indices {
            if index >= lag {
                let known = index - lag
                sum = decay * sum + series[known]
                weight = decay * weight + factor(category, calendar[known])
            }
            guard index >= from, weight > 0 else { continue }
            let mean = Self.level(sum, weight) * factor(category, calendar[index])
            loss += mean - series[index] * log(mean)
        }
        return loss
    }
}

/// The means over a window centred on each value, shorter at the ends.
///
/// - Complexity: O(values).
func movingMean(_ values: [Double], width: Int) -> [Double] {
    var running = [0.0]
    for value in values { running.append((running.last ?? 0) + value) }
    let half = width / 2
    return values.indices.map { index in
        let (from, to) = (max(0, index - half), min(values.count, index + half + 1))
        return (running[to] - running[from]) / Double(to - from)
    }
}
