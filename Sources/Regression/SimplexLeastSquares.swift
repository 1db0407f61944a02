/// The weights from 0 up that add up to 1 whose mixture of columns is nearest to a target.
///
/// An active-set method for the quadratic programme (Lawson & Hanson 1974, chapter 23, with the sum held): exact but for
/// rounding, and the Karush–Kuhn–Tucker conditions are measured on what it returns.
struct SimplexLeastSquares {
    /// The weights, one a column.
    let weights: [Double]
    /// ‖target − columns · weights‖².
    let objective: Double
    /// How far the conditions of an optimum are missed, relative to the gradient's size.
    let violation: Double

    /// Solves the programme.
    ///
    /// - Complexity: O(columns · rows) for each of some tens of steps, and the cube of the number of positive weights.
    init(target: [Double], columns: [[Double]]) {
        let count = columns.count
        func residual(_ weights: [Double]) -> [Double] {
            target.indices.map { row in
                columns.indices.reduce(target[row]) { weights[$1] == 0 ? $0 : $0 - weights[$1] * columns[$1][row] }
            }
        }
        func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
        /// Half the objective's derivatives.
        func gradient(_ weights: [Double]) -> [Double] {
            let rest = residual(weights)
            return columns.map { column in -column.indices.reduce(0) { $0 + column[$1] * rest[$1] } }
        }
        let distances = columns.map { column in squares(zip(target, column).map { $0 - $1 }) }
        let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
        var weights = [Double](repeating: 0, count: count)
        weights[nearest] = 1
        var positive = [nearest]
        let size = columns.reduce(squares(target)) { max($0, squares($1)) }
        for _ in 0..<10 * count + 100 {
            let slopes = gradient(weights)
            let level = positive.reduce(0) { $0 + weights[$1] * slopes[$1] }
            let entering = (0..<count).filter { !positive.contains($0) }.min { slopes[$0] < slopes[$1] }
            guard let entering, slopes[entering] < level - 1e-13 * size else { break }
            positive.append(entering)
            var refused = false
            while true {
                guard let wanted = Self.mixture(target, columns, positive) else {
                    // Rounding made the newcomer a mixture of the others: it can't help.
                    positive.removeLast()
                    refused = true
                    break
                }
                if wanted.allSatisfy({ $0 > 0 }) {
                    for (place, index) in positive.enumerated() { weights[index] = wanted[place] }
                    break
                }
                var fraction = 1.0
                for (place, index) in positive.enumerated() where wanted[place] <= 0 {
                    fraction = min(
                        fraction, weights[index] / max(weights[index] - wanted[place], .leastNormalMagnitude))
                }
                for (place, index) in positive.enumerated() {
                    weights[index] += fraction * (wanted[place] - weights[index])
                }
                let leaving = positive.enumerated().filter { wanted[$0.offset] <= 0 && weights[$0.element] <= 1e-15 }
                    .map(\.element)
                for index in leaving { weights[index] = 0 }
                positive.removeAll { leaving.contains($0) }
                if leaving.isEmpty || positive.isEmpty { break }
            }
            if refused { break }
        }
        let total = weights.reduce(0, +)
        weights = weights.map { max($0, 0) / total }
        let slopes = gradient(weights)
        let level = weights.indices.reduce(0) { $0 + weights[$1] * slopes[$1] }
        // At an optimum no slope is below the level, and those of positive weights are at it.
        let gap = weights.indices.reduce(0) { worst, index in
            max(worst, weights[index] > 0 ? abs(slopes[index] - level) * weights[index] : level - slopes[index])
        }
        self.weights = weights
        objective = squares(residual(weights))
        violation = gap / max(size, .leastNormalMagnitude)
    }

    /// The best mixture of some columns without regard to signs, by differences from the first of them.
    private static func mixture(_ target: [Double], _ columns: [[Double]], _ some: [Int]) -> [Double]? {
        guard some.count > 1 else { return [1] }
        let base = columns[some[0]]
        var directions: [[Double]] = []
        var triangle = [[Double]]()
        var rest = zip(target, base).map { $0 - $1 }
        var along: [Double] = []
        // Gram–Schmidt, twice for orthogonality to working precision.
        for index in some.dropFirst() {
            var column = zip(columns[index], base).map { $0 - $1 }
            let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            var shares = [Double](repeating: 0, count: directions.count)
            for _ in 0..<2 {
                for (place, direction) in directions.enumerated() {
                    let share = zip(direction, column).reduce(0) { $0 + $1.0 * $1.1 }
                    shares[place] += share
                    for row in column.indices { column[row] -= share * direction[row] }
                }
            }
            let left = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard left > 1e-11 * length else { return nil }
            let direction = column.map { $0 / left }
            let share = zip(direction, rest).reduce(0) { $0 + $1.0 * $1.1 }
            for row in rest.indices { rest[row] -= share * direction[row] }
            along.append(share)
            directions.append(direction)
            triangle.append(shares + [left])
        }
        var solution = along
        for column in stride(from: solution.count - 1, through: 0, by: -1) {
            solution[column] /= triangle[column][column]
            for row in 0..<column { solution[row] -= triangle[column][row] * solution[column] }
        }
        return [1 - solution.reduce(0, +)] + solution
    }
}
