import Analysis
import ArgumentParser
import Vocabulary

/// `clairevoie analyse effect`: whether a measure worked.
struct AnalyseEffect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "effect",
        abstract: "Did a measure work? Its places beside similar ones, with placebo tests and the ring around.",
        discussion: """
            Difference-in-differences and synthetic control; placebos in space and in time; displacement into a ring.

            A measure that the territory's measures.csv records brings its places, days and categories along.

            Example: clairevoie analyse effect --counts counts.csv --treated Q12 --from 2024-06-01 --ring 1500 --json
            Example: clairevoie analyse effect --territory my-city --data data --measure lights-harbour
            """)

    @OptionGroup var input: AnalysisInput
    @OptionGroup var output: AnalysisOutput

    @Option(help: ArgumentHelp("A measure on record in the territory's measures.csv.", valueName: "key"))
    var measure: String?

    @Option(help: ArgumentHelp("A place of the measure; may be repeated.", valueName: "key"))
    var treated: [String] = []

    @Option(help: ArgumentHelp("Its first day.", valueName: "day"))
    var from: DayArgument?

    @Option(help: ArgumentHelp("The first day without it, where it ended.", valueName: "day"))
    var to: DayArgument?

    @Option(help: ArgumentHelp("How far around the measure calls may be displaced to.", valueName: "metres"))
    var ring: Double?

    @Option(help: ArgumentHelp("A place of the ring; may be repeated, instead of --ring.", valueName: "key"))
    var ringPlace: [String] = []

    @Option(help: "How often the intervals hold what they estimate.")
    var coverage: ProbabilityArgument = 0.95

    @Option(help: "How many placebos are drawn.")
    var draws: Int = 199

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    func validate() throws {
        guard ring == nil || ringPlace.isEmpty else { throw ValidationError("Give --ring or --ring-place, not both.") }
        guard ring.map({ $0 > 0 && $0.isFinite }) ?? true else { throw ValidationError("--ring is a length.") }
        guard (19...9999).contains(draws) else { throw ValidationError("--draws lies between 19 and 9999.") }
        guard measure != nil else {
            guard !treated.isEmpty, from != nil else {
                throw ValidationError("Give --measure, or --treated and --from.")
            }
            return
        }
        guard treated.isEmpty, from == nil, to == nil, input.level == nil, input.category.isEmpty else {
            throw ValidationError("--measure brings its places, days and categories along.")
        }
        guard input.territory != nil, input.data != nil else {
            throw ValidationError("--measure takes --territory and --data.")
        }
    }

    func run() async throws {
        guard let measure else { return try analyse(input, as: try input.originKind(), nil) }
        let (recorded, chosen) = try RecordedMeasure(measure, input).chosen
        try analyse(chosen, as: try chosen.originKind(), recorded)
    }

    private func analyse<O: OriginKind>(
        _ input: AnalysisInput, as origin: O.Type, _ recorded: (measure: Measure, scope: Measure.Scope)?
    ) throws {
        let (table, calendar) = try input.table(as: origin)
        var around: MeasureEffect.Ring? =
            ringPlace.isEmpty ? ring.map { .within(metres: $0) } : .places(ringPlace)
        let effect: MeasureEffect
        if let recorded {
            around = around ?? .neighbours(of: recorded.measure.places, among: table.places)
            effect = MeasureEffect(
                of: recorded.measure, counting: recorded.scope, ring: around, coverage: coverage.value, draws: draws,
                seed: seed)
        } else {
            guard let from else { throw ValidationError("Give --measure, or --treated and --from.") }
            effect = MeasureEffect(
                treated: treated, from: try from.date(), to: try to?.date(), ring: around, categories: input.category,
                level: input.step?.level, coverage: coverage.value, draws: draws, seed: seed)
        }
        try output.print(try effect.find(in: table, calendar: calendar))
    }
}
