import Foundation

/// How a negative binomial's size goes with its mean: size = base + slope · mean.
///
/// With no slope the variance is μ + μ²/base (NB2); with no base it is μ(1 + 1/slope) (NB1); counts by place lie between
/// the two, since busy places vary less in proportion.
public struct DispersionLaw: Sendable, Hashable {
    /// The size of a mean of zero.
    public let base: Double
    /// How much the size grows by for each expected count.
    public let slope: Double

    /// Makes a law.
    ///
    /// - Precondition: neither is negative, and not both are 0.
    public init(base: Double, slope: Double) {
        precondition(base >= 0 && slope >= 0 && base + slope > 0)
        (self.base, self.slope) = (base, slope)
    }

    /// The distribution of a count with some mean.
    public func distribution(mean: Double) -> NegativeBinomial {
        NegativeBinomial(mean: mean, size: max(base + slope * mean, 1e-9))
    }

    /// Counts with the means that were expected of them, sorted into classes of like mean.
    public struct Sample: Sendable {
        private static let perFactorOfE = 12.0
        /// Means from e⁻⁴⁰ to e⁴⁰ have classes of their own.
        private static let furthest = 480
        /// Counts below this are looked up by number.
        private static let few = 64
        /// By class; empty where nothing fell: how often each of the first counts was met.
        private var often = [[Double]](repeating: [], count: 2 * furthest + 1)
        /// By class and count: how often the others were.
        private var seldom: [Int: [Int: Double]] = [:]
        private var means = [Double](repeating: 0, count: 2 * furthest + 1)
        private var weights = [Double](repeating: 0, count: 2 * furthest + 1)

        /// An empty sample.
        public init() {}

        /// Adds a count.
        ///
        /// - Parameters:
        ///   - mean: what was expected, above 0; others are left out.
        ///   - weight: how much it counts.
        /// - Complexity: O(1).
        public mutating func add(count: Int, mean: Double, weight: Double = 1) {
            guard mean > 0, mean.isFinite, weight > 0 else { return }
            let key = Int((log(mean) * Self.perFactorOfE).rounded())
            let index = min(max(key, -Self.furthest), Self.furthest) + Self.furthest
            if count >= 0, count < Self.few {
                if often[index].isEmpty { often[index] = Array(repeating: 0, count: Self.few) }
                often[index][count] += weight
            } else {
                seldom[index, default: [:]][count, default: 0] += weight
            }
            means[index] += weight * mean
            weights[index] += weight
        }

        /// The classes of the sample: a mean, and how often each count met it, in a fixed order.
        fileprivate var classes: [(mean: Double, counts: [(count: Int, weight: Double)])] {
            weights.indices.filter { weights[$0] > 0 }.map { index in
                let others = (seldom[index] ?? [:]).sorted { $0.key < $1.key }
                let below = others.filter { $0.key < 0 }.map { (count: $0.key, weight: $0.value) }
                let first = often[index].enumerated().filter { $1 > 0 }.map { (count: $0, weight: $1) }
                let above = others.filter { $0.key >= 0 }.map { (count: $0.key, weight: $0.value) }
                return (means[index] / weights[index], below + first + above)
            }
        }
    }

    /// The law under which a sample is most probable.
    ///
    /// Coordinates are searched in turn on a logarithmic scale; the likelihood is flat near its top.
    ///
    /// - Parameters:
    ///   - start: where to begin.
    ///   - noiseVariance: of discrete Laplace noise in the counts, which isn't theirs; 0 for none.
    /// - Complexity: O(classes × distinct counts × some 100).
    public init(
        fitting sample: Sample, from start: DispersionLaw = DispersionLaw(base: 2, slope: 2), noiseVariance: Double = 0
    ) {
        let classes = sample.classes
        func loss(_ point: [Double]) -> Double {
            let law = DispersionLaw(base: exp(point[0]), slope: exp(point[1]))
            return classes.reduce(0) { sum, part in
                let forecast = CountForecast.negativeBinomial(law.distribution(mean: part.mean))
                guard noiseVariance > 0 else {
                    return part.counts.reduce(sum) { $0 - $1.weight * forecast.logProbability($1.count) }
                }
                let noised = NoisedProbabilities(forecast, variance: noiseVariance)
                // A figure beyond all that is likely weighs no more than e^−30.
                return part.counts.reduce(sum) { $0 - $1.weight * max(noised.logProbability($1.count), -30) }
            }
        }
        var point = [start.base, start.slope].map { log(min(max($0, 1e-3), 1e4)) }
        guard !classes.isEmpty else {
            self = start
            return
        }
        var best = loss(point)
        var step = 1.0
        while step > 0.04 {
            var moved = false
            for axis in point.indices {
                for direction in [step, -step] {
                    var trial = point
                    trial[axis] = min(max(trial[axis] + direction, log(1e-3)), log(1e4))
                    let reached = loss(trial)
                    if reached < best - 1e-12 * abs(best) {
                        (point, best, moved) = (trial, reached, true)
                        break
                    }
                }
            }
            if !moved { step /= 2 }
        }
        self.init(base: exp(point[0]), slope: exp(point[1]))
    }
}
