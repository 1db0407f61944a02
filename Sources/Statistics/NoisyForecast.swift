import Foundation

extension CountForecast {
    /// The distribution of the figure that will be published: the count with discrete Laplace noise of known variance.
    ///
    /// Scores of a noised figure are of this distribution, not of the count's: a figure can be negative.
    ///
    /// - Parameter variance: of the noise, at least 0; 0 is no noise.
    /// - Complexity: O(counts and noise that have any probability to speak of), by a recursive filter.
    public func withNoise(variance: Double) -> CountForecast {
        precondition(variance >= 0 && variance.isFinite)
        guard variance > 0 else { return self }
        // 2α/(1−α)² = variance, by the root that lies in 0…1.
        let half = 1 + 1 / variance
        let alpha = half - (half * half - 1).squareRoot()
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
            CountProbabilities(first: table.first - reach, weights: zip(forward, backward).map { $0 + $1 }))
    }
}
