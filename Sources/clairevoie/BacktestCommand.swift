import Analysis
import ArgumentParser
import Foundation
import Vocabulary

/// `clairevoie backtest`: forecasts what is already known, by every model, and scores it.
struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Forecast what is already known, by every model, and score it beside a naive guess.",
        discussion: """
            --counts is a CSV with the columns place,time,category,count; combinations without a row are zeros. With \
            --territory and --data the figures are the published ones, with their noise, and what the data folder knows of \
            weather, holidays, events and works is joined to them. Every origin sees only what came before it. Between \
            --train-until and --test-from the pool learns its weights, unscored. With --json the report is as \
            docs/backtest.schema.json says.

            Example: clairevoie backtest --counts counts.csv --train-until 2015-09-01 --test-from 2015-10-01 \
            --test-until 2016-01-01 --json
            Example: clairevoie backtest --territory Territories/ville-temoin --data demo-data --level arrondissement \
            --bins day --train-until 2025-07-01 --test-until 2026-01-01 --horizon 7
            """)

    @OptionGroup var input: BacktestInput

    @Option(help: ArgumentHelp("Models first learn from what came before this day.", valueName: "day"))
    var trainUntil: DayArgument

    @Option(
        help: ArgumentHelp("The first day of the test (default: the day that ends the training).", valueName: "day"))
    var testFrom: DayArgument?

    @Option(help: ArgumentHelp("The day after the last of the test.", valueName: "day"))
    var testUntil: DayArgument

    @Option(help: ArgumentHelp("How many bins ahead each forecast looks, at most \(longest).", valueName: "bins"))
    var horizon: Int = 1

    @Option(help: ArgumentHelp("How many bins lie between two origins (default: the horizon).", valueName: "bins"))
    var step: Int?

    @Option(
        help: ArgumentHelp(
            "After how many bins models are fitted anew, 0 for never (default: four weeks).", valueName: "bins"))
    var refit: Int?

    @Option(
        help: ArgumentHelp(
            "Only this model, besides the baselines; may be given several times: \(names).", valueName: "name"))
    var model: [String] = []

    @Option(
        help: ArgumentHelp(
            "Point at this share of the places, such as 0.002; may be given several times (default: .01 .05 .1 .2).",
            valueName: "share"))
    var areaShare: [ProbabilityArgument] = []

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    @Flag(help: "Print the report as JSON; docs/backtest.schema.json describes it.")
    var json = false

    /// The most bins that a horizon, a step or the time to a new fit may have: over a year of hours.
    private static let longest = 10_000

    private static var names: String { ForecastCatalogue.models.map(\.name).joined(separator: ", ") }

    func validate() throws {
        guard horizon > 0, step ?? 1 > 0, refit ?? 0 >= 0 else {
            throw ValidationError("--horizon and --step are above 0, --refit isn't below.")
        }
        guard max(horizon, step ?? 1, refit ?? 0) <= Self.longest else {
            throw ValidationError("--horizon, --step and --refit are at most \(Self.longest) bins.")
        }
        for name in model where !ForecastCatalogue.models.contains(where: { $0.name == name }) {
            throw ValidationError("There is no model \(name); there are \(Self.names).")
        }
    }

    func run() async throws {
        try test(as: try input.forecastableKind())
    }

    private func test<O: ForecastableOrigin>(as origin: O.Type) throws {
        let interruption = Interruption()
        let (table, calendar, notes) = try input.table(as: origin)
        let trained = calendar.start(of: try trainUntil.date())
        let from = try testFrom.map { calendar.start(of: try $0.date()) } ?? trained
        let until = calendar.start(of: try testUntil.date())
        guard trained <= from, from < until else { throw TimesOutOfOrder() }
        let level = table.bins.first?.level ?? .day
        let monthly = max(1, Int((28 * BinCalendar.perDay(level)).rounded()))
        let models = ForecastCatalogue.models.filter {
            model.isEmpty || model.contains($0.name) || Backtest.baselines.contains($0.name)
        }
        let test = Backtest(
            trainUntil: trained, testFrom: from, testUntil: until, horizon: horizon, step: step ?? horizon,
            refit: refit ?? monthly, models: models,
            areaShares: areaShare.isEmpty ? Backtest.usualAreaShares : areaShare.map(\.value), seed: seed)
        let bar = ProgressBar(unit: Phrase(fr: "origines", en: "origins"), isQuiet: json)
        let start = ContinuousClock.now
        let report = try test.run(table, in: calendar, stopwatch: Self.processorSeconds) { done, all in
            try interruption.check()
            bar.update(fraction: Double(done) / Double(all), count: done)
        }
        bar.finish()
        let elapsed = (ContinuousClock.now - start).components
        let cost = BacktestDocument.Cost(
            seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
            processorSeconds: Self.processorSeconds(), peakMemoryBytes: Self.peakMemoryBytes)
        let document = BacktestDocument(report, of: table, notes: notes, cost: cost)
        if json {
            FileHandle.standardOutput.write(try document.json())
        } else {
            print(document.text(in: TerminalLanguage.current))
        }
    }

    /// Seconds that the processor worked for this process.
    private static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    /// The most memory that the process held, in bytes.
    private static var peakMemoryBytes: Int {
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return usage.ru_maxrss * 1024
    }
}

/// The training ends after the test begins, or the test ends before.
struct TimesOutOfOrder: ExplainedError {
    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Les dates ne se suivent pas.", en: "The days aren't in order."),
            remedy: Phrase(
                fr: "Il faut --train-until ≤ --test-from < --test-until.",
                en: "It takes --train-until ≤ --test-from < --test-until."))
    }
}
