import ArgumentParser
import Disclosure
import Editions
import Foundation
import Vocabulary

/// `clairevoie forecast`: scores what was forecast and has come, and writes what may come into the public ledger.
struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Score earlier forecasts whose figures are published, and write new ones before the fact.",
        discussion: """
            Reads published figures only. Each forecast is hashed into the public log before its first day begins, can't be \
            changed or taken back, and is scored by the next run after its figures were published. Run it once a day, after \
            clairevoie publish. Counts of what agents find (discovered) aren't forecast. --replay says what would have been \
            said on a day that is past: marked as such, and no proof. Ctrl-C stops between two tables; nothing of the rest \
            is written.

            Example: clairevoie forecast --territory Territories/ville-temoin --data demo-data
            Example: clairevoie forecast --territory Territories/ville-temoin --data demo-data --replay 2025-12-01 --json
            """)

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String

    @Option(help: ArgumentHelp("Whose figures to forecast: public or staff.", valueName: "audience"))
    var audience: AudienceArgument = .public

    @Option(help: ArgumentHelp("How many days ahead, 1 to 28; weeks that begin within them.", valueName: "days"))
    var days = 14

    @Option(
        help: ArgumentHelp(
            "Only this published table; may be repeated (default: all of hours, days and weeks).", valueName: "key"))
    var table: [String] = []

    @Option(
        help: ArgumentHelp(
            "Say what would have been said on the morning of this past day; may be repeated.", valueName: "day"))
    var replay: [DayArgument] = []

    @OptionGroup var witness: WitnessOption

    @Option(help: "Decides the random draws of the back-test.")
    var seed: UInt64 = 1

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        guard (1...28).contains(days) else { throw ValidationError("--days lies between 1 and 28.") }
    }

    func run() throws {
        switch audience {
        case .public: try forecast(PublicAudience.self)
        case .staff: try forecast(StaffAudience.self)
        }
    }

    private func forecast<A: AudienceKind>(_: A.Type) throws {
        let interruption = Interruption()
        let start = ContinuousClock.now
        let territory = try territory.load()
        let run = try ForecastRun<A>(territory: territory, data: data, days: days, keys: table, seed: seed)
        let log = try WitnessedLog(folder: data, witnesses: witness.folder)
        try log.verify()
        let bar = ProgressBar(unit: Phrase(fr: "origines", en: "origins"), isQuiet: json)
        defer { bar.finish() }
        let now = UTCSeconds(Date().timeIntervalSince1970)
        let past = try replay.map { territory.calendar.start(of: try $0.date()) }
        guard past.allSatisfy({ $0 <= now }) else { throw ReplayOfTheFuture() }
        var outcome = ForecastOutcome()
        outcome.scored = try run.score()
        let moments = past.isEmpty ? [now] : past
        for (number, moment) in moments.enumerated() {
            try run.issue(from: moment, at: now, isReplay: !past.isEmpty, into: &outcome) { fraction, count in
                try interruption.check()
                bar.update(fraction: (Double(number) + fraction) / Double(moments.count), count: count)
            }
        }
        // What was replayed may have come already.
        if !past.isEmpty { outcome.scored += try run.score() }
        try log.remember()
        bar.finish()
        let elapsed = (ContinuousClock.now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        print(try json ? outcome.wire(seconds: seconds) : outcome.text(seconds: seconds, TerminalLanguage.current))
    }
}

/// A replay of a day that hasn't come.
struct ReplayOfTheFuture: ExplainedError {
    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Un jour à venir ne se rejoue pas.", en: "A day to come can't be replayed."),
            remedy: Phrase(
                fr: "Sans --replay, la commande prévoit les jours qui viennent.",
                en: "Without --replay the command forecasts the days to come."))
    }
}
