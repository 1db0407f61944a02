/// Points, with or without weights, gathered into the cells of a grid.
public struct BinnedPoints: Sendable, Hashable {
    /// How a point is given to cells.
    public enum Rule: Sendable, Hashable {
        /// Whole to the cell it lies in.
        case simple
        /// To the four nearest centres in proportion to its nearness, which moves no mean (Jones & Lotwick 1983).
        ///
        /// At the grid's edge, where there is no further centre, the nearest one takes its share; a share that falls just
        /// outside a window stays there.
        case linear
    }

    /// The grid.
    public let grid: RegularGrid
    /// The weight in each cell, in the grid's order.
    public let values: [Double]
    /// How many points lay outside the grid or the window, or at no number.
    public let outside: Int

    /// Gathers points.
    ///
    /// A cell holds its lower and left edge; the grid's own upper and right edge belong to its last cells.
    ///
    /// - Parameters:
    ///   - x: the points' first coordinates.
    ///   - y: their second ones, as many.
    ///   - weights: a weight each, or none for 1; finite.
    ///   - grid: the cells.
    ///   - window: which cells are in the territory, or none for all; a point in another cell is counted as outside.
    ///   - rule: how a point is given to cells.
    /// - Complexity: O(points + cells).
    public init(
        x: [Double], y: [Double], weights: [Double]? = nil, on grid: RegularGrid, within window: [Bool]? = nil,
        by rule: Rule = .simple
    ) {
        precondition(x.count == y.count, "a point has two coordinates")
        precondition(
            weights.map { $0.count == x.count && $0.allSatisfy(\.isFinite) } ?? true, "a weight for each point")
        precondition(window.map { $0.count == grid.count } ?? true, "a window has a value for each cell")
        var values = [Double](repeating: 0, count: grid.count)
        var outside = 0
        let (columns, rows) = (grid.columns, grid.rows)
        let (right, top) = (Double(columns), Double(rows))
        for i in x.indices {
            let column = (x[i] - grid.originX) / grid.cellWidth
            let row = (y[i] - grid.originY) / grid.cellHeight
            // Written so that NaN is outside.
            guard column >= 0 && column <= right && row >= 0 && row <= top else {
                outside += 1
                continue
            }
            let (c, r) = (min(Int(column), columns - 1), min(Int(row), rows - 1))
            if let window, !window[r &* columns &+ c] {
                outside += 1
                continue
            }
            let weight = weights?[i] ?? 1
            switch rule {
            case .simple: values[r &* columns &+ c] += weight
            case .linear:
                let (left, east) = Self.neighbours(column, columns)
                let (bottom, north) = Self.neighbours(row, rows)
                let (c1, r1) = (min(left + 1, columns - 1), min(bottom + 1, rows - 1))
                let (c0, r0) = (max(left, 0), max(bottom, 0))
                values[r0 * columns + c0] += weight * (1 - east) * (1 - north)
                values[r0 * columns + c1] += weight * east * (1 - north)
                values[r1 * columns + c0] += weight * (1 - east) * north
                values[r1 * columns + c1] += weight * east * north
            }
        }
        self.grid = grid
        self.values = values
        self.outside = outside
    }

    /// The last centre at or before a position in cells, −1 if there is none, and how far it is to the next.
    private static func neighbours(_ position: Double, _ count: Int) -> (Int, Double) {
        let shifted = position - 0.5
        let whole = shifted.rounded(.down)
        return (Int(whole), shifted - whole)
    }
}
