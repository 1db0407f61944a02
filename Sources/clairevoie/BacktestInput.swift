import ArgumentParser
import Foundation
import OutsideTable
import Statistics
import Vocabulary

/// What a back-test is about: a table that somebody brought, or what is published of a territory with its context.
struct BacktestInput: ParsableArguments {
    @OptionGroup var chosen: CountsOptions

    @Option(
        help: ArgumentHelp(
            "What is known ahead of times and places: CSV with the columns time, place if it matters, and covariates.",
            valueName: "file"))
    var covariates: String?

    @Option(
        help: ArgumentHelp(
            "The counts of the file carry discrete Laplace noise of this ε: scores are of what was published.",
            valueName: "epsilon"))
    var noiseEpsilon: Double?

    @Flag(help: "Leave out weather, holidays, events and works that the data folder knows of.")
    var noContext = false

    @Option(
        help: ArgumentHelp(
            """
            The length of the bins: hour, six_hours, day, week, month, year (default: what the table is made of; of \
            published tables the finest).
            """, valueName: "length"))
    var bins: StepArgument?

    @Option(
        help: """
            How the counts of a file came to be: reported or measured. What agents find where they are sent isn't \
            forecast; a published table says so itself.
            """)
    var origin: ForecastableOriginArgument = .reported

    func validate() throws {
        if let noiseEpsilon {
            guard chosen.counts != nil else {
                throw ValidationError("--noise-epsilon is of --counts; published tables know their noise.")
            }
            guard (0.001...50).contains(noiseEpsilon) else {
                throw ValidationError("--noise-epsilon lies between 0.001 and 50.")
            }
        }
    }

    /// The origin of the counts, as a type that forecasts take.
    ///
    /// - Throws: ``NotForecast`` for a published table of discoveries or of context.
    func forecastableKind() throws -> any ForecastableOrigin.Type {
        let kind = try analysed.originKind()
        guard let forecastable = kind as? any ForecastableOrigin.Type else { throw NotForecast() }
        return forecastable
    }

    /// The table with its calendar, what is known of its times and places, and what a reader must know of that.
    ///
    /// - Throws: what can't be read, `OutsideTableError.belowZero` where no noise explains it, ``MixedOrigins``.
    func table<O: ForecastableOrigin>(
        as kind: O.Type
    ) throws -> (table: CountTable<StaffAudience, O>, calendar: CivilCalendar, notes: [Phrase]) {
        var (table, calendar) = try analysed.table(as: kind)
        var notes: [Phrase] = []
        if let counts = chosen.counts {
            if let noiseEpsilon {
                table = table.published(withVariance: Self.variance(epsilon: noiseEpsilon))
            } else if table.values.contains(where: { $0 < 0 }) {
                throw OutsideTableError.belowZero(file: counts)
            }
        } else {
            (table, notes) = try unmixed(table)
            if !noContext {
                let context = try AnalysisContext(table, of: analysed, covariates: [], cuts: [])
                table = context.table
                notes += context.notes
            }
        }
        if let covariates {
            table = try OutsideCovariates.read(path: covariates, onto: table, calendar: calendar)
        }
        return (table, calendar, notes)
    }

    /// The columns of a published table that have its origin throughout, by the taxonomy: none that mixes in what agents found.
    private func unmixed<O: ForecastableOrigin>(
        _ table: CountTable<StaffAudience, O>
    ) throws -> (table: CountTable<StaffAudience, O>, notes: [Phrase]) {
        guard let territory = chosen.territory else { return (table, []) }
        var options = TerritoryOptions()
        (options.territory, options.boundaries) = (territory, chosen.boundaries)
        let taxonomy = try options.load().taxonomy
        let kept = table.categories.indices.filter {
            taxonomy.origins(of: table.categories[$0], at: chosen.categories.level, source: O.origin) == [O.origin]
        }
        let mixed = table.categories.indices.filter { !kept.contains($0) }.map { table.categories[$0] }
        guard !mixed.isEmpty else { return (table, []) }
        guard !kept.isEmpty else { throw MixedOrigins(columns: mixed) }
        let names = mixed.joined(separator: ", ")
        let note = Phrase(
            fr: "Non prévu, car des agents en ont constaté une part : \(names).",
            en: "Not forecast, since agents found a part of it: \(names).")
        return (table.keeping(categories: kept), [note])
    }

    /// The variance of discrete Laplace noise, 2α/(1−α)² with α = e^−ε.
    private static func variance(epsilon: Double) -> Double {
        DiscreteLaplaceSum([DiscreteLaplaceSum.Term(alpha: exp(-epsilon), count: 1)]).variance
    }

    /// The same table as analyses ask for it.
    private var analysed: AnalysisInput {
        var input = AnalysisInput()
        (input.chosen, input.step) = (chosen, bins)
        input.origin = origin.asStated
        return input
    }
}

extension CountTable {
    /// The table whose figures all carry noise of one variance.
    fileprivate func published(withVariance variance: Double) -> CountTable {
        CountTable(
            places: places, bins: bins, categories: categories, values: values,
            variances: Array(repeating: variance, count: bins.count), isKnown: isKnown, covariates: covariates)
    }
}

/// How counts came to be that may be forecast.
enum ForecastableOriginArgument: String, ExpressibleByArgument, CaseIterable {
    case reported
    case measured

    /// The same among all origins.
    var asStated: OriginArgument {
        switch self {
        case .reported: .reported
        case .measured: .measured
        }
    }
}

/// A published table of what agents found, or of context, was to be forecast.
struct NotForecast: ExplainedError {
    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Cette table ne se prévoit pas : elle compte ce que des agents ont constaté, ou du contexte.",
                en: "This table isn't forecast: it counts what agents found, or context."),
            why: Phrase(
                fr: "Prévoir des constats enverrait les agents là où ils étaient déjà allés.",
                en: "Forecasting what was found would send agents where they had already gone."),
            remedy: Phrase(
                fr: "Choisissez par --source une source d'appels, de signalements ou de mesures.",
                en: "Choose by --source a source of calls, of reports or of measurements."))
    }
}

/// Every column of a published table mixes in what agents found.
struct MixedOrigins: ExplainedError {
    let columns: [String]

    var explanation: Explanation {
        let names = columns.joined(separator: ", ")
        return Explanation(
            what: Phrase(
                fr: "Rien à prévoir : des agents ont constaté une part de \(names).",
                en: "There is nothing to forecast: agents found a part of \(names)."),
            why: Phrase(
                fr: "Prévoir des constats enverrait les agents là où ils étaient déjà allés.",
                en: "Forecasting what was found would send agents where they had already gone."),
            remedy: Phrase(
                fr: "Prenez par --categories group ou category une table dont une colonne n'a que des appels.",
                en: "Take by --categories group or category a table with a column of nothing but calls."))
    }
}
