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
