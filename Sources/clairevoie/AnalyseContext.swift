import Analysis
import ArgumentParser
import Vocabulary

/// `clairevoie analyse context`: which calls go with weather, hours, days, seasons, events and places.
struct AnalyseContext: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context",
        abstract: "What counts go with: weather, hours, days, holidays, events, land use. Association, not proof.",
        discussion: """
            A negative binomial regression of counts on the calendar and on the table's covariates, as ratios of rates, \
            with the gain out of sample. With --territory the covariates are the series that clairevoie context keeps in the \
            data folder, each by its usual summary over a bin (mean temperature, rain in all); -mean, -max, -min or -sum \
            behind a name asks for another. Attendance is in thousands. --factors looks for the factors of places instead \
            (risk terrain).

            Example: clairevoie analyse context --counts counts.csv --cut 'temperature>30' --json
            Example: clairevoie analyse context --territory Territories/ville-temoin --data demo-data --step day \
            --cut 'temperature-max>30'
            """)

    @OptionGroup var input: AnalysisInput
    @OptionGroup var output: AnalysisOutput

    @Option(
        help: ArgumentHelp("Only this covariate; may be repeated (default: all of the table's).", valueName: "name"))
    var covariate: [String] = []

    @Option(help: ArgumentHelp("A covariate as yes or no, such as temperature>30; may be repeated.", valueName: "cut"))
    var cut: [String] = []

    @Option(help: ArgumentHelp("A public holiday, as 2024-05-01; may be repeated.", valueName: "day"))
    var holiday: [DayArgument] = []

    @Option(help: "The season: months, harmonics, none.")
    var season: SeasonArgument = .harmonics

    @Option(help: "Whose errors go together: weeks, places, none.")
    var clusters: ClustersArgument = .weeks

    @Flag(help: "Look for the factors of places: elastic net, then stepwise.")
    var factors = false

    @Option(help: "Into how many parts the data is cut for the gain out of sample.")
    var folds: Int = 5

    @Option(help: "How often the intervals hold what they estimate.")
    var coverage: ProbabilityArgument = 0.95

    @Option(help: "Decides the random draws.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (2...100).contains(folds) else { throw ValidationError("--folds lies between 2 and 100.") }
    }

    func run() async throws {
        try analyse(as: try input.originKind())
    }

    private func analyse<O: OriginKind>(as origin: O.Type) throws {
        let (counts, calendar) = try input.table(as: origin)
        let chosen = covariate.isEmpty ? nil : covariate
        let cuts = try cut.map { text in
            guard let cut = ContextRegression.Cut(text) else { throw BadCut(text: text) }
            return cut
        }
        let context = try AnalysisContext(counts, of: input, covariates: covariate, cuts: cuts.map(\.covariate))
        let found: AnalysisReport
        if factors {
            let terrain = RiskTerrain(
                categories: input.category, covariates: chosen, units: context.units, folds: folds,
                coverage: coverage.value, seed: seed)
            found = try terrain.find(in: context.table, calendar: calendar)
        } else {
            let regression = ContextRegression(
                categories: input.category, covariates: chosen, cuts: cuts, units: context.units,
                publicHolidays: Set(try holiday.map { try $0.date() }), season: season.season,
                clusters: clusters.clusters, folds: folds, coverage: coverage.value, seed: seed)
            found = try regression.find(in: context.table, calendar: calendar)
        }
        let report = AnalysisReport(
            analysis: found.analysis, method: found.method, records: found.records,
            notes: found.notes + context.notes)
        try output.print(report)
        guard !output.json else { return }
        let sentences = report.records.compactMap { TermSentence().phrase($0)?[TerminalLanguage.current] }
        if !sentences.isEmpty { print("\n" + sentences.joined(separator: "\n")) }
    }
}

/// How the season is described.
enum SeasonArgument: String, ExpressibleByArgument, CaseIterable {
    case months
    case harmonics
    case none

    var season: ContextRegression.Season {
        switch self {
        case .months: .months
        case .harmonics: .harmonics(2)
        case .none: .none
        }
    }
}

/// Whose errors go together.
enum ClustersArgument: String, ExpressibleByArgument, CaseIterable {
    case weeks
    case places
    case none

    var clusters: ContextRegression.Clusters {
        switch self {
        case .weeks: .weeks
        case .places: .places
        case .none: .independent
        }
    }
}

/// A cut that can't be read.
struct BadCut: ExplainedError {
    let text: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "« \(text) » n'est pas un seuil.", en: "`\(text)` is not a cut."),
            remedy: Phrase(
                fr: "Écrivez par exemple 'temperature>30' ou 'rain<1'.",
                en: "Write for example 'temperature>30' or 'rain<1'."))
    }
}
