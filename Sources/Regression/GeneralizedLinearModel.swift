import Foundation
import Statistics

/// Regression of counts with a logarithmic link: log E(count) = log exposure + design · coefficients.
///
/// Iteratively reweighted least squares (Nelder & Wedderburn 1972; McCullagh & Nelder 1989, §2.5), the negative binomial's
/// shape by maximum likelihood along with the coefficients (Lawless 1987). Agrees with R's `glm` and `MASS::glm.nb` when
/// those are told to converge as far. Columns that depend on earlier ones are left out and named.
///
/// ```swift
/// let design = try Design(columns: [("rain", rain), ("holiday", holiday)])
/// let fit = try GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(
///     design, CountResponse(counts: counts, exposure: residents))
/// for ratio in fit.rateRatios(coverage: 0.95) { print(ratio) }
/// ```
public struct GeneralizedLinearModel: Sendable {
    /// How the variance follows from the mean.
    public enum Family: Sendable, Hashable {
        /// Variance μ.
        case poisson
        /// Variance φμ, with φ by Pearson's statistic.
        case quasiPoisson
        /// Variance μ + μ²/θ (NB2); θ is estimated where it isn't given.
        case negativeBinomial(shape: Double?)
    }

    /// The family to fit.
    public let family: Family
    var scoring = FisherScoring()

    /// From how many rows on a fit begins from a sample of them: three passes over all are enough then.
    static let manyRows = 100_000

    /// Makes a model.
    ///
    /// - Parameters:
    ///   - family: how the variance follows from the mean.
    ///   - iterationLimit: how many passes over the rows are allowed.
    public init(_ family: Family, iterationLimit: Int = 50) {
        precondition(iterationLimit > 1)
        if case .negativeBinomial(let shape?) = family { precondition(shape > 0 && shape.isFinite) }
        self.family = family
        scoring.iterationLimit = iterationLimit
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - design: the columns that explain, one row a count.
    ///   - response: exact counts with their exposure and weights; noisy counts go to `NoiseAwareModel`.
    /// - Complexity: O(rows × columns²) a pass, 4 to 10 passes (about 3 where there are very many rows).
    public func fit(_ design: Design, _ response: CountResponse) throws(RegressionFailure) -> CountFit {
        guard response.counts.count == design.rows else {
            throw .shapes("\(response.counts.count) counts, \(design.rows) rows of the design")
        }
        guard response.noiseVariance == nil else { throw .shapes("counts with noise need a noise-aware model") }
        let counts = CountMultiset(response)
        let rest: FisherScoring.Rest
        switch family {
        case .poisson, .quasiPoisson:
            rest = try fromSample(design, response) { (design, response, start) throws(RegressionFailure) in
                try scoring.maximise(design, response, .poisson, start: start?.coefficients)
            }
        case .negativeBinomial(let shape?):
            rest = try fromSample(design, response) { (design, response, start) throws(RegressionFailure) in
                try scoring.maximise(
                    design, response, .negativeBinomial(shape: shape), start: start?.coefficients)
            }
        case .negativeBinomial(nil):
            rest = try fromSample(design, response) { (design, response, start) throws(RegressionFailure) in
                if let start {
                    return try scoring.maximise(
                        design, response, start.law, start: start.coefficients, counts: counts)
                }
                let poisson = try scoring.maximise(design, response, .poisson)
                let law = VarianceLaw.negativeBinomial(shape: try momentShape(poisson, response))
                var rest = try scoring.maximise(
                    poisson.design, response, law, start: poisson.coefficients, counts: CountMultiset(response))
                rest.kept = poisson.kept
                return rest
            }
        }
        guard response.effectiveRows > rest.coefficients.count else {
            throw .tooFewRows(rows: response.effectiveRows, coefficients: rest.coefficients.count)
        }
        return try CountFit(family, rest, of: design, response, counts)
    }

    /// Fits a sample first where rows are many: its estimates are so near that Newton's method is done at once.
    private func fromSample(
        _ design: Design, _ response: CountResponse,
        _ maximise: (Design, CountResponse, FisherScoring.Rest?) throws(RegressionFailure) -> FisherScoring.Rest
    ) throws(RegressionFailure) -> FisherScoring.Rest {
        guard design.rows >= Self.manyRows else { return try maximise(design, response, nil) }
        // Runs of 64 rows read whole cache lines of a column.
        let every = 64 * 16
        let runs = stride(from: 0, to: design.rows - 64, by: every).map { $0..<$0 + 64 }
        if let sample = try? maximise(design.keeping(rows: runs), response.keeping(rows: runs), nil),
            sample.kept.count == design.names.count,
            let rest = try? maximise(design, response, sample)
        {
            return rest
        }
        // A sample may miss a level that all rows have, or mislead; then as if there were none.
        return try maximise(design, response, nil)
    }

    /// θ from the moments of a Poisson fit, to begin with.
    private func momentShape(
        _ poisson: FisherScoring.Rest, _ response: CountResponse
    ) throws(RegressionFailure) -> Double {
        let means = CountFit.means(poisson.design, poisson.coefficients, response)
        var (squares, excess) = (0.0, 0.0)
        for row in means.indices {
            let weight = response.weights?[row] ?? 1
            let residual = response.counts[row] - means[row]
            squares += weight * means[row] * means[row]
            excess += weight * (residual * residual - response.counts[row])
        }
        // The likelihood's slope at θ = ∞ is −excess / 2θ².
        guard excess > 0 else { throw .notOverdispersed }
        return squares / excess
    }
}
