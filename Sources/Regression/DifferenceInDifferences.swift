import Foundation
import Statistics

/// Did a measure work? Regression on the measure with an effect of its own for every unit and every period.
///
/// Two-way fixed effects (Wooldridge 2010, §10.5), linear or Poisson (pseudo-maximum likelihood: Correia, Guimarães & Zylkin
/// 2020), with standard errors that allow a unit's periods to depend on each other (Bertrand, Duflo & Mullainathan 2004).
/// Agrees with fixest's `feols` and `fepois` and their default corrections. Assumes parallel trends, and one start for all:
/// where units begin at different times with different effects the estimate mixes them up (Goodman-Bacon 2021). Always show
/// it with `PlaceboTest`.
public struct DifferenceInDifferences: Sendable, Hashable {
    /// What is additive.
    public enum Family: Sendable, Hashable {
        /// The outcomes; effects are differences.
        case linear
        /// The logarithms of expected counts; effects are logarithms of rate ratios.
        case poisson
    }

    /// What is additive.
    public let family: Family
    /// How many rounds of reweighting are allowed.
    public let iterationLimit: Int

    /// Makes a model.
    public init(_ family: Family, iterationLimit: Int = 100) {
        precondition(iterationLimit > 1)
        (self.family, self.iterationLimit) = (family, iterationLimit)
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - panel: the outcomes; for `.poisson` none is negative.
    ///   - columns: the measures, and what else varies within units and within periods; one value a row.
    /// - Complexity: O(rows × columns) a round of demeaning, some ten rounds each of ten reweightings.
    public func fit(
        _ panel: Panel, _ columns: [(name: String, values: [Double])]
    ) throws(RegressionFailure) -> DifferenceFit {
        for column in columns {
            guard column.values.count == panel.outcomes.count else {
                throw .shapes(
                    "column \(column.name) has \(column.values.count) rows, the panel \(panel.outcomes.count)")
            }
            if let row = column.values.firstIndex(where: { !$0.isFinite }) {
                throw .value("\(column.name) isn't finite", row: row)
            }
        }
        guard !columns.isEmpty else { throw .shapes("no column to estimate") }
        let kept = try informativeRows(panel)
        let panel = panel.keeping(rows: kept)
        let columns = columns.map { column in (column.name, kept.map { column.values[$0] }) }
        let effects = TwoWayDemeaning(panel)
        let parameters = columns.count + effects.periodCount
        guard effects.unitCount > 1, panel.outcomes.count > parameters + effects.unitCount - 1 else {
            throw .tooFewRows(rows: panel.outcomes.count, coefficients: parameters + effects.unitCount - 1)
        }
        let prior = panel.weights ?? [Double](repeating: 1, count: panel.outcomes.count)
        var step = try Step(effects, columns, response: panel.outcomes, weights: prior)
        if family == .poisson { step = try reweighted(panel, columns, effects, prior) }
        return DifferenceFit(
            family: family, names: columns.map(\.0), step: step, effects: effects, rows: panel.outcomes.count,
            parameters: parameters)
    }

    /// The rows that say something: for Poisson, units and periods without any count have no finite effect.
    private func informativeRows(_ panel: Panel) throws(RegressionFailure) -> [Int] {
        guard family == .poisson else { return Array(panel.outcomes.indices) }
        if let row = panel.outcomes.firstIndex(where: { $0 < 0 }) { throw .value("its count is negative", row: row) }
        var rows = Array(panel.outcomes.indices)
        while true {
            let counted = rows.filter { panel.outcomes[$0] > 0 }
            let (units, periods) = (Set(counted.map { panel.units[$0] }), Set(counted.map { panel.periods[$0] }))
            let left = rows.filter { units.contains(panel.units[$0]) && periods.contains(panel.periods[$0]) }
            if left.count == rows.count { return rows }
            rows = left
        }
    }

    /// Iteratively reweighted least squares, all effects taken out of each working response.
    private func reweighted(
        _ panel: Panel, _ columns: [(String, [Double])], _ effects: TwoWayDemeaning, _ prior: [Double]
    ) throws(RegressionFailure) -> Step {
        let offset = panel.exposures.map { $0.map { log($0) } } ?? [Double](repeating: 0, count: prior.count)
        let mean = panel.outcomes.reduce(0, +) / Double(prior.count)
        var predictor = panel.outcomes.map { log(($0 + mean) / 2) }
        for _ in 0..<iterationLimit {
            let means = predictor.map { exp($0) }
            guard means.allSatisfy({ $0.isFinite && $0 > 0 }) else { break }
            let response = means.indices.map {
                predictor[$0] - offset[$0] + (panel.outcomes[$0] - means[$0]) / means[$0]
            }
            let step = try Step(
                effects, columns, response: response, weights: means.indices.map { prior[$0] * means[$0] })
            let next = means.indices.map { response[$0] - step.residuals[$0] + offset[$0] }
            let change = zip(next, predictor).reduce(0) { max($0, abs($1.0 - $1.1)) }
            predictor = next
            if change < 1e-11 {
                return try Step(
                    effects, columns, response: response, weights: means.indices.map { prior[$0] * means[$0] })
            }
        }
        throw .notConverged(iterations: iterationLimit, step: .nan)
    }

    /// One weighted least-squares regression on the columns without their unit and period means.
    struct Step {
        let coefficients: [Double]
        let inverse: [Double]
        let columns: [[Double]]
        let residuals: [Double]
        let weights: [Double]

        init(
            _ effects: TwoWayDemeaning, _ named: [(String, [Double])], response: [Double], weights: [Double]
        ) throws(RegressionFailure) {
            let columns = named.map { effects.demeaned($0.1, weights: weights) }
            let response = effects.demeaned(response, weights: weights)
            let size = columns.count
            var matrix = [Double](repeating: 0, count: size * size)
            var right = [Double](repeating: 0, count: size)
            for (j, column) in columns.enumerated() {
                // A column that is constant within units or periods has nothing left but rounding.
                let left = column.reduce(0) { max($0, abs($1)) }
                guard left > 1e-9 * named[j].1.reduce(0, { max($0, abs($1)) }) else {
                    throw .singular(columns: [named[j].0])
                }
                for (i, other) in columns.enumerated() where i <= j {
                    matrix[j * size + i] = column.indices.reduce(0) { $0 + weights[$1] * column[$1] * other[$1] }
                }
                right[j] = column.indices.reduce(0) { $0 + weights[$1] * column[$1] * response[$1] }
            }
            guard let factor = Triangle(cholesky: matrix, size: size, smallestPivot: 1e-12),
                let inverse = factor.inverse()
            else { throw .singular(columns: named.map(\.0)) }
            let coefficients = factor.backward(factor.forward(right))
            (self.coefficients, self.inverse, self.columns, self.weights) = (coefficients, inverse, columns, weights)
            residuals = response.indices.map { row in
                columns.indices.reduce(response[row]) { $0 - coefficients[$1] * columns[$1][row] }
            }
        }
    }
}
