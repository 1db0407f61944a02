import Editions
import Vocabulary

/// Whether published tables are exact, noised, both, or not there yet.
struct PublishedDisclosure: OptionSet, Sendable {
    let rawValue: Int

    static let exact = PublishedDisclosure(rawValue: 1)
    static let noised = PublishedDisclosure(rawValue: 2)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Looks at tables that have a published bin.
    init(of tables: some Sequence<TableDescription>) {
        self = tables.reduce([]) { $0.union($1.noise.isExact ? .exact : .noised) }
    }
}

/// What the records of each source have paid so far, for what one audience sees.
struct LedgerSummary: Sendable {
    /// One source's account.
    struct Entry: Sendable {
        let source: String
        let title: Phrase
        /// k: the most records that one incident may make in the source.
        let recordsPerIncident: Int
        /// Whether the source's key enforces k.
        let isEnforced: Bool
        /// What its published tables are.
        let disclosure: PublishedDisclosure
        /// The most that one record has paid, over all tables with a published bin.
        let spent: Epsilon
        /// The most that a record may pay.
        let limit: Epsilon?

        /// kε.
        var perIncident: Epsilon { recordsPerIncident * spent }
    }

    let entries: [Entry]

    init(entries: [Entry]) {
        self.entries = entries
    }

    /// Σ kε over the sources.
    var total: Epsilon { entries.reduce(.zero) { $0 + $1.perIncident } }

    /// What the published tables of all sources are.
    var disclosure: PublishedDisclosure { entries.reduce([]) { $0.union($1.disclosure) } }

    /// Adds up what is published.
    ///
    /// A record lies in one bin of each table, so it pays each table's ε once; where a table has several versions the
    /// dearest is counted.
    init(of catalogue: Catalogue, territory: Territory, audience: Audience) {
        var sources: [String] = []
        for family in catalogue.families where !sources.contains(family.latest.source) {
            sources.append(family.latest.source)
        }
        entries = sources.map { source in
            let families = catalogue.families.filter { $0.latest.source == source }
            // What an interrupted publication drew is paid for, though nobody will see it.
            let versions = families.map {
                $0.versions.filter { !$0.bins.isEmpty || !$0.interruptions.isEmpty }.map(\.description)
            }
            let spent = versions.reduce(Epsilon.zero) { $0 + ($1.map(\.epsilon).max() ?? .zero) }
            let convention = territory.conventions[source]
            let stated = versions.joined().map(\.recordsPerIncident).max()
            let isEnforced = if case .enforcedByKey = convention?.recordsPerIncident { true } else { false }
            return Entry(
                source: source,
                title: families.first?.latest.sourceTitle ?? convention?.title ?? Phrase(verbatim: source),
                recordsPerIncident: stated ?? convention?.recordsPerIncident.count ?? 1, isEnforced: isEnforced,
                disclosure: PublishedDisclosure(of: versions.joined()), spent: spent,
                limit: territory.plan.limits[audience])
        }
    }
}

/// How many records of a source were admitted, and how many refused for which reason.
struct OutcomeTotals: Sendable {
    let source: String
    let title: Phrase
    /// From the first to the last published month.
    let period: Range<UTCSeconds>
    let rows: [(title: Phrase, reading: Reading)]

    /// The totals of every source that publishes them.
    static func all<A>(of catalogue: Catalogue, from shelf: EditionShelf<A>) throws -> [OutcomeTotals] {
        try catalogue.families.compactMap { family in
            guard family.latest.contents == .outcomes, let extent = family.extent else { return nil }
            let rows = try family.latest.categories.compactMap { category -> (title: Phrase, reading: Reading)? in
                let cover = Cover(of: extent, by: [family], category: category.id)
                let figures = try RangeFigures(cover, category: category.id, from: shelf)
                guard let reading = figures.readings.first ?? nil else { return nil }
                return (category.title, reading)
            }
            return OutcomeTotals(
                source: family.latest.source, title: family.latest.sourceTitle, period: extent, rows: rows)
        }
    }
}
