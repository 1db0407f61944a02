import Foundation
import Vocabulary

/// A territory's folder around the test city, gone with its test.
public final class CityFolder {
    /// Where it is.
    public let path: String

    /// Makes the folder.
    public init() throws {
        path = try TestCity.temporaryFolder()
        for (name, text) in Self.files {
            let url = URL(filePath: path).appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static var files: [String: String] {
        [
            "territory.yaml": """
            id: test-city
            name: Ville d'essai
            language: fr
            time_zone: Europe/Paris
            zones:
              - level: quartier
                title: {fr: Quartier, en: Neighbourhood}
                file: zones/quartiers.geojson
                id: id
                name: name

            """,
            "zones/quartiers.geojson": TestCity.zonesFile,
            "taxonomy.csv": """
            code,category,category_fr,category_en,group,group_fr,group_en,origin
            BRU,noise,Bruit,Noise,calm,Tranquillité,Tranquillity,reported
            FEU,fire,Incendie,Fire,rescue,Secours,Rescue,
            """,
            "conventions/calls.yaml": """
            source: calls
            title: {fr: Appels, en: Calls}
            purpose: {fr: Compter, en: To count}
            legal_basis: {fr: Mission, en: Task}
            origin: reported
            k: 1
            columns:
              place: {longitude: lon, latitude: lat}
              time: {column: at}
              category: code
            delay_hours: 24
            retention_days: 365
            disclosure: noised

            """,
            "plan.yaml": """
            limits: {public: 1, staff: 4}
            figures_per_month: 1000
            tables:
              - {source: calls, place: territory, time: day, category: all, public: 0.1}

            """,
        ]
    }
}
