import Foundation
import Statistics

/// Fisher scoring from a start to convergence, with a negative binomial's shape climbing along if it is wanted.
struct FisherScoring {
    var iterationLimit = 50
    /// How small the weighted root mean square change of the linear predictor must become.
    var tolerance = 1e-10

    /// Where scoring came to rest.
    struct Rest {
        var design: Design
        var kept: [Int]
        var law: VarianceLaw
        var coefficients: [Double]
        var factor: Triangle
        var pass: WorkingPass
        var shapeInformation: Double?
        var iterations: Int
    }

    /// Maximises the likelihood over the coefficients; and over the shape where `counts` is given.
    ///
    /// - Parameters:
    ///   - start: coefficients to begin with; nil begins from the counts.
    ///   - counts: the counts' multiset if the law is a negative binomial whose shape is to be estimated.
    func maximise(
        _ whole: Design, _ response: CountResponse, _ law: VarianceLaw, start: [Double]? = nil,
        counts: CountMultiset? = nil
    ) throws(RegressionFailure) -> Rest {
        var (design, kept, law) = (whole, Array(whole.names.indices), law)
        var coefficients = start
        var orthogonal = false
        var pass = WorkingPass(design, response, law, coefficients: coefficients)
        var shapeStep = 0.0
        for iteration in 1...iterationLimit {
            let solved: (factor: Triangle, right: [Double])
            if let quick = pass.triangle() {
                solved = quick
            } else {
                if iteration > 3, let columns = separated(design, response) { throw .separation(columns: columns) }
                orthogonal = true
                pass = WorkingPass(design, response, law, coefficients: coefficients, orthogonal: true)
                guard let slow = pass.triangle() else { throw .singular(columns: design.names) }
                let independent = slow.factor.independentColumns()
                if independent.count < design.names.count {
                    guard iteration == 1 else {
                        throw .singular(
                            columns: design.names.indices.filter { !independent.contains($0) }.map { design.names[$0] })
                    }
                    // As R does: what depends on the columns before it has no coefficient of its own.
                    kept = independent.map { kept[$0] }
                    design = whole.keeping(kept)
                    orthogonal = false
                    coefficients = nil
                    pass = WorkingPass(design, response, law, coefficients: nil)
                    continue
                }
                solved = slow
            }
            let step = solved.factor.backward(solved.right)
            let decrement = solved.right.reduce(0) { $0 + $1 * $1 }
            let change = (decrement / max(pass.totalWeight, .leastNormalMagnitude)).squareRoot()
            guard change.isFinite else { throw .notConverged(iterations: iteration, step: change) }
            if iteration > 8, change < 1e-2, runsAway(step, design),
                let columns = separated(design, response)
            {
                throw .separation(columns: columns)
            }
            // Noise can make a whole group's counts sum to less than nothing, which no rate explains.
            if iteration > 15, response.noiseVariance != nil, runsAway(step, design) {
                throw .separation(columns: zip(design.names, step).filter { abs($1) > 0.3 }.map(\.0))
            }
            var information: Double?
            var nextLaw = law
            if let counts, case .negativeBinomial(let shape) = law, coefficients != nil {
                let (score, curvature) = counts.derivatives(shape: shape, pass.shapeSums)
                information = curvature
                shapeStep = logarithmicStep(shape: shape, score: score, information: curvature)
                if shape * exp(shapeStep) > 1e9 { throw .notOverdispersed }
                nextLaw = .negativeBinomial(shape: shape * exp(shapeStep))
            }
            let next = zip(coefficients ?? [Double](repeating: 0, count: step.count), step).map { $0 + $1 }
            if coefficients != nil, change <= tolerance, abs(shapeStep) <= tolerance * 10 {
                return Rest(
                    design: design, kept: kept, law: law, coefficients: next, factor: solved.factor, pass: pass,
                    shapeInformation: information, iterations: iteration)
            }
            let before = coefficients == nil ? nil : objective(pass, law, counts)
            (coefficients, law, pass) = try descend(
                design, response, from: (coefficients ?? [Double](repeating: 0, count: step.count), law), step: step,
                shapeStep: shapeStep, counts: counts, below: before, weight: pass.totalWeight, nextLaw: nextLaw,
                orthogonal: orthogonal)
            if iteration == iterationLimit { throw .notConverged(iterations: iteration, step: change) }
        }
        throw .notConverged(iterations: iterationLimit, step: .infinity)
    }

    /// Takes the step, or the largest of its halves that doesn't make the fit worse.
    private func descend(
        _ design: Design, _ response: CountResponse, from start: (coefficients: [Double], law: VarianceLaw),
        step: [Double], shapeStep: Double, counts: CountMultiset?, below: Double?, weight: Double, nextLaw: VarianceLaw,
        orthogonal: Bool
    ) throws(RegressionFailure) -> ([Double], VarianceLaw, WorkingPass) {
        var fraction = 1.0
        while fraction > 1e-6 {
            let coefficients = zip(start.coefficients, step).map { $0 + fraction * $1 }
            var law = nextLaw
            if fraction < 1, case .negativeBinomial(let shape) = start.law, counts != nil {
                law = .negativeBinomial(shape: shape * exp(fraction * shapeStep))
            }
            let pass = WorkingPass(design, response, law, coefficients: coefficients, orthogonal: orthogonal)
            let reached = objective(pass, law, counts)
            // Rounding of a long sum mustn't look like a rise.
            if reached.isFinite, pass.totalWeight.isFinite,
                below.map({ reached <= $0 + 1e-9 * (abs($0) + weight) }) ?? true
            {
                return (coefficients, law, pass)
            }
            fraction /= 2
        }
        throw .notConverged(iterations: 0, step: fraction)
    }

    /// −2 log likelihood up to what neither coefficients nor shape change.
    private func objective(_ pass: WorkingPass, _ law: VarianceLaw, _ counts: CountMultiset?) -> Double {
        guard let counts, case .negativeBinomial(let shape) = law else { return pass.objective }
        return pass.objective - 2 * counts.logLikelihoodConstant(shape: shape)
    }

    /// Newton's step for ln θ, held within a factor of e² and uphill.
    private func logarithmicStep(shape: Double, score: Double, information: Double) -> Double {
        let slope = shape * score
        let curvature = shape * shape * information - slope
        let step = curvature > 0 ? slope / curvature : (slope > 0 ? 1 : -1)
        return min(max(step, -2), 2)
    }

    /// Whether the last step still moves a coefficient much though the fit hardly changes.
    private func runsAway(_ step: [Double], _ design: Design) -> Bool {
        zip(step, design.scales).contains { abs($0 * $1) > 1e-3 } || step.contains { abs($0) > 0.3 }
    }

    /// The columns that the rows with a count above zero can't tell apart: necessary for separation (Santos Silva &
    /// Tenreyro 2010), and with a coefficient that runs away the sign of it.
    private func separated(_ design: Design, _ response: CountResponse) -> [String]? {
        let weights = response.counts.indices.map { row in
            response.counts[row] > 0 ? min(response.weights?[row] ?? 1, 1) : 0
        }
        guard response.noiseVariance == nil,
            let positive = try? CountResponse(
                counts: [Double](repeating: 1, count: weights.count), weights: weights),
            let found = WorkingPass(
                design, positive, .poisson, coefficients: [Double](repeating: 0, count: design.names.count),
                orthogonal: true
            ).triangle()
        else { return nil }
        let kept = Set(found.factor.independentColumns())
        let names = design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] }
        return names.isEmpty ? nil : names
    }
}
