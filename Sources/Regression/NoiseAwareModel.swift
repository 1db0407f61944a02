import Foundation
import Statistics

/// Regression of published counts, whose noise has a known variance: Var(count) = φμ + σ².
///
/// Quasi-likelihood (Wedderburn 1974) with that variance: the weights of the least squares are μ²/(φμ + σ²), so that counts
/// which are mostly noise say little, and standard errors hold the noise. Not the fit that `GeneralizedLinearModel` makes,
/// and not named like it: its coefficients differ, and it has neither likelihood nor deviance. φ solves Pearson's equation
/// Σ w(y−μ)²/(φμ+σ²) = n − k.
public struct NoiseAwareModel: Sendable {
    /// How much counts vary more than Poisson ones, φ.
    public enum Dispersion: Sendable, Hashable {
        /// By Pearson's statistic; 0 where the noise alone explains more than all.
        case estimated
        /// By this factor; 1 for Poisson counts.
        case given(Double)
    }

    /// How much counts vary more than Poisson ones.
    public let dispersion: Dispersion
    var scoring = FisherScoring()

    /// Makes a model.
    public init(_ dispersion: Dispersion = .estimated, iterationLimit: Int = 50) {
        if case .given(let factor) = dispersion { precondition(factor > 0 && factor.isFinite) }
        self.dispersion = dispersion
        scoring.iterationLimit = iterationLimit
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - design: the columns that explain, one row a count.
    ///   - response: counts with the variances of their noise; without any the fit is the quasi-Poisson's.
    /// - Complexity: O(rows × columns²) a pass, some 10 to 30 passes.
    public func fit(_ design: Design, _ response: CountResponse) throws(RegressionFailure) -> CountFit {
        guard response.counts.count == design.rows else {
            throw .shapes("\(response.counts.count) counts, \(design.rows) rows of the design")
        }
        var factor = 1.0
        if case .given(let given) = dispersion { factor = given }
        var rest = try scoring.maximise(design, response, .noisy(dispersion: factor))
        var iterations = rest.iterations
        let freedom = response.effectiveRows - rest.coefficients.count
        guard freedom > 0 else {
            throw .tooFewRows(rows: response.effectiveRows, coefficients: rest.coefficients.count)
        }
        if dispersion == .estimated {
            for round in 1... {
                let next = Self.dispersion(
                    response, means: CountFit.means(rest.design, rest.coefficients, response), freedom: freedom)
                let settled = abs(next - factor) <= 1e-10 * max(factor, 1e-3)
                factor = next
                if settled { break }
                guard round < scoring.iterationLimit else { throw .notConverged(iterations: round, step: next) }
                let kept = rest.kept
                rest = try scoring.maximise(
                    rest.design, response, .noisy(dispersion: factor), start: rest.coefficients)
                rest.kept = kept
                iterations += rest.iterations
            }
        }
        guard let inverse = rest.factor.inverse() else { throw .singular(columns: rest.design.names) }
        let covariance = SymmetricMatrix(names: rest.design.names, values: inverse)
        return CountFit(
            names: rest.design.names,
            aliased: design.names.indices.filter { !rest.kept.contains($0) }.map { design.names[$0] },
            coefficients: rest.coefficients, covariance: covariance, dispersion: factor, deviance: nil,
            logLikelihood: nil, pearsonStatistic: rest.pass.pearson, shape: nil, residualDegreesOfFreedom: freedom,
            iterations: iterations, law: rest.law, unscaledCovariance: covariance,
            dispersionIsEstimated: dispersion == .estimated)
    }

    /// The φ at which Pearson's statistic is what is expected of it, by bisection, for it falls as φ rises.
    private static func dispersion(_ response: CountResponse, means: [Double], freedom: Int) -> Double {
        func excess(_ factor: Double) -> Double {
            var sum = 0.0
            for row in means.indices {
                let residual = response.counts[row] - means[row]
                let variance = factor * means[row] + (response.noiseVariance?[row] ?? 0)
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
