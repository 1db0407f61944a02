import Foundation
import Statistics
import Vocabulary

/// What each place's past leaves behind, as shares of its category: at several speeds of forgetting, at the same time of
/// the season, over all categories.
struct PlaceTraces: Sendable {
    /// The names of the traces, in the order of ``shares(_:_:_:into:)``.
    let names: [String]
    private let places: Int
    private let categories: Int
    private let decays: [Double]
    private let period: Int
    private let groups: Int
    /// By speed, then series.
    private var fading: [Double]
    private var fadingSums: [Double]
    /// By position, then series; empty where that would be too large.
    private var atPosition: [Double]
    private var positionSums: [Double]
    private var atGroup: [Double]
    private var groupSums: [Double]
    private var overall: [Double]
    private var overallSum = 0.0
    /// Whether noise made a figure negative, so that a trace may be.
    private var mayBeNegative = false

    /// The most numbers that are kept by position.
    private static let mostPositions = 20_000_000

    /// Traces of nothing yet.
    ///
    /// - Parameter halfLives: in days.
    init(of history: CountHistory, halfLives: [Double]) {
        let series = history.series
        places = history.places.count
        categories = history.categories.count
        let perDay = BinCalendar.perDay(history.level)
        let usable = halfLives.filter { $0 * perDay >= 1 }
        decays = [1] + usable.map { pow(0.5, 1 / ($0 * perDay)) }
        let periods = BinCalendar.period(history.level)
        period = periods > 1 && periods * series <= Self.mostPositions ? periods : 0
        groups = BinCalendar.groups(history.level) > 1 ? BinCalendar.groups(history.level) : 0
        names =
            ["always"] + usable.map { "half-life \(Int($0)) d" } + (period > 0 ? ["same position"] : [])
            + (groups > 0 ? ["same group"] : []) + (categories > 1 ? ["all categories"] : []) + ["anywhere"]
        fading = Array(repeating: 0, count: decays.count * series)
        fadingSums = Array(repeating: 0, count: decays.count * categories)
        atPosition = Array(repeating: 0, count: period * series)
        positionSums = Array(repeating: 0, count: period * categories)
        atGroup = Array(repeating: 0, count: groups * series)
        groupSums = Array(repeating: 0, count: groups * categories)
        overall = Array(repeating: 0, count: places)
    }

    /// Learns of the figures of a bin.
    ///
    /// - Complexity: O(series × speeds).
    mutating func observe(_ figures: ArraySlice<Double>, _ calendar: BinCalendar) {
        let series = places * categories
        let base = figures.startIndex
        for (speed, decay) in decays.enumerated() {
            let start = speed * series
            if decay < 1 { for index in 0..<series { fading[start + index] *= decay } }
            for category in 0..<categories { fadingSums[speed * categories + category] *= decay }
        }
        for category in 0..<categories {
            for place in 0..<places {
                let figure = figures[base + category * places + place]
                // Most are zero, and zero leaves nothing.
                guard figure != 0 else { continue }
                if figure < 0 { mayBeNegative = true }
                let index = category * places + place
                for speed in decays.indices {
                    fading[speed * series + index] += figure
                    fadingSums[speed * categories + category] += figure
                }
                if period > 0 {
                    atPosition[calendar.position * series + index] += figure
                    positionSums[calendar.position * categories + category] += figure
                }
                if groups > 0 {
                    atGroup[calendar.group * series + index] += figure
                    groupSums[calendar.group * categories + category] += figure
                }
                overall[place] += figure
                overallSum += figure
            }
        }
    }

    /// What to take off each trace of a category so that what is left above 0 has the trace's sum; zeros without noise.
    ///
    /// - Parameter calendar: of the bin to come.
    /// - Complexity: O(places × traces).
    func offsets(_ category: Int, _ calendar: BinCalendar) -> [Double] {
        guard mayBeNegative else { return Array(repeating: 0, count: names.count) }
        let series = places * categories
        func offset(_ values: [Double], _ part: Int, _ sum: Double) -> Double {
            let start = part * series + category * places
            return SimplexProjection(of: values[start..<start + places], sum: sum).offset
        }
        var offsets = decays.indices.map { offset(fading, $0, fadingSums[$0 * categories + category]) }
        if period > 0 {
            let sum = positionSums[calendar.position * categories + category]
            offsets.append(offset(atPosition, calendar.position, sum))
        }
        if groups > 0 {
            offsets.append(offset(atGroup, calendar.group, groupSums[calendar.group * categories + category]))
        }
        if categories > 1 { offsets.append(SimplexProjection(of: overall[...], sum: overallSum).offset) }
        return offsets + [0]
    }

    /// Writes a place's share of its category by each trace; each trace's shares sum to 1 over the places.
    ///
    /// - Parameters:
    ///   - calendar: of the bin to come.
    ///   - offsets: of the category then, as ``offsets(_:_:)`` tells them.
    ///   - into: as long as ``names``.
    @inline(__always)
    func shares(
        _ category: Int, _ place: Int, _ calendar: BinCalendar, _ offsets: [Double], into row: inout [Double]
    ) {
        let series = places * categories
        let index = category * places + place
        var slot = 0
        for speed in decays.indices {
            row[slot] = share(fading[speed * series + index] - offsets[slot], fadingSums[speed * categories + category])
            slot += 1
        }
        if period > 0 {
            row[slot] = share(
                atPosition[calendar.position * series + index] - offsets[slot],
                positionSums[calendar.position * categories + category])
            slot += 1
        }
        if groups > 0 {
            row[slot] = share(
                atGroup[calendar.group * series + index] - offsets[slot],
                groupSums[calendar.group * categories + category])
            slot += 1
        }
        if categories > 1 {
            row[slot] = share(overall[place] - offsets[slot], overallSum)
            slot += 1
        }
        row[slot] = 1 / Double(places)
    }

    /// Noise can make a figure negative, a share never; where nothing came all places are alike.
    @inline(__always)
    private func share(_ part: Double, _ whole: Double) -> Double {
        whole > 0 ? max(0, part) / whole : 1 / Double(places)
    }
}
