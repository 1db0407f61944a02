import Editions
import Vocabulary

/// A measure on record in the territory's folder, and the published table that answers best whether it worked.
struct RecordedMeasure {
    /// The measure with what is counted of it, and the input that reads the table.
    let chosen: ((measure: Measure, scope: Measure.Scope), AnalysisInput)

    /// Looks the measure up.
    ///
    /// - Throws: ``UnknownMeasure``, or ``NoTableForMeasure`` where no published table has its places.
    init(_ key: String, _ input: AnalysisInput) throws {
        var options = TerritoryOptions()
        options.territory = input.territory ?? ""
        options.boundaries = input.boundaries
        let territory = try options.load()
        guard let measure = territory.measures.first(where: { $0.id == key }) else {
            throw UnknownMeasure(key: key, known: territory.measures.map(\.id))
        }
        let tables =
            switch input.audience {
            case .public: try EditionReader<PublicAudience>(folder: input.data ?? "").tables()
            case .staff: try EditionReader<StaffAudience>(folder: input.data ?? "").tables()
            }
        var best: (rank: (besides: Int, step: Int), table: TableDescription, level: CategoryLevel)?
        for table in tables where table.place == measure.level && table.binCount > 0 {
            guard case .incidents(let level) = table.contents, input.source.map({ $0 == table.source }) ?? true,
                input.step.map({ $0.level == table.time }) ?? true,
                let rank = measure.rank(level, table.time, in: territory.taxonomy)
            else { continue }
            if let best, best.rank <= rank { continue }
            best = (rank, table, level)
        }
        guard let best else { throw NoTableForMeasure(measure: measure) }
        var input = input
        input.source = best.table.source
        input.level = measure.level.key
        input.categories = CategoryLevelArgument(best.level)
        input.step = StepArgument(argument: best.table.time.rawValue)
        chosen = ((measure, measure.scope(at: best.level, in: territory.taxonomy)), input)
    }
}

extension CategoryLevelArgument {
    /// A level as the command line writes it.
    init(_ level: CategoryLevel) {
        switch level {
        case .all: self = .all
        case .group: self = .group
        case .category: self = .category
        }
    }
}

/// A measure that isn't on record.
struct UnknownMeasure: ExplainedError {
    let key: String
    let known: [String]

    var explanation: Explanation {
        let names = known.joined(separator: ", ")
        return Explanation(
            what: Phrase(
                fr: "La mesure « \(key) » n'est pas dans measures.csv.",
                en: "The measure `\(key)` isn't in measures.csv."),
            remedy: known.isEmpty
                ? Phrase(
                    fr: "Écrivez-la dans le fichier measures.csv du dossier du territoire.",
                    en: "Write it into the file measures.csv of the territory's folder.")
                : Phrase(fr: "Il y a : \(names).", en: "There are: \(names)."))
    }
}

/// No published table has a measure's places in weeks, months or finer.
struct NoTableForMeasure: ExplainedError {
    let measure: Measure

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Rien n'est publié au niveau « \(measure.level.key) » par semaine, mois ou plus fin.",
                en: "Nothing is published at the level `\(measure.level.key)` by week, month or finer."),
            remedy: Phrase(
                fr: "Ajoutez une telle table à plan.yaml, ou changez le niveau de la mesure.",
                en: "Add such a table to plan.yaml, or change the measure's level."))
    }
}
