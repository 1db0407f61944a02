import Analysis
import Editions
import Vocabulary

/// What a series goes along with, or why nothing can be said.
struct ContextAnswer: Sendable {
    let question: Question
    /// The tables read.
    let tables: [TableDescription]
    let publishedAt: UTCSeconds?
    /// The report, or what stands against one.
    let report: Result<AnalysisReport, AnalysisError>
    /// The bins that were read.
    let extent: Range<UTCSeconds>?
    /// Whether anything but the calendar entered.
    let hasContext: Bool

    /// Days hotter than this are told apart, where there are enough of them.
    private static let heat = ContextRegression.Cut(covariate: "temperature-max", threshold: 30)
    /// So many days of heat are enough for a ratio.
    private static let fewestHotDays = 8

    /// Looks for what goes along with the counts of a question's series.
    ///
    /// - Parameter context: weather, events and works of the territory and its places; holidays enter by their days.
    init<A>(
        question: Question, read: LongSeries.Read<A>?, territory: Territory, holidays: Holidays,
        context: [ContextSeries]
    ) {
        let calendar = territory.calendar
        self.question = question
        tables = read?.counts.tables ?? []
        publishedAt = read?.counts.publishedAt
        guard let read, let first = read.counts.counts.bins.first, let last = read.counts.counts.bins.last else {
            report = .failure(.nothingPublished)
            extent = nil
            hasContext = false
            return
        }
        let table = read.counts.counts
        let joined = Self.joined(table, at: question.placeLevel, context, territory)
        hasContext = !joined.table.covariates.isEmpty
        // A month for a reader, not the sines that a regression would rather have.
        let regression = ContextRegression(
            cuts: joined.cuts, units: joined.units, publicHolidays: holidays.publicDays,
            schoolHolidays: holidays.schoolDays, season: .months)
        let plain = ContextRegression(
            publicHolidays: holidays.publicDays, schoolHolidays: holidays.schoolDays, season: .months)
        report = Result { () throws(AnalysisError) in
            do throws(AnalysisError) {
                return try regression.find(in: joined.table, calendar: calendar)
            } catch {
                // Weather that is known for a few bins alone says less than the calendar does.
                guard !joined.table.covariates.isEmpty else { throw error }
                return try plain.find(in: table, calendar: calendar)
            }
        }
        extent = first.start..<last.end
    }

    /// The counts with what surrounds them; a series that can't be laid over them is left out.
    ///
    /// - Parameter tellsHeat: whether days of heat are told apart, where there are enough of them.
    static func joined<A>(
        _ table: CountTable<A, Contextual>, at level: PlaceLevel, _ context: [ContextSeries], _ territory: Territory,
        tellsHeat: Bool = true
    ) -> (table: CountTable<A, Contextual>, units: [String: String], cuts: [ContextRegression.Cut]) {
        let series = context.filter {
            !["population-", "public-holidays", "school-holidays"].contains(where: $0.name.hasPrefix)
        }
        let others = Set(series.map(\.level)).subtracting([level, .territory])
        let relations = Dictionary(
            others.compactMap { other in territory.relation(of: level, to: other).map { (other, $0) } },
            uniquingKeysWith: { first, _ in first })
        let join = ContextJoin(series: series, level: level, relations: relations)
        if tellsHeat, table.bins.first?.level == .day, series.contains(where: { $0.name == "temperature" }),
            let hot = try? join.joined(to: table, cuts: [heat.covariate]),
            let highest = hot.table.covariates.first(where: { $0.name == heat.covariate }),
            highest.values.count(where: { $0 > heat.threshold }) >= fewestHotDays
        {
            return (hot.table, hot.units, [heat])
        }
        guard let joined = try? join.joined(to: table) else { return (table, [:], []) }
        return (joined.table, joined.units, [])
    }

    /// The terms, with their ratios of rates.
    var terms: [AnalysisReport.Record] {
        (try? report.get().records.filter { $0.kind == "term" && $0.estimate != nil }) ?? []
    }

    /// The gain out of sample.
    var gain: AnalysisReport.Record? { try? report.get().records.first { $0.kind == "gain" } }
}
