import Statistics
import Vocabulary

/// Points gathered into the cells of a grid, and those by period.
struct PointCells {
    let grid: RegularGrid
    /// The cells that are tested.
    let cells: [Int]
    /// How many points are in each tested cell.
    let counts: [Double]
    /// For each point the place of its cell among the tested ones, or nil outside.
    let placeOf: [Int?]
    /// How many points lie outside the territory or in a barrier.
    let outside: Int

    /// More cells than this are a mistake of units, or of one far point.
    static let mostCells = 1_000_000

    init(_ points: PointSet, options: HotSpots.Options) throws(AnalysisError) {
        let (territory, barriers) = (PlaneRings(options.territory), PlaneRings(options.barriers))
        let corners = territory.rings.flatMap(\.self)
        let (xs, ys) = territory.isEmpty ? (points.x, points.y) : (corners.map(\.x), corners.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let bottom = ys.min(), let top = ys.max() else {
            throw .tooLittle(needed: Phrase(fr: "des points", en: "points"), found: 0)
        }
        let side = options.cell
        let (firstColumn, firstRow) = ((left / side).rounded(.down), (bottom / side).rounded(.down))
        let (columns, rows) = (
            (right / side).rounded(.down) - firstColumn + 1, (top / side).rounded(.down) - firstRow + 1
        )
        guard columns * rows <= Double(Self.mostCells) else {
            throw .failed(
                method: "Gi*",
                reason: "\(columns * rows) cells of \(side) m between the farthest points; more than "
                    + "\(Self.mostCells)")
        }
        let grid = RegularGrid(
            originX: firstColumn * side, originY: firstRow * side, cellWidth: side, cellHeight: side,
            columns: Int(columns), rows: Int(rows))
        var placeOfCell = [Int](repeating: -1, count: grid.count)
        var cells: [Int] = []
        for cell in 0..<grid.count {
            let centre = grid.centre(of: cell)
            guard territory.isEmpty || territory.contains(centre), barriers.isEmpty || !barriers.contains(centre) else {
                continue
            }
            placeOfCell[cell] = cells.count
            cells.append(cell)
        }
        var counts = [Double](repeating: 0, count: cells.count)
        placeOf = points.x.indices.map { point in
            let column = (points.x[point] / side).rounded(.down) - firstColumn
            let row = (points.y[point] / side).rounded(.down) - firstRow
            guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
            let place = placeOfCell[Int(row) * grid.columns + Int(column)]
            guard place >= 0 else { return nil }
            counts[place] += 1
            return place
        }
        (self.grid, self.cells, self.counts) = (grid, cells, counts)
        outside = placeOf.count { $0 == nil }
    }

    /// A cell's key: its side and its lower left corner.
    func key(_ place: Int) -> String {
        let (column, row) = (cells[place] % grid.columns, cells[place] / grid.columns)
        let x = grid.originX + Double(column) * grid.cellWidth
        let y = grid.originY + Double(row) * grid.cellHeight
        return "\(Self.whole(grid.cellWidth))mN\(Self.whole(y))E\(Self.whole(x))"
    }

    private static func whole(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    /// The figures of the tested cells as an array over the grid, with the window that they make.
    var onGrid: (values: [Double], window: [Bool]) {
        var values = [Double](repeating: 0, count: grid.count)
        var window = [Bool](repeating: false, count: grid.count)
        for (cell, count) in zip(cells, counts) { (values[cell], window[cell]) = (count, true) }
        return (values, window)
    }

    /// The counts of each tested cell in the whole months, weeks or days between the first and the last point.
    func periods(_ points: PointSet, _ calendar: CivilCalendar) -> (level: TimeLevel, counts: [[Double]])? {
        guard let first = points.times.min(), let last = points.times.max() else { return nil }
        for level in [TimeLevel.month, .week, .day] {
            let bins = calendar.bins(level, within: first..<last + 1)
            guard bins.count >= TrendPeriods.fewest else { continue }
            // A day of ten thousand cells for a century isn't what anybody wants.
            guard bins.count * cells.count <= 50_000_000 else { return nil }
            let starts = bins.map(\.start)
            var counts = bins.map { _ in [Double](repeating: 0, count: cells.count) }
            for (place, time) in zip(placeOf, points.times) {
                guard let place, let start = starts.first, time >= start, time < bins[bins.count - 1].end else {
                    continue
                }
                counts[starts.lastAtMost(time)][place] += 1
            }
            return (level, counts)
        }
        return nil
    }
}

extension [UTCSeconds] {
    /// The place of the last number that is at most another; 0 where none is.
    fileprivate func lastAtMost(_ time: UTCSeconds) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }
}
