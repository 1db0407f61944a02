import Editions
import Vocabulary

/// What is published at one moment, sorted by what it can answer.
struct Catalogue: Sendable {
    /// The store's state, for caches and ETags.
    let state: Int64
    /// The tables, versions of one key together, in order of their keys.
    let families: [TableFamily]
    private let byKey: [String: Int]
    private let byAxes: [Axes: Int]

    private struct Axes: Hashable {
        let source: String
        let place: PlaceLevel
        let time: TimeLevel
        let contents: TableContents
    }

    init(state: Int64, tables: [IndexedTable]) {
        self.state = state
        var families: [TableFamily] = []
        var byKey: [String: Int] = [:]
        var byAxes: [Axes: Int] = [:]
        for table in tables {
            let about = table.description
            if let number = byKey[about.key] {
                families[number].versions.append(table)
            } else {
                byKey[about.key] = families.count
                byAxes[Axes(source: about.source, place: about.place, time: about.time, contents: about.contents)] =
                    families.count
                families.append(TableFamily(first: table))
            }
        }
        self.families = families
        self.byKey = byKey
        self.byAxes = byAxes
    }

    /// The table with a key.
    func family(key: String) -> TableFamily? { byKey[key].map { families[$0] } }

    /// The table of a source at these levels.
    func family(source: String, place: PlaceLevel, time: TimeLevel, contents: TableContents) -> TableFamily? {
        byAxes[Axes(source: source, place: place, time: time, contents: contents)].map { families[$0] }
    }

    /// The tables of a source at a place level with these contents, finest time first; only those with any bin.
    func families(source: String, place: PlaceLevel, contents: TableContents) -> [TableFamily] {
        TimeLevel.allCases.compactMap { family(source: source, place: place, time: $0, contents: contents) }
            .filter { !$0.isEmpty }
    }
}

/// The versions of one table; each covers other bins.
struct TableFamily: Sendable {
    /// Oldest first.
    fileprivate(set) var versions: [IndexedTable]
    /// The version that says what the table is now.
    var latest: TableDescription { last.description }
    private var last: IndexedTable { versions[versions.count - 1] }

    fileprivate init(first: IndexedTable) {
        versions = [first]
    }

    /// Whether nothing of it is published yet.
    var isEmpty: Bool { versions.allSatisfy { $0.bins.isEmpty } }

    /// The first second published and the first second after the last.
    var extent: Range<UTCSeconds>? {
        let starts = versions.compactMap { $0.bins.first?.start }
        let ends = versions.compactMap { $0.bins.last?.end }
        guard let first = starts.min(), let last = ends.max(), first < last else { return nil }
        return first..<last
    }

    /// What of a stretch an interrupted publication drew.
    func interruptions(within range: Range<UTCSeconds>) -> [Range<UTCSeconds>] {
        // Each version of a key tells all of the key's.
        last.interruptions.filter { $0.overlaps(range) }.map { $0.clamped(to: range) }
    }

    /// Whether any version has a category.
    func has(category: String) -> Bool { versions.contains { $0.categoryNumbers[category] != nil } }

    /// Whether any version has a place.
    func has(place: String) -> Bool { versions.contains { $0.placeNumbers[place] != nil } }
}

/// One list of places, which many tables share.
struct PlaceAxis: Sendable {
    /// Tells lists apart.
    let number: Int
    /// For each place's id, its number.
    let numbers: [String: Int]

    init(number: Int, places: [NamedPlace]) {
        self.number = number
        numbers = Dictionary(zip(places.lazy.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
    }
}

/// A published table with its bins and a way to find its places and categories; covers refer to it by the hundred.
final class IndexedTable: Sendable {
    let description: TableDescription
    /// Its bins, in order.
    let bins: [TimeBin]
    /// For each place's id, its number.
    let placeNumbers: [String: Int]
    /// For each category's id, its number.
    let categoryNumbers: [String: Int]
    /// Equal for tables whose places are the same in the same order.
    let placeAxis: Int
    /// Stretches that an interrupted publication drew: paid for, and never to be published.
    let interruptions: [Range<UTCSeconds>]
    /// The store's state when it was indexed.
    let state: Int64

    init(
        description: TableDescription, bins: [TimeBin], interruptions: [Range<UTCSeconds>], placeAxis: PlaceAxis,
        state: Int64
    ) {
        self.interruptions = interruptions
        self.description = description
        self.state = state
        self.bins = bins
        self.placeAxis = placeAxis.number
        placeNumbers = placeAxis.numbers
        categoryNumbers = Dictionary(
            zip(description.categories.lazy.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
    }

    /// The bins that lie wholly inside `range`.
    func bins(within range: Range<UTCSeconds>) -> ArraySlice<TimeBin> {
        let low = bins.partitioningIndex { $0.start >= range.lowerBound }
        let high = bins.partitioningIndex { $0.end > range.upperBound }
        return low < high ? bins[low..<high] : []
    }
}

extension Array {
    /// The number of the first element that satisfies `belongs`, where all after it do too.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
