import Analysis
import ArgumentParser
import Vocabulary

/// `clairevoie analyse trends`: slopes, seasons and changes of level with their dates.
struct AnalyseTrends: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trends",
        abstract: "Trends, seasons, and the dates at which the level changed.",
        discussion: """
            Robust seasonal decomposition, Mann–Kendall and Theil–Sen for the trend, change points with their confidence.

            Example: clairevoie analyse trends --counts counts.csv --by category --json
            """)

    @OptionGroup var input: AnalysisInput
    @OptionGroup var output: AnalysisOutput

    @Option(help: ArgumentHelp("A series for each place or category; may be given twice.", valueName: "what"))
    var by: [SeriesArgument] = []

    @Option(help: ArgumentHelp("Only this place; may be given several times.", valueName: "key"))
    var place: [String] = []

    @Option(help: ArgumentHelp("A public holiday to leave out, as 2024-05-01; may be repeated.", valueName: "day"))
    var holiday: [DayArgument] = []

    @Option(help: "How often a series without change may be said to have one.")
    var falseAlarm: ProbabilityArgument = 0.05

    @Option(help: "How often the intervals hold what they estimate.")
    var coverage: ProbabilityArgument = 0.95

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    func run() async throws {
        try analyse(as: try input.originKind())
    }

    private func analyse<O: OriginKind>(as origin: O.Type) throws {
        let (table, calendar) = try input.table(as: origin)
        let trends = Trends(
            byCategory: by.contains(.category), byPlace: by.contains(.place), categories: input.category,
            places: place, publicHolidays: Set(try holiday.map { try $0.date() }), falseAlarm: falseAlarm.value,
            coverage: coverage.value, seed: seed)
        try output.print(try trends.find(in: table, calendar: calendar))
    }
}

/// What has a series of its own.
enum SeriesArgument: String, ExpressibleByArgument, CaseIterable {
    case place
    case category
}
