import Synchronization
import Vocabulary

/// The shapes of a level's places as GeoJSON, written once and kept.
final class PlaceGeometry: Sendable {
    private let territory: Territory
    private let written = Mutex<[PlaceLevel: [Shape]]>([:])

    /// A place with its shape.
    struct Shape: Sendable {
        let id: String
        let name: String
        /// A GeoJSON geometry.
        let geometry: String
    }

    init(territory: Territory) {
        self.territory = territory
    }

    /// The levels that have shapes.
    var levels: [PlaceLevel] {
        territory.geography.layers.map { .zone($0.level) }
            + territory.geography.cellSizes.map { .cell(metres: $0) }
    }

    /// The shapes of a level; nil for a level that the territory doesn't have.
    func shapes(at level: PlaceLevel) -> [Shape]? {
        if let known = written.withLock({ $0[level] }) { return known }
        guard let shapes = draw(level) else { return nil }
        written.withLock { $0[level] = shapes }
        return shapes
    }

    /// The shapes of a level as a collection of features; each id and name is a property too, since GeoJSON readers
    /// differ in whether they keep a feature's id.
    func collection(at level: PlaceLevel) -> String? {
        guard let shapes = shapes(at: level) else { return nil }
        let features = shapes.map { shape in
            JSON.object([
                ("type", "Feature"), ("id", .string(shape.id)),
                ("properties", .object([("id", .string(shape.id)), ("name", .string(shape.name))])),
                ("geometry", .written(shape.geometry)),
            ])
        }
        return JSON.object([("type", "FeatureCollection"), ("features", .array(features))]).text
    }

    private func draw(_ level: PlaceLevel) -> [Shape]? {
        switch level {
        case .territory: return nil
        case .zone(let key):
            guard let layer = territory.geography.layers.first(where: { $0.level == key }) else { return nil }
            return layer.zones.map { zone in
                Shape(id: zone.id, name: zone.name, geometry: Self.geometry(zone.polygons))
            }
        case .cell(let metres):
            guard let places = territory.places(at: level) else { return nil }
            let fine = territory.geography.grid
            let grid = fine.coarsened(by: metres / fine.cellSize)
            let groups = metres == fine.cellSize ? territory.geography.groups : [:]
            return places.compactMap { place in
                guard let cell = grid.cell(id: place.id) else { return nil }
                return Shape(
                    id: place.id, name: CellName.name(of: place.id, in: territory),
                    geometry: Self.geometry(grid.outline(of: groups[cell] ?? [cell])))
            }
        }
    }

    private static func geometry(_ polygons: [Polygon<GeographicPoint>]) -> String {
        let parts = polygons.map { polygon in
            "["
                + ([ring(polygon.outer, anticlockwise: true)]
                + polygon.holes.map { ring($0, anticlockwise: false) }).joined(separator: ",") + "]"
        }
        return parts.count == 1
            ? "{\"type\":\"Polygon\",\"coordinates\":\(parts[0])}"
            : "{\"type\":\"MultiPolygon\",\"coordinates\":[\(parts.joined(separator: ","))]}"
    }

    /// RFC 7946 wants outer rings anticlockwise and holes clockwise, and the first point again at the end.
    private static func ring(_ points: [GeographicPoint], anticlockwise: Bool) -> String {
        var twice = 0.0
        for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) {
            twice += a.longitude * b.latitude - b.longitude * a.latitude
        }
        let ordered = (twice > 0) == anticlockwise ? points : points.reversed()
        let closed = ordered.first == ordered.last ? ordered : ordered + ordered.prefix(1)
        return "["
            + closed.map { "[\(JSON.rounded($0.longitude)),\(JSON.rounded($0.latitude))]" }
            .joined(separator: ",") + "]"
    }
}
