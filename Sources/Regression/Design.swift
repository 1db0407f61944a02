/// The columns that explain a count: a dense matrix, a row an observation, stored column after column.
public struct Design: Sendable {
    /// The columns' names, in order.
    public let names: [String]
    /// How many observations there are.
    public let rows: Int
    /// The values, column-major: row i of column j is at j·rows + i.
    let values: [Double]

    /// The name of the column of ones.
    public static let intercept = "(Intercept)"

    /// Makes a design of named columns.
    ///
    /// - Parameters:
    ///   - intercept: whether a column of ones comes first.
    ///   - columns: columns of one length, finite.
    /// - Complexity: O(rows × columns), once.
    public init(intercept: Bool = true, columns: [(name: String, values: [Double])]) throws(RegressionFailure) {
        let rows = columns.first?.values.count ?? 0
        var values: [Double] = []
        values.reserveCapacity(rows * (columns.count + 1))
        if intercept { values.append(contentsOf: repeatElement(1, count: rows)) }
        for column in columns {
            guard column.values.count == rows else {
                throw .shapes("column \(column.name) has \(column.values.count) rows, the first \(rows)")
            }
            values.append(contentsOf: column.values)
        }
        try self.init(
            rows: rows, names: (intercept ? [Self.intercept] : []) + columns.map(\.name), columnMajor: values)
    }

    /// Makes a design from values that lie column after column.
    public init(rows: Int, names: [String], columnMajor values: [Double]) throws(RegressionFailure) {
        guard rows > 0, !names.isEmpty, values.count == rows * names.count else {
            throw .shapes("\(values.count) values aren't \(rows) rows of \(names.count) columns")
        }
        // x·0 is NaN for what isn't finite, so that one sum judges all.
        var poison = 0.0
        for value in values { poison += value * 0 }
        if poison.isNaN, let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .value("\(names[index / rows]) isn't finite", row: index % rows)
        }
        self.names = names
        self.rows = rows
        self.values = values
    }

    private init(unchecked values: [Double], rows: Int, names: [String]) {
        (self.values, self.rows, self.names) = (values, rows, names)
    }

    /// One column of 0 and 1 for each level but the first, which is the reference.
    ///
    /// - Parameters:
    ///   - name: the factor's name; columns are called name=level.
    ///   - levels: the levels in order.
    ///   - values: each row's level, an index into `levels`.
    public static func indicators(
        _ name: String, levels: [String], values: [Int]
    ) -> [(name: String, values: [Double])] {
        levels.indices.dropFirst().map { level in
            (name: "\(name)=\(levels[level])", values: values.map { $0 == level ? 1 : 0 })
        }
    }

    /// One column's values.
    public func column(_ index: Int) -> ArraySlice<Double> { values[index * rows..<(index + 1) * rows] }

    /// The design with some of its columns only, in the order given.
    func keeping(_ kept: [Int]) -> Design {
        var few: [Double] = []
        few.reserveCapacity(kept.count * rows)
        for index in kept { few.append(contentsOf: column(index)) }
        return Design(unchecked: few, rows: rows, names: kept.map { names[$0] })
    }

    /// The design with some of its rows only, given as ranges.
    func keeping(rows ranges: [Range<Int>]) -> Design {
        var few: [Double] = []
        let total = ranges.reduce(0) { $0 + $1.count }
        few.reserveCapacity(total * names.count)
        for index in names.indices {
            for range in ranges {
                few.append(contentsOf: values[index * rows + range.lowerBound..<index * rows + range.upperBound])
            }
        }
        return Design(unchecked: few, rows: total, names: names)
    }

    /// The root mean square of each column.
    var scales: [Double] {
        names.indices.map { index in
            var sum = 0.0
            for value in column(index) { sum += value * value }
            return (sum / Double(rows)).squareRoot()
        }
    }

    /// The design times a vector of one entry a column.
    func product(_ vector: [Double]) -> [Double] {
        precondition(vector.count == names.count)
        var result = [Double](repeating: 0, count: rows)
        for (index, factor) in vector.enumerated() where factor != 0 {
            let start = index * rows
            for row in 0..<rows { result[row] += factor * values[start + row] }
        }
        return result
    }
}
