import Statistics
public import Vocabulary

/// Forecasts what is already known, as if it were not: from origin after origin, by every model, with all scores.
///
/// Models are fitted on what came before ``trainUntil`` and then move on; from there to ``testFrom`` the pool learns its
/// weights and the intervals their width, unscored; the test follows. Each origin's history is a copy that ends there.
public struct Backtest: Sendable {
    /// Models see bins that end by then before they are first fitted.
    public let trainUntil: UTCSeconds
    /// The first second of the test.
    public let testFrom: UTCSeconds
    /// The first second after it.
    public let testUntil: UTCSeconds
    /// How many bins ahead each forecast looks.
    public let horizon: Int
    /// How many of them pass before figures are published: they aren't scored, since nobody is told of them ahead.
    public let lead: Int
    /// How many bins lie between origins.
    public let step: Int
    /// After how many bins parameters are estimated anew; 0 for never.
    public let refit: Int
    /// The models, baselines among them.
    public let models: [any ForecastModel]
    /// The shares of the places that are pointed at, in 0…1.
    public let areaShares: [Double]
    /// Decides the draws of randomised transforms and of the bootstrap.
    public let seed: UInt64

    /// The models that others must beat.
    public static let baselines = ["seasonal_naive", "cell_mean"]
    /// The shares of the places that are pointed at where nobody asks for others.
    public static let usualAreaShares = [0.01, 0.05, 0.1, 0.2]
    /// The name of the pool of all models.
    public static let pool = "pool"

    /// Makes a back-test.
    ///
    /// - Precondition: `horizon` and `step` are above 0, `lead` is below `horizon`, there is a model, and the times are in
    ///   order.
    public init(
        trainUntil: UTCSeconds, testFrom: UTCSeconds, testUntil: UTCSeconds, horizon: Int, lead: Int = 0, step: Int,
        refit: Int, models: [any ForecastModel], areaShares: [Double] = Backtest.usualAreaShares, seed: UInt64 = 1
    ) {
        precondition(horizon > 0 && step > 0 && refit >= 0 && !models.isEmpty && (0..<horizon).contains(lead))
        precondition(trainUntil <= testFrom && testFrom < testUntil)
        (self.trainUntil, self.testFrom, self.testUntil) = (trainUntil, testFrom, testUntil)
        (self.horizon, self.lead, self.step, self.refit) = (horizon, lead, step, refit)
        (self.models, self.areaShares, self.seed) = (models, areaShares, seed)
    }

    /// Runs all models.
    ///
    /// - Parameters:
    ///   - stopwatch: seconds of some clock, to time the models by; without one no time is told.
    ///   - progress: is told how many origins are done, after each; what it throws ends the run.
    /// - Throws: ``BacktestError``, what a model throws, what `progress` throws.
    /// - Complexity: O(origins × figures × models), and each fit.
    public func run<A: AudienceKind, O: ForecastableOrigin>(
        _ table: CountTable<A, O>, in calendar: CivilCalendar, stopwatch: (() -> Double)? = nil,
        progress: (_ origins: Int, _ all: Int) throws -> Void = { _, _ in }
    ) throws -> BacktestReport {
        try roll(over: table, in: calendar, stopwatch: stopwatch, progress: progress, inspect: nil).report
    }

    /// The same, showing each origin's forecasts, and the coverages that its intervals are formed with, to `inspect`.
    ///
    /// - Returns: the report, and the models as they stand at the last origin.
    func roll<A: AudienceKind, O: ForecastableOrigin>(
        over table: CountTable<A, O>, in calendar: CivilCalendar, stopwatch: (() -> Double)?,
        progress: (_ origins: Int, _ all: Int) throws -> Void,
        inspect: ((_ origin: Int, _ forecasts: [[[CountForecast]]], _ intervals: [[[Double]]]) -> Void)?
    ) throws -> (report: BacktestReport, rolling: RollingOrigin) {
        let (trained, origins) = try origins(in: table)
        let calendars = table.bins.map { BinCalendar($0, in: calendar) }
        var rolling = RollingOrigin(
            self, trained: trained, categories: table.categories.count, places: table.places.count,
            level: table.bins[0].level)
        let size = table.places.count * table.categories.count
        for (number, origin) in origins.enumerated() {
            let history = CountHistory(of: table, in: calendar, end: origin, horizon: horizon, calendars: calendars)
            let steps = min(horizon, table.bins.count - origin)
            let isScored = table.bins[origin].start >= testFrom
            let observed = (origin..<origin + steps).map { bin -> ArraySlice<Double> in
                let isTold = bin >= origin + lead && table.isKnown[bin]
                let isInTime = table.bins[bin].end <= (isScored ? testUntil : testFrom)
                return isTold && isInTime ? table.values[bin * size..<(bin + 1) * size] : []
            }
            let forecasts = try rolling.forecast(history, steps: steps, stopwatch: stopwatch)
            inspect?(origin, forecasts, rolling.intervals)
            rolling.score(
                forecasts, observed: observed, variances: table.variances[origin..<origin + steps], origin: origin,
                isScored: isScored)
            try progress(number + 1, origins.count)
        }
        let report = BacktestReport(
            self, table: table.bins, categories: table.categories, places: table.places.count, rolling,
            scales: Self.scales(table, until: trained), isTimed: stopwatch != nil)
        return (report, rolling)
    }

