/// Minimises ½δᵀHδ − gᵀδ plus an elastic-net penalty on the coefficients β + δ, one coordinate after another.
///
/// Friedman, Hastie & Tibshirani 2010, §2.1–2.2, by covariance updates: rows don't appear.
struct CoordinateDescent {
    /// The smallest part of the penalty on each |β|, and the ridge part on each β²/2; 0 for the intercept.
    let absolute: [Double]
    let squared: [Double]

    /// The coefficients at the minimum.
    ///
    /// - Parameters:
    ///   - matrix: H, column-major; the upper triangle is read.
    ///   - gradient: g, at `start`.
    ///   - start: β.
    /// - Complexity: O(columns²) a sweep.
    func minimum(matrix: [Double], gradient: [Double], start: [Double]) -> [Double] {
        let size = start.count
        var full = matrix
        for column in 0..<size {
            for row in 0..<column { full[row * size + column] = full[column * size + row] }
        }
        var beta = start
        var slope = gradient
        for _ in 0..<100_000 {
            var largest = 0.0
            for j in 0..<size {
                let own = full[j * size + j]
                guard own > 0 else { continue }
                let target = own * beta[j] + slope[j]
                let shrunk = max(abs(target) - absolute[j], 0) / (own + squared[j])
                let next = target < 0 ? -shrunk : shrunk
                let change = next - beta[j]
                guard change != 0 else { continue }
                beta[j] = next
                for k in 0..<size { slope[k] -= full[j * size + k] * change }
                largest = max(largest, own * change * change)
            }
            // In units of the log likelihood.
            if largest < 1e-18 { break }
        }
        return beta
    }
}
