import Foundation
import TestCity
import Vocabulary

/// A territory's folder with the six quartiers of the test city, quick to load.
enum SmallTerritory {
    /// The codes that the taxonomy maps.
    static let codes = ["BRU", "FÊT", "FEU"]

    static func write(to folder: String) throws {
        for name in ["zones", "conventions"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        let texts = [
            "territory.yaml": territory, "taxonomy.csv": taxonomy, "plan.yaml": plan,
            "zones/quartiers.geojson": TestCity.zonesFile,
            "conventions/calls.yaml": convention("calls", rhythm: nil),
            "conventions/monthly.yaml": convention("monthly", rhythm: "monthly"),
        ]
        for (name, text) in texts { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
    }

    private static let territory = """
        id: test-city
        name: Ville d'essai
        language: fr
        time_zone: Europe/Paris
        simulated: true
        grid:
          plane: europe
          cell: 200
          coarse: [1000]
        zones:
          - level: quartier
            title: {fr: Quartier, en: Neighbourhood}
            file: zones/quartiers.geojson
            id: id
            name: name

        """

    private static let taxonomy = """
        code,category,category_fr,category_en,group,group_fr,group_en,origin
        BRU,noise,Bruit,Noise,tranquillity,Tranquillité,Tranquillity,reported
        FÊT,party,Fête,Party,tranquillity,Tranquillité,Tranquillity,reported
        FEU,fire,Feu,Fire,rescue,Secours,Rescue,reported

        """

    private static let plan = """
        limits: {public: 1, staff: 4}
        figures_per_month: 10000
        tables:
          - {source: calls, place: territory, time: day, category: group, public: 0.2, staff: 0.5}
          - {source: calls, place: quartier, time: week, category: all, public: 0.2, staff: 0.5}
          - {source: calls, place: cell200, time: month, category: all, public: 0.2, staff: 0.5}
        reports:
          - {source: calls, public: 0.05, staff: 0.1}

        """

    private static func convention(_ source: String, rhythm: String?) -> String {
        """
        source: \(source)
        title: {fr: Appels, en: Calls}
        purpose: {fr: Essai, en: Test}
        legal_basis: {fr: Essai, en: Test}
        origin: reported
        k: 1
        k_enforced_by: key
        columns:
          place: {longitude: lon, latitude: lat}
          time: {column: time, order: ymd, clock: local}
          category: code
          key: number
        \(rhythm.map { "rhythm: \($0)\n" } ?? "")delay_hours: 48
        retention_days: 1096
        disclosure: noised

        """
    }
}
