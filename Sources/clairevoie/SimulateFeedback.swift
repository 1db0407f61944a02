import Accountability
import ArgumentParser
import Foundation
import Vocabulary

/// `clairevoie simulate feedback`: what would happen if incidents that patrols find decided where patrols go.
struct SimulateFeedback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback",
        abstract: "Show what becomes of presence if what patrols find decides where they go.",
        discussion: """
            Patrols go where incidents were recorded, and what they find is recorded again: the urn of Ensign et al. \
            2018, for made-up rates, or for a city's own counts of what residents reported (--counts, or --territory \
            and --data). Beside it the paper's correction, and the one by the inverse of the chance of presence, which \
            holds for any number of areas. Nothing here sends anybody anywhere: it is why `discovered` incidents \
            aren't forecast. With --json the report is as docs/feedback.schema.json says.

            Example: clairevoie simulate feedback --rates .5,.25
            """)

    @Option(
        help: ArgumentHelp(
            "For each area the probability that a visit finds an incident, such as .5,.25 (the default without counts).",
            valueName: "list"))
    var rates: RatesArgument?

    @OptionGroup var input: AnalysisInput

    @Option(
        help: ArgumentHelp(
            "How many visits, one patrol in one area (default: 80000; of counts a year's).", valueName: "visits"))
    var steps: Int?

    @Option(help: ArgumentHelp("How many patrols go out a day, all areas together.", valueName: "patrols"))
    var visitsPerDay: Int = 20

    @Option(
        help: ArgumentHelp(
            "Of counts: how likely a visit to the area with most reports finds an incident; elsewhere in proportion.",
            valueName: "p"))
    var discovery: ProbabilityArgument = 0.5

    @Option(
        help: ArgumentHelp(
            "How much a reported incident adds to the records, from 0 to 1; a found one adds the rest of 1.",
            valueName: "w"))
    var reportedWeight: PartArgument = 0.0

    @Option(
        help: ArgumentHelp(
            """
            The part of visits that goes to all areas alike when corrected by inverse probability, so that no chance \
            of presence comes near 0.
            """, valueName: "part"))
    var floor: PartArgument = 0.05

    @Option(
        help: ArgumentHelp(
            "How many found incidents an area begins with, on average (default: 1; of counts 10).",
            valueName: "records"))
    var history: Double?

    @Option(help: ArgumentHelp("How many runs, which the ranges are over.", valueName: "runs"))
    var seeds: Int = 200

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    @Flag(help: "Print the report as JSON; docs/feedback.schema.json describes it.")
    var json = false

    private var hasCounts: Bool { input.counts != nil || input.territory != nil || input.data != nil }

    func validate() throws {
        guard 2...2000 ~= seeds else { throw ValidationError("--seeds is from 2 to 2000.") }
        guard 1...100_000_000 ~= steps ?? 1 else { throw ValidationError("--steps is from 1 to 100000000.") }
        guard 1...1_000_000 ~= visitsPerDay else { throw ValidationError("--visits-per-day is from 1 to 1000000.") }
        guard (history ?? 1).isFinite, history ?? 1 > 0 else { throw ValidationError("--history is above 0.") }
        guard rates == nil || !hasCounts else { throw ValidationError("Give --rates or counts, not both.") }
    }

    func run() async throws {
        let interruption = Interruption()
        let audit = try audit()
        var done = 0
        let rules = FeedbackRule.allCases
        let bar = ProgressBar(unit: Phrase(fr: "parcours", en: "runs"), isQuiet: json)
        let outcomes = try rules.map { rule in
            try audit.outcome(of: rule) {
                try interruption.check()
                bar.update(fraction: Double(done) / Double(rules.count * audit.runs), count: done)
                done += 1
            }
        }
        bar.finish()
        let report = FeedbackReport(audit: audit, outcomes: outcomes, visitsPerDay: visitsPerDay)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            var data = try encoder.encode(report)
            data.append(10)
            FileHandle.standardOutput.write(data)
        } else {
            print(report.text(in: TerminalLanguage.current))
        }
    }

    private func audit() throws -> FeedbackAudit {
        guard hasCounts else {
            return try FeedbackAudit(
                rates: rates?.values ?? [0.5, 0.25], reportedWeight: reportedWeight.value,
                startingRecords: history ?? 1, steps: steps ?? 80_000, runs: seeds, floor: floor.value, seed: seed)
        }
        guard try input.originKind().origin == .reported else { throw OnlyReportedCounts() }
        return try FeedbackAudit(
            counts: try input.table(as: Reported.self).table, discovery: discovery.value, visitsPerDay: visitsPerDay,
            reportedWeight: reportedWeight.value, startingRecords: history ?? 10, steps: steps ?? 365 * visitsPerDay,
            runs: seeds, floor: floor.value, seed: seed)
    }
}

/// Two probabilities or more, with commas between them.
struct RatesArgument: ExpressibleByArgument {
    let values: [Double]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        values = parts.compactMap(\.self)
        guard values.count == parts.count, 2...10_000 ~= parts.count, values.allSatisfy({ 0...1 ~= $0 }) else {
            return nil
        }
    }
}

/// A number from 0 to 1, both included.
struct PartArgument: ExpressibleByArgument, ExpressibleByFloatLiteral {
    let value: Double

    init?(argument: String) {
        guard let value = Double(argument), 0...1 ~= value else { return nil }
        self.value = value
    }

    init(floatLiteral value: Double) {
        self.value = value
    }

    var defaultValueDescription: String { "\(value)" }
}

/// Counts that aren't of what residents reported.
struct OnlyReportedCounts: ExplainedError {
    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Il faut des incidents signalés par les habitants.",
                en: "It takes incidents that residents reported."),
            why: Phrase(
                fr: "Les autres disent où l'on a regardé, pas ce qui s'y passe.",
                en: "Others tell where somebody looked, not what happens there."),
            remedy: Phrase(
                fr: "Choisissez une table de signalements, ou --origin reported pour un fichier.",
                en: "Choose a table of reports, or --origin reported for a file."))
    }
}
