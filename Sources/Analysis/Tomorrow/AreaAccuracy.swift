import Statistics

/// What fell into the places that forecasts put first, summed over forecasts, at several shares of the area.
struct AreaAccuracy: Sendable {
    /// The shares of the places that are pointed at, in 0…1.
    let shares: [Double]
    /// How many places there are, taken as equal in area.
    let places: Int
    private var caught: [Double]
    private var most: [Double]
    private var total = 0.0

    /// Nothing pointed at yet.
    init(shares: [Double], places: Int) {
        (self.shares, self.places) = (shares, places)
        caught = shares.map { _ in 0 }
        most = caught
    }

    /// Points at the places that are expected to have most.
    ///
    /// - Parameters:
    ///   - expected: for each place; of equal ones the earlier goes first.
    ///   - came: for each place; what noise made negative is none.
    /// - Complexity: O(places × log places).
    mutating func add(expected: [Double], came: [Double]) {
        let came = came.map { max(0, $0) }
        let order = expected.indices.sorted { (-expected[$0], $0) < (-expected[$1], $1) }
        let best = came.sorted(by: >)
        for (number, share) in shares.enumerated() {
            let count = Self.count(share, of: places)
            caught[number] += order.prefix(count).reduce(0) { $0 + came[$1] }
            most[number] += best.prefix(count).reduce(0, +)
        }
        total += came.reduce(0, +)
    }

    /// For each share what was caught; none with a single place, or where nothing came.
    var found: [PredictiveAccuracy] {
        guard places > 1, total > 0 else { return [] }
        return shares.indices.map { number in
            PredictiveAccuracy(
                caught: caught[number], most: most[number], total: total,
                places: Self.count(shares[number], of: places), of: places)
        }
    }

    /// How many places a share of the area is; one at least.
    static func count(_ share: Double, of places: Int) -> Int {
        min(places, max(1, Int((share * Double(places)).rounded())))
    }
}
