/// A fine triangular mesh of the plan whose vertices are shaken from a regular lattice.
///
/// Everything that is drawn runs through this mesh, which is why nothing can overlap or leave a gap.
struct TriangleMesh {
    /// Metres between neighbours before shaking.
    static let spacing = 76.0

    let points: [PlanPoint]
    /// Triangles, counterclockwise.
    let triangles: [(Int, Int, Int)]
    /// Neighbours of the vertices, all in one list.
    private let neighbourList: [Int]
    private let neighbourStart: [Int]
    /// Vertices on the outer edge of the mesh.
    let onFrame: [Bool]

    init(seed: UInt64) {
        var random = RandomSource(seed: seed, purpose: .mesh)
        let columns = Int(((CityPlan.east - CityPlan.west) / TriangleMesh.spacing).rounded())
        let rows = Int(((CityPlan.north - CityPlan.south) / (TriangleMesh.spacing * 0.866)).rounded())
        let step = (CityPlan.east - CityPlan.west) / Double(columns)
        let rise = (CityPlan.north - CityPlan.south) / Double(rows)
        var points: [PlanPoint] = []
        var onFrame: [Bool] = []
        points.reserveCapacity((columns + 1) * (rows + 1))
        for row in 0...rows {
            for column in 0...columns {
                var x = CityPlan.west + Double(column) * step
                var y = CityPlan.south + Double(row) * rise
                let edge = row == 0 || row == rows || column == 0 || column == columns
                if row % 2 == 1 && column > 0 && column < columns { x += step / 2 }
                // A fifth of the spacing: no triangle can turn over.
                let shake = (random.uniform(-0.2, 0.2) * step, random.uniform(-0.2, 0.2) * rise)
                if !edge {
                    x += shake.0
                    y += shake.1
                }
                points.append(PlanPoint(x, y))
                onFrame.append(edge)
            }
        }
        let triangles = TriangleMesh.triangles(columns: columns, rows: rows)
        var pairs: [UInt64] = []
        pairs.reserveCapacity(triangles.count * 6)
        for (a, b, c) in triangles {
            for (from, to) in [(a, b), (b, c), (c, a), (b, a), (c, b), (a, c)] {
                pairs.append(UInt64(from) << 32 | UInt64(to))
            }
        }
        pairs.sort()
        var list: [Int] = []
        var start = [0]
        var previous: UInt64?
        for pair in pairs where pair != previous {
            let from = Int(pair >> 32)
            while start.count <= from { start.append(list.count) }
            list.append(Int(pair & 0xFFFF_FFFF))
            previous = pair
        }
        while start.count <= points.count { start.append(list.count) }
        self.points = points
        self.triangles = triangles
        self.onFrame = onFrame
        neighbourList = list
        neighbourStart = start
    }

    private static func triangles(columns: Int, rows: Int) -> [(Int, Int, Int)] {
        var triangles: [(Int, Int, Int)] = []
        triangles.reserveCapacity(columns * rows * 2)
        for row in 0..<rows {
            for column in 0..<columns {
                let low = row * (columns + 1) + column
                let high = low + columns + 1
                if row % 2 == 0 {
                    triangles.append((low, low + 1, high))
                    triangles.append((low + 1, high + 1, high))
                } else {
                    triangles.append((low, high + 1, high))
                    triangles.append((low, low + 1, high + 1))
                }
            }
        }
        return triangles
    }

    /// The vertices that share a triangle's side with a vertex.
    func neighbours(of vertex: Int) -> ArraySlice<Int> {
        neighbourList[neighbourStart[vertex]..<neighbourStart[vertex + 1]]
    }

    /// The connected pieces of the vertices that satisfy a condition, the largest first.
    func pieces(where condition: (Int) -> Bool) -> [[Int]] {
        pieces(of: points.indices.map { condition($0) ? 1 : nil }).map(\.vertices)
    }

    /// The connected pieces of vertices that bear the same mark, the largest first; vertices without one are left.
    func pieces(of marks: [Int?]) -> [(mark: Int, vertices: [Int])] {
        var seen = [Bool](repeating: false, count: points.count)
        var pieces: [(mark: Int, vertices: [Int])] = []
        for origin in points.indices {
            guard let mark = marks[origin], !seen[origin] else { continue }
            seen[origin] = true
            var piece = [origin]
            var next = 0
            while next < piece.count {
                for neighbour in neighbours(of: piece[next]) where !seen[neighbour] && marks[neighbour] == mark {
                    seen[neighbour] = true
                    piece.append(neighbour)
                }
                next += 1
            }
            pieces.append((mark, piece))
        }
        // Ties keep the order of the mesh, so that the result never depends on the sort.
        return pieces.sorted { ($1.vertices.count, $0.vertices[0]) < ($0.vertices.count, $1.vertices[0]) }
    }
}
