import Foundation

/// How the variance of a count follows from its mean, all with a logarithmic link.
enum VarianceLaw: Sendable, Hashable {
    /// V = μ.
    case poisson
    /// V = μ + μ²/θ.
    case negativeBinomial(shape: Double)
    /// V = φμ + σ², with each row's own σ².
    case noisy(dispersion: Double)

    /// The derivative's weight dμ/dη / V = μ/V, and what −2 times the log (quasi-)likelihood adds for this row, up to
    /// terms that only the count and the law decide.
    @inline(__always)
    func row(count: Double, predictor: Double, mean: Double, noise: Double) -> (slope: Double, objective: Double) {
        switch self {
        case .poisson:
            return (1, 2 * (mean - count * predictor))
        case .negativeBinomial(let shape):
            let overdispersion = mean / shape
            return (
                1 / (1 + overdispersion),
                2 * ((count + shape) * log1p(overdispersion) - count * predictor)
            )
        case .noisy(let dispersion):
            let variance = dispersion * mean + noise
            // ∫ (y−t)/(φt+σ²) dt; the closed form loses its digits where φ is nearly nothing beside the noise.
            let quasi =
                dispersion * mean > 1e-4 * noise
                ? (count + noise / dispersion) * log(variance) / dispersion - mean / dispersion
                : (count * mean - mean * mean / 2) / max(variance, .leastNormalMagnitude)
            return (mean / variance, -2 * quasi)
        }
    }
}
