import Foundation
import Statistics
import Vocabulary

/// How the hours of the day, the days of the week or the months differ, as ratios to their mean.
///
/// The ratio to the trend: a phase's counts over what the trend of a robust STL or MSTL gives it (ratio to moving average:
/// Macaulay 1931, with the trend of Cleveland, Cleveland, McRae & Terpenning 1990, or Bandara, Hyndman & Bergmeir 2021).
struct SeasonalProfile {
    /// What repeats.
    enum Cycle: String {
        case hour
        case weekday
        case month
    }

    /// What repeats.
    let cycle: Cycle
    /// The ratio of each phase to the mean, at least .02.
    let ratios: [Double]
    /// The standard error of each ratio, from how counts vary around trend times season.
    let errors: [Double]
    /// How many counts each phase holds.
    let counts: [Double]
    /// The hours between two phases.
    let hoursPerPhase: Int

    /// Reads a profile off a series and its trend.
    ///
    /// - Returns: nil where a phase has no known step.
    init?(_ cycle: Cycle, of series: EvenSeries, trend: [Double], weights: [Double]) {
        let phases: Int
        switch cycle {
        case .hour: phases = series.level == .hour ? 24 : 4
        case .weekday: phases = 7
        case .month: phases = 12
        }
        hoursPerPhase = cycle == .hour ? 24 / phases : 0
        let own = series.count == 0 ? [] : series.days.indices.map { Self.phase(cycle, series, $0) }
        let floor = max(series.meanRate, 0) * 0.05
        var sums = [Double](repeating: 0, count: phases)
        var expected = sums
        for index in own.indices where series.exposures[index] > 0 && weights[index] > 0.05 {
            sums[own[index]] += series.counts[index]
            expected[own[index]] += max(trend[index], floor) * series.exposures[index]
        }
        guard expected.allSatisfy({ $0 > 0 }) else { return nil }
        var raw = sums.indices.map { max(sums[$0] / expected[$0], 0.02) }
        let mean = raw.reduce(0, +) / Double(phases)
        raw = raw.map { $0 / mean }
        var (pearson, rows) = (0.0, 0.0)
        for index in own.indices where series.exposures[index] > 0 && weights[index] > 0.05 {
            let fitted = max(max(trend[index], floor) * series.exposures[index] * raw[own[index]] * mean, 1e-9)
            pearson += pow(series.counts[index] - fitted, 2) / fitted
            rows += 1
        }
        let dispersion = pearson / max(rows - Double(phases), 1)
        self.cycle = cycle
        ratios = raw
        counts = sums
        errors = raw.indices.map { (dispersion * raw[$0] / (expected[$0] * mean)).squareRoot() }
    }

    /// The factor of each step of a series; months pass into each other between their middles.
    func factors(of series: EvenSeries) -> [Double] {
        series.days.indices.map { index in
            guard cycle == .month, series.level < .month else { return ratios[Self.phase(cycle, series, index)] }
            let day = series.level == .week ? series.days[index].adding(days: 3) : series.days[index]
            let (year, month, number) = day.parts
            let length = Double(CivilDate.days(inMonth: month, of: year))
            let place = (Double(number) - 0.5) / length - 0.5
            let here = ratios[month - 1]
            let next = ratios[(month - 1 + (place < 0 ? 11 : 1)) % 12]
            return here + abs(place) * (next - here)
        }
    }

    private static func phase(_ cycle: Cycle, _ series: EvenSeries, _ index: Int) -> Int {
        switch cycle {
        case .hour: return series.level == .hour ? series.hours[index] : series.hours[index] / 6
        case .weekday: return series.days[index].weekday
        case .month:
            let day = series.level == .week ? series.days[index].adding(days: 3) : series.days[index]
            return day.parts.month - 1
        }
    }
}
