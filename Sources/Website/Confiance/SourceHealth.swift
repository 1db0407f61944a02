import Accountability
import Editions
import Vocabulary

/// Whether a source keeps its rhythm and still sends what it sent, told from published figures and the clock alone.
struct SourceHealth: Sendable {
    let source: String
    let title: Phrase
    let rhythm: Rhythm?
    /// The last published day, whatever the table; nil when nothing is published.
    let lastDay: CivilDate?
    let timeliness: Timeliness
    /// nil where the source's outcomes aren't published, so that nothing can tell.
    let drift: OutcomeDrift?
    /// What the reasons of refusal are called.
    let reasons: [String: Phrase]

    /// Every source that the territory has a convention for, in the order of their keys.
    static func all<A>(
        of territory: Territory, in catalogue: Catalogue, from shelf: EditionShelf<A>, now: UTCSeconds
    ) throws -> [SourceHealth] {
        try territory.conventions.values.sorted { $0.source < $1.source }.map { convention in
            let until = publishedUntil(of: convention.source, in: catalogue)
            let outcomes = catalogue.family(
                source: convention.source, place: .territory, time: .month, contents: .outcomes)
            let titles = outcomes?.latest.categories.map { ($0.id, $0.title) } ?? []
            return SourceHealth(
                source: convention.source, title: convention.title, rhythm: convention.rhythm,
                lastDay: until.map { territory.calendar.date(at: $0 - 1) },
                timeliness: Timeliness(
                    of: convention, publishedUntil: until, calendar: territory.calendar, now: now),
                drift: try outcomes.map { OutcomeDrift(in: try months(of: $0, from: shelf)) },
                reasons: Dictionary(titles, uniquingKeysWith: { $1 }))
        }
    }

    /// The first second after the last published bin of a source's incidents.
    static func publishedUntil(of source: String, in catalogue: Catalogue) -> UTCSeconds? {
        catalogue.families.filter { $0.latest.source == source && $0.latest.contents != .outcomes }
            .compactMap { $0.extent?.upperBound }.max()
    }

    /// The last published months of a source's outcomes, in order.
    private static func months<A>(of family: TableFamily, from shelf: EditionShelf<A>) throws -> [MonthOfOutcomes] {
        let published = Set(family.versions.flatMap(\.bins)).sorted()
        let bins = Array(published.suffix(OutcomeDrift.mostMonths + 1))
        guard let place = family.latest.places.first?.id else { return [] }
        var counts: [TimeBin: [String: NoisyCount]] = [:]
        for category in family.latest.categories {
            let series = try SeriesFigures(of: family, place: place, category: category.id, bins: bins, from: shelf)
            for row in series.rows {
                guard let reading = row.reading else { continue }
                counts[row.bin, default: [:]][category.id] = NoisyCount(
                    value: Double(reading.value), variance: reading.variance)
            }
        }
        return bins.compactMap { bin in
            guard var refused = counts[bin],
                let admitted = refused.removeValue(forKey: PublishedCategory.admitted.id)
            else { return nil }
            return MonthOfOutcomes(month: bin, admitted: admitted, refused: refused)
        }
    }
}
