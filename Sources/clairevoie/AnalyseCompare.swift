import Analysis
import ArgumentParser
import Vocabulary

/// `clairevoie analyse compare`: two periods, by place or by category.
struct AnalyseCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "How two periods compare, by place or category; too few is said, not drawn.",
        discussion: """
            Ratios of rates with intervals that know the noise and the scatter of the counts.

            Example: clairevoie analyse compare --counts counts.csv --before 2023-01-01/2024-01-01 \
            --after 2024-01-01/2025-01-01 --by place --json
            Two places over one time: clairevoie analyse compare --counts counts.csv --between north south
            """)

    @OptionGroup var input: AnalysisInput
    @OptionGroup var output: AnalysisOutput

    @Option(help: ArgumentHelp("The period before, the last day excluded.", valueName: "from/until"))
    var before: PeriodArgument?

    @Option(help: ArgumentHelp("The period after, the last day excluded.", valueName: "from/until"))
    var after: PeriodArgument?

    @Option(help: ArgumentHelp("The last so many days against as many before.", valueName: "days"))
    var lastDays: Int?

    @Option(help: ArgumentHelp("--after against the same weekdays so many weeks earlier.", valueName: "weeks"))
    var weeksEarlier: Int?

    @Flag(help: "This year so far against the same days of the year before.")
    var yearToDate = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Instead of two periods, two places, or two categories with --by category, over --period.",
            valueName: "keys"))
    var between: [String] = []

    @Option(help: "What is compared: total, place, category, place_and_category.")
    var by: GroupingArgument = .total

    @Option(help: "The level of the false discovery rate.")
    var falseDiscovery: ProbabilityArgument = 0.05

    @Option(help: "How often the intervals hold what they estimate.")
    var coverage: ProbabilityArgument = 0.95

    func validate() throws {
        guard lastDays.map({ $0 > 0 }) ?? true, weeksEarlier.map({ $0 > 0 }) ?? true else {
            throw ValidationError("Days and weeks are counted from 1.")
        }
        if !between.isEmpty {
            let isAlone = before == nil && after == nil && lastDays == nil && weeksEarlier == nil && !yearToDate
            guard between.count == 2, isAlone, by == .total || by == .place || by == .category else {
                throw ValidationError("--between takes two keys, and no periods but --period.")
            }
            return
        }
        let ways = [before != nil, lastDays != nil, weeksEarlier != nil, yearToDate].count { $0 }
        guard ways == 1, (before != nil || weeksEarlier != nil) == (after != nil) else {
            throw ValidationError(
                "Give --before and --after, or --after and --weeks-earlier, or --last-days, or --year-to-date, or --between."
            )
        }
    }

    func run() async throws {
        try analyse(as: try input.originKind())
    }

    private func analyse<O: OriginKind>(as origin: O.Type) throws {
        let (table, calendar) = try input.table(as: origin)
        if between.count == 2 {
            let sides: Contrast.Sides =
                by == .category ? .categories(between[0], between[1]) : .places(between[0], between[1])
            let contrast = Contrast(sides, calendar: calendar, coverage: coverage.value)
            return try output.print(try contrast.find(in: table))
        }
        var options = Comparison.Options(try periods(calendar), by: by.grouping, calendar: calendar)
        options.categories = input.category.isEmpty ? nil : input.category
        options.falseDiscoveryLevel = falseDiscovery.value
        options.coverage = coverage.value
        try output.print(try Comparison(options).compare(table))
    }

    private func periods(_ calendar: CivilCalendar) throws -> Comparison.Periods {
        let after = try after?.range(in: calendar)
        if let before = try before?.range(in: calendar), let after { return .ranges(before: before, after: after) }
        if let weeksEarlier, let after { return .sameWeekdays(after: after, weeksEarlier: weeksEarlier) }
        return lastDays.map { .lastDays($0) } ?? .yearToDate
    }
}

/// What is compared, as the command line writes it.
enum GroupingArgument: String, ExpressibleByArgument, CaseIterable {
    case total
    case place
    case category
    case placeAndCategory = "place_and_category"

    var grouping: Comparison.Grouping {
        switch self {
        case .total: .total
        case .place: .place
        case .category: .category
        case .placeAndCategory: .placeAndCategory
        }
    }
}
