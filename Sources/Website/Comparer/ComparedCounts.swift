import Analysis
import Editions
import Vocabulary

/// Published counts as comparisons take them: each period off as few bins as possible, and finer bins beside them, which
/// tell how much counts vary by themselves.
struct ComparedCounts<A: AudienceKind, O: OriginKind>: Sendable {
    /// The counts over the bins of the periods' covers.
    let table: CountTable<A, O>
    /// Finer bins of the same places and categories, where any are published.
    let variation: CountTable<A, O>?
    /// What of the periods isn't published.
    let gaps: [Range<UTCSeconds>]
    /// The published bins of the counts, with their dates.
    let editions: [Edition]
    /// The tables read.
    let tables: [TableDescription]

    /// The most figures of the counts themselves.
    static var mostCounts: Int { 4_000_000 }

    /// The most figures of finer bins that are read; more cost time and tell little more.
    static var mostFigures: Int { 400_000 }

    /// Reads some categories of the tables of a level over some periods, in order, at all places or at some.
    ///
    /// - Parameter population: how many people live in each place, by its id.
    /// - Returns: nil where no table has all the categories, nothing of a period is published, or there are too many figures.
    init?(
        _ families: [TableFamily], categories: [String], periods: [Range<UTCSeconds>], only chosen: [String]?,
        population: [String: Double], from shelf: EditionShelf<A>
    ) throws {
        let families = families.filter { family in categories.allSatisfy(family.has(category:)) }
        guard let first = categories.first else { return nil }
        let covers = periods.map { Cover(of: $0, by: families, category: first) }
        let parts = covers.flatMap(\.parts)
        // A version that lacks one of them leaves a gap, and a comparison of what is left would be of other things.
        guard parts.allSatisfy({ part in categories.allSatisfy { part.table.categoryNumbers[$0] != nil } }),
            parts.count * categories.count * (parts.last?.table.description.places.count ?? 0) <= Self.mostCounts
        else { return nil }
        guard covers.allSatisfy({ !$0.parts.isEmpty }),
            let newest = parts.max(by: { $0.table.description.id < $1.table.description.id })?.table
        else { return nil }
        var read: [IndexedTable] = []
        for part in parts where !read.contains(where: { $0 === part.table }) { read.append(part.table) }
        // Versions mostly list the same places, which then needn't be looked up by the ten thousand.
        let others = read.filter { $0.placeAxis != newest.placeAxis }
        let known = newest.description.places.filter { one in
            chosen?.contains(one.id) != false && others.allSatisfy { $0.placeNumbers[one.id] != nil }
        }
        guard !known.isEmpty else { return nil }
        let places = known.map { CountedPlace(id: $0.id, name: $0.name, population: population[$0.id]) }
        let bins = try Bins(parts.map { ($0.table, $0.bin) }, known.map(\.id), categories, shelf)
        table = CountTable(
            places: places, bins: parts.map(\.bin), categories: categories, values: bins.values,
            variances: bins.variances)
        (editions, gaps, tables) = (bins.editions, covers.flatMap(\.gaps), read.map(\.description))
        variation = try Self.variation(families, periods, known.map(\.id), places, categories, shelf)
    }

    /// The finest bins from days on that aren't too many, of the newest version of their table.
    private static func variation(
        _ families: [TableFamily], _ periods: [Range<UTCSeconds>], _ ids: [String], _ places: [CountedPlace],
        _ categories: [String], _ shelf: EditionShelf<A>
    ) throws -> CountTable<A, O>? {
        for family in families where family.latest.time >= .day {
            guard let axis = family.versions.last?.placeAxis else { continue }
            let usable = family.versions.filter { table in
                categories.allSatisfy { table.categoryNumbers[$0] != nil }
                    && (table.placeAxis == axis || ids.allSatisfy { table.placeNumbers[$0] != nil })
            }
            guard usable.last.map({ table in ids.allSatisfy { table.placeNumbers[$0] != nil } }) == true else {
                continue
            }
            let bins = periods.flatMap { period in
                usable.flatMap { table in table.bins(within: period).map { (table, $0) } }
                    .sorted { $0.1.start < $1.1.start }
            }
            guard bins.count > 1, bins.count * ids.count * categories.count <= mostFigures else { continue }
            let read = try Bins(bins, ids, categories, shelf)
            return CountTable(
                places: places, bins: bins.map(\.1), categories: categories, values: read.values,
                variances: read.variances)
        }
        return nil
    }

    /// The figures of some bins.
    private struct Bins {
        var values: [Double] = []
        var variances: [Double] = []
        var editions: [Edition] = []

        init(
            _ bins: [(table: IndexedTable, bin: TimeBin)], _ places: [String], _ categories: [String],
            _ shelf: EditionShelf<A>
        ) throws {
            values.reserveCapacity(bins.count * places.count * categories.count)
            var numbers: (table: IndexedTable, places: [Int], categories: [Int])?
            var last: (table: PublishedTable<A>, bin: Int)?
            for (table, bin) in bins {
                if numbers?.table !== table {
                    numbers = (
                        table, places.compactMap { table.placeNumbers[$0] },
                        categories.compactMap { table.categoryNumbers[$0] }
                    )
                    last = nil
                }
                guard let numbers else { continue }
                let found: (table: PublishedTable<A>, bin: Int)
                if let last, last.bin + 1 < last.table.editions.count, last.table.editions[last.bin + 1].bin == bin {
                    // Most bins follow one another in the part last read.
                    found = (last.table, last.bin + 1)
                } else {
                    found = try shelf.figures(of: table, at: bin)
                }
                last = found
                for category in numbers.categories {
                    for place in numbers.places {
                        values.append(Double(found.table.value(bin: found.bin, place: place, category: category)))
                    }
                }
                variances.append(shelf.spread(of: table.description.noise).variance)
                editions.append(found.table.editions[found.bin])
            }
        }
    }
}
