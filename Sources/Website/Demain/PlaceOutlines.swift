import Synchronization
import Vocabulary

/// The shapes of a level's places as SVG paths on one sheet, for maps that need no script; drawn once and kept.
final class PlaceOutlines: Sendable {
    /// The shapes of a level.
    struct Sheet: Sendable {
        let width: Int
        let height: Int
        /// The path of each place, by its id.
        let paths: [String: String]
    }

    /// The width of a sheet in its own units; shapes are rounded to them, which makes them light.
    static let width = 600
    /// No map is drawn of more places: its paths would weigh more than the page.
    static let mostPlaces = 2_500

    private let territory: Territory
    private let drawn = Mutex<[PlaceLevel: Sheet]>([:])

    init(territory: Territory) {
        self.territory = territory
    }

    /// The shapes of a level; nil for the territory as a whole, and for levels with too many places.
    func sheet(at level: PlaceLevel) -> Sheet? {
        if let known = drawn.withLock({ $0[level] }) { return known }
        guard let sheet = draw(level) else { return nil }
        drawn.withLock { $0[level] = sheet }
        return sheet
    }

    private func draw(_ level: PlaceLevel) -> Sheet? {
        let shapes = shapes(at: level)
        guard !shapes.isEmpty, shapes.count <= Self.mostPlaces else { return nil }
        let project = territory.geography.grid.projection.project as (GeographicPoint) -> PlanarPoint
        let planar = shapes.map { shape in
            (id: shape.id, rings: shape.polygons.flatMap { [$0.outer] + $0.holes }.map { $0.map(project) })
        }
        let points = planar.flatMap { $0.rings.joined() }
        guard let west = points.map(\.x).min(), let east = points.map(\.x).max(), let south = points.map(\.y).min(),
            let north = points.map(\.y).max(), east > west, north > south
        else { return nil }
        let scale = Double(Self.width) / max(east - west, (north - south) * 0.8)
        var paths: [String: String] = [:]
        for place in planar {
            paths[place.id] = place.rings.map { ring in
                Self.path(
                    ring.map { point in
                        (Int(((point.x - west) * scale).rounded()), Int(((north - point.y) * scale).rounded()))
                    })
            }.joined()
        }
        return Sheet(
            width: Int(((east - west) * scale).rounded()), height: Int(((north - south) * scale).rounded()),
            paths: paths)
    }

    /// A ring by steps; points that round to the one before are left out.
    private static func path(_ points: [(Int, Int)]) -> String {
        guard var last = points.first else { return "" }
        var path = "M\(last.0) \(last.1)"
        for point in points.dropFirst() where point != last {
            path += "l\(point.0 - last.0) \(point.1 - last.1)"
            last = point
        }
        return path + "z"
    }

    private func shapes(at level: PlaceLevel) -> [(id: String, polygons: [Polygon<GeographicPoint>])] {
        let geography = territory.geography
        switch level {
        case .territory: return []
        case .zone(let key):
            return geography.layers.first { $0.level == key }?.zones.map { ($0.id, $0.polygons) } ?? []
        case .cell(let metres):
            guard let places = territory.places(at: level), places.count <= Self.mostPlaces else { return [] }
            let grid = geography.grid.coarsened(by: metres / geography.grid.cellSize)
            let groups = metres == geography.grid.cellSize ? geography.groups : [:]
            return places.compactMap { place in
                grid.cell(id: place.id).map { (place.id, grid.outline(of: groups[$0] ?? [$0])) }
            }
        }
    }
}
