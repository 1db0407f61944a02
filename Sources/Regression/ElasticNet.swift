import Foundation
import Statistics

/// Poisson regression that shrinks coefficients and drops columns: which factors matter among many.
///
/// Maximises the mean log likelihood less λ(α·Σ|β| + (1−α)/2·Σβ²), with columns scaled to a standard deviation of 1 for the
/// penalty and the intercept free (Zou & Hastie 2005; Friedman, Hastie & Tibshirani 2010): glmnet's `family = "poisson"`.
/// Counts with noise have the quasi-likelihood of variance μ + σ² in its place.
public struct ElasticNet: Sendable, Hashable {
    /// The share of the absolute penalty: 1 is the lasso, 0 ridge regression.
    public let mixing: Double
    /// How many penalties a path has.
    public let steps: Int
    /// The smallest penalty of a path over the largest.
    public let smallestRatio: Double

    /// Makes a model.
    ///
    /// - Parameters:
    ///   - mixing: α, above 0 up to 1.
    ///   - steps: at least 2.
    ///   - smallestRatio: between 0 and 1.
    public init(mixing: Double = 0.5, steps: Int = 60, smallestRatio: Double = 1e-3) {
        precondition(mixing > 0 && mixing <= 1 && steps >= 2 && smallestRatio > 0 && smallestRatio < 1)
        (self.mixing, self.steps, self.smallestRatio) = (mixing, steps, smallestRatio)
    }

    /// The coefficients at one penalty.
    public struct Point: Sendable, Hashable {
        /// λ.
        public let penalty: Double
        /// One a column of the design, the intercept first; 0 for those dropped.
        public let coefficients: [Double]
        /// The Poisson deviance of the rows fitted; Pearson's statistic where counts carry noise.
        public let deviance: Double
    }

    /// The coefficients along falling penalties, from the one that drops every column.
    ///
    /// - Parameters:
    ///   - design: with the intercept as its first column.
    ///   - response: counts, exact or with noise of known variance.
    ///   - penalties: falling; nil makes `steps` of them, evenly on a logarithmic scale.
    /// - Complexity: O(rows · columns²) for each of some three reweightings a penalty.
    public func path(
        _ design: Design, _ response: CountResponse, penalties: [Double]? = nil
    ) throws(RegressionFailure) -> [Point] {
        guard design.names.first == Design.intercept else { throw .shapes("the first column is the intercept") }
        guard response.counts.count == design.rows else { throw .shapes("one count for each of \(design.rows) rows") }
        let scales = Self.standardDeviations(design, response)
        if let constant = scales.indices.dropFirst().first(where: { scales[$0] == 0 }) {
            throw .singular(columns: [design.names[constant]])
        }
        let total = (0..<design.rows).reduce(0) { $0 + (response.weights?[$1] ?? 1) }
        let law: VarianceLaw = response.noiseVariance == nil ? .poisson : .noisy(dispersion: 1)
        let null = try FisherScoring().maximise(design.keeping([0]), response, law)
        var beta = [Double](repeating: 0, count: design.names.count)
        beta[0] = null.coefficients[0]
        var pass = WorkingPass(design, response, law, coefficients: beta)
        let largest = zip(pass.normalEquations.gradient, scales).dropFirst().map { abs($0) / $1 }.max() ?? 0
        let penalties = penalties ?? logarithmicSteps(from: largest / total / mixing)
        let saturated =
            law == .poisson ? CountMultiset(response).sum { ($0 > 0 ? $0 * log($0) : 0) - $0 } : 0
        var points: [Point] = []
        for penalty in penalties {
            guard penalty >= 0, penalty.isFinite else { throw .shapes("a penalty is a finite number from 0 up") }
            let descent = CoordinateDescent(
                absolute: scales.map { total * penalty * mixing * $0 },
                squared: scales.map { total * penalty * (1 - mixing) * $0 * $0 })
            for iteration in 1...100 {
                let (matrix, gradient) = pass.normalEquations
                let wanted = descent.minimum(matrix: matrix, gradient: gradient, start: beta)
                var fraction = 1.0
                let before = pass.objective + 2 * penaltyValue(descent, beta)
                var next = wanted
                var moved = WorkingPass(design, response, law, coefficients: next)
                while !(moved.objective + 2 * penaltyValue(descent, next) <= before + 1e-10 * abs(before)),
                    fraction > 1e-6
                {
                    fraction /= 2
                    next = zip(beta, wanted).map { $0 + fraction * ($1 - $0) }
                    moved = WorkingPass(design, response, law, coefficients: next)
                }
                let change = zip(zip(next, beta), scales).reduce(abs(next[0] - beta[0])) {
                    max($0, abs($1.0.0 - $1.0.1) * $1.1)
                }
                (beta, pass) = (next, moved)
                // Without a likelihood the steps are Fisher's, not Newton's, and rounding stops them earlier.
                if change < (law == .poisson ? 1e-9 : 1e-7) { break }
                guard iteration < 100 else { throw .notConverged(iterations: iteration, step: change) }
            }
            let deviance = law == .poisson ? pass.objective + 2 * saturated : pass.pearson
            points.append(Point(penalty: penalty, coefficients: beta, deviance: deviance))
        }
        return points
    }

    private func penaltyValue(_ descent: CoordinateDescent, _ beta: [Double]) -> Double {
        beta.indices.reduce(0) {
            $0 + descent.absolute[$1] * abs(beta[$1]) + descent.squared[$1] * beta[$1] * beta[$1] / 2
        }
    }

    private func logarithmicSteps(from largest: Double) -> [Double] {
        (0..<steps).map { largest * pow(smallestRatio, Double($0) / Double(steps - 1)) }
    }

    /// The columns' standard deviations with divisor n; 0 for the intercept, which isn't penalised.
    private static func standardDeviations(_ design: Design, _ response: CountResponse) -> [Double] {
        design.names.indices.map { index in
            guard index > 0 else { return 0 }
            let column = design.column(index)
            var (total, sum, squares) = (0.0, 0.0, 0.0)
            for row in 0..<design.rows {
                let weight = response.weights?[row] ?? 1
                total += weight
                sum += weight * column[column.startIndex + row]
            }
            let mean = sum / total
            for row in 0..<design.rows {
                let away = column[column.startIndex + row] - mean
                squares += (response.weights?[row] ?? 1) * away * away
            }
            return (squares / total).squareRoot()
        }
    }
}
