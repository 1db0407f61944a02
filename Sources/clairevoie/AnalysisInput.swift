import ArgumentParser
import Editions
import Foundation
import OutsideTable
import Vocabulary

/// What an analysis is about: a table that somebody brought, or what is published of a territory.
@dynamicMemberLookup
struct AnalysisInput: ParsableArguments {
    @OptionGroup var chosen: CountsOptions

    @Option(
        help: ArgumentHelp(
            """
            The length of the bins: hour, six_hours, day, week, month, year (default: what the table is made of; of \
            published tables the finest).
            """, valueName: "step"))
    var step: StepArgument?

    @Option(help: "How the counts of a file came to be: reported, discovered, measured, contextual.")
    var origin: OriginArgument = .reported

    subscript<Value>(dynamicMember member: WritableKeyPath<CountsOptions, Value>) -> Value {
        get { chosen[keyPath: member] }
        set { chosen[keyPath: member] = newValue }
    }

    /// The calendar of the clock that was named, or of the territory.
    func calendar() throws -> CivilCalendar {
        let name = chosen.timeZone ?? "UTC"
        guard let calendar = CivilCalendar(timeZoneName: name) else { throw UnknownTimeZone(name: name) }
        return calendar
    }

    /// How the counts came to be: as a published table says, or as was stated of the file.
    func originKind() throws -> any OriginKind.Type {
        let stated: Origin
        if chosen.counts == nil, chosen.territory != nil, let data = chosen.data {
            stated =
                switch chosen.audience {
                case .public: try published(PublicAudience.self, in: data).table.origin
                case .staff: try published(StaffAudience.self, in: data).table.origin
                }
        } else {
            stated = origin.origin
        }
        switch stated {
        case .reported: return Reported.self
        case .discovered: return Discovered.self
        case .measured: return Measured.self
        case .contextual: return Contextual.self
        }
    }

    /// The table, with its calendar.
    func table<O: OriginKind>(
        as kind: O.Type
    ) throws -> (table: CountTable<StaffAudience, O>, calendar: CivilCalendar) {
        var (table, calendar) = try wholeTable(as: kind)
        if let period = chosen.period { table = table.restricted(to: try period.range(in: calendar)) }
        return (try only(chosen.category, of: table), calendar)
    }

    private func wholeTable<O: OriginKind>(
        as kind: O.Type
    ) throws -> (table: CountTable<StaffAudience, O>, calendar: CivilCalendar) {
        switch (chosen.counts, chosen.territory, chosen.data) {
        case (let counts?, nil, nil):
            let calendar = try calendar()
            return (try OutsideCounts.read(path: counts, calendar: calendar, step: step?.level), calendar)
        case (nil, let territory?, let data?):
            var options = TerritoryOptions()
            options.territory = territory
            options.boundaries = chosen.boundaries
            let loaded = try options.load()
            let table: CountTable<StaffAudience, O> =
                switch chosen.audience {
                case .public: try counts(PublicAudience.self, as: kind, of: loaded, in: data)
                case .staff: try counts(StaffAudience.self, as: kind, of: loaded, in: data)
                }
            return (table, loaded.calendar)
        default:
            throw NothingToAnalyse()
        }
    }

    /// The newest version of the finest published table that was asked for.
    private func published<A: AudienceKind>(
        _: A.Type, in data: String
    ) throws -> (table: TableDescription, reader: EditionReader<A>) {
        let reader = try EditionReader<A>(folder: data)
        let known = try reader.tables()
        let tables = known.filter {
            $0.contents == .incidents(chosen.categories.level) && $0.place == placeLevel
                && (chosen.source == nil || $0.source == chosen.source) && (step == nil || $0.time == step?.level)
                && $0.binCount > 0
        }
        guard let table = tables.min(by: { ($0.time, -$0.version) < ($1.time, -$1.version) }) else {
            throw NoSuchTable(known: known.map(\.key).sorted())
        }
        return (table, reader)
    }

    private var placeLevel: PlaceLevel { chosen.level.map(PlaceLevel.init(key:)) ?? .territory }

    /// What is published; whoever runs the command sees at least what the audience sees.
    private func counts<A: AudienceKind, O: OriginKind>(
        _ audience: A.Type, as kind: O.Type, of territory: Territory, in data: String
    ) throws -> CountTable<StaffAudience, O> {
        let (table, reader) = try published(audience, in: data)
        let counts = try reader.read(table).counts(
            as: kind, in: territory.calendar,
            positions: territory.geography.middles(at: placeLevel, territory: territory.asPlace) ?? [:])
        return CountTable(
            places: counts.places, bins: counts.bins, categories: counts.categories, values: counts.values,
            variances: counts.variances, isKnown: counts.isKnown)
    }

    /// The table with some categories alone.
    private func only<O: OriginKind>(
        _ keys: [String], of table: CountTable<StaffAudience, O>
    ) throws -> CountTable<StaffAudience, O> {
        guard !keys.isEmpty else { return table }
        let numbers = try keys.map { key in
            guard let number = table.categories.firstIndex(of: key) else {
                throw UnknownCategory(key: key, known: table.categories)
            }
            return number
        }
        return table.keeping(categories: numbers)
    }
}

/// A length of bins as the command line writes it.
struct StepArgument: ExpressibleByArgument {
    let level: TimeLevel

    init?(argument: String) {
        guard let level = TimeLevel(rawValue: argument) else { return nil }
        self.level = level
    }

    static var allValueStrings: [String] { TimeLevel.allCases.map(\.rawValue) }
}

/// How finely categories are told apart, as the command line writes it.
enum CategoryLevelArgument: String, ExpressibleByArgument, CaseIterable {
    case all
    case group
    case category

    var level: CategoryLevel {
        switch self {
        case .all: .all
        case .group: .group
        case .category: .category
        }
    }
}

/// A clock that the system doesn't know.
struct UnknownTimeZone: ExplainedError {
    let name: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Fuseau horaire inconnu : « \(name) ».", en: "Unknown time zone: `\(name)`."),
            remedy: Phrase(fr: "Écrivez par exemple Europe/Paris.", en: "Write for example Europe/Paris."))
    }
}

/// Neither a table nor a territory's figures, or both.
struct NothingToAnalyse: ExplainedError {
    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Il faut une seule chose à analyser.", en: "It takes one thing to analyse."),
            remedy: Phrase(
                fr: "Donnez --counts FICHIER, ou --points FICHIER où c'est possible, ou --territory et --data.",
                en: "Give --counts FILE, or --points FILE where that is possible, or --territory and --data."))
    }
}

/// No published table has the wanted level, step and categories.
struct NoSuchTable: ExplainedError {
    let known: [String]

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Aucune table publiée n'a ces lieux, ce pas et ces catégories.",
                en: "No published table has these places, this step and these categories."),
            remedy: Phrase(
                fr: "Il y a : \(known.joined(separator: ", ")).", en: "There are: \(known.joined(separator: ", "))."))
    }
}

/// A category that the table doesn't have.
struct UnknownCategory: ExplainedError {
    let key: String
    let known: [String]

    var explanation: Explanation {
        let names = known.prefix(40).joined(separator: ", ")
        return Explanation(
            what: Phrase(fr: "Catégorie inconnue : « \(key) ».", en: "Unknown category: `\(key)`."),
            remedy: Phrase(fr: "Il y a : \(names).", en: "There are: \(names)."))
    }
}
