import Foundation
public import Vocabulary

/// A small invented city for tests: six square quartiers of one kilometre, in two rows of three.
public enum TestCity {
    /// The grid's cell size is 200 m, so a quartier has 25 cells.
    public static let grid = EqualAreaGrid(plane: .europe, cellSize: 200)

    /// The south-west corner of the city in EPSG:3035.
    public static let corner = PlanarPoint(x: 3_940_000, y: 2_260_000)

    /// A point of a quartier, so many metres from its south-west corner.
    public static func point(quartier: Int = 0, east: Double = 300, north: Double = 300) -> GeographicPoint {
        let place = PlanarPoint(
            x: corner.x + Double(quartier % 3) * 1000 + east, y: corner.y + Double(quartier / 3) * 1000 + north)
        return grid.projection.unproject(place) ?? GeographicPoint(longitude: 0, latitude: 0)
    }

    /// The zones.
    public static var layer: ZoneLayer {
        let zones = (0..<6).map { number in
            let corners = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)].map {
                point(quartier: number, east: $0.0, north: $0.1)
            }
            return Zone(
                id: "Q\(number + 1)", name: "Quartier \(number + 1)", polygons: [Polygon(outer: corners)])
        }
        return ZoneLayer(level: "quartier", title: Phrase(fr: "Quartiers", en: "Quartiers"), zones: zones)
    }

    /// The zones as a GeoJSON file.
    public static var zonesFile: String {
        let features = layer.zones.map { zone -> String in
            let ring = zone.polygons.first?.outer ?? []
            let points = (ring + ring.prefix(1)).map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
            return """
                {"type":"Feature","properties":{"id":"\(zone.id)","name":"\(zone.name)"},\
                "geometry":{"type":"Polygon","coordinates":[[\(points)]]}}
                """
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",\n") + "]}"
    }

    /// Three categories in two groups.
    public static let taxonomy = Taxonomy(
        categories: [
            Category(id: "noise", title: Phrase(fr: "Bruit", en: "Noise"), group: "tranquillity"),
            Category(id: "fight", title: Phrase(fr: "Rixe", en: "Fight"), group: "tranquillity"),
            Category(id: "fire", title: Phrase(fr: "Feu", en: "Fire"), group: "rescue"),
        ],
        groups: [
            .init(id: "tranquillity", title: Phrase(fr: "Tranquillité", en: "Tranquillity")),
            .init(id: "rescue", title: Phrase(fr: "Secours", en: "Rescue")),
        ],
        categoryOfCode: ["BRU": 0, "RIX": 1, "FEU": 2])

    /// A convention of calls with coordinates, day-first local times and a key.
    public static func convention(
        disclosure: SourceDisclosure = .noised, order: TimeColumns.DateOrder = .yearMonthDay, keyed: Bool = true
    ) -> Convention {
        Convention(
            source: "calls", title: Phrase(fr: "Appels", en: "Calls"), purpose: Phrase(fr: "Essai", en: "Test"),
            legalBasis: Phrase(fr: "Essai", en: "Test"), origin: .reported,
            recordsPerIncident: keyed ? .enforcedByKey(1) : .stated(1), format: FileFormat(),
            place: .coordinates(x: "lon", y: "lat", reference: .degrees),
            time: TimeColumns(.together("time"), order: order),
            category: .code("code"), keyColumn: keyed ? "id" : nil, rhythm: nil, delay: 3600, retentionDays: 365,
            disclosure: disclosure)
    }

    /// A plan of some tables, with the usual limits.
    public static func plan(
        _ tables: [PlannedTable], reports: [PlannedReport] = [], public: Int64 = 1, staff: Int64 = 4
    ) -> EditionPlan {
        EditionPlan(
            tables: tables, reports: reports,
            limits: [
                .public: Epsilon(billionths: `public` * 1_000_000_000),
                .staff: Epsilon(billionths: staff * 1_000_000_000),
            ])
    }

    /// The city.
    public static func territory(
        plan: EditionPlan = plan([]), convention: Convention = convention(), timeZone: String = "Europe/Paris"
    ) throws -> Territory {
        guard let calendar = CivilCalendar(timeZoneName: timeZone) else { throw CocoaError(.featureUnsupported) }
        return Territory(
            id: "test-city", name: "Ville d'essai", language: .french, isSimulated: true, calendar: calendar,
            geography: Geography(grid: grid, cellSizes: [200, 1000], layers: [layer]), taxonomy: taxonomy,
            conventions: [convention.source: convention], plan: plan, water: nil)
    }

    /// A new folder that nobody else uses.
    public static func temporaryFolder() throws -> String {
        let path = NSTemporaryDirectory() + "clairevoie-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

/// A generator with a seed, for tests: SplitMix64 (Steele, Lea & Flood 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The generator of a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
