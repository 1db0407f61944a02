import Foundation
import Statistics

/// Regression of published counts, whose noise has a known variance: Var(count) = φμ + σ², or μ + αμ² + σ².
///
/// Quasi-likelihood (Wedderburn 1974) with that variance: the weights of the least squares are μ²/V, so that counts which are
/// mostly noise say little, and standard errors hold the noise. Only the first two moments of the noise enter, so nothing is
/// asked of a figure that noise made negative. Not the fit that `GeneralizedLinearModel` makes, and not named like it: its
/// coefficients differ, and it has neither likelihood nor deviance. φ or α solves Pearson's equation Σ w(y−μ)²/V = n − k
/// (for the negative binomial Breslow 1984).
public struct NoiseAwareModel: Sendable {
    /// How the counts themselves vary, their noise left out.
    public enum Variation: Sendable, Hashable {
        /// Variance φμ.
        case proportional
        /// Variance μ + αμ², the negative binomial's with the shape 1/α.
        case negativeBinomial
    }

    /// How much counts vary more than Poisson ones: φ, or α.
    public enum Dispersion: Sendable, Hashable {
        /// By Pearson's statistic; where the noise alone explains more than all, φ is nearly 0 and there is no α.
        case estimated
        /// By this φ (1 for Poisson counts), or this α, at least 10⁻⁶.
        case given(Double)
    }

    /// How the counts themselves vary.
    public let variation: Variation
    /// How much counts vary more than Poisson ones.
    public let dispersion: Dispersion
    var scoring = FisherScoring()

    /// Makes a model.
    public init(
        _ dispersion: Dispersion = .estimated, variation: Variation = .proportional, iterationLimit: Int = 50
    ) {
        if case .given(let factor) = dispersion {
            precondition(factor > 0 && factor.isFinite)
            precondition(variation == .proportional || factor >= VarianceLaw.smallestOverdispersion)
        }
        (self.dispersion, self.variation) = (dispersion, variation)
        scoring.iterationLimit = iterationLimit
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - design: the columns that explain, one row a count.
    ///   - response: counts with the variances of their noise; without any the proportional fit is the quasi-Poisson's.
    /// - Throws: ``RegressionFailure/notOverdispersed`` where no α above 10⁻⁶ solves Pearson's equation.
    /// - Complexity: O(rows × columns²) a pass, some 10 to 30 passes.
    public func fit(_ design: Design, _ response: CountResponse) throws(RegressionFailure) -> CountFit {
        guard response.counts.count == design.rows else {
            throw .shapes("\(response.counts.count) counts, \(design.rows) rows of the design")
        }
        var factor = 1.0
        if case .given(let given) = dispersion { factor = given }
        // A negative binomial begins as Poisson counts: its α is unknown and may be far from 1.
        let isBeginning = dispersion == .estimated
        var rest = try scoring.maximise(design, response, isBeginning ? .noisy(dispersion: 1) : law(factor))
        var iterations = rest.iterations
        let freedom = response.effectiveRows - rest.coefficients.count
        guard freedom > 0 else {
            throw .tooFewRows(rows: response.effectiveRows, coefficients: rest.coefficients.count)
        }
        if isBeginning {
            for round in 1... {
                let next = factorOfPearson(
                    response, means: CountFit.means(rest.design, rest.coefficients, response), freedom: freedom)
                if variation == .negativeBinomial, next < VarianceLaw.smallestOverdispersion { throw .notOverdispersed }
                let settled = abs(next - factor) <= 1e-10 * max(factor, 1e-3)
                factor = next
                // The first fit of a negative binomial was another's.
                if settled, round > 1 || variation == .proportional { break }
                guard round < scoring.iterationLimit else { throw .notConverged(iterations: round, step: next) }
                let kept = rest.kept
                rest = try scoring.maximise(rest.design, response, law(factor), start: rest.coefficients)
                rest.kept = kept
                iterations += rest.iterations
            }
        }
        guard let inverse = rest.factor.inverse() else { throw .singular(columns: rest.design.names) }
        let covariance = SymmetricMatrix(names: rest.design.names, values: inverse)
        let isProportional = variation == .proportional
        return CountFit(
            names: rest.design.names,
            aliased: design.names.indices.filter { !rest.kept.contains($0) }.map { design.names[$0] },
            coefficients: rest.coefficients, covariance: covariance, dispersion: isProportional ? factor : 1,
            deviance: nil, logLikelihood: nil, pearsonStatistic: rest.pass.pearson,
            shape: isProportional ? nil : NegativeBinomialShape(value: 1 / factor, standardError: nil),
            residualDegreesOfFreedom: freedom, iterations: iterations, law: rest.law, unscaledCovariance: covariance,
            dispersionIsEstimated: dispersion == .estimated, quasiObjective: rest.pass.objective)
    }

    private func law(_ factor: Double) -> VarianceLaw {
        switch variation {
        case .proportional: .noisy(dispersion: factor)
        case .negativeBinomial: .noisyNegativeBinomial(overdispersion: factor)
        }
    }

    /// The φ or α at which Pearson's statistic is what is expected of it, by bisection, for it falls as they rise.
    private func factorOfPearson(_ response: CountResponse, means: [Double], freedom: Int) -> Double {
        func excess(_ factor: Double) -> Double {
            var sum = 0.0
            for row in means.indices {
                let mean = means[row]
                let residual = response.counts[row] - mean
                let own = variation == .proportional ? factor * mean : mean + factor * mean * mean
                let variance = own + (response.noiseVariance?[row] ?? 0)
                sum += (response.weights?[row] ?? 1) * residual * residual / variance
            }
            return sum - Double(freedom)
        }
        var (low, high) = (-18.0, 18.0)
        if excess(exp(low)) <= 0 { return exp(low) }
        while high - low > 1e-13 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if excess(exp(middle)) > 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }
}
