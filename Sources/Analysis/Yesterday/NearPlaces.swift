import Statistics
import Vocabulary

/// Which of some irregular places lie near each other.
struct NearPlaces {
    private let positions: [PlanarPoint]
    /// The places from west to east.
    private let order: [Int]

    /// More pairs than this take more memory than the question deserves.
    static let mostPairs = 50_000_000

    init(_ positions: [PlanarPoint]) {
        self.positions = positions
        order = positions.indices.sorted { (positions[$0].x, $0) < (positions[$1].x, $1) }
    }

    /// The least distance at which every place has another within it.
    ///
    /// - Complexity: O(n √n) for places that are spread evenly.
    var smallestBand: Double {
        order.indices.reduce(0) { max($0, nearest(to: $1, 1).first.map { $0.square.squareRoot() } ?? 0) }
    }

    /// For each place those within a distance, itself among them.
    ///
    /// - Returns: nil where there are more than ``mostPairs`` pairs.
    /// - Complexity: O(n log n + pairs in the same strip).
    func within(_ radius: Double) -> [[Int]]? {
        let limit = radius * radius * (1 + 1e-9)
        var lists = [[Int]](repeating: [], count: positions.count)
        var (first, pairs) = (0, 0)
        for (rank, place) in order.enumerated() {
            while positions[place].x - positions[order[first]].x > radius * (1 + 1e-9) { first += 1 }
            for other in order[first..<rank] where square(place, other) <= limit {
                lists[place].append(other)
                lists[other].append(place)
                pairs += 2
            }
            guard pairs <= Self.mostPairs else { return nil }
        }
        return lists.enumerated().map { ($1 + [$0]).sorted() }
    }

    /// For each place its nearest ones, itself among them and not counted.
    ///
    /// - Complexity: O(n √n · number) for places that are spread evenly.
    func nearest(_ number: Int) -> [[Int]] {
        var lists = [[Int]](repeating: [], count: positions.count)
        for (rank, place) in order.enumerated() {
            lists[place] = (nearest(to: rank, number).map(\.place) + [place]).sorted()
        }
        return lists
    }

    private func square(_ a: Int, _ b: Int) -> Double {
        let (dx, dy) = (positions[a].x - positions[b].x, positions[a].y - positions[b].y)
        return dx * dx + dy * dy
    }

    /// The nearest places to one, found by going west and east until no farther one can be nearer.
    private func nearest(to rank: Int, _ number: Int) -> [(square: Double, place: Int)] {
        let place = order[rank]
        var best: [(square: Double, place: Int)] = []
        func consider(_ other: Int) -> Bool {
            let along = positions[other].x - positions[place].x
            if best.count == number, let last = best.last, along * along > last.square { return false }
            let candidate = (square: square(place, other), place: other)
            let at = best.firstIndex { ($0.square, $0.place) > (candidate.square, candidate.place) } ?? best.count
            best.insert(candidate, at: at)
            if best.count > number { best.removeLast() }
            return true
        }
        var (west, east) = (rank - 1, rank + 1)
        var (goesWest, goesEast) = (true, true)
        while goesWest || goesEast {
            goesWest = goesWest && west >= 0 && consider(order[west])
            west -= 1
            goesEast = goesEast && east < order.count && consider(order[east])
            east += 1
        }
        return best
    }
}
