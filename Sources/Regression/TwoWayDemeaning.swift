/// Takes the means of units and of periods out of columns, weighted: regression on both sets of indicators without them.
///
/// Alternating projections (von Neumann 1950; Gaure 2013), with the extrapolation of Irons & Tuck (1969) left out: panels of
/// a city settle in tens of rounds.
struct TwoWayDemeaning {
    private let units: [Int]
    private let periods: [Int]
    let unitCount: Int
    let periodCount: Int

    init(_ panel: Panel) {
        (units, unitCount) = Self.places(panel.units)
        (periods, periodCount) = Self.places(panel.periods)
    }

    private static func places(_ labels: [Int]) -> ([Int], Int) {
        var order: [Int: Int] = [:]
        let places = labels.map { label in
            let place = order[label] ?? order.count
            order[label] = place
            return place
        }
        return (places, order.count)
    }

    /// The column without the means.
    ///
    /// - Complexity: O(rows) a round.
    func demeaned(_ column: [Double], weights: [Double]) -> [Double] {
        var rest = column
        let scale = column.reduce(.leastNormalMagnitude) { max($0, abs($1)) }
        let totals = [sums(weights, units, unitCount), sums(weights, periods, periodCount)]
        for _ in 0..<10_000 {
            var moved = 0.0
            for (places, count, total) in [(units, unitCount, totals[0]), (periods, periodCount, totals[1])] {
                var means = [Double](repeating: 0, count: count)
                for row in rest.indices { means[places[row]] += weights[row] * rest[row] }
                for place in means.indices {
                    means[place] /= total[place]
                    moved = max(moved, abs(means[place]))
                }
                for row in rest.indices { rest[row] -= means[places[row]] }
            }
            if moved <= 1e-14 * scale { break }
        }
        return rest
    }

    private func sums(_ values: [Double], _ places: [Int], _ count: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        for row in values.indices { sums[places[row]] += values[row] }
        return sums
    }

    /// Sums by unit.
    func unitSums(_ values: [Double]) -> [Double] { sums(values, units, unitCount) }
}
