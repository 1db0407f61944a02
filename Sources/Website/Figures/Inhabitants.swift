import Vocabulary

/// How many people live in the places of each level, as contextual series tell.
struct Inhabitants: Sendable {
    /// For each level, by the ids of its places.
    let byLevel: [PlaceLevel: [String: Double]]

    /// Takes the latest reading of each place of the series `population-…`; the territory's own, where no series has it, is
    /// the sum of its finest complete layer of zones.
    init(_ context: [ContextSeries], territory: Territory) {
        var found: [PlaceLevel: [String: Double]] = [:]
        for series in context where series.name.hasPrefix("population-") {
            for reading in series.readings {
                // Readings of a place are in order of time.
                if let people = reading.value { found[series.level, default: [:]][reading.place] = people }
            }
        }
        if found[.territory] == nil {
            for layer in territory.geography.layers.sorted(by: { $0.zones.count > $1.zones.count }) {
                let people = layer.zones.compactMap { found[.zone(layer.level)]?[$0.id] }
                if !people.isEmpty, people.count == layer.zones.count {
                    found[.territory] = [territory.id: people.reduce(0, +)]
                    break
                }
            }
        }
        byLevel = found
    }
}
