import Foundation

/// How the variance of a count follows from its mean, all with a logarithmic link.
enum VarianceLaw: Sendable, Hashable {
    /// V = μ.
    case poisson
    /// V = μ + μ²/θ.
    case negativeBinomial(shape: Double)
    /// V = φμ + σ², with each row's own σ².
    case noisy(dispersion: Double)
    /// V = μ + αμ² + σ², with each row's own σ²; α is at least `smallestOverdispersion`.
    case noisyNegativeBinomial(overdispersion: Double)

    /// Under this much α the quasi-likelihood's closed form has no digits left, and the counts are as good as Poisson ones.
    static let smallestOverdispersion = 1e-6

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
        case .noisyNegativeBinomial(let overdispersion):
            let variance = mean + overdispersion * mean * mean + noise
            let quasi =
                (count + 0.5 / overdispersion) * Self.reciprocalIntegral(mean, overdispersion, noise)
                - 0.5 / overdispersion * log(variance)
            return (mean / variance, -2 * quasi)
        }
    }

    /// ∫ dt/(αt² + t + σ²), up to a constant.
    private static func reciprocalIntegral(_ mean: Double, _ overdispersion: Double, _ noise: Double) -> Double {
        let discriminant = 1 - 4 * overdispersion * noise
        let slope = 2 * overdispersion * mean + 1
        // Between the two forms both lose their digits, and their common limit is exact enough.
        if abs(discriminant) < 1e-10 { return -2 / slope }
        let root = abs(discriminant).squareRoot()
        if discriminant < 0 { return 2 / root * atan(slope / root) }
        // slope − root without cancellation.
        let less = 2 * overdispersion * mean + 4 * overdispersion * noise / (1 + root)
        return log(less / (slope + root)) / root
    }
}
