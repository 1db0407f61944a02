import Editions
import Vocabulary

/// A map over the bins of its period, one after the other, with classes that hold for them all.
struct MapFrames: Sendable {
    /// The map of one bin.
    struct Frame: Sendable {
        let bin: TimeBin
        /// A letter a place: `0` to `4` for its colour, `f` for too few, `u` for unknown.
        let shades: String
    }

    let question: Question
    /// The ids of the places, in the order of the letters.
    let places: [String]
    let breaks: ClassBreaks
    let frames: [Frame]

    /// The most frames, and the most letters in all.
    static let most = (frames: 160, letters: 900_000)

    /// Reads the finest bins from days on that aren't too many.
    ///
    /// - Returns: nil where fewer than two bins of the period are published.
    init?<A>(
        _ question: Question, _ families: [TableFamily], calendar: CivilCalendar, from shelf: EditionShelf<A>
    ) throws {
        let range = question.range(in: calendar)
        let offered = families.filter { $0.latest.time >= .day }.map { family in
            (
                family: family,
                bins: family.versions.filter { $0.categoryNumbers[question.selection.id] != nil }
                    .flatMap { table in table.bins(within: range).map { (table: table, bin: $0) } }
                    .sorted { $0.bin.start < $1.bin.start }
            )
        }
        guard
            let chosen = offered.first(where: { family, bins in
                bins.count > 1 && bins.count <= Self.most.frames
                    && bins.count * family.latest.places.count <= Self.most.letters
            })
        else { return nil }
        let ids = chosen.family.latest.places.map(\.id)
        let spread = shelf.spread(of: chosen.family.latest.noise)
        var readings: [[Reading?]] = []
        for (table, bin) in chosen.bins {
            guard let category = table.categoryNumbers[question.selection.id] else { return nil }
            let found = try shelf.figures(of: table, at: bin)
            readings.append(
                ids.map { id in
                    table.placeNumbers[id].map { place in
                        Reading(
                            found.table.figure(bin: found.bin, place: place, category: category),
                            halfWidth: spread.halfWidth, variance: spread.variance)
                    }
                })
        }
        let breaks = ClassBreaks(of: readings.flatMap { $0 })
        frames = zip(chosen.bins, readings).map { chosen, readings in
            Frame(
                bin: chosen.bin,
                shades: String(
                    readings.map { reading -> Character in
                        switch breaks.classify(reading) {
                        case .level(let number): Character("\(breaks.colour(of: number))")
                        case .tooFew: "f"
                        case .unknown: "u"
                        }
                    }))
        }
        (self.question, places, self.breaks) = (question, ids, breaks)
    }
}
