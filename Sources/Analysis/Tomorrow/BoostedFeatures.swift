import Foundation
import Vocabulary

/// What trees are shown of a figure to come: all of it known at its origin.
///
/// What each trace of the place would expect, what came around it and in the city at several speeds, the last counts and
/// that of a season ago, the calendar, the category and the position. Trees start from the mix set by hand, half of all of
/// the past and half of a half-life of 120 days, times level and calendar.
struct BoostedFeatures: Sendable {
    /// How many columns a row has.
    let columns: Int
    private let series: Int
    private let places: Int
    private let positions: [PlanarPoint?]
    private let around: PlacesAround
    private let mixture: [Double]
    private var traces: PlaceTraces
    private var levels: CategoryLevels
    /// The series at two speeds, all categories of a place at two, all places of a category at several.
    private var own: DecayedMeans
    private var anyCategory: DecayedMeans
    private var city: DecayedMeans
    private var filter: NoiseFilter
    /// The figures of the last two known bins, noise damped.
    private var last: [[Float]]
    /// By place in the season: the last known figures then, noise damped; empty before the first.
    private var seasonal: [[Float]]

    /// What a place's past has no share in, so that where nothing came yet something may.
    private static let anywhere = 0.002
    /// Of a longer season no figures are kept.
    private static let longestSeason = 400

    /// Features before anything was seen.
    ///
    /// - Parameter levels: fitted on the history; their state is forgotten.
    init(of history: CountHistory, levels: CategoryLevels) {
        (series, places) = (history.series, history.places.count)
        positions = history.places.map(\.position)
        around = PlacesAround(history.places)
        traces = PlaceTraces(of: history, halfLives: [7, 20, 60, 120])
        self.levels = levels.restarted()
        let mixed = traces.names.map { name -> Double in
            ["always", "half-life 120 d"].contains(name) ? 0.5 : (name == "anywhere" ? Self.anywhere : 0)
        }
        let sum = mixed.reduce(0, +)
        mixture = mixed.map { $0 / sum }
        // Of longer bins a half-life is one bin at least.
        let perDay = BinCalendar.perDay(history.level)
        func halfLives(_ days: [Double]) -> [Double] { days.map { max(1, $0 * perDay) } }
        own = DecayedMeans(series: series, halfLives: halfLives([7, 60]))
        anyCategory = DecayedMeans(series: places, halfLives: halfLives([7, 60]))
        city = DecayedMeans(series: history.categories.count, halfLives: halfLives([7, 20, 60, 150]) + [.infinity])
        filter = NoiseFilter(of: history)
        last = Array(repeating: Array(repeating: .nan, count: series), count: 2)
        seasonal = Array(repeating: [], count: min(history.recurrence, Self.longestSeason))
        columns = traces.names.count + 2 * own.speeds.count + anyCategory.speeds.count + city.speeds.count + 13
    }

    /// Learns of a known bin.
    ///
    /// - Complexity: O(series × speeds).
    mutating func observe(_ bin: Int, of history: CountHistory) {
        let (figures, calendar) = (history.figures(bin), history.calendar[bin])
        let totals = history.totals(bin)
        traces.observe(figures, calendar)
        levels.observe(totals, calendar)
        own.observe(figures)
        city.observe(totals)
        anyCategory.observe(
            history.places.indices.map { place in
                history.categories.indices.reduce(0) { $0 + figures[figures.startIndex + $1 * places + place] }
            })
        let damped = filter.observe(figures, variance: history.variances[bin]).map { Float($0) }
        last = [damped, last[0]]
        seasonal[bin % seasonal.count] = damped
    }

    /// What all figures of a category have in common in a bin to come.
    struct Scene {
        fileprivate let bin: Int
        fileprivate let category: Int
        fileprivate let calendar: BinCalendar
        fileprivate let expected: Double
        fileprivate let offsets: [Double]
        fileprivate let common: [Float]
    }

    /// The scene of a category in a bin to come.
    ///
    /// - Parameters:
    ///   - bin: its number.
    ///   - calendar: its calendar.
    ///   - step: how many bins lie between what was seen and it.
    func scene(_ bin: Int, _ calendar: BinCalendar, category: Int, step: Int) -> Scene {
        let angle = 2 * Double.pi * calendar.phase
        let common =
            city.speeds.map { city.mean($0, category) }
            + [
                Double(step), Double(calendar.position), Double(calendar.group), calendar.isMonthStart ? 1 : 0,
                sin(angle), cos(angle), Double(category),
            ]
        return Scene(
            bin: bin, category: category, calendar: calendar, expected: levels.expected(category, calendar),
            offsets: traces.offsets(category, calendar), common: common.map { Float($0) })
    }

    /// Writes a place's row.
    ///
    /// - Parameters:
    ///   - shares: as long as there are traces; used as room to compute in.
    ///   - row: gets ``columns`` values.
    /// - Returns: what the mix set by hand expects, above 0.
    /// - Complexity: O(columns + places around).
    func fill(_ row: inout [Float], _ shares: inout [Double], _ scene: Scene, place: Int) -> Double {
        traces.shares(scene.category, place, scene.calendar, scene.offsets, into: &shares)
        row.removeAll(keepingCapacity: true)
        var mix = 0.0
        for (weight, share) in zip(mixture, shares) {
            mix += weight * share
            row.append(Float(scene.expected * share))
        }
        let start = scene.category * places
        for speed in own.speeds {
            row.append(Float(own.mean(speed, start + place)))
            row.append(Float(around.mean(own.sums[speed], from: start, around: place) / own.weight(speed)))
        }
        for speed in anyCategory.speeds { row.append(Float(anyCategory.mean(speed, place))) }
        row += scene.common
        let before = seasonal[scene.bin % seasonal.count]
        row += [last[0][start + place], last[1][start + place], before.isEmpty ? .nan : before[start + place]]
        row += [positions[place].map { Float($0.x) } ?? .nan, positions[place].map { Float($0.y) } ?? .nan]
        let expected = max(scene.expected * mix, 1e-9)
        row.append(Float(expected))
        return expected
    }

    /// Room for ``fill(_:_:_:place:)`` to compute in.
    var room: [Double] { Array(repeating: 0, count: traces.names.count) }
}
