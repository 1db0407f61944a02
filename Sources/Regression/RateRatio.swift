import Foundation
import Statistics

/// By what a rate is multiplied when a column rises by 1, with an interval.
public struct RateRatio: Sendable, Hashable {
    /// The column.
    public let name: String
    /// The ratio, exp of the coefficient.
    public let ratio: Double
    /// The interval's lower end.
    public let lower: Double
    /// The interval's upper end.
    public let upper: Double
    /// The two-sided p-value of the ratio being 1.
    public let pValue: Double
}

extension CountFit {
    /// The rate ratios of all columns with Wald intervals, the intercept's being the rate where all columns are 0.
    ///
    /// - Parameters:
    ///   - coverage: how often such intervals hold the truth, in 0..<1.
    ///   - covariance: another covariance of the coefficients, such as a robust one; nil takes the model's.
    public func rateRatios(coverage: Double = 0.95, covariance: SymmetricMatrix? = nil) -> [RateRatio] {
        precondition(coverage >= 0 && coverage < 1)
        let errors = (covariance ?? self.covariance).diagonal.map { $0.squareRoot() }
        let freedom = dispersionIsEstimated ? Double(residualDegreesOfFreedom) : .infinity
        let quantile = StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: freedom)
        return coefficients.indices.map { index in
            let (estimate, error) = (coefficients[index], errors[index])
            return RateRatio(
                name: names[index], ratio: exp(estimate), lower: exp(estimate - quantile * error),
                upper: exp(estimate + quantile * error),
                pValue: StudentT.twoSided(estimate / error, degreesOfFreedom: freedom))
        }
    }
}
