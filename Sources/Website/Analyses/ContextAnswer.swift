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

    init<A>(question: Question, read: LongSeries.Read<A>?, calendar: CivilCalendar, holidays: Holidays) {
        self.question = question
        tables = read?.counts.tables ?? []
        publishedAt = read?.counts.publishedAt
        guard let read, let first = read.counts.counts.bins.first, let last = read.counts.counts.bins.last else {
            report = .failure(.nothingPublished)
            extent = nil
            return
        }
        // A month for a reader, not the sines that a regression would rather have.
        let regression = ContextRegression(
            publicHolidays: holidays.publicDays, schoolHolidays: holidays.schoolDays, season: .months)
        let table = read.counts.counts
        report = Result { () throws(AnalysisError) in try regression.find(in: table, calendar: calendar) }
        extent = first.start..<last.end
    }

    /// The terms, with their ratios of rates.
    var terms: [AnalysisReport.Record] {
        (try? report.get().records.filter { $0.kind == "term" && $0.estimate != nil }) ?? []
    }

    /// The gain out of sample.
    var gain: AnalysisReport.Record? { try? report.get().records.first { $0.kind == "gain" } }
}
