import Regression
import Vocabulary

/// What is expected of each category over all places, by regression on the calendar, a smooth season, covariates and the
/// level so far.
///
/// Negative binomial with a logarithmic link (Lawless 1987); Poisson where the totals don't vary more than that; the usual
/// where neither can be fitted.
struct RegressedTotals: Sendable {
    private var columns: TotalColumns
    private let fits: [CountFit?]

    /// Fits a regression a category.
    ///
    /// - Parameter lag: how many bins ahead forecasts will look.
    init(fitting history: CountHistory, lag: Int) {
        let columns = TotalColumns(history, lag: lag)
        let totals = columns.rows.map { history.totals($0) }
        fits = history.categories.indices.map { category in
            let counts = totals.map { max(0, $0[category].rounded()) }
            return columns.design(columns.rows, category: category).flatMap { design in
                (try? CountResponse(counts: counts)).flatMap { response in
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
