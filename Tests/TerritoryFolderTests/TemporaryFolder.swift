import Foundation
import TerritoryFolder
import Testing
import Vocabulary

/// A folder for one test, gone with it; it begins as a small territory that loads.
final class TemporaryFolder {
    let path: String

    /// Makes the folder.
    init(empty: Bool = false) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "territory-\(UUID().uuidString)").path
        guard !empty else {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return
        }
        for (name, text) in Self.files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try write(name, Array(text.utf8))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    /// Replaces the one occurrence of a text in a file.
    func edit(_ name: String, _ old: String, _ new: String) throws {
        let text = try read(name)
        #expect(text.components(separatedBy: old).count == 2, "`\(old)` isn't there once in \(name)")
        try write(name, text.replacingOccurrences(of: old, with: new))
    }

    func load(boundaries: String? = nil) throws -> Territory {
        try TerritoryLoader().load(folder: path, boundaries: boundaries)
    }

    /// What is wrong with the folder; a failure when nothing is.
    func errors(boundaries: String? = nil) throws -> [Explanation] {
        let thrown = #expect(throws: FolderErrors.self) { _ = try load(boundaries: boundaries) }
        return thrown?.all ?? []
    }

    static let files: [String: String] = [
        "territory.yaml": """
        id: testville
        name: Testville
        language: fr
        time_zone: Europe/Paris
        grid:
          plane: auto
          cell: 200
          coarse: [1000]
        zones:
          - level: quartier
            title: {fr: Quartier, en: Neighbourhood}
            file: zones/quartiers.geojson
            id: id
            name: name

        """,
        "zones/quartiers.geojson": collection([
            feature(square(5.30, 43.30, 0.02), ["id": "1", "name": "Ouest"]),
            feature(square(5.32, 43.30, 0.02), ["id": "2", "name": "Est"]),
        ]),
        "taxonomy.csv": """
        code,category,category_fr,category_en,group,group_fr,group_en,origin
        B1,noise,Bruit,Noise,calm,Tranquillité,Tranquillity,reported
        B2,noise,,,calm,,,reported
        "F,1",fire,Incendie,Fire,rescue,Secours,Rescue,
        """,
        "conventions/calls.yaml": """
        source: calls
        title: {fr: Appels, en: Calls}
        purpose: {fr: Compter, en: To count}
        legal_basis: {fr: Mission, en: Task}
        origin: reported
        k: 2
        columns:
          place: {longitude: lon, latitude: lat}
          time: {column: at}
          category: code
          key: number
        delay_hours: 24
        retention_days: 365
        disclosure: noised

        """,
        "plan.yaml": """
        limits: {public: 1, staff: 4}
        figures_per_month: 1000
        tables:
          - {source: calls, place: territory, time: day, category: all, public: 0.1, staff: 0.5}
          - {source: calls, place: quartier, time: month, category: group, public: 0.2}
          - {source: calls, place: cell200, time: year, category: all, staff: 0.5}
        reports:
          - {source: calls, public: 0.1}

        """,
    ]
}

/// A ring of a square with its south-west corner at a point, as coordinates.
func square(_ longitude: Double, _ latitude: Double, _ side: Double) -> String {
    polygon([
        [
            (longitude, latitude), (longitude + side, latitude), (longitude + side, latitude + side),
            (longitude, latitude + side), (longitude, latitude),
        ]
    ])
}

/// A GeoJSON Polygon.
func polygon(_ rings: [[(Double, Double)]]) -> String {
    let text = rings.map { "[" + $0.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]" }
    return "{\"type\":\"Polygon\",\"coordinates\":[\(text.joined(separator: ","))]}"
}

/// A GeoJSON MultiPolygon of Polygons.
func multiPolygon(_ polygons: [[[(Double, Double)]]]) -> String {
    let text = polygons.map { rings in
        "[" + rings.map { "[" + $0.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]" }.joined(separator: ",")
            + "]"
    }
    return "{\"type\":\"MultiPolygon\",\"coordinates\":[\(text.joined(separator: ","))]}"
}

/// A GeoJSON Feature on a line of its own.
func feature(_ geometry: String, _ properties: [String: String]) -> String {
    let members = properties.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    return "{\"type\":\"Feature\",\"properties\":{\(members.joined(separator: ","))},\"geometry\":\(geometry)}"
}

/// A GeoJSON FeatureCollection; the first feature is on line 2.
func collection(_ features: [String], extra: String = "") -> String {
    "{\"type\":\"FeatureCollection\",\(extra)\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
}

/// The folder of shared test data that `CLAIREVOIE_DATA` names.
enum SharedData {
    static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    /// Tests skip without the folder, but not in continuous integration, where they then fail.
    static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil
}
