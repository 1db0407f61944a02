import Vocabulary

/// How what is counted came to be: mostly in one way, and perhaps in others that the reader must know of.
struct OriginMix: Sendable, Hashable {
    /// How most of it did, as the source says.
    let main: Origin
    /// How some of it did, as the taxonomy narrows it.
    let others: [Origin]

    /// The origins of the categories that a selection holds.
    init(of selection: CategorySelection, source: Origin, taxonomy: Taxonomy) {
        let origins = taxonomy.origins(of: selection.id, at: selection.level, source: source)
            .sorted { $0.rawValue < $1.rawValue }
        main = origins.contains(source) ? source : origins.first ?? source
        others = origins.filter { [main] in $0 != main }
    }
}
