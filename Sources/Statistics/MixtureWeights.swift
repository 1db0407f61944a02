/// The weights of a mixture that make what was seen most probable, found by expectation–maximisation.
///
/// Each row holds the density of what was seen under every component; the weights, which stay positive and sum to 1,
/// climb Σ log Σ weight · density (Dempster, Laird & Rubin 1977; as a pool of forecasts, Raftery et al. 2005).
public struct MixtureWeights: Sendable, Hashable {
    /// The weights, one a component.
    public private(set) var values: [Double]

    /// Begins with some weights.
    ///
    /// - Precondition: weights are above 0.
    public init(startingFrom weights: [Double]) {
        let sum = weights.reduce(0, +)
        precondition(!weights.isEmpty && weights.allSatisfy { $0 > 0 } && sum.isFinite)
        values = weights.map { $0 / sum }
    }

    /// Climbs for some rounds, or until the weights rest.
    ///
    /// - Parameters:
    ///   - densities: row after row, one a component; a row without any density above 0 is left out.
    ///   - rowWeights: how much each row counts; nil for equally.
    ///   - rounds: at most so many; fewer rounds leave the weights nearer to where they began, which is all the caution
    ///     that rows without much to say need.
    /// - Complexity: O(rows × components × rounds).
    public mutating func climb(densities: [Double], rowWeights: [Double]? = nil, rounds: Int) {
        let width = values.count
        let rows = densities.count / width
        precondition(densities.count == rows * width && (rowWeights.map { $0.count == rows } ?? true))
        // Eight rows at once; lanes beyond the last row have neither density nor weight.
        let blocks = (rows + 7) / 8
        var lanes = [SIMD8<Double>](repeating: .zero, count: blocks * width)
        var weights = [SIMD8<Double>](repeating: .zero, count: blocks)
        for row in 0..<rows {
            weights[row >> 3][row & 7] = rowWeights?[row] ?? 1
            let start = (row >> 3) * width
            for component in 0..<width { lanes[start + component][row & 7] = densities[row * width + component] }
        }
        for _ in 0..<rounds {
            var shares = [SIMD8<Double>](repeating: .zero, count: width)
            var total = SIMD8<Double>.zero
            for block in 0..<blocks {
                let start = block * width
                var sum = SIMD8<Double>.zero
                for component in 0..<width { sum += values[component] * lanes[start + component] }
                let isImpossible = sum .<= 0
                let weight = weights[block].replacing(with: 0, where: isImpossible)
                total += weight
                let factor = weight / sum.replacing(with: 1, where: isImpossible)
                for component in 0..<width { shares[component] += factor * lanes[start + component] }
            }
            let all = total.sum()
            guard all > 0 else { return }
            var change = 0.0
            for component in 0..<width {
                let next = values[component] * shares[component].sum() / all
                change = max(change, abs(next - values[component]))
                values[component] = next
            }
            if change < 1e-9 { return }
        }
    }
}
