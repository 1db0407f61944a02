import Analysis
import ArgumentParser
import Foundation
import OutsideTable
import Vocabulary

/// `clairevoie backtest`: forecasts what is already known, by every model, and scores it.
struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Forecast what is already known, by every model, and score it beside a naive guess.",
        discussion: """
            --counts is a CSV with the columns place,time,category,count; combinations without a row are zeros. Every \
            origin sees only what came before it. Between --train-until and --test-from the pool learns its weights, \
            unscored. With --json the report is as docs/backtest.schema.json says.

            Example: clairevoie backtest --counts counts.csv --train-until 2015-09-01 --test-from 2015-10-01 \
            --test-until 2016-01-01 --json
            """)

    @Option(help: ArgumentHelp("The counts: CSV with the columns place,time,category,count.", valueName: "file"))
    var counts: String

    @Option(
        help: ArgumentHelp(
            "What is known ahead of times and places: CSV with the columns time, place if it matters, and covariates.",
            valueName: "file"))
    var covariates: String?

    @Option(help: ArgumentHelp("Models first learn from what came before this day.", valueName: "day"))
    var trainUntil: DayArgument

    @Option(
        help: ArgumentHelp("The first day of the test (default: the day that ends the training).", valueName: "day"))
    var testFrom: DayArgument?

    @Option(help: ArgumentHelp("The day after the last of the test.", valueName: "day"))
    var testUntil: DayArgument

    @Option(help: ArgumentHelp("How many bins ahead each forecast looks.", valueName: "bins"))
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
            "The length of the bins: hour, six_hours, day, week, month, year (default: what the table is made of).",
            valueName: "length"))
    var bins: StepArgument?

    @Option(
        help: ArgumentHelp("The clock of times that name none, such as Europe/Paris (default: UTC).", valueName: "zone")
    )
    var timeZone: String?

    @Option(
        help: "How the counts came to be: reported or measured. What agents find where they are sent isn't forecast.")
    var origin: ForecastableOriginArgument = .reported

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    @Flag(help: "Print the report as JSON; docs/backtest.schema.json describes it.")
    var json = false

    private static var names: String { ForecastCatalogue.models.map(\.name).joined(separator: ", ") }

    func validate() throws {
        guard horizon > 0, step ?? 1 > 0, refit ?? 0 >= 0 else {
            throw ValidationError("--horizon and --step are above 0, --refit isn't below.")
        }
        for name in model where !ForecastCatalogue.models.contains(where: { $0.name == name }) {
            throw ValidationError("There is no model \(name); there are \(Self.names).")
        }
    }

    func run() async throws {
        switch origin {
        case .reported: try test(as: Reported.self)
        case .measured: try test(as: Measured.self)
        }
    }

    private func test<O: ForecastableOrigin>(as origin: O.Type) throws {
        let interruption = Interruption()
        let name = timeZone ?? "UTC"
        guard let calendar = CivilCalendar(timeZoneName: name) else { throw UnknownTimeZone(name: name) }
        var table: CountTable<StaffAudience, O> = try OutsideCounts.read(
            path: counts, calendar: calendar, step: bins?.level)
        if let covariates {
            table = try OutsideCovariates.read(path: covariates, onto: table, calendar: calendar)
        }
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
            refit: refit ?? monthly, models: models, seed: seed)
        let bar = ProgressBar(unit: Phrase(fr: "origines", en: "origins"), isQuiet: json)
        let start = ContinuousClock.now
        let report = try test.run(table, in: calendar, stopwatch: Self.processorSeconds) { done, all in
            try interruption.check()
            bar.update(fraction: Double(done) / Double(all), count: done)
        }
        bar.finish()
        let elapsed = (ContinuousClock.now - start).components
        let cost = BacktestCost(
            seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
            processorSeconds: Self.processorSeconds(), peakMemoryBytes: Self.peakMemoryBytes)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.nonConformingFloatEncodingStrategy = .convertToString(
                positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
            var data = try encoder.encode(BacktestDocument(report: report, cost: cost))
            data.append(10)
            FileHandle.standardOutput.write(data)
        } else {
            print(Self.text(report, cost, in: TerminalLanguage.current))
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

    /// The report as lines for a terminal.
    private static func text(_ report: BacktestReport, _ cost: BacktestCost, in language: Language) -> String {
        var lines: [String] = []
        for category in [nil] + report.setting.categories.map(Optional.some) {
            let title = category ?? Phrase(fr: "toutes catégories", en: "all categories")[language]
            lines.append(title)
            let heads = [
                "", "log", "CRPS", "RMSE", "MASE", "80 %", "95 %", Phrase(fr: "gain", en: "gain")[language], "s",
            ]
            var rows = [heads]
            for model in report.models {
                guard let scores = model.scores.first(where: { $0.category == category }) else { continue }
                let gain = scores.skill.first { $0.over == Backtest.baselines.last }
                rows.append([
                    model.model, format(scores.logScore, 4), format(scores.crps, 4), format(scores.rmse, 3),
                    scores.mase.map { format($0, 3) } ?? "", scores.coverage80.map { format($0, 3) } ?? "",
                    scores.coverage95.map { format($0, 3) } ?? "",
                    gain.map {
                        "\(format($0.logScoreGain, 4)) [\(format($0.logScoreGainLow, 4)) … \(format($0.logScoreGainHigh, 4))]"
                    } ?? "",
                    category == nil ? format((model.fitSeconds ?? 0) + (model.forecastSeconds ?? 0), 1) : "",
                ])
            }
            let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            for row in rows {
                let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                let line = "  " + cells.joined(separator: "  ")
                lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
            }
            lines.append("")
        }
        lines.append(
            Phrase(
                fr: "gain : score logarithmique gagné sur la moyenne de chaque case, intervalle à 95 % par semaines.",
                en: "gain: log score gained over each cell's mean, 95 % interval by weeks.")[language])
        lines += report.notes.map { language == .french ? $0.fr : $0.en }
        lines.append(
            "\(format(cost.seconds, 1)) s, \(format(cost.processorSeconds, 1)) s CPU, \(cost.peakMemoryBytes >> 20) MiB"
        )
        return lines.joined(separator: "\n")
    }

    private static func format(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

/// What a back-test cost.
struct BacktestCost: Encodable {
    let seconds: Double
    let processorSeconds: Double
    let peakMemoryBytes: Int
}

/// The report as it is printed, with what it cost.
struct BacktestDocument: Encodable {
    let setting: BacktestReport.Setting
    let cost: BacktestCost
    let models: [BacktestReport.Model]
    let notes: [BacktestReport.Note]

    init(report: BacktestReport, cost: BacktestCost) {
        (setting, models, notes, self.cost) = (report.setting, report.models, report.notes, cost)
    }
}

/// How counts came to be that may be forecast.
enum ForecastableOriginArgument: String, ExpressibleByArgument, CaseIterable {
    case reported
    case measured
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
