import Foundation

/// Chooses columns of a count regression one at a time: risk-terrain factors after an elastic net has thinned them.
///
/// Forward from the intercept: the column that lowers the criterion most comes in, then any that raises it goes out, until
/// neither helps (Caplan & Kennedy 2016 choose risk-terrain factors so). Its p-values are too small, since the columns were
/// chosen by the same counts; the gain on rows not seen is what to show.
///
/// Counts with noise have no likelihood: there the quasi-likelihood with variance μ + αμ² + σ² takes its place, α held at what
/// Pearson's equation makes of all columns together (Lebreton and others 1992 hold their factor so).
public struct StepwiseSelection: Sendable, Hashable {
    /// What a choice is judged by.
    public enum Criterion: Sendable, Hashable {
        /// −2 log likelihood + 2 parameters (Akaike 1974).
        case akaike
        /// −2 log likelihood + ln(rows) parameters (Schwarz 1978).
        case bayes
    }

    /// The family of the regressions: one with a likelihood.
    public let family: GeneralizedLinearModel.Family
    /// What a choice is judged by.
    public let criterion: Criterion

    /// Makes a selection.
    public init(_ family: GeneralizedLinearModel.Family = .negativeBinomial(shape: nil), criterion: Criterion = .bayes)
    {
        precondition(family != .quasiPoisson)
        (self.family, self.criterion) = (family, criterion)
    }

    /// The columns that were chosen.
    public struct Selection: Sendable {
        /// The fit with them.
        public let fit: CountFit
        /// Their names in the order in which they came in.
        public let names: [String]
        /// The criterion with none of them, then after each step.
        public let criteria: [Double]
        /// The share of the held-out deviance of an overall rate (with noise, of the squares over their variances) that
        /// selections made without the held-out rows explain; below 0 the selection does harm.
        public let gain: Double
    }

    /// Chooses columns, and judges the way of choosing on rows not seen.
    ///
    /// - Parameters:
    ///   - design: with the intercept as its first column.
    ///   - response: counts, exact or with noise of known variance, which then decides the family.
    ///   - folds: the rows' folds, in each of which the choice is made anew.
    /// - Complexity: O(chosen × columns) fits for each fold and once more.
    public func select(
        _ design: Design, _ response: CountResponse, folds: Folds
    ) throws(RegressionFailure) -> Selection {
        guard design.names.first == Design.intercept else { throw .shapes("the first column is the intercept") }
        guard folds.assignment.count == design.rows, response.counts.count == design.rows else {
            throw .shapes(
                "\(folds.assignment.count) fold numbers, \(response.counts.count) counts, \(design.rows) rows")
        }
        let law = try Law(family, design, response)
        let chosen = try choice(design, response, law)
        var (deviance, null) = (0.0, 0.0)
        for fold in 0..<folds.count {
            let (others, own) = (folds.rows(of: fold, inside: false), folds.rows(of: fold, inside: true))
            let training = response.keeping(rows: others)
            let held = response.keeping(rows: own)
            let fit = try choice(design.keeping(rows: others), training, law).fit
            let seen = try fit.kept(of: design.keeping(rows: own))
            deviance += HeldOut.deviance(
                held, means: CountFit.means(seen, fit.coefficients, held), training: training)
            null += HeldOut.nullDeviance(held, training: training)
        }
        return Selection(
            fit: chosen.fit, names: chosen.order.map { design.names[$0] }, criteria: chosen.criteria,
            gain: 1 - deviance / null)
    }

    /// What a choice of columns is fitted with.
    private enum Law {
        case likelihood(GeneralizedLinearModel)
        case quasiLikelihood(NoiseAwareModel)

        init(
            _ family: GeneralizedLinearModel.Family, _ design: Design, _ response: CountResponse
        ) throws(RegressionFailure) {
            guard response.noiseVariance != nil else {
                self = .likelihood(GeneralizedLinearModel(family))
                return
            }
            do {
                let shape = try NoiseAwareModel(variation: .negativeBinomial).fit(design, response).shape
                let overdispersion = max(1 / (shape?.value ?? .infinity), VarianceLaw.smallestOverdispersion)
                self = .quasiLikelihood(NoiseAwareModel(.given(overdispersion), variation: .negativeBinomial))
            } catch {
                guard case .notOverdispersed = error else { throw error }
                self = .quasiLikelihood(NoiseAwareModel(.given(1)))
            }
        }

        func fit(_ design: Design, _ response: CountResponse) throws(RegressionFailure) -> CountFit {
            switch self {
            case .likelihood(let model): try model.fit(design, response)
            case .quasiLikelihood(let model): try model.fit(design, response)
            }
        }
    }

    private func choice(
        _ design: Design, _ response: CountResponse, _ model: Law
    ) throws(RegressionFailure) -> (fit: CountFit, order: [Int], criteria: [Double]) {
        var order: [Int] = []
        var fit = try model.fit(design.keeping([0]), response)
        var criteria = [value(fit)]
        while true {
            var best = (fit: fit, order: order, value: value(fit))
            let without = order.indices.map { place in order.enumerated().filter { $0.offset != place }.map(\.element) }
            let with = design.names.indices.dropFirst().filter { !order.contains($0) }.map { order + [$0] }
            for candidate in without + with {
                // A column that has no finite coefficient, or leaves nothing to the shape, isn't chosen.
                guard let tried = try? model.fit(design.keeping([0] + candidate), response), tried.aliased.isEmpty
                else { continue }
                if value(tried) < best.value - 1e-9 { best = (tried, candidate, value(tried)) }
            }
            guard best.order != order else { return (fit, order, criteria) }
            (fit, order) = (best.fit, best.order)
            criteria.append(best.value)
        }
    }

    private func value(_ fit: CountFit) -> Double {
        if let objective = fit.quasiObjective {
            let rows = Double(fit.residualDegreesOfFreedom + fit.coefficients.count)
            return objective + (criterion == .akaike ? 2 : log(rows)) * Double(fit.coefficients.count)
        }
        return (criterion == .akaike ? fit.akaikeCriterion : fit.bayesCriterion) ?? .infinity
    }
}
