import Analysis
import Context
import Vocabulary

/// A table of a territory with what its data folder knows of weather, holidays, events, works and inhabitants.
struct AnalysisContext<O: OriginKind> {
    /// The table; one that somebody brought keeps its own covariates and gets no others.
    let table: CountTable<StaffAudience, O>
    /// Each covariate's unit.
    let units: [String: String]
    /// What was left out, and why.
    let notes: [Phrase]

    /// Joins the series kept under `DATA/context/`.
    ///
    /// - Parameters:
    ///   - covariates: the names asked for; none for all.
    ///   - cuts: names that thresholds are set on.
    /// - Throws: ``ContextError`` for a series that can't be read back, ``AnalysisError`` for a name that there isn't.
    init(
        _ table: CountTable<StaffAudience, O>, of input: AnalysisInput, covariates: [String], cuts: [String]
    ) throws {
        guard let folder = input.territory, let data = input.data else {
            (self.table, units, notes) = (table, [:], [])
            return
        }
        let store = ContextStore(data: data)
        let series = try store.names().map { try store.series(named: $0) }
        guard !series.isEmpty || !covariates.isEmpty || !cuts.isEmpty else {
            let none = Phrase(
                fr: "Aucune série de contexte dans \(store.folder) : seul le calendrier explique. "
                    + "clairevoie context en lit.",
                en:
                    "No contextual series in \(store.folder): only the calendar explains. clairevoie context reads some."
            )
            (self.table, units, notes) = (table, [:], [none])
            return
        }
        var options = TerritoryOptions()
        options.territory = folder
        options.boundaries = input.boundaries
        let territory = try options.load()
        let level = input.level.map(PlaceLevel.init(key:)) ?? .territory
        let others = Set(series.map(\.level)).subtracting([level, .territory])
        let relations = others.compactMap { other in
            territory.relation(of: level, to: other).map { (other, $0) }
        }
        let join = ContextJoin(
            series: series, level: level, relations: Dictionary(relations, uniquingKeysWith: { first, _ in first }))
        let joined = try join.joined(to: table, covariates: covariates.isEmpty ? nil : covariates, cuts: cuts)
        (self.table, units, notes) = (joined.table, joined.units, joined.notes)
    }
}

extension Territory {
    /// How the places of one level lie to those of another, each by the place with which it shares most cells.
    ///
    /// - Returns: nil for a level that the territory doesn't have.
    fileprivate func relation(of level: PlaceLevel, to other: PlaceLevel) -> ContextJoin.Relation? {
        guard let own = places(at: level), let others = places(at: other),
            let ownOfCell = geography.placeOfCell(at: level), let otherOfCell = geography.placeOfCell(at: other)
        else { return nil }
        let pairs = zip(ownOfCell, otherOfCell).filter { $0 >= 0 && $1 >= 0 }
        /// For each first number the second that comes with it most often, the lower of two.
        func most(_ pairs: [(Int32, Int32)]) -> [Int: Int] {
            Dictionary(grouping: pairs, by: \.0).reduce(into: [:]) { found, group in
                let counts = Dictionary(grouping: group.value, by: \.1).mapValues(\.count)
                let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
                if let best { found[Int(group.key)] = Int(best.key) }
            }
        }
        if others.count >= own.count {
            let parents = most(pairs.map { ($1, $0) })
            let parts = Dictionary(grouping: parents.keys.sorted(), by: { own[parents[$0] ?? 0].id })
            return .madeOf(parts.mapValues { $0.map { others[$0].id } })
        }
        let parents = most(pairs.map { ($0, $1) }).map { (own[$0.key].id, others[$0.value].id) }
        return .within(Dictionary(parents, uniquingKeysWith: { first, _ in first }))
    }
}
