/// Where a record's category is read.
public enum CategoryColumns: Sendable, Hashable {
    /// Codes, which the taxonomy maps to categories.
    case code(String)
    /// Free text, from which a classifier that was taught and frozen before tells a code of the taxonomy.
    case text(columns: [String], model: String)

    /// The columns read.
    public var columns: [String] {
        switch self {
        case .code(let column): [column]
        case .text(let columns, _): columns
        }
    }

    /// The columns of text among them.
    public var transientColumns: [String] {
        guard case .text(let columns, _) = self else { return [] }
        return columns
    }
}
