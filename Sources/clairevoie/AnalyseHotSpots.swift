import Analysis
import ArgumentParser
import OutsideTable
import Vocabulary

/// `clairevoie analyse hotspots`: where counts are higher than chance and noise explain.
struct AnalyseHotSpots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotspots",
        abstract: "Hot and cold spots: which survive the false discovery rate, and which are noise.",
        discussion: """
            Gi* with Benjamini–Hochberg over places with positions, or over squares of points with their density and \
            near repeats; emerging, persistent and intermittent spots where there are periods enough.

            Example: clairevoie analyse hotspots --points calls.csv --cell 200 --band 1000 --json
            """)

    @OptionGroup var input: AnalysisInput
    @OptionGroup var output: AnalysisOutput

    @Option(
        help: ArgumentHelp(
            "A table of points: CSV with the columns x,y in metres, and time (ISO 8601), category where it has them.",
            valueName: "file"))
    var points: String?

    @Option(help: ArgumentHelp("The side of the squares that points are counted in.", valueName: "metres"))
    var cell: Double = 200

    @Option(
        help: ArgumentHelp("How far neighbours are from each other (default: 1000, or as needed).", valueName: "metres")
    )
    var band: Double?

    @Option(help: ArgumentHelp("So many nearest places as neighbours, instead of --band.", valueName: "count"))
    var nearest: Int?

    @Option(help: ArgumentHelp("Areas that can't be crossed: CSV ring,x,y.", valueName: "file"))
    var barriers: String?

    @Option(help: ArgumentHelp("A place that can't be crossed; may be repeated.", valueName: "key"))
    var barrierPlace: [String] = []

    @Option(
        help: ArgumentHelp(
            "The area that points may lie in: CSV ring,x,y (default: their rectangle).", valueName: "file"))
    var window: String?

    @Option(help: "The level of the false discovery rate.")
    var falseDiscovery: ProbabilityArgument = 0.05

    @Option(help: "How often the intervals hold what they estimate.")
    var coverage: ProbabilityArgument = 0.95

    @Option(help: "How many times the times are shuffled for near repeats.")
    var permutations: Int = 999

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    func validate() throws {
        guard cell > 0, cell.isFinite else { throw ValidationError("--cell is a length.") }
        guard band.map({ $0 > 0 && $0.isFinite }) ?? true else { throw ValidationError("--band is a length.") }
        guard nearest.map({ $0 > 0 }) ?? true else { throw ValidationError("--nearest is at least 1.") }
        guard band == nil || nearest == nil else { throw ValidationError("Give --band or --nearest, not both.") }
        guard (19...99_999).contains(permutations) else {
            throw ValidationError("--permutations lies between 19 and 99999.")
        }
    }

    func run() async throws {
        guard let points else { return try analyse(as: try input.originKind()) }
        guard input.counts == nil, input.territory == nil, input.data == nil else { throw NothingToAnalyse() }
        let calendar = try input.calendar()
        let read = try OutsidePoints(path: points, calendar: calendar)
        if let unknown = input.category.first(where: { !read.categories.contains($0) }) {
            throw UnknownCategory(key: unknown, known: read.categories)
        }
        let set = PointSet(
            x: read.x, y: read.y, times: read.times, categoryOf: read.categoryOf, categories: read.categories,
            origin: input.origin.origin)
        try output.print(try HotSpots(try options(calendar)).find(in: set))
    }

    private func analyse<O: OriginKind>(as origin: O.Type) throws {
        let (table, calendar) = try input.table(as: origin)
        try output.print(try HotSpots(try options(calendar)).find(in: table))
    }

    private func options(_ calendar: CivilCalendar) throws -> HotSpots.Options {
        var options = HotSpots.Options(calendar: calendar)
        options.categories = input.category.isEmpty ? nil : input.category
        options.range = try input.period?.range(in: calendar)
        options.neighbourhood = band.map { .within($0) } ?? nearest.map { .nearest($0) } ?? .automatic
        options.falseDiscoveryLevel = falseDiscovery.value
        options.coverage = coverage.value
        options.barrierPlaces = Set(barrierPlace)
        options.barriers = try barriers.map { try OutsideRings.read(path: $0) } ?? []
        options.cell = cell
        options.territory = try window.map { try OutsideRings.read(path: $0) } ?? []
        options.permutations = permutations
        options.seed = seed
        return options
    }
}
