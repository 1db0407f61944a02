/// How many square metres of each cell of a grid an area covers.
///
/// An exact sweep of the edges: each edge adds, to the cells that it crosses, the signed area to its right, and what
/// remains of a row is a running sum. The cost is the number of edges plus the number of cells that they cross plus
/// the size of the bounding box, and no polygon is ever clipped.
struct GridCoverage {
    private let cellSize: Double
    private let minColumn: Int
    private let minRow: Int
    private let columns: Int
    private let rows: Int
    private var area: [Double]
    private var cover: [Double]

    /// The coverage of `polygons` on a grid of squares of `cellSize` metres.
    ///
    /// - Returns: nil for an area without points.
    init?(of polygons: [Polygon<PlanarPoint>], cellSize: Int) {
        let size = Double(cellSize)
        var lowX = Double.infinity
        var lowY = Double.infinity
        var highX = -Double.infinity
        var highY = -Double.infinity
        for point in polygons.lazy.flatMap(\.outer) {
            lowX = min(lowX, point.x)
            lowY = min(lowY, point.y)
            highX = max(highX, point.x)
            highY = max(highY, point.y)
        }
        guard lowX.isFinite, lowY.isFinite, highX.isFinite, highY.isFinite else { return nil }
        self.cellSize = size
        minColumn = Int((lowX / size).rounded(.down))
        minRow = Int((lowY / size).rounded(.down))
        columns = Int((highX / size).rounded(.down)) - minColumn + 1
        rows = Int((highY / size).rounded(.down)) - minRow + 1
        area = Array(repeating: 0, count: columns * rows)
        cover = Array(repeating: 0, count: columns * rows)
        for polygon in polygons {
            add(polygon.outer, positive: true)
            for hole in polygon.holes { add(hole, positive: false) }
        }
    }

    private mutating func add(_ ring: [PlanarPoint], positive: Bool) {
        guard var previous = ring.last else { return }
        let sign: Double = (Polygon.signedArea(ring) > 0) == positive ? 1 : -1
        for point in ring {
            addEdge(from: inCells(previous), to: inCells(point), sign: sign)
            previous = point
        }
    }

    private func inCells(_ p: PlanarPoint) -> PlanarPoint {
        PlanarPoint(x: p.x / cellSize - Double(minColumn), y: p.y / cellSize - Double(minRow))
    }

    /// Splits an edge at the grid's lines; a piece then lies in one cell.
    private mutating func addEdge(from a: PlanarPoint, to b: PlanarPoint, sign: Double) {
        var cuts: [Double] = [0]
        appendCrossings(a.x, b.x, to: &cuts)
        appendCrossings(a.y, b.y, to: &cuts)
        cuts.append(1)
        cuts.sort()
        for (s, t) in zip(cuts, cuts.dropFirst()) where t > s {
            let p = PlanarPoint(x: a.x + (b.x - a.x) * s, y: a.y + (b.y - a.y) * s)
            let q = PlanarPoint(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t)
            let column = min(columns - 1, max(0, Int(((p.x + q.x) / 2).rounded(.down))))
            let row = min(rows - 1, max(0, Int(((p.y + q.y) / 2).rounded(.down))))
            // Going up an anticlockwise ring, the inside is to the left: subtract what lies right of the edge.
            let height = (q.y - p.y) * sign
            let right = Double(column + 1) - (p.x + q.x) / 2
            area[row * columns + column] -= height * right
            cover[row * columns + column] -= height
        }
    }

    private func appendCrossings(_ from: Double, _ to: Double, to cuts: inout [Double]) {
        guard from != to else { return }
        var line = min(from, to).rounded(.down) + 1
        while line < max(from, to) {
            cuts.append((line - from) / (to - from))
            line += 1
        }
    }

    /// Calls `body` with each cell that the area touches and the square metres shared.
    func forEachCell(_ body: (Cell, Double) -> Void) {
        for row in 0..<rows {
            var running = 0.0
            for column in 0..<columns {
                let index = row * columns + column
                let share = (area[index] + running) * cellSize * cellSize
                running += cover[index]
                if abs(share) > cellSize * cellSize * 1e-9 {
                    body(Cell(column: Int32(minColumn + column), row: Int32(minRow + row)), share)
                }
            }
        }
    }
}
