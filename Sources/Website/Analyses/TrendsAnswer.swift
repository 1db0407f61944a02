import Analysis
import Editions
import Vocabulary

/// A series with its trend, its changes of level and its seasons, or why there are none.
struct TrendsAnswer: Sendable {
    let question: Question
    /// The tables read.
    let tables: [TableDescription]
    let publishedAt: UTCSeconds?
    /// The report, or what stands against one.
    let report: Result<AnalysisReport, AnalysisError>
    /// What the picture draws; nil where there is nothing to draw.
    let course: TrendCourse?
    /// The bins that were read, first and last.
    let extent: Range<UTCSeconds>?

    init<A>(
        question: Question, read: LongSeries.Read<A>?, calendar: CivilCalendar, holidays: Holidays,
        laws: ChangePointLaws
    ) {
        self.question = question
        tables = read?.counts.tables ?? []
        publishedAt = read?.counts.publishedAt
        guard let read, let first = read.counts.counts.bins.first, let last = read.counts.counts.bins.last else {
            report = .failure(.nothingPublished)
            (course, extent) = (nil, nil)
            return
        }
        let trends = Trends(publicHolidays: holidays.publicDays)
        let table = read.counts.counts
        report = Result { () throws(AnalysisError) in try trends.find(in: table, calendar: calendar, laws: laws) }
        course = try? TrendCourse(of: trends, in: table, calendar: calendar)
        extent = first.start..<last.end
    }

    private func records(_ kind: String) -> [AnalysisReport.Record] {
        (try? report.get().records.filter { $0.kind == kind }) ?? []
    }

    /// The trend.
    var trend: AnalysisReport.Record? { records("trend").first }
    /// The changes of level, in order.
    var changes: [AnalysisReport.Record] { records("change") }
    /// The hours, weekdays and months, as ratios to their means.
    var seasons: [AnalysisReport.Record] { records("season") }
}

extension AnalysisError {
    /// No published table answers the question.
    static let nothingPublished = AnalysisError.missing(
        Phrase(
            fr: "Aucune série n'est publiée pour ce choix.", en: "No series is published for this choice."),
        remedy: Phrase(
            fr: "Essayez un autre lieu, une autre catégorie ou une autre période.",
            en: "Try another place, another category or another period."))
}

extension AnalysisReport.Record {
    /// A number among what else there is to say.
    func number(_ name: String) -> Double? {
        switch more[name] {
        case .number(let value)? where value.isFinite: value
        case .integer(let value)?: Double(value)
        default: nil
        }
    }

    /// A day among what else there is to say.
    func day(_ name: String) -> CivilDate? {
        if case .text(let text)? = more[name] { CivilDate(iso: text) } else { nil }
    }
}
