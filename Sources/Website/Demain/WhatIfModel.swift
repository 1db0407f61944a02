import Analysis
import Editions
import Vocabulary

/// What went along with the published counts of a series, by how much for one unit more, and the range that was seen.
struct WhatIfModel: Sendable {
    /// One covariate or kind of day.
    struct Term: Sendable, Hashable {
        /// The covariate's name, or `public_holiday`.
        let name: String
        /// The ratio of rates for one unit more, with its 95 % interval.
        let ratio: Double
        let low: Double
        let high: Double
        /// The lowest and the highest value of the past.
        let seen: ClosedRange<Double>
        /// By month of the year, the mean of the past; for what a day usually has.
        let usual: [Int: Double]

        /// What a month usually has; a month that the past doesn't hold has the mean of those it does.
        func usual(in month: Int) -> Double {
            usual[month] ?? (usual.isEmpty ? 0 : usual.values.reduce(0, +) / Double(usual.count))
        }
    }

    let terms: [Term]
    /// The report that ratios come from, or what stands against one.
    let report: Result<AnalysisReport, AnalysisError>
    let tables: [TableDescription]
    let publishedAt: UTCSeconds?

    /// Fits the counts of a question's series.
    init<A>(
        question: Question, read: LongSeries.Read<A>?, territory: Territory, holidays: Holidays,
        context: [ContextSeries]
    ) {
        tables = read?.counts.tables ?? []
        publishedAt = read?.counts.publishedAt
        guard let table = read?.counts.counts else {
            report = .failure(.nothingPublished)
            terms = []
            return
        }
        let joined = ContextAnswer.joined(table, at: question.placeLevel, context, territory, tellsHeat: false)
        let regression = ContextRegression(
            units: joined.units, publicHolidays: holidays.publicDays, schoolHolidays: holidays.schoolDays,
            season: .months)
        let found = Result { () throws(AnalysisError) in
            try regression.find(in: joined.table, calendar: territory.calendar)
        }
        report = found
        let months = table.bins.map { territory.calendar.date(at: $0.start).parts.month }
        terms =
            ((try? found.get())?.records ?? []).compactMap { record in
                guard record.kind == "term", let name = record.term, let ratio = record.estimate,
                    let interval = record.interval, interval.low > 0, interval.high.isFinite
                else { return nil }
                guard let covariate = joined.table.covariates.first(where: { $0.name == name }) else {
                    return name.hasSuffix("_holiday")
                        ? Term(
                            name: name, ratio: ratio, low: interval.low, high: interval.high, seen: 0...1, usual: [:])
                        : nil
                }
                let known = zip(covariate.values, months).filter { !$0.0.isNaN }
                guard let lowest = known.map(\.0).min(), let highest = known.map(\.0).max() else { return nil }
                let usual = Dictionary(grouping: known, by: \.1).mapValues { group in
                    group.reduce(0) { $0 + $1.0 } / Double(group.count)
                }
                return Term(
                    name: name, ratio: ratio, low: interval.low, high: interval.high, seen: lowest...highest,
                    usual: usual)
            }
    }

    /// Makes a model of known terms.
    init(terms: [Term]) {
        self.terms = terms
        report = .failure(.nothingPublished)
        tables = []
        publishedAt = nil
    }

    /// The term of a covariate that is known by one of these parts of its name.
    func term(_ parts: Set<String>) -> Term? {
        terms.first { term in
            let own = term.name.split(separator: "-").map(String.init)
            return !parts.isDisjoint(with: own) && !["max", "min"].contains(own.last ?? "")
        }
    }
}
