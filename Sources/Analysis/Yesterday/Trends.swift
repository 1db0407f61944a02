import Statistics
public import Vocabulary

/// What rose, what fell, when a level changed, and how hours, weekdays and months differ.
///
/// Seasons come out first: robust STL (Cleveland, Cleveland, McRae & Terpenning 1990) or, for days over two years and for
/// hours, MSTL (Bandara, Hyndman & Bergmeir 2021). What is left is gathered to weeks (months and years stay). Trends are
/// Theil–Sen slopes with Mann & Kendall's test, changes come from PELT (Killick, Fearnhead & Eckley 2012) at a set rate of
/// false alarms, both with an allowance for autocorrelation. Records, by series:
/// - `trend`: the rate a year later over the rate, verdict `rising`, `falling` or `no_clear_trend`;
/// - `change`: the level after over the one before, verdict `higher`, `lower`, or `gradual` where a line does as well;
/// - `season`: hour, weekday (1 for Monday) or month over their mean.
public struct Trends: Sendable, Hashable {
    /// Whether each category has a series of its own.
    public let byCategory: Bool
    /// Whether each place has a series of its own.
    public let byPlace: Bool
    /// The categories looked at; empty for all.
    public let categories: [String]
    /// The places looked at; empty for all.
    public let places: [String]
    /// Days taken out, in tables of days or finer.
    public let publicHolidays: Set<CivilDate>
    /// How often a series without change or trend may be taken for one with, in 0.001...0.5.
    public let falseAlarm: Double
    /// How often intervals hold the truth, in 0.5..<1.
    public let coverage: Double
    /// What the simulated law of changes begins from.
    public let seed: UInt64

    /// Makes the analysis; what isn't said is taken in total.
    ///
    /// - Precondition: `falseAlarm` is in 0.001...0.5 and `coverage` in 0.5..<1.
    public init(
        byCategory: Bool = false, byPlace: Bool = false, categories: [String] = [], places: [String] = [],
        publicHolidays: Set<CivilDate> = [], falseAlarm: Double = 0.05, coverage: Double = 0.95, seed: UInt64 = 1
    ) {
        precondition((0.001...0.5).contains(falseAlarm) && (0.5..<1).contains(coverage))
        (self.byCategory, self.byPlace, self.categories, self.places) = (byCategory, byPlace, categories, places)
        (self.publicHolidays, self.falseAlarm, self.coverage) = (publicHolidays, falseAlarm, coverage)
        self.seed = seed
    }

    /// The fewest known weeks (or longer bins) that a trend is looked for in.
    static let fewest = 12

