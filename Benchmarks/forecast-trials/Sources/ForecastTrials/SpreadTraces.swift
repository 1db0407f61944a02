import Foundation
import Statistics
import Vocabulary

@testable import Analysis

/// The traces of the catalogue's self-exciting model, and further ones of what came to the places around.
struct SpreadTraces: Sendable {
    private(set) var own: PlaceTraces
    private let spread: PlaceSpread
    private let decays: [Double]
    private let places: Int
    private let categories: Int
    /// By speed, then category, then place.
    private var near: [Double]
    private var sums: [Double]

    /// How many traces there are.
    var count: Int { own.names.count + decays.count }

    init(of history: CountHistory, spread: PlaceSpread, near halfLives: [Double]) {
        own = PlaceTraces(of: history, halfLives: [7, 20, 60, 150])
        self.spread = spread
        (places, categories) = (history.places.count, history.categories.count)
        let perDay = BinCalendar.perDay(history.level)
        decays = halfLives.filter { $0 * perDay >= 1 }.map { pow(0.5, 1 / ($0 * perDay)) }
        near = Array(repeating: 0, count: decays.count * history.series)
        sums = Array(repeating: 0, count: decays.count * categories)
    }

    mutating func observe(_ figures: ArraySlice<Double>, _ calendar: BinCalendar) {
        own.observe(figures, calendar)
        let series = places * categories
        for (speed, decay) in decays.enumerated() {
            for index in speed * series..<(speed + 1) * series { near[index] *= decay }
            for category in 0..<categories { sums[speed * categories + category] *= decay }
        }
        for index in 0..<series {
            let figure = figures[figures.startIndex + index]
            let (category, place) = (index / places, index % places)
            guard figure != 0, !spread.around[place].isEmpty else { continue }
            for speed in decays.indices {
                let start = speed * series + category * places
                for neighbour in spread.around[place] { near[start + neighbour.place] += neighbour.weight * figure }
                sums[speed * categories + category] += figure
            }
        }
    }

    /// A place's share of its category by each trace.
    func shares(
        _ category: Int, _ place: Int, _ calendar: BinCalendar, _ offsets: [Double], into row: inout [Double]
    ) {
        own.shares(category, place, calendar, offsets, into: &row)
        for speed in decays.indices {
            let sum = sums[speed * categories + category]
            let part = near[speed * places * categories + category * places + place]
            row[own.names.count + speed] = sum > 0 ? max(0, part) / sum : 1 / Double(places)
        }
    }
}
