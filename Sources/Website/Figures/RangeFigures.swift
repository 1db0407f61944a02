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

    /// Reads the figures of every place, or of one alone.
    @_specialize(where A == PublicAudience)
    init<A>(_ cover: Cover, category: String, only place: String? = nil, from shelf: EditionShelf<A>) throws {
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
        var counts: [ObjectIdentifier: (table: PublishedTable<A>, bins: Int)] = [:]
        for part in cover.parts {
            // A cover is made of tables that have the category.
            guard let number = part.table.categoryNumbers[category] else { continue }
            let found: (table: PublishedTable<A>, bin: Int)
            if let last = parts.last, tables.last === part.table, last.bin + 1 < last.table.editions.count,
                last.table.editions[last.bin + 1].bin == part.bin
            {
                // Most bins follow one another in the part last read.
                found = (last.table, last.bin + 1)
            } else {
                found = try shelf.figures(of: part.table, at: part.bin)
            }
            parts.append((found.table, found.bin, number))
            tables.append(part.table)
            counts[ObjectIdentifier(part.table), default: (found.table, 0)].bins += 1
        }
        for (table, bins) in counts.values {
            guard !table.editions.isEmpty, !table.description.places.isEmpty else { continue }
            // Every place's sum has noise of one law; the first place's tells it.
            let first = table.figure(bin: 0, place: 0, category: 0)
            law = law + Self.noise(of: first, times: bins, in: table)
        }
        let spread = shelf.spread(of: law)
        let same = tables.allSatisfy { $0.placeAxis == newest.placeAxis }
        let all = newest.description.places
        let chosen = place.map { [newest.placeNumbers[$0]].compactMap { $0 } }
        let ids = chosen.map { $0.map { all[$0] } } ?? all
        places = ids
        editions = parts.map { $0.table.editions[$0.bin] }
        readings = Reading.sums(
            of: parts, places: ids.count,
            placeNumbers: { part, place in same ? chosen?[place] ?? place : tables[part].placeNumbers[ids[place].id] },
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
