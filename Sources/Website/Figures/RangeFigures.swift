import Editions
import Vocabulary

/// The figures of all places of a level over one stretch of time, read off a cover.
struct RangeFigures: Sendable {
    /// The places, as the newest of the tables read lists them.
    let places: [NamedPlace]
    /// For each place its figure; nil where it isn't known.
    let readings: [Reading?]
    /// The cover.
    let cover: Cover
    /// The published bins read, with their dates.
    let editions: [Edition]

    /// Reads the figures of every place.
    init<A>(_ cover: Cover, category: String, from shelf: EditionShelf<A>) throws {
        self.cover = cover
        guard let newest = cover.parts.max(by: { $0.table.description.id < $1.table.description.id })?.table else {
            places = []
            readings = []
            editions = []
            return
        }
        var parts: [(table: PublishedTable<A>, bin: Int, category: Int)] = []
        var tables: [IndexedTable] = []
        var law = NoiseLaw.exact
        var counts: [Int64: (table: PublishedTable<A>, bins: [Int])] = [:]
        for part in cover.parts {
            guard let found = try shelf.figures(of: part.table, at: part.bin),
                let number = part.table.categoryNumbers[category]
            else { continue }
            parts.append((found.table, found.bin, number))
            tables.append(part.table)
            counts[part.table.description.id, default: (found.table, [])].bins.append(found.bin)
        }
        for (table, bins) in counts.values {
            guard !table.editions.isEmpty, !table.description.places.isEmpty else { continue }
            // Every place's sum has noise of one law; the first place's tells it.
            let first = table.figure(bin: 0, place: 0, category: 0)
            law = law + Self.noise(of: first, times: bins.count, in: table)
        }
        let spread = shelf.spread(of: law)
        let same = tables.allSatisfy { $0.placeAxis == newest.placeAxis }
        let ids = newest.description.places
        places = ids
        editions = parts.map { $0.table.editions[$0.bin] }
        readings = Reading.sums(
            of: parts, places: ids.count,
            placeNumbers: { part, place in same ? place : tables[part].placeNumbers[ids[place].id] },
            halfWidth: spread.halfWidth, variance: spread.variance)
    }

    private static func noise<A>(of figure: Figure<A>, times count: Int, in table: PublishedTable<A>) -> NoiseLaw {
        table.sum(bins: repeatElement(0, count: count), place: 0, category: 0)?.noise ?? figure.noise
    }

    /// The figure of one place.
    func reading(of place: String) -> Reading? {
        places.firstIndex { $0.id == place }.flatMap { readings[$0] }
    }
}
