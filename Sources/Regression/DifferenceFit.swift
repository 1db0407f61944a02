import Foundation
import Statistics

/// A difference in differences that was estimated.
public struct DifferenceFit: Sendable {
    /// What is additive.
    public let family: DifferenceInDifferences.Family
    /// The columns' names.
    public let names: [String]
    /// The effects: differences of outcomes, or logarithms of rate ratios.
    public let coefficients: [Double]
    /// Their covariance, clustered by unit, with the factor G/(G−1) · (n−1)/(n−k−periods).
    public let covariance: SymmetricMatrix
    /// How many units there are; under about 40 standard errors are too small, and a placebo test says more.
    public let units: Int
    /// How many rows said something.
    public let rows: Int

    /// The standard errors, clustered by unit.
    public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

    init(
        family: DifferenceInDifferences.Family, names: [String], step: DifferenceInDifferences.Step,
        effects: TwoWayDemeaning, rows: Int, parameters: Int
    ) {
        let size = names.count
        let sums = step.columns.map { column in
            effects.unitSums(column.indices.map { step.weights[$0] * column[$0] * step.residuals[$0] })
        }
        var meat = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0..<size { meat[j * size + i] = zip(sums[i], sums[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let groups = Double(effects.unitCount)
        let factor = groups / (groups - 1) * Double(rows - 1) / Double(rows - parameters)
        self.family = family
        self.names = names
        coefficients = step.coefficients
        covariance = SymmetricMatrix(names: names, values: step.inverse).sandwich(meat).scaled(by: factor)
        units = effects.unitCount
        self.rows = rows
    }

    /// An effect with its interval: a difference, or a rate ratio for a Poisson model.
    public struct Effect: Sendable, Hashable {
        /// The column.
        public let name: String
        /// The estimate.
        public let estimate: Double
        /// The interval's lower end.
        public let lower: Double
        /// The interval's upper end.
        public let upper: Double
        /// The two-sided p-value of no effect.
        public let pValue: Double
    }

    /// The effects with intervals from Student's t on units − 1 degrees of freedom.
    ///
    /// - Parameter coverage: how often such intervals hold the truth, in 0..<1.
    public func effects(coverage: Double = 0.95) -> [Effect] {
        let freedom = Double(units - 1)
        let quantile = StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: freedom)
        return coefficients.indices.map { index in
            let error = standardErrors[index]
            let ends = [0, -quantile, quantile].map { coefficients[index] + $0 * error }
                .map { family == .poisson ? exp($0) : $0 }
            return Effect(
                name: names[index], estimate: ends[0], lower: ends[1], upper: ends[2],
                pValue: StudentT.twoSided(coefficients[index] / error, degreesOfFreedom: freedom))
        }
    }
}
