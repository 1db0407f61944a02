/// Why a regression has no answer.
public enum RegressionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Two inputs that must be as long as each other aren't.
    case shapes(String)
    /// A value that no model can use: not finite, or a negative exposure, weight or count.
    case value(String, row: Int)
    /// There are no more rows with weight than coefficients.
    case tooFewRows(rows: Int, coefficients: Int)
    /// No finite estimate exists: where these columns count, every count is zero (Santos Silva & Tenreyro 2010).
    case separation(columns: [String])
    /// The counts vary no more than Poisson counts do, so that the negative binomial's shape is infinite.
    case notOverdispersed
    /// The iteration came to its limit; `step` is the last change of the linear predictor.
    case notConverged(iterations: Int, step: Double)
    /// The columns are so nearly dependent that their covariance can't be computed.
    case singular(columns: [String])

    /// What happened and what to do about it, in a sentence.
    public var description: String {
        switch self {
        case .shapes(let what): "The inputs don't fit together: \(what)."
        case .value(let what, let row): "Row \(row) can't be used: \(what)."
        case .tooFewRows(let rows, let coefficients):
            "\(rows) rows with weight can't determine \(coefficients) coefficients; gather rows or drop columns."
        case .separation(let columns):
            "Every count is zero where \(columns.joined(separator: ", ")) says so: its rate ratio is 0 or infinite; "
                + "merge it with a neighbouring category or leave it out."
        case .notOverdispersed: "The counts aren't overdispersed; fit a Poisson model instead."
        case .notConverged(let iterations, let step):
            "No convergence in \(iterations) iterations (last step \(step)); rescale the columns or drop some."
        case .singular(let columns): "These columns are nearly dependent: \(columns.joined(separator: ", "))."
        }
    }
}
