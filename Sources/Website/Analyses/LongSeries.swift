import Analysis
import Editions
import Vocabulary

/// The published series that an analysis of a question reads: long enough, and by days or weeks where it can be, whichever
/// have less noise in a week; months hide when a level changed.
///
/// A trend or a season takes a long look, so a question about less than half a year is answered by all that is published.
struct LongSeries: Sendable {
    /// What was read.
    struct Read<A: AudienceKind>: Sendable {
        let counts: PublishedCounts<A>
        let family: TableFamily
    }

    /// The days that a question must ask about to be taken at its word.
    static let shortest = 182
    /// The steps that analyses read; hours would take more than a page's time.
    static let steps: [TimeLevel] = [.day, .week, .month]

    let family: TableFamily?
    /// What is looked at.
    let range: Range<UTCSeconds>
    private let place: NamedPlace
    private let category: String
    private let calendar: CivilCalendar

    /// Chooses the table.
    ///
    /// - Parameter step: the step that the address asks for, if it does.
    init(_ question: Question, step: TimeLevel?, _ catalogue: Catalogue, _ territory: Territory) {
        calendar = territory.calendar
        let id = question.place ?? territory.id
        let candidates = Self.steps.compactMap { step in
            catalogue.family(
                source: question.source, place: question.placeLevel, time: step, contents: question.selection.contents)
        }.filter { !$0.isEmpty && $0.has(place: id) && $0.has(category: question.selection.id) }
        let chosen =
            candidates.first { $0.latest.time == step } ?? candidates.min { Self.noise($0) < Self.noise($1) }
        family = chosen
        place = chosen?.latest.places.first { $0.id == id } ?? NamedPlace(id: id, name: id)
        category = question.selection.id
        let asked = question.range(in: territory.calendar)
        range = question.days >= Self.shortest ? asked : chosen?.extent ?? asked
    }

    /// The variance of the noise in a week's count; infinite for months.
    private static func noise(_ family: TableFamily) -> Double {
        switch family.latest.time {
        case .day: 7 * family.latest.noise.variance
        case .week: family.latest.noise.variance
        default: .infinity
        }
    }

    /// Reads the figures.
    ///
    /// - Returns: nil where nothing is published.
    func read<A>(from shelf: EditionShelf<A>) throws -> Read<A>? {
        guard let family,
            let counts = try PublishedCounts(
                of: family, places: [place], categories: [category], within: range, calendar: calendar, from: shelf)
        else { return nil }
        return Read(counts: counts, family: family)
    }
}
