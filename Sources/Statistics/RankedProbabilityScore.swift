import Foundation

extension CountForecast {
    /// The logarithmic score of what came: −ln P(X = count), in nats; smaller is better (Good 1952).
    public func logScore(_ count: Int) -> Double { -logProbability(count) }

    /// The continuous ranked probability score of what came, Σ (P(X ≤ k) − [count ≤ k])²; smaller is better.
    ///
    /// It is in the unit of the count, and the absolute error where the forecast is a single number. Poisson's is in
    /// closed form (Wei & Held 2014); a negative binomial's closed form has a series that converges badly just where
    /// counts are large, so that it and all others are summed.
    ///
    /// - Complexity: O(1) for Poisson, else O(mean + deviations that matter).
    public func rankedProbabilityScore(_ count: Int) -> Double {
        if case .poisson(let law) = self { return law.rankedProbabilityScore(count) }
        let table = significantProbabilities
        var (score, cumulative) = (0.0, 0.0)
        // Below all that is likely F is 0, above it 1: there each count adds 1 until the one that came.
        if count < table.first { score += Double(table.first - count) }
        for (offset, probability) in table.values.enumerated() {
            cumulative = min(1, cumulative + probability)
            let error = table.first + offset >= count ? 1 - cumulative : cumulative
            score += error * error
        }
        let end = table.first + table.values.count
        if count > end { score += Double(count - end) }
        return score
    }

    /// The probabilities of the counts that have any to speak of: all but about 10⁻¹³.
    ///
    /// - Complexity: O(counts) by recurrence, from the mode outwards.
    public var significantProbabilities: (first: Int, values: [Double]) {
        switch self {
        case .tabulated(let law):
            return (law.first, law.probabilities)
        case .recalibrated(let law):
            return law.significantProbabilities
        case .mixture(let law):
            let parts = law.components.map { (weight: $0.weight, table: $0.law.significantProbabilities) }
            let first = parts.map(\.table.first).min() ?? 0
            let end = parts.map { $0.table.first + $0.table.values.count }.max() ?? 0
            var values = [Double](repeating: 0, count: end - first)
            for part in parts {
                for (offset, value) in part.table.values.enumerated() {
                    values[part.table.first - first + offset] += part.weight * value
                }
            }
            return (first, values)
        case .poisson(let law):
            return outwards(mode: Int(law.mean), peak: law.probability) { $0.isZero ? 0 : law.mean / $0 }
        case .negativeBinomial(let law):
            if law.mean == 0 { return (0, [1]) }
            if law.size == .infinity { return CountForecast.poisson(Poisson(mean: law.mean)).significantProbabilities }
            let ratio = law.mean / (law.size + law.mean)
            let mode = law.size > 1 ? Int(law.mean * (1 - 1 / law.size)) : 0
            return outwards(mode: mode, peak: law.probability) { (($0 - 1 + law.size) / $0) * ratio }
        }
    }

    /// The most counts that are looked at: a tail that is longer is left out.
    private static let mostCounts = 1 << 20

    /// Probabilities from a mode outwards.
    ///
    /// - Parameter ratio: P(k) / P(k − 1), by k.
    private func outwards(
        mode: Int, peak: (_ count: Int) -> Double, ratio: (_ count: Double) -> Double
    ) -> (first: Int, values: [Double]) {
        let top = peak(mode)
        var below: [Double] = []
        var value = top
        var count = mode
        while count > 0 {
            value /= ratio(Double(count))
            if value < top * 1e-16 { break }
            below.append(value)
            count -= 1
        }
        var values = Array(below.reversed())
        values.append(top)
        value = top
        count = mode
        while true {
            count += 1
            let step = ratio(Double(count))
            value *= step
            // What is left is at most a geometric series.
            if value < 1e-14 * (1 - min(step, 1 - 1e-9)) || values.count >= Self.mostCounts { break }
            values.append(value)
        }
        return (mode - below.count, values)
    }
}

extension Poisson {
    /// (y−λ)(2F(y)−1) + 2λf(y) − λe^{−2λ}(I₀(2λ) + I₁(2λ)), source: Wei & Held 2014.
    func rankedProbabilityScore(_ count: Int) -> Double {
        if mean == 0 { return abs(Double(count)) }
        let away = Double(count) - mean
        return away * (2 * cumulative(count) - 1) + 2 * mean * probability(count)
            - mean * scaledBesselSum(2 * mean)
    }
}

/// e^{−x}(I₀(x) + I₁(x)) of the modified Bessel functions.
///
/// Source: Abramowitz & Stegun 1964, the power series 9.6.10 up to x = 30 and the asymptotic one 9.7.1 beyond, whose
/// smallest term is then below rounding.
///
/// - Parameter x: at least 0.
/// - Complexity: O(x) terms up to 30, then O(1).
func scaledBesselSum(_ x: Double) -> Double {
    if x <= 30 {
        let square = x * x / 4
        var (even, odd, sum, k) = (1.0, x / 2, 1 + x / 2, 0.0)
        while even + odd > sum * 1e-17 {
            k += 1
            even *= square / (k * k)
            odd *= square / (k * (k + 1))
            sum += even + odd
        }
        return sum * exp(-x)
    }
    var sum = 0.0
    for order in [0.0, 4.0] {
        var (term, part, k) = (1.0, 1.0, 0.0)
        while abs(term) > 1e-17 {
            k += 1
            let odd = 2 * k - 1
            let next = -term * (order - odd * odd) / (k * 8 * x)
            if abs(next) >= abs(term) { break }
            term = next
            part += term
        }
        sum += part
    }
    return sum / (2 * .pi * x).squareRoot()
}
