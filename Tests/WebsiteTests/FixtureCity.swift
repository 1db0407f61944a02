import Foundation
import Vocabulary

/// A city of six square quartiers by the sea, near Marseille.
enum FixtureCity {
    /// The territory; `sources` names which sources its plan and conventions hold.
    static func territory(
        isSimulated: Bool = true, isOpen: Bool = false, cellSize: Int = 1000, measures: [Measure] = []
    ) throws -> Territory {
        let calendar = try require(CivilCalendar(timeZoneName: "Europe/Paris"))
        let names = ["L'Horloge", "Le Phare", "Les Oliviers", "Saint-Éloi", "La Criée <vieille>", "Belle Rive"]
        let quartiers = names.enumerated().map { number, name in
            let (column, row) = (number % 3, number / 3)
            return Zone(
                id: "0\(row + 1)0\(column + 1)", name: name, parent: "0\(row + 1)",
                polygons: [square(column: column, row: row, width: 1)])
        }
        let arrondissements = (0..<2).map { row in
            Zone(
                id: "0\(row + 1)", name: "\(row + 1)e arrondissement", polygons: [square(column: 0, row: row, width: 3)]
            )
        }
        let geography = Geography(
            grid: EqualAreaGrid(plane: .europe, cellSize: cellSize), cellSizes: [cellSize],
            layers: [
                ZoneLayer(
                    level: "arrondissement", title: Phrase(fr: "Arrondissements", en: "Districts"),
                    zones: arrondissements),
                ZoneLayer(level: "quartier", title: Phrase(fr: "Quartiers", en: "Neighbourhoods"), zones: quartiers),
            ])
        let convention = Convention(
            source: "incidents", title: Phrase(fr: "Appels à la mairie", en: "Calls to the town hall"),
            purpose: Phrase(fr: "Suivre la tranquillité publique", en: "Follow public tranquillity"),
            legalBasis: Phrase(fr: "Mission d'intérêt public", en: "Task in the public interest"),
            origin: .reported, recordsPerIncident: .enforcedByKey(1), format: FileFormat(),
            place: .coordinates(x: "lon", y: "lat", reference: .degrees), time: TimeColumns(.together("date")),
            category: .code("code"), keyColumn: "id", rhythm: .monthly, delay: 86_400, retentionDays: 400,
            disclosure: isOpen
                ? .open(OpenDataset(url: "https://example.org", licence: "ODbL", checksum: "00")) : .noised)
        return Territory(
            id: "port-essai", name: "Port-Essai", language: .french, isSimulated: isSimulated, calendar: calendar,
            geography: geography, taxonomy: taxonomy, conventions: ["incidents": convention],
            plan: EditionPlan(tables: [], reports: [], limits: [.public: Epsilon(billionths: 1_000_000_000)]),
            water: """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"sea"},"geometry":\
                {"type":"Polygon","coordinates":[[[5.2,43.2],[5.36,43.2],[5.36,43.4],[5.2,43.4],[5.2,43.2]]]}}]}
                """, measures: measures)
    }

    static let taxonomy = Taxonomy(
        categories: [
            Category(id: "noise", title: Phrase(fr: "Bruit", en: "Noise"), group: "nuisance"),
            Category(id: "litter", title: Phrase(fr: "Dépôts sauvages", en: "Fly-tipping"), group: "nuisance"),
            Category(id: "help", title: Phrase(fr: "Secours à personne", en: "Rescue"), group: "rescue"),
            Category(
                id: "drugs", title: Phrase(fr: "Stupéfiants", en: "Narcotics"), group: "checks", origin: .discovered),
        ],
        groups: [
            Taxonomy.NamedGroup(id: "nuisance", title: Phrase(fr: "Nuisances", en: "Nuisances")),
            Taxonomy.NamedGroup(id: "rescue", title: Phrase(fr: "Secours", en: "Rescue services")),
            Taxonomy.NamedGroup(id: "checks", title: Phrase(fr: "Contrôles", en: "Checks")),
        ],
        categoryOfCode: [:])

    private static func square(column: Int, row: Int, width: Int) -> Polygon<GeographicPoint> {
        let (west, south) = (5.36 + Double(column) * 0.025, 43.28 + Double(row) * 0.018)
        let (east, north) = (west + 0.025 * Double(width), south + 0.018)
        return Polygon(outer: [
            GeographicPoint(longitude: west, latitude: south), GeographicPoint(longitude: east, latitude: south),
            GeographicPoint(longitude: east, latitude: north), GeographicPoint(longitude: west, latitude: north),
        ])
    }

    /// A value that must be there, or an error that says so.
    static func require<T>(_ value: T?) throws -> T {
        guard let value else { throw CocoaError(.featureUnsupported) }
        return value
    }
}
