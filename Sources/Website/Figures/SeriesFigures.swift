import Editions
import Vocabulary

/// The figures of one place over the bins of a stretch of time.
struct SeriesFigures: Sendable {
    /// One bin with its figure; nil where it isn't published.
    struct Row: Sendable {
        let bin: TimeBin
        let reading: Reading?
        let edition: Edition?
        /// Whether an interrupted publication drew it, so that it will never be published.
        var isInterrupted = false
    }

    /// The most bins that a page draws; a longer stretch asks for a coarser step.
    static let longest = 800

    /// The bins, in order, published or not.
    let rows: [Row]

    /// Reads the figures of a place.
    @_specialize(where A == PublicAudience)
    init<A>(
        of family: TableFamily, place: String, category: String, bins: [TimeBin], from shelf: EditionShelf<A>
    ) throws {
        var published: [UTCSeconds: (table: IndexedTable, place: Int, category: Int)] = [:]
        if let first = bins.first, let last = bins.last {
            for table in family.versions {
                guard let place = table.placeNumbers[place], let category = table.categoryNumbers[category] else {
                    continue
                }
                for bin in table.bins(within: first.start..<last.end) {
                    published[bin.start] = (table, place, category)
                }
            }
        }
        rows = try bins.map { bin in
            guard let (table, place, category) = published[bin.start] else {
                let isInterrupted = !family.interruptions(within: bin.start..<bin.end).isEmpty
                return Row(bin: bin, reading: nil, edition: nil, isInterrupted: isInterrupted)
            }
            let found = try shelf.figures(of: table, at: bin)
            let figure = found.table.figure(bin: found.bin, place: place, category: category)
            return Row(
                bin: bin, reading: shelf.reading(figure), edition: found.table.editions[found.bin])
        }
    }
}
