import Foundation
import Statistics

/// The shape θ of a negative binomial with variance μ + μ²/θ.
public struct NegativeBinomialShape: Sendable, Hashable {
    /// The estimate; small is much overdispersion.
    public let value: Double
    /// Its standard error from the observed information; nil where θ was given.
    public let standardError: Double?
}

/// Sums over rows that depend on the means: what the likelihood's derivatives by θ need besides the counts' digammas.
struct ShapeSums {
    /// Σ w·log(1 + μ/θ).
    private(set) var logs = 0.0
    /// Σ w(μ−y)/(μ+θ).
    private(set) var residuals = 0.0
    /// Σ w·μ/(μ+θ).
    private(set) var shares = 0.0
    /// Σ w(y−μ)/(μ+θ)².
    private(set) var curvature = 0.0

    @inline(__always)
    mutating func add(count: Double, mean: Double, shape: Double, weight: Double) {
        let inverse = 1 / (mean + shape)
        logs += weight * log1p(mean / shape)
        residuals += weight * (mean - count) * inverse
        shares += weight * mean * inverse
        curvature += weight * (count - mean) * inverse * inverse
    }
}

/// The counts with their weights, equal counts together: sums of digammas and log gammas over them cost little.
struct CountMultiset {
    private var counts: [Double] = []
    private var weights: [Double] = []

    init(_ response: CountResponse) {
        let limit = 1 << 16
        var bins: [Double] = []
        for row in response.counts.indices {
            let count = response.counts[row]
            let weight = response.weights?[row] ?? 1
            if weight == 0 { continue }
            if count >= 0, count < Double(limit), count == count.rounded() {
                let bin = Int(count)
                while bins.count <= bin { bins.append(contentsOf: repeatElement(0, count: max(64, bins.count))) }
                bins[bin] += weight
            } else {
                counts.append(count)
                weights.append(weight)
            }
        }
        for (count, weight) in bins.enumerated() where weight > 0 {
            counts.append(Double(count))
            weights.append(weight)
        }
    }

    /// Σ w·f(y).
    func sum(_ function: (Double) -> Double) -> Double {
        var total = 0.0
        for index in counts.indices { total += weights[index] * function(counts[index]) }
        return total
    }

    /// The log likelihood's first and second derivatives by θ (Lawless 1987, equations 2.4 and 2.7).
    func derivatives(shape: Double, _ sums: ShapeSums) -> (score: Double, information: Double) {
        let baseDigamma = digamma(shape)
        let baseTrigamma = trigamma(shape)
        let score = sum { digamma($0 + shape) - baseDigamma } - sums.logs + sums.residuals
        let second = sum { trigamma($0 + shape) - baseTrigamma } + sums.shares / shape + sums.curvature
        return (score, -second)
    }

    /// The part of the negative binomial's log likelihood that has no μ in it, when counts have μ^y·(1+μ/θ)^−(y+θ).
    func logLikelihoodConstant(shape: Double) -> Double {
        let base = logGamma(shape)
        let logShape = log(shape)
        return sum { logGamma($0 + shape) - base - logGamma($0 + 1) - $0 * logShape }
    }
}
