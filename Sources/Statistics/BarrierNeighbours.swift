extension SparseNeighbours {
    /// The cells within a distance of each other that no barrier parts: a river, a railway, the sea.
    ///
    /// Two cells are parted where the straight line between their centres runs through a cell of the barrier other than
    /// their own, or through a corner where two such cells meet. A cell neighbours itself. Cells outside the window
    /// have no neighbours and are none.
    ///
    /// - Parameters:
    ///   - grid: the cells.
    ///   - radius: the greatest distance between centres, in the unit of the grid.
    ///   - window: which cells are in the territory, or none for all.
    ///   - barrier: which cells can't be crossed.
    /// - Complexity: O(cells · cells in the band · cells on a line).
    public init(on grid: RegularGrid, within radius: Double, window: [Bool]? = nil, barrier: [Bool]) {
        precondition(barrier.count == grid.count, "a barrier has a value for each cell")
        precondition(window.map { $0.count == grid.count } ?? true, "a window has a value for each cell")
        let band = DistanceBand(radius: radius, on: grid)
        var lines: [Line] = []
        for row in -(band.reaches.count - 1)..<band.reaches.count {
            let reach = band.reaches[abs(row)]
            for column in -reach...reach { lines.append(Line(toColumn: column, row: row)) }
        }
        func isBarrier(_ column: Int, _ row: Int) -> Bool {
            column >= 0 && row >= 0 && column < grid.columns && row < grid.rows && barrier[row * grid.columns + column]
        }
        var (starts, indices) = ([0], [Int32]())
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                if window?[row * grid.columns + column] ?? true {
                    for line in lines {
                        let (c, r) = (column + line.column, row + line.row)
                        guard c >= 0 && r >= 0 && c < grid.columns && r < grid.rows else { continue }
                        let place = r * grid.columns + c
                        guard window?[place] ?? true else { continue }
                        let isParted =
                            line.cells.contains { isBarrier(column + $0.column, row + $0.row) }
                            || line.corners.contains {
                                isBarrier(column + $0.0.column, row + $0.0.row)
                                    && isBarrier(column + $0.1.column, row + $0.1.row)
                            }
                        if !isParted { indices.append(Int32(place)) }
                    }
                }
                starts.append(indices.count)
            }
        }
        self.init(starts: starts, indices: indices)
    }

    /// What a straight line from one centre to another meets on its way.
    private struct Line {
        typealias Step = (column: Int, row: Int)

        let column: Int
        let row: Int
        /// The cells between the two.
        var cells: [Step] = []
        /// The cells on the two sides of each corner that it runs through.
        var corners: [(Step, Step)] = []

        init(toColumn column: Int, row: Int) {
            self.column = column
            self.row = row
            let (width, height) = (abs(column), abs(row))
            let (right, up) = (column < 0 ? -1 : 1, row < 0 ? -1 : 1)
            var (c, r) = (0, 0)
            while c < width || r < height {
                // Which side of the cell is met first: (2c+1)/(2·width) against (2r+1)/(2·height), without fractions.
                let (side, top) = ((2 * c + 1) * height, (2 * r + 1) * width)
                if side == top {
                    corners.append((((c + 1) * right, r * up), (c * right, (r + 1) * up)))
                    c += 1
                    r += 1
                } else if side < top {
                    c += 1
                } else {
                    r += 1
                }
                if c < width || r < height { cells.append((c * right, r * up)) }
            }
        }
    }
}
