import Foundation

extension CountForecast {
    /// The distribution of the figure that will be published: the count with discrete Laplace noise of known variance.
    ///
    /// Scores of a noised figure are of this distribution, not of the count's: a figure can be negative. None is impossible:
    /// beyond what is tabulated probabilities fall off as the noise's do.
    ///
    /// - Parameter variance: of the noise, at least 0; 0 is no noise.
    /// - Complexity: O(counts and noise that have any probability to speak of), by a recursive filter.
    public func withNoise(variance: Double) -> CountForecast {
        precondition(variance >= 0 && variance.isFinite)
        guard variance > 0 else { return self }
        let alpha = discreteLaplaceRatio(variance: variance)
        let reach = Int((log(1e-14) / log(alpha)).rounded(.up))
        let table = significantProbabilities
        let size = table.values.count + 2 * reach
        var forward = [Double](repeating: 0, count: size)
        var backward = forward
        func mass(_ index: Int) -> Double {
            table.values.indices.contains(index - reach) ? table.values[index - reach] : 0
        }
        for index in 0..<size { forward[index] = mass(index) + (index > 0 ? alpha * forward[index - 1] : 0) }
        for index in stride(from: size - 2, through: 0, by: -1) {
            backward[index] = alpha * (mass(index + 1) + backward[index + 1])
        }
        return .tabulated(
            CountProbabilities(
                first: table.first - reach, weights: zip(forward, backward).map { $0 + $1 }, tail: alpha))
    }
}

/// By what each step away multiplies the probability of discrete Laplace noise: 2α/(1−α)² = variance, by the root in 0…1.
func discreteLaplaceRatio(variance: Double) -> Double {
    let half = 1 + 1 / variance
    return half - (half * half - 1).squareRoot()
}

/// Probabilities of a count with discrete Laplace noise, worked out where they are asked for.
///
/// Beyond the counts that have any probability to speak of they fall off geometrically, so that only those are held.
struct NoisedProbabilities {
    private let first: Int
    private let alpha: Double
    /// Σ over counts up to an index of p·α^(index − count), and over those above it of p·α^(count − index).
    private let upTo: [Double]
    private let above: [Double]

    /// - Parameter variance: of the noise, above 0.
    /// - Complexity: O(counts that have any probability to speak of).
    init(_ forecast: CountForecast, variance: Double) {
        precondition(variance > 0 && variance.isFinite)
        let alpha = discreteLaplaceRatio(variance: variance)
        let table = forecast.significantProbabilities
        var (upTo, above) = (table.values, [Double](repeating: 0, count: table.values.count))
        for index in upTo.indices.dropFirst() { upTo[index] += alpha * upTo[index - 1] }
        for index in above.indices.dropLast().reversed() {
            above[index] = alpha * (table.values[index + 1] + above[index + 1])
        }
        (first, self.alpha, self.upTo, self.above) = (table.first, alpha, upTo, above)
    }

    /// ln P(X + noise = figure).
    ///
    /// - Complexity: O(1).
    func logProbability(_ figure: Int) -> Double {
        let scale = log((1 - alpha) / (1 + alpha))
        let index = figure - first
        // The first count itself is up to, not above.
        if index < 0 { return scale + log(upTo[0] + above[0]) + Double(-index) * log(alpha) }
        let last = upTo.count - 1
        if index > last { return scale + log(upTo[last]) + Double(index - last) * log(alpha) }
        return scale + log(upTo[index] + above[index])
    }
}