    /// Finds trends, changes and seasons.
    ///
    /// - Parameter laws: where the simulated laws of changes are kept from one call to the next; nil works them out anew.
    /// - Throws: ``AnalysisError/unknown(kind:name:known:)`` for a name that the table lacks;
    ///   ``AnalysisError/tooLittle(needed:found:)`` where fewer than twelve weeks, months or years are known.
    /// - Complexity: for each series that of its decomposition, and O(w² log w) for w weeks.
    public func find<A, O>(
        in table: CountTable<A, O>, calendar: CivilCalendar, laws: ChangePointLaws? = nil
    ) throws(AnalysisError) -> AnalysisReport {
        let chosen = try SeriesSelection(table, categories: categories, places: places)
        var nulls = laws?.known(seed: seed) ?? [:]
        defer { laws?.keep(nulls, seed: seed) }
        var found: [SeriesFindings] = []
        for place in byPlace ? chosen.places.map({ [$0] }) : [chosen.places] {
            for category in byCategory ? chosen.categories.map({ [$0] }) : [chosen.categories] {
                let series = EvenSeries(
                    table, categories: category, places: place, calendar: calendar, holidays: publicHolidays)
                let single = categories.count == 1 || table.categories.count == 1
                found.append(
                    try SeriesFindings(
                        series, place: byPlace ? table.places[place[0]].id : nil,
                        category: byCategory || single ? table.categories[category[0]] : nil, options: self,
                        nulls: &nulls))
            }
        }
        var records: [AnalysisReport.Record] = []
        for kind in [found.map(\.trends), found.map(\.changes)] {
            records += Self.withDiscoveryRate(kind.flatMap(\.self))
        }
        records += found.flatMap(\.seasons)
        let level = table.bins[0].level
        return AnalysisReport(
            analysis: "trends",
            method: AnalysisReport.Method(
                name: "STL, Theil–Sen, Mann–Kendall, PELT",
                source: "Cleveland, Cleveland, McRae & Terpenning 1990; Bandara, Hyndman & Bergmeir 2021; Sen 1968; "
                    + "Mann 1945; Kendall 1975; Hamed & Rao 1998; Killick, Fearnhead & Eckley 2012",
                parameters: [
                    ("bins", .text(level.rawValue)), ("tested", .text(max(level, .week).rawValue)),
                    ("seasons", .list((found.first?.cycles ?? []).map { .text($0) })),
                    ("robust", .flag(found.contains(where: \.isRobust))), ("false_alarm", .number(falseAlarm)),
                    ("coverage", .number(coverage)), ("shortest", .integer(LevelChanges.shortest)),
                    ("holidays_taken_out", .flag(level <= .day && !publicHolidays.isEmpty)),
                    ("simulations", .integer(SeriesFindings.simulations)), ("seed", .text(String(seed))),
                ]),
            records: records, notes: notes(level: level, found: found))
    }

    /// The records with q-values over all of them.
    static func withDiscoveryRate(_ records: [AnalysisReport.Record]) -> [AnalysisReport.Record] {
        let tested = records.map { $0.p != nil }
        let q = FalseDiscovery(p: records.map { min(max($0.p ?? 1, 0), 1) }, window: tested).q
        return zip(records, q).map { record, q in
            AnalysisReport.Record(
                kind: record.kind, place: record.place, term: record.term, category: record.category,
                estimate: record.estimate, interval: record.interval, statistic: record.statistic, p: record.p,
                q: record.p == nil ? nil : q, verdict: record.verdict, more: record.more)
        }
    }

    private func notes(level: TimeLevel, found: [SeriesFindings]) -> [Phrase] {
        var notes = [
            Phrase(
                fr: "Une tendance est un rapport : ce que devient le niveau en un an. Les saisons trouvées sont "
                    + "retirées avant.",
                en: "A trend is a ratio: what the level becomes in a year. The seasons found are taken out first."),
            Phrase(
                fr: "Un intervalle de temps inconnu est laissé de côté ; il ne compte jamais pour zéro.",
                en: "A bin that isn't known is left out; it never counts as zero."),
            Phrase(
                fr: "Le rapport d'un changement est un peu exagéré, car sa date a été choisie sur les mêmes nombres.",
                en: "The ratio of a change is somewhat too large, since its date was chosen by the same counts."),
        ]
        if found.contains(where: { $0.autocorrelation > 0.1 }) {
            notes.append(
                Phrase(
                    fr: "Les valeurs voisines se ressemblent (autocorrélation) : les tests en tiennent compte et "
                        + "demandent plus.",
                    en: "Neighbouring values resemble each other (autocorrelation): the tests allow for it and ask "
                        + "for more."))
        }
        if !publicHolidays.isEmpty, level > .day {
            notes.append(
                Phrase(
                    fr: "Les jours fériés ne peuvent pas être retirés d'une table par semaine ou par mois.",
                    en: "Public holidays can't be taken out of a table of weeks or months."))
        }
        if found.allSatisfy({ !$0.cycles.contains("month") }) {
            notes.append(
                Phrase(
                    fr: "Moins de deux ans de données : la saison de l'année n'a pas pu être retirée et peut passer "
                        + "pour une tendance ou un changement.",
                    en: "Less than two years of data: the year's season couldn't be taken out and may pass for a "
                        + "trend or a change."))
        }
        return notes
    }
}
