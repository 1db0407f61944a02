import Foundation
import Statistics

/// By what counts changed in some places over what they changed by in others, judged by placebo sets of places.
///
/// The Poisson difference in differences with an effect for every place and every period has this closed form where all
/// places share their periods: (T₁/T₀)/(C₁/C₀), with the sums before and after in treated places and controls. So a placebo
/// costs a sum, and an interval holds the ratios that placebos don't contradict (Fisher 1935; Rosenbaum 2002, ch. 2).
struct RatioOfRatios {
    /// Each place's count before and after.
    let before: [Double]
    let after: [Double]
    /// The variance of the noise in each of those.
    let noiseBefore: Double
    let noiseAfter: Double
    /// The places that changed, and those they are compared with.
    let changed: [Int]
    let others: [Int]

    /// Sums a panel's counts over periods before and after a date.
    init(_ panel: MeasurePanel, changed: [Int], before: Range<Int>, after: Range<Int>) {
        self.before = panel.counts.map { $0[before].reduce(0, +) }
        self.after = panel.counts.map { $0[after].reduce(0, +) }
        noiseBefore = panel.noise[before].reduce(0, +)
        noiseAfter = panel.noise[after].reduce(0, +)
        self.changed = changed
        others = panel.controls
    }

    /// The ratio; nil where a sum isn't above 0.
    var ratio: Double? { values(of: [changed], dividing: 1)[0].map { exp($0.log) } }

    /// The logarithms of sets' ratios and their Poisson errors, after the true set's later counts were divided by a factor.
    ///
    /// The errors are those of the counts as they are: a count divided by a number is relatively as sure as before. Were they
    /// those of the divided counts, a ratio far from the truth would be excused by the errors that it brings along.
    private func values(of sets: [[Int]], dividing factor: Double) -> [(log: Double, error: Double)?] {
        var divided = after
        for place in changed { divided[place] /= factor }
        func sums(_ places: [Int]) -> (before: Double, after: Double, divided: Double) {
            places.reduce((0.0, 0.0, 0.0)) { ($0.0 + before[$1], $0.1 + after[$1], $0.2 + divided[$1]) }
        }
        let pool = changed + others
        let all = sums(pool)
        return sets.map { set in
            let own = sums(set)
            let rest = (all.before - own.before, all.after - own.after, all.divided - own.divided)
            guard own.before > 0, own.after > 0, own.divided > 0, rest.0 > 0, rest.1 > 0, rest.2 > 0 else { return nil }
            let (inside, outside) = (Double(set.count), Double(pool.count - set.count))
            let counted = 1 / own.before + 1 / own.after + 1 / rest.0 + 1 / rest.1
            let noisedBefore = noiseBefore * (inside / (own.before * own.before) + outside / (rest.0 * rest.0))
            let noisedAfter = noiseAfter * (inside / (own.after * own.after) + outside / (rest.1 * rest.1))
            let error = (counted + noisedBefore + noisedAfter).squareRoot()
            return (log(own.divided / own.before) - log(rest.2 / rest.0), error)
        }
    }

    /// The rank of |log ratio| over its error among those of the placebo sets, were the true ratio this.
    func rank(_ placebos: PlaceboSets, ratio: Double = 1) -> PlaceboRank {
        let statistics = values(of: [changed] + placebos.sets, dividing: ratio).map { value in
            value.map { abs($0.log) / $0.error }
        }
        return PlaceboRank(actual: (statistics.first ?? 0) ?? 0, placebos: statistics.dropFirst().compactMap(\.self))
    }

    /// The ratios that the placebos don't contradict, by bisection between 1/50 and 50 times the estimate.
    func interval(_ placebos: PlaceboSets, coverage: Double) -> (low: Double, high: Double) {
        guard let ratio else { return (0, .infinity) }
        func isHeld(_ factor: Double) -> Bool { rank(placebos, ratio: ratio * factor).p > 1 - coverage + 1e-12 }
        func end(_ sign: Double) -> Double {
            var (inside, outside) = (0.0, log(50.0))
            if isHeld(exp(sign * outside)) { return sign < 0 ? 0 : .infinity }
            for _ in 0..<18 {
                let middle = (inside + outside) / 2
                if isHeld(exp(sign * middle)) { inside = middle } else { outside = middle }
            }
            return ratio * exp(sign * outside)
        }
        return (end(-1), end(1))
    }

    /// The error of the log ratio that lets a place's periods depend on each other (Liang & Zeger 1986), from how places
    /// differ within treated ones and controls; holds whatever noise there is.
    var clusteredError: Double? {
        func variance(_ places: [Int]) -> Double? {
            let (first, second) = places.reduce((0.0, 0.0)) { ($0.0 + before[$1], $0.1 + after[$1]) }
            guard first > 0, second > 0, places.count > 1 else { return nil }
            let squares = places.reduce(0.0) { $0 + pow(after[$1] / second - before[$1] / first, 2) }
            return squares * Double(places.count) / Double(places.count - 1)
        }
        guard let own = variance(changed), let rest = variance(others) else { return nil }
        return (own + rest).squareRoot()
    }
}
