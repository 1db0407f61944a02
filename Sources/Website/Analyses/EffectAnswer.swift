import Analysis
import Editions
import Vocabulary

/// Whether a recorded measure worked, or why that can't be said.
struct EffectAnswer: Sendable {
    let measure: Measure
    /// The titles of what is counted.
    let counted: [Phrase]
    /// The tables read.
    let tables: [TableDescription]
    let publishedAt: UTCSeconds?
    /// The report, or what stands against one.
    let report: Result<AnalysisReport, AnalysisError>
    /// The treated places beside what is expected of them; nil where there is no report.
    let course: MeasureCourse?

    /// Reads the table that tells the measure's categories apart best, and analyses it.
    ///
    /// - Complexity: that of ``MeasureEffect``.
    init<A>(
        _ measure: Measure, catalogue: Catalogue, territory: Territory, middles: [String: PlanarPoint],
        shelf: EditionShelf<A>
    ) throws {
        self.measure = measure
        var best: (rank: (besides: Int, step: Int), family: TableFamily, level: CategoryLevel)?
        for family in catalogue.families where family.latest.place == measure.level && !family.isEmpty {
            guard case .incidents(let level) = family.latest.contents,
                let rank = measure.rank(level, family.latest.time, in: territory.taxonomy)
            else { continue }
            if let best, best.rank <= rank { continue }
            best = (rank, family, level)
        }
        let everywhere = measure.places.isEmpty
        guard let best, let extent = best.family.extent, !everywhere,
            let read = try PublishedCounts(
                of: best.family, places: best.family.latest.places,
                categories: measure.scope(at: best.level, in: territory.taxonomy).keys, within: extent,
                positions: middles, calendar: territory.calendar, from: shelf)
        else {
            (counted, tables, publishedAt, course) = ([], [], nil, nil)
            report = .failure(everywhere ? .nowhereToCompare : .nothingPublished)
            return
        }
        let scope = measure.scope(at: best.level, in: territory.taxonomy)
        counted = scope.keys.compactMap { territory.taxonomy.title(of: $0, at: best.level) }
        tables = read.tables
        publishedAt = read.publishedAt
        let effect = MeasureEffect(
            of: measure, counting: scope, ring: .neighbours(of: measure.places, among: read.counts.places))
        let table = read.counts
        let calendar = territory.calendar
        report = Result { () throws(AnalysisError) in try effect.find(in: table, calendar: calendar) }
        course = try? MeasureCourse(of: effect, in: table, calendar: calendar)
    }

    private func record(_ term: String) -> AnalysisReport.Record? {
        try? report.get().records.first { $0.kind == "effect" && $0.term == term }
    }

    /// Difference in differences.
    var difference: AnalysisReport.Record? { record("did") }
    /// The synthetic control.
    var synthetic: AnalysisReport.Record? { record("synthetic_control") }
    /// What happened in the ring around.
    var displacement: AnalysisReport.Record? { record("displacement") }
    /// The measure taken to begin earlier.
    var earlier: AnalysisReport.Record? { record("placebo_time") }
    /// Whether places went in parallel before.
    var pretrend: AnalysisReport.Record? { try? report.get().records.first { $0.kind == "pretrend" } }
}

extension AnalysisError {
    /// A measure of the whole territory leaves no place without it.
    static let nowhereToCompare = AnalysisError.missing(
        Phrase(
            fr: "Cette mesure concerne tout le territoire : aucun lieu sans elle ne permet de comparer.",
            en: "This measure holds in the whole territory: no place without it is left to compare with."),
        remedy: Phrase(
            fr: "Voyez les tendances : le niveau y a-t-il changé à cette date ?",
            en: "See the trends: did the level change at that date?"))
}
