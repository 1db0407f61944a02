import Foundation
public import Statistics
public import Vocabulary

/// What may come of each figure of a table, with what such forecasts were worth over the past.
///
/// All models are rolled over the table's own past, as ``Backtest`` does, and forecast once more from its last known bin;
/// their pool is what is said. So nothing is shown whose worth wasn't measured on the same figures.
public struct Outlook: Sendable {
    /// What is said of one figure.
    public struct Figure: Sendable, Hashable {
        /// The expected count.
        public let mean: Double
        /// What is expected without what drives the bin.
        public let usual: Double
        /// The distribution of the count, without the noise of its publication.
        public let law: CountForecast
        /// The naive guess.
        public let naive: CountForecast
    }

    /// The bins ahead.
    public let bins: [TimeBin]
    /// By bin, then category and place.
    public internal(set) var figures: [[Figure]]
    /// By bin, then category: what makes its total more or less than usual, the strongest first.
    public let drivers: [[[IssuedForecast.Driver]]]
    /// By category: the coverages to ask of the laws for intervals of 80 and of 95 %.
    public let coverages: [[Double]]
    /// By category: the weights of the models.
    public let weights: [[String: Double]]
    /// What the same forecasts were worth over the past.
    public let report: BacktestReport
    /// The test's first second and the first after it.
    public let tested: Range<UTCSeconds>
    /// The baseline whose guess is shown beside, the better of those there are.
    public let naive: String
    /// The categories, in the order of the figures.
    public let categories: [String]
    /// The end of the last known bin.
    public let knownUntil: UTCSeconds

    /// Forecasts the bins that begin at or after a moment.
    ///
    /// - Parameters:
    ///   - table: the counts, and after them the bins ahead, as unknown ones, with the covariates foreseen.
    ///   - from: bins that begin before aren't said; they lie between the last figure and the first forecast.
    ///   - models: as for a back-test, baselines among them.
    ///   - progress: is told how many origins of the back-test are done; what it throws ends it.
    /// - Throws: ``OutlookError``, what a model throws, what `progress` throws.
    /// - Complexity: that of a back-test over a year at most.
    public init<A: AudienceKind, O: ForecastableOrigin>(
        of table: CountTable<A, O>, from: UTCSeconds, in calendar: CivilCalendar,
        models: [any ForecastModel] = ForecastCatalogue.models, seed: UInt64 = 1,
        progress: (_ origins: Int, _ all: Int) throws -> Void = { _, _ in }
    ) throws {
        guard let begin = table.isKnown.firstIndex(of: true), let last = table.isKnown.lastIndex(of: true) else {
            throw OutlookError.tooLittle(bins: 0)
        }
        let end = last + 1
        guard let first = table.bins.firstIndex(where: { $0.start >= from }), first >= end else {
            throw OutlookError.nothingAhead
        }
        let level = table.bins[0].level
        let perWeek = 7 * BinCalendar.perDay(level)
        let lead = first - end
        guard Double(lead) <= Self.longestLead * perWeek else {
            throw OutlookError.tooOld(knownUntil: table.bins[last].end)
        }
        let span = end - begin
        let step = max(1, Int(perWeek.rounded()))
        let tested = min(52 * step, span / 2)
        guard tested >= 8 * step else { throw OutlookError.tooLittle(bins: span) }
        let test = Backtest(
            trainUntil: table.bins[end - tested].start, testFrom: table.bins[end - tested].start,
            testUntil: table.bins[last].end, horizon: table.bins.count - end, lead: lead, step: step,
            refit: 13 * step, models: models, seed: seed)
        // The table's own end mustn't be scored as if its unknown bins were known.
        let (report, rolled) = try test.roll(
            over: table, in: calendar, stopwatch: nil, progress: progress, inspect: nil)
        var rolling = rolled
        let steps = table.bins.count - end
        let history = CountHistory(of: table, in: calendar, end: end, horizon: steps)
        let forecasts = try rolling.forecast(history, steps: steps, stopwatch: nil)
        let said = forecasts[forecasts.count - 1]
        let naive = Self.naive(report)
        let guess = forecasts[models.firstIndex { $0.name == naive } ?? 0]
        let drives = OutlookDrivers(history, said, rolling: rolling, steps: steps)
        bins = Array(table.bins[first...])
        figures = (lead..<steps).map { step in
            said[step].indices.map { series in
                Figure(
                    mean: said[step][series].mean, usual: drives.usual[step][series], law: said[step][series],
                    naive: guess[step][series])
            }
        }
        drivers = Array(drives.drivers[lead...])
        coverages = rolling.intervals[rolling.intervals.count - 1]
        let names = models.map(\.name)
        weights = rolling.pool.weights.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
        self.report = report
        self.tested = table.bins[end - tested].start..<table.bins[last].end
        self.naive = naive
        categories = table.categories
        knownUntil = table.bins[last].end
    }

    /// Figures that are older say too little of what comes.
    private static let longestLead = 6.0

    /// The baseline with the smaller log score.
    private static func naive(_ report: BacktestReport) -> String {
        let scores = report.models.filter { Backtest.baselines.contains($0.model) }
            .compactMap { model in model.scores.first.map { (model.model, $0.logScore) } }
        return scores.min { $0.1 < $1.1 }?.0 ?? Backtest.baselines[0]
    }
}

/// Why there is nothing to say of what comes.
public enum OutlookError: ExplainedError, Hashable {
    /// Sixteen weeks must be known, half of them to learn from and half to be tested on.
    case tooLittle(bins: Int)
    /// The last figure is more than six weeks older than the first bin ahead.
    case tooOld(knownUntil: UTCSeconds)
    /// The table has no bin ahead.
    case nothingAhead

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .tooLittle(let bins):
            Explanation(
                what: Phrase(
                    fr: "Trop peu d'histoire pour prévoir : \(bins) périodes connues.",
                    en: "Too little history to forecast from: \(bins) known bins."),
                remedy: Phrase(
                    fr: "Il en faut seize semaines ; importez et publiez le passé.",
                    en: "It takes sixteen weeks; import and publish the past."))
        case .tooOld(let knownUntil):
            Explanation(
                what: Phrase(
                    fr: "Le dernier chiffre publié date du \(CivilDate(dayNumber: Int(knownUntil / 86_400))).",
                    en: "The last published figure is of \(CivilDate(dayNumber: Int(knownUntil / 86_400)))."),
                why: Phrase(
                    fr: "Plus de six semaines le séparent de ce qui vient.",
                    en: "More than six weeks lie between it and what comes."),
                remedy: Phrase(
                    fr: "Publiez les semaines qui manquent avec clairevoie publish.",
                    en: "Publish the missing weeks with clairevoie publish."))
        case .nothingAhead:
            Explanation(
                what: Phrase(
                    fr: "La table n'a aucune période à venir.", en: "The table has no bin ahead."),
                remedy: Phrase(
                    fr: "Demandez des jours postérieurs au dernier chiffre publié.",
                    en: "Ask for days after the last published figure."))
        }
    }
}
