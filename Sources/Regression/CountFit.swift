import Foundation
import Statistics

/// A regression of counts that was fitted.
public struct CountFit: Sendable {
    /// The names of the coefficients.
    public let names: [String]
    /// The columns that had no coefficient, since earlier ones say the same.
    public let aliased: [String]
    /// The coefficients: logarithms of rate ratios for a change of 1.
    public let coefficients: [Double]
    /// The coefficients' covariance under the model, dispersion included.
    public let covariance: SymmetricMatrix
    /// The factor φ on the variance: 1 unless it was estimated.
    public let dispersion: Double
    /// Twice the distance of the log likelihood from that of a perfect fit; nil where counts carry noise.
    public let deviance: Double?
    /// The log likelihood with all its constants; nil for quasi-likelihoods.
    public let logLikelihood: Double?
    /// Σ (y−μ)²/V over the rows, with φ = 1 for a quasi-Poisson.
    public let pearsonStatistic: Double
    /// The negative binomial's shape.
    public let shape: NegativeBinomialShape?
    /// Rows with weight less coefficients.
    public let residualDegreesOfFreedom: Int
    /// How many passes over the rows it took.
    public let iterations: Int

    let law: VarianceLaw
    /// (XᵀWX)⁻¹.
    let unscaledCovariance: SymmetricMatrix
    /// Whether intervals follow Student's t, since a dispersion was estimated.
    let dispersionIsEstimated: Bool
    /// −2 times the log quasi-likelihood up to what the coefficients don't change; nil where there is a likelihood.
    var quasiObjective: Double?

    /// The coefficients' standard errors under the model.
    public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

    /// Akaike's criterion, −2 log likelihood + 2 parameters, an estimated shape counted; nil for quasi-likelihoods.
    public var akaikeCriterion: Double? { logLikelihood.map { -2 * $0 + 2 * Double(parameters) } }

    /// Schwarz's criterion, −2 log likelihood + ln(rows) parameters; nil for quasi-likelihoods.
    public var bayesCriterion: Double? {
        let rows = Double(residualDegreesOfFreedom + coefficients.count)
        return logLikelihood.map { -2 * $0 + log(rows) * Double(parameters) }
    }

    private var parameters: Int { coefficients.count + (shape?.standardError == nil ? 0 : 1) }

    /// The means that the fit expects, one a row.
    ///
    /// - Parameters:
    ///   - design: rows with the columns of the fit's design, by name; those left out may be there.
    ///   - exposure: what each count is per; nil for 1.
    public func means(_ design: Design, exposure: [Double]? = nil) throws(RegressionFailure) -> [Double] {
        guard exposure.map({ $0.count == design.rows }) ?? true else {
            throw .shapes("\(exposure?.count ?? 0) exposures, \(design.rows) rows of the design")
        }
        let predictor = try kept(of: design).product(coefficients)
        return predictor.indices.map { exp(predictor[$0]) * (exposure?[$0] ?? 1) }
    }

    /// The columns of a design that have coefficients.
    func kept(of design: Design) throws(RegressionFailure) -> Design {
        if design.names == names { return design }
        var indices: [Int] = []
        for name in names {
            guard let index = design.names.firstIndex(of: name) else {
                throw .shapes("the design has no column \(name)")
            }
            indices.append(index)
        }
        return design.keeping(indices)
    }

    static func means(_ design: Design, _ coefficients: [Double], _ response: CountResponse) -> [Double] {
        let predictor = design.product(coefficients)
        return predictor.indices.map { exp(predictor[$0] + (response.offset?[$0] ?? 0)) }
    }
}

extension CountFit {
    /// Reads a fit off the point where scoring came to rest.
    init(
        _ family: GeneralizedLinearModel.Family, _ rest: FisherScoring.Rest, of design: Design,
        _ response: CountResponse, _ counts: CountMultiset
    ) throws(RegressionFailure) {
        guard let inverse = rest.factor.inverse() else { throw .singular(columns: rest.design.names) }
        let unscaled = SymmetricMatrix(names: rest.design.names, values: inverse)
        let freedom = response.effectiveRows - rest.coefficients.count
        var dispersion = 1.0
        var shape: NegativeBinomialShape?
        let deviance: Double
        var likelihood: Double?
        switch rest.law {
        case .negativeBinomial(let theta):
            deviance =
                rest.pass.objective
                + 2 * counts.sum { ($0 > 0 ? $0 * log($0) : 0) - ($0 + theta) * log1p($0 / theta) }
            likelihood = counts.logLikelihoodConstant(shape: theta) - rest.pass.objective / 2
            shape = NegativeBinomialShape(
                value: theta, standardError: rest.shapeInformation.map { 1 / $0.squareRoot() })
        case .poisson, .noisy, .noisyNegativeBinomial:
            deviance = rest.pass.objective + 2 * counts.sum { ($0 > 0 ? $0 * log($0) : 0) - $0 }
            if family == .quasiPoisson {
                dispersion = rest.pass.pearson / Double(freedom)
            } else {
                likelihood = -rest.pass.objective / 2 - counts.sum { logGamma($0 + 1) }
            }
        }
        self.init(
            names: rest.design.names,
            aliased: design.names.indices.filter { !rest.kept.contains($0) }.map { design.names[$0] },
            coefficients: rest.coefficients, covariance: unscaled.scaled(by: dispersion), dispersion: dispersion,
            deviance: deviance, logLikelihood: likelihood, pearsonStatistic: rest.pass.pearson, shape: shape,
            residualDegreesOfFreedom: freedom, iterations: rest.iterations, law: rest.law,
            unscaledCovariance: unscaled, dispersionIsEstimated: family == .quasiPoisson)
    }
}
