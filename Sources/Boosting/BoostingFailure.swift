/// Why no trees were grown.
public enum BoostingFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no row to learn from.
    case noRows
    /// Rows to learn from and rows to watch have different numbers of columns.
    case shapes(columns: Int, watched: Int)
    /// The library refused; its own words.
    case library(String)
    /// The library's description of the trees isn't as it should be.
    case unreadableTrees

    /// What happened and what to do about it, in a sentence.
    public var description: String {
        switch self {
        case .noRows: "There is no row to grow trees from; give more of the past."
        case .shapes(let columns, let watched):
            "The rows to learn from have \(columns) columns, those to watch \(watched); give both the same."
        case .library(let words): "XGBoost refuses: \(words)"
        case .unreadableTrees: "XGBoost's trees can't be read; install version 1.7 of the library."
        }
    }
}
