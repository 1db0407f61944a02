import Foundation
import Statistics
import Vocabulary

/// The share of each place in its category: decayed counts, drawn to the places around.
struct ShrunkShares: Sendable {
    private static let nearest = 8
    private static let mostPlaces = 5000

    private let decay: Double
    private let places: Int
    /// For each place the numbers of those around; empty where positions aren't known.
    private let around: [[Int]]
    private var sums: [Double]
    private var totals: [Double]

    init(_ history: CountHistory, halfLife: Double) {
        decay = pow(0.5, 1 / max(1, halfLife * BinCalendar.perDay(history.level)))
        places = history.places.count
        sums = Array(repeating: 0, count: history.series)
        totals = Array(repeating: 0, count: history.categories.count)
        let positions = history.places.compactMap(\.position)
        around =
            positions.count == places && places <= Self.mostPlaces && places > Self.nearest
            ? positions.indices.map { place in
                let here = positions[place]
                return positions.indices.filter { $0 != place }
                    .map { other in
                        let (x, y) = (positions[other].x - here.x, positions[other].y - here.y)
                        return (distance: x * x + y * y, place: other)
                    }
                    .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
                    .prefix(Self.nearest).map(\.place)
            } : []
    }

    mutating func observe(_ figures: ArraySlice<Double>) {
        let base = figures.startIndex
        for category in totals.indices {
            totals[category] *= decay
            for place in 0..<places {
                let index = category * places + place
                let figure = figures[base + index]
                sums[index] = decay * sums[index] + figure
                totals[category] += figure
            }
        }
    }

    /// The shares of a category, which sum to 1.
    func shares(_ category: Int) -> [Double] {
        let total = max(totals[category], 1e-9)
        var own = Array(sums[category * places..<(category + 1) * places])
        if own.contains(where: { $0 < 0 }) {
            let projection = SimplexProjection(of: own[...], sum: total)
            own = own.map { projection($0) }
        }
        let overall = 1 / Double(places)
        let priors: [Double]
        if around.isEmpty {
            priors = own.map { _ in overall }
        } else {
            priors = around.map { neighbours in
                let seen = neighbours.reduce(0) { $0 + own[$1] }
                // One event more, spread as over the city.
                return (seen + 1 / Double(places) * Double(neighbours.count)) / (Double(neighbours.count) * total + 1)
            }
        }
        // Between places the squares of y − prior·total exceed what chance gives by the variance of the rates.
        var (excess, squares) = (0.0, 0.0)
        for place in 0..<places {
            let mean = priors[place] * total
            let away = own[place] - mean
            excess += away * away - own[place]
            squares += mean * mean
        }
        // A gamma prior of mean m and shape a has variance m²/a.
        let shape = excess > 0 ? min(squares / excess, 1e6) : 1e6
        let posterior = own.indices.map { place -> Double in
            let mean = priors[place] * total
            return mean * (own[place] + shape) / (mean + shape)
        }
        let sum = posterior.reduce(0, +)
        return posterior.map { $0 / max(sum, 1e-300) }
    }
}
