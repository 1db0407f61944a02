import Editions
import Vocabulary

/// The published figures of a table in the shape that analyses take.
struct PublishedCounts<A: AudienceKind>: Sendable {
    /// Published figures lead to it, so its origin is of no matter here: pages tell it by the table's description.
    let counts: CountTable<A, Contextual>
    /// The tables read, one for each version.
    let tables: [TableDescription]
    /// When the newest of them was published.
    let publishedAt: UTCSeconds?

    /// Reads some places and categories of a table over the bins that lie within a range.
    ///
    /// - Parameters:
    ///   - places: the places wanted; those that no version of the table has are left out.
    ///   - positions: a point of each place, by its key.
    /// - Returns: nil where no bin of the range is published for all places and categories.
    /// - Complexity: O(bins · places · categories).
    init?(
        of family: TableFamily, places wanted: [NamedPlace], categories: [String], within range: Range<UTCSeconds>,
        positions: [String: PlanarPoint] = [:], calendar: CivilCalendar, from shelf: EditionShelf<A>
    ) throws {
        guard let extent = family.extent else { return nil }
        let places = wanted.filter { family.has(place: $0.id) }
        let bins = calendar.bins(family.latest.time, within: range.clamped(to: extent))
        guard !bins.isEmpty, !places.isEmpty, !categories.isEmpty else { return nil }
        let size = places.count * categories.count
        var values = [Double](repeating: 0, count: bins.count * size)
        var variances = [Double](repeating: 0, count: bins.count)
        var isKnown = [Bool](repeating: false, count: bins.count)
        var tables: [TableDescription] = []
        var newest: UTCSeconds?
        for table in family.versions {
            let placeNumbers = places.compactMap { table.placeNumbers[$0.id] }
            let categoryNumbers = categories.compactMap { table.categoryNumbers[$0] }
            guard placeNumbers.count == places.count, categoryNumbers.count == categories.count else { continue }
            let variance = shelf.spread(of: table.description.noise).variance
            let published = table.bins(within: bins[0].start..<bins[bins.count - 1].end)
            var (index, row) = (published.startIndex, 0)
            if !published.isEmpty { tables.append(table.description) }
            while index < published.endIndex {
                let (part, first) = try shelf.figures(of: table, at: published[index])
                var number = first
                while index < published.endIndex, number < part.editions.count,
                    part.editions[number].bin == published[index]
                {
                    while row < bins.count, bins[row] < published[index] { row += 1 }
                    if row < bins.count, bins[row] == published[index] {
                        var place = row * size
                        for category in categoryNumbers {
                            for own in placeNumbers {
                                values[place] = Double(part.value(bin: number, place: own, category: category))
                                place += 1
                            }
                        }
                        variances[row] = variance
                        isKnown[row] = true
                        newest = max(newest ?? .min, part.editions[number].publishedAt)
                    }
                    index += 1
                    number += 1
                }
            }
        }
        guard isKnown.contains(true) else { return nil }
        counts = CountTable(
            places: places.map { CountedPlace(id: $0.id, name: $0.name, position: positions[$0.id]) }, bins: bins,
            categories: categories, values: values, variances: variances, isKnown: isKnown)
        self.tables = tables
        publishedAt = newest
    }
}
