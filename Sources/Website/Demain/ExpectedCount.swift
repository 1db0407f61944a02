import Foundation
import Vocabulary

/// What is expected of one bin ahead: with skill what the forecast says, without it the usual.
struct ExpectedCount: Sendable {
    let bin: TimeBin
    /// The expected count.
    let mean: Double
    /// What such a bin has usually; nil where the expected count is the usual one itself.
    let usual: Double?
    /// The counts that eight of ten, and nineteen of twenty, such figures lie between.
    let range80: ClosedRange<Int>
    let range95: ClosedRange<Int>
    /// The whole distribution.
    let law: IssuedForecast.Law
    /// What makes it more or less than usual, the strongest first.
    let drivers: [IssuedForecast.Driver]
    /// The coverages to ask of the law for intervals that held 80 and 95 % so far.
    let coverages: [Double]

    /// Reads what a forecast says of a bin.
    ///
    /// - Parameters:
    ///   - hasSkill: whether it may be shown; else the naive law is.
    ///   - coverages: those that the forecast's method asks for.
    init(
        _ bin: IssuedForecast.Bin, level: TimeLevel, category: Int, number: Int, hasSkill: Bool,
        coverages: [Double]? = nil
    ) {
        self.coverages = hasSkill ? coverages ?? [0.8, 0.95] : [0.8, 0.95]
        let figure = bin.figures[number]
        self.bin = TimeBin(level: level, start: bin.start, end: bin.end)
        guard hasSkill else {
            law = figure.naive
            mean = figure.naive.mean
            usual = nil
            range80 = figure.naive.interval(0.8)
            range95 = figure.naive.interval(0.95)
            drivers = []
            return
        }
        law = figure.law
        mean = figure.mean
        usual = figure.usual
        range80 = figure.low80...max(figure.low80, figure.high80)
        range95 = figure.low95...max(figure.low95, figure.high95)
        drivers = bin.drivers.indices.contains(category) ? bin.drivers[category] : []
    }

    /// The count that isn't passed with a probability, by the law as its intervals were widened or narrowed.
    ///
    /// The intervals say what to ask of the law for 90 and for 97.5 %; between them, and down to the median, it is asked in
    /// proportion.
    ///
    /// - Precondition: the probability is in 0.5...0.975.
    func quantile(_ probability: Double) -> Int {
        precondition((0.5...0.975).contains(probability))
        let (middle, far) = ((1 + coverages[0]) / 2, (1 + coverages[1]) / 2)
        let asked =
            probability <= 0.9
            ? 0.5 + (probability - 0.5) / 0.4 * (middle - 0.5)
            : middle + (probability - 0.9) / 0.075 * (far - middle)
        return law.quantile(asked)
    }

    /// What clearly drives it: the interval of its ratio lies on one side of 1.
    var clearDrivers: [IssuedForecast.Driver] { drivers.filter { $0.low > 1 || $0.high < 1 } }

    /// How far it is from the usual, in widths of its range; 0 where nothing clearly drives it.
    var standing: Double {
        guard let usual, !clearDrivers.isEmpty else { return 0 }
        return abs(mean - usual) / Double(range80.upperBound - range80.lowerBound + 1)
    }
}

extension IssuedForecast.Law {
    /// The expected count.
    var mean: Double {
        var (sum, weight) = (0.0, 0.0)
        for (number, part) in parts.enumerated() {
            sum += Double(part) * Double(first + number)
            weight += Double(part)
        }
        return weight > 0 ? sum / weight : Double(first)
    }

    /// The smallest count that at least such a part of the probability doesn't pass.
    ///
    /// - Complexity: O(parts).
    func quantile(_ probability: Double) -> Int {
        let total = parts.reduce(0) { $0 + Double($1) }
        var sum = 0.0
        for (number, part) in parts.enumerated() {
            sum += Double(part)
            // Half a part is less than the law was rounded to.
            if sum + 0.5 >= probability * total { return first + number }
        }
        return first + max(0, parts.count - 1)
    }

    /// The counts between which such a part lies, as much being left out below as above.
    func interval(_ coverage: Double) -> ClosedRange<Int> {
        let low = quantile((1 - coverage) / 2)
        return low...max(low, quantile((1 + coverage) / 2))
    }
}
