import Foundation

/// The loops of STL over one series (Cleveland and others 1990, §2.2–2.3), with their scratch space.
struct SeasonalTrendRounds {
    let series: [Double]
    /// 1 for a known value and 0 for a missing one; nil where all are known.
    let known: [Double]?
    let period: Int
    private var seasonal: EvenLoess
    private var trendLoess: EvenLoess
    private var lowPass: EvenLoess

    private(set) var season: [Double]
    private(set) var trend: [Double]
    private(set) var weights: [Double]
    /// Weights for the fits: empty while all are 1.
    private var fitWeights: [Double]
    private var detrended: [Double]
    private var extended: [Double]
    private var filtered: [Double]
    private var passing: [Double]
    private var subseries: [Double]
    private var subweights: [Double]
    private var smoothed: [Double]

    init(
        series: [Double], known: [Double]?, period: Int, seasonal: EvenLoess, trend: EvenLoess, lowPass: EvenLoess
    ) {
        let count = series.count
        (self.series, self.known, self.period) = (series, known, period)
        (self.seasonal, self.trendLoess, self.lowPass) = (seasonal, trend, lowPass)
        season = [Double](repeating: 0, count: count)
        self.trend = season
        detrended = season
        weights = known ?? [Double](repeating: 1, count: count)
        fitWeights = known ?? []
        extended = [Double](repeating: 0, count: count + 2 * period)
        filtered = extended
        passing = extended
        let cycles = count / period + 3
        subseries = [Double](repeating: 0, count: cycles)
        subweights = subseries
        smoothed = subseries
    }

    mutating func run(inner: Int, outer: Int) {
        for round in 0...outer {
            for _ in 0..<inner { step() }
            if round < outer { weigh() }
        }
    }

    private mutating func step() {
        let count = series.count
        for index in 0..<count { detrended[index] = series[index] - trend[index] }
        smoothCycles()
        // What the seasons share at low frequencies belongs to the trend.
        Self.average(extended, count: count + 2 * period, over: period, into: &filtered)
        Self.average(filtered, count: count + period + 1, over: period, into: &passing)
        Self.average(passing, count: count + 2, over: 3, into: &filtered)
        lowPass.smooth(filtered, count: count, weights: [], into: &detrended, at: 0)
        for index in 0..<count {
            season[index] = extended[period + index] - detrended[index]
            detrended[index] = series[index] - season[index]
        }
        trendLoess.smooth(detrended, count: count, weights: fitWeights, into: &trend, at: 0)
    }

    /// Smooths the values of each phase, and extends them by one period at either end.
    private mutating func smoothCycles() {
        let count = series.count
        for phase in 0..<period {
            let cycles = (count - phase - 1) / period + 1
            for cycle in 0..<cycles { subseries[cycle] = detrended[cycle * period + phase] }
            if !fitWeights.isEmpty {
                for cycle in 0..<cycles { subweights[cycle] = fitWeights[cycle * period + phase] }
            }
            let own = fitWeights.isEmpty ? [] : subweights
            seasonal.smooth(subseries, count: cycles, weights: own, into: &smoothed, at: 1)
            let reach = min(seasonal.window, cycles)
            smoothed[0] =
                seasonal.estimate(subseries, count: cycles, weights: own, at: -1, from: 0..<reach) ?? smoothed[1]
            smoothed[cycles + 1] =
                seasonal.estimate(subseries, count: cycles, weights: own, at: cycles, from: cycles - reach..<cycles)
                ?? smoothed[cycles]
            for cycle in 0..<cycles + 2 { extended[cycle * period + phase] = smoothed[cycle] }
        }
    }

    /// Bisquare weights from the remainders, with six times their median absolute value as the width.
    private mutating func weigh() {
        var sizes: [Double] = []
        sizes.reserveCapacity(series.count)
        for index in series.indices where known?[index] != 0 {
            sizes.append(abs(series[index] - trend[index] - season[index]))
        }
        let upper = sizes.count / 2
        let width = 3 * (sizes.selected(upper) + sizes.selected(sizes.count - upper - 1))
        for index in series.indices {
            let size = abs(series[index] - trend[index] - season[index])
            if size <= 0.001 * width {
                weights[index] = 1
            } else if size <= 0.999 * width {
                let ratio = size / width
                let rest = 1 - ratio * ratio
                weights[index] = rest * rest
            } else {
                weights[index] = 0
            }
            if let known { weights[index] *= known[index] }
        }
        fitWeights = weights
    }

    /// Moving averages over `width` values.
    private static func average(_ values: [Double], count: Int, over width: Int, into result: inout [Double]) {
        var sum = 0.0
        for index in 0..<width { sum += values[index] }
        result[0] = sum / Double(width)
        for index in width..<max(count, width) {
            sum += values[index] - values[index - width]
            result[index - width + 1] = sum / Double(width)
        }
    }
}

extension Array<Double> {
    /// The element that sorting would put at `index`; moves elements (Hoare 1961).
    mutating func selected(_ index: Int) -> Double {
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot = self[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while self[left] < pivot { left += 1 }
                while self[right] > pivot { right -= 1 }
                if left <= right {
                    swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if index <= right { high = right } else if index >= left { low = left } else { break }
        }
        return self[index]
    }
}
