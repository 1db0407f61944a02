import Regression
import Vocabulary

/// What is expected of each category over all places, by regression on the calendar, a smooth season, covariates and the
/// level so far.
///
/// Negative binomial with a logarithmic link (Lawless 1987); Poisson where the totals don't vary more than that; the usual
/// where neither can be fitted. Of noised totals a quasi-likelihood with the variance of the noise; where the noise of a bin
/// is larger than what usually comes, which would bend a logarithmic fit upwards, of the damped totals.
struct RegressedTotals: Sendable {
    private var columns: TotalColumns
    private let fits: [CountFit?]

    /// Fits a regression a category.
    ///
    /// - Parameter lag: how many bins ahead forecasts will look.
    init(fitting history: CountHistory, lag: Int) {
        let columns = TotalColumns(history, lag: lag)
        let totals = columns.rows.map { history.totals($0) }
        let noise = columns.rows.map { history.variances[$0] * Double(history.places.count) }
        let damped = noise.contains { $0 > 0 } ? history.denoised() : history
        let variance = noise.reduce(0, +) / Double(max(1, noise.count))
        fits = history.categories.indices.map { category in
            columns.design(columns.rows, category: category).flatMap { design in
                if variance > 0, variance <= columns.usual[category] * columns.usual[category],
                    let response = try? CountResponse(noisy: totals.map { $0[category] }, noiseVariance: noise),
                    let fit = (try? NoiseAwareModel(variation: .negativeBinomial).fit(design, response))
                        ?? (try? NoiseAwareModel().fit(design, response))
                {
                    return fit
                }
                let counts = columns.rows.map { max(0, damped.totals($0)[category].rounded()) }
                return (try? CountResponse(counts: counts)).flatMap { response in
                    (try? GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(design, response))
                        ?? (try? GeneralizedLinearModel(.poisson).fit(design, response))
                }
            }
        }
        self.columns = columns
    }

    /// The bins that were learned from.
    var rows: [Int] { columns.rows }

    /// Moves on to a longer history; the coefficients stay.
    mutating func extend(_ history: CountHistory) { columns.extend(history) }

    /// The logarithm of what one more of a covariate multiplies a category's total by, with its standard error; nil where
    /// nothing was estimated.
    func effect(of covariate: Int, category: Int) -> (estimate: Double, error: Double)? {
        guard let fit = fits[category], let index = fit.names.firstIndex(of: TotalColumns.name(of: covariate)) else {
            return nil
        }
        return (fit.coefficients[index], fit.standardErrors[index])
    }

    /// The expected totals of some bins.
    func means(_ bins: [Int], category: Int) -> [Double] {
        if let fit = fits[category], let design = columns.design(bins, category: category),
            let means = try? fit.means(design)
        {
            // A covariate that was never so large mustn't carry away a forecast.
            return means.map { min($0, 20 * columns.usual[category] + 20) }
        }
        return bins.map { _ in columns.usual[category] }
    }
}