    /// The numbers of the first bins that are forecast from each origin.
    private func origins<A: AudienceKind, O: ForecastableOrigin>(in table: CountTable<A, O>) throws(BacktestError)
        -> (trained: Int, all: [Int])
    {
        guard let first = table.bins.firstIndex(where: { $0.start >= trainUntil }), first > 0 else {
            throw .nothingToLearnFrom
        }
        guard let test = table.bins.firstIndex(where: { $0.start >= testFrom }),
            table.bins[test].end <= testUntil
        else { throw .nothingToTestOn }
        guard table.isKnown[..<first].contains(true) else { throw .nothingToLearnFrom }
        guard table.values.allSatisfy({ $0 == $0.rounded() }) else { throw .notCounts }
        let end = table.bins.lastIndex { $0.end <= testUntil } ?? test
        // The pool needs a while to learn its weights: where too little lies between training and test, the end of the
        // training, over which models are then fitted on what came before it.
        // Nobody forecasts from nothing: one bin at least must have been seen.
        let seen = (table.isKnown.firstIndex(of: true) ?? 0) + 1
        let begin = max(seen, min(first, max(test - max(60, 4 * horizon), (first + 1) / 2)))
        // The origins of the test are a whole number of steps from its beginning, those before it likewise.
        let warm = stride(from: test - step, through: begin, by: -step).reversed()
        return (first, Array(warm) + Array(stride(from: test, through: end, by: step)))
    }

    /// For each series the mean absolute error of the seasonal naive forecast in training; what errors are scaled by.
    private static func scales<A: AudienceKind, O: ForecastableOrigin>(
        _ table: CountTable<A, O>, until end: Int
    ) -> [Double] {
        let size = table.places.count * table.categories.count
        let lag = table.bins.first.map { BinCalendar.recurrence($0.level) } ?? 1
        var (sums, count) = ([Double](repeating: 0, count: size), 0)
        for bin in 0..<end where bin >= lag && table.isKnown[bin] && table.isKnown[bin - lag] {
            count += 1
            for index in 0..<size {
                sums[index] += abs(table.values[bin * size + index] - table.values[(bin - lag) * size + index])
            }
        }
        return sums.map { $0 / Double(max(1, count)) }
    }
}

/// Why a back-test can't be run.
public enum BacktestError: ExplainedError, Hashable {
    /// No covered bin lies before the end of the training.
    case nothingToLearnFrom
    /// No bin lies in the test.
    case nothingToTestOn
    /// A figure isn't a whole number.
    case notCounts

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .nothingToLearnFrom:
            Explanation(
                what: Phrase(
                    fr: "Aucun chiffre n'est antérieur à la fin de l'apprentissage.",
                    en: "No figure lies before the end of the training."),
                remedy: Phrase(fr: "Donnez un --train-until plus tardif.", en: "Give a later --train-until."))
        case .nothingToTestOn:
            Explanation(
                what: Phrase(fr: "Aucun chiffre ne tombe dans le test.", en: "No figure lies in the test."),
                remedy: Phrase(
                    fr: "Vérifiez --test-from et --test-until.", en: "Check --test-from and --test-until."))
        case .notCounts:
            Explanation(
                what: Phrase(fr: "Des chiffres ne sont pas entiers.", en: "Some figures aren't whole numbers."),
                remedy: Phrase(
                    fr: "Donnez des comptes : les prévisions sont des lois de comptes.",
                    en: "Give counts: forecasts are distributions of counts."))
        }
    }
}
