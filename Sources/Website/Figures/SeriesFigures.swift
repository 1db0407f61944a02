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
        var rows = bins.map { Row(bin: $0, reading: nil, edition: nil) }
        if let first = bins.first, let last = bins.last {
            for table in family.versions {
                guard let place = table.placeNumbers[place], let category = table.categoryNumbers[category] else {
                    continue
                }
                let spread = shelf.spread(of: table.description.noise)
                let published = table.bins(within: first.start..<last.end)
                var (index, row) = (published.startIndex, 0)
                while index < published.endIndex {
                    let (part, first) = try shelf.figures(of: table, at: published[index])
                    var number = first
                    while index < published.endIndex, number < part.editions.count,
                        part.editions[number].bin == published[index]
                    {
                        while row < rows.count, rows[row].bin < published[index] { row += 1 }
                        if row < rows.count, rows[row].bin == published[index] {
                            let figure = part.figure(bin: number, place: place, category: category)
                            rows[row] = Row(
                                bin: rows[row].bin,
                                reading: Reading(figure, halfWidth: spread.halfWidth, variance: spread.variance),
                                edition: part.editions[number])
                        }
                        index += 1
                        number += 1
                    }
                }
            }
        }
        for row in rows.indices where rows[row].reading == nil {
            let bin = rows[row].bin
            rows[row].isInterrupted = !family.interruptions(within: bin.start..<bin.end).isEmpty
        }
        self.rows = rows
    }
}
