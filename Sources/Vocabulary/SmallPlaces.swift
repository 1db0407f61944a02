/// Cells with few households, which join a neighbour before anything is counted, so that no figure is about a house.
///
/// A group of cells grows until it holds enough households. It prefers a neighbour in the same zones and in the same
/// coarse cells, then the least inhabited one that suffices: so dense cells keep their detail. Who joins whom is a
/// function of public files alone, and never of the incidents.
public struct SmallPlaces: Sendable, Hashable {
    /// The fewest households that a counted place may have.
    public let minimum: Int
    /// The households of the finest cells, from a public grid; a cell that it doesn't list has none.
    public let households: [Cell: Double]

    /// Makes the rule.
    public init(minimum: Int, households: [Cell: Double]) {
        self.minimum = minimum
        self.households = households
    }

    /// For each of some cells, the number of the cell that it is counted as: of its group, the one with the most
    /// households.
    ///
    /// A group without a neighbour (an island) joins the nearest cell. O(n log n) for n cells, but for islands O(n)
    /// each.
    ///
    /// - Parameters:
    ///   - cells: in order, without repeats.
    ///   - areas: for each list, the area that each cell belongs to; groups keep to one area where they can, of the
    ///     first lists before the last.
    func counted(_ cells: [Cell], keepingWithin areas: [[Int32]]) -> [Int32] {
        var groups = CellGroups(cells: cells, households: cells.map { households[$0] ?? 0 })
        let order = cells.indices.sorted { (groups.total[$0], $0) < (groups.total[$1], $1) }
        for cell in order {
            while true {
                let root = groups.root(of: cell)
                guard groups.total[root] < Double(minimum) else { break }
                guard let partner = partner(of: root, in: &groups, areas) else { break }
                groups.join(root, partner)
            }
        }
        return cells.indices.map { Int32(groups.head[groups.root(of: $0)]) }
    }

    private func partner(of root: Int, in groups: inout CellGroups, _ areas: [[Int32]]) -> Int? {
        let own = groups.head[root]
        func rank(_ other: Int) -> (Int, Double, Double, Int) {
            var differing = 0
            for list in areas { differing = differing * 2 + (list[groups.head[other]] == list[own] ? 0 : 1) }
            let sum = groups.total[root] + groups.total[other]
            return (differing, max(0, Double(minimum) - sum), groups.total[other], other)
        }
        let neighbours = groups.neighbours(of: root)
        if let best = neighbours.map(rank).min(by: <) { return best.3 }
        let here = groups.cells[own]
        func distance(_ other: Int) -> Int {
            let there = groups.cells[groups.head[other]]
            let (x, y) = (Int(there.column) - Int(here.column), Int(there.row) - Int(here.row))
            return x * x + y * y
        }
        return groups.cells.indices.filter { groups.root(of: $0) == $0 && $0 != root }
            .min { (distance($0), $0) < (distance($1), $1) }
    }
}

/// Cells on their way into groups: a forest of disjoint sets (Tarjan 1975).
private struct CellGroups {
    let cells: [Cell]
    /// For each root, the households of its group.
    private(set) var total: [Double]
    /// For each root, the number of its group's most inhabited cell.
    private(set) var head: [Int]
    private let households: [Double]
    private var parent: [Int]
    private var bordering: [Set<Int>]

    init(cells: [Cell], households: [Double]) {
        self.cells = cells
        self.households = households
        total = households
        head = Array(cells.indices)
        parent = Array(cells.indices)
        let numbers = Dictionary(uniqueKeysWithValues: zip(cells, cells.indices))
        bordering = cells.map { cell in
            let around = [(1, 0), (-1, 0), (0, 1), (0, -1)] as [(Int32, Int32)]
            return Set(around.compactMap { numbers[Cell(column: cell.column + $0.0, row: cell.row + $0.1)] })
        }
    }

    mutating func root(of cell: Int) -> Int {
        var cell = cell
        while parent[cell] != cell {
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        }
        return cell
    }

    /// The roots of the groups that share an edge with a root's.
    mutating func neighbours(of root: Int) -> Set<Int> {
        var roots: Set<Int> = []
        for cell in bordering[root] { roots.insert(self.root(of: cell)) }
        roots.remove(root)
        bordering[root] = roots
        return roots
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (kept, gone) = bordering[a].count >= bordering[b].count ? (a, b) : (b, a)
        bordering[kept].formUnion(bordering[gone])
        bordering[gone] = []
        parent[gone] = kept
        total[kept] += total[gone]
        let (x, y) = (head[kept], head[gone])
        if (-households[y], y) < (-households[x], x) { head[kept] = y }
    }
}
