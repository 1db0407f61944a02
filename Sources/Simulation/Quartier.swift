/// An area of the map: polygons, each an outer ring and its holes.
///
/// Rings go counterclockwise outside and clockwise round holes (RFC 7946), without their first point repeated.
public struct MapArea: Sendable, Equatable {
    /// Polygons, the largest first; each is its outer ring followed by its holes.
    public let polygons: [[[GeographicPoint]]]

    /// The area in squared millionths of a degree, doubled so that it stays a whole number.
    public var doubledArea: Int { polygons.joined().reduce(0) { $0 + MapArea.doubledArea(of: $1) } }

    /// Puts rings together: each clockwise ring is a hole of the smallest outer ring round it.
    init(rings: [[GeographicPoint]]) {
        let sized = rings.map { (ring: $0, area: MapArea.doubledArea(of: $0)) }
        var outer = sized.filter { $0.area > 0 }.sorted { $0.area > $1.area }.map { [$0.ring] }
        for hole in sized where hole.area < 0 {
            let holder = outer.indices.last { MapArea.ring(outer[$0][0], surrounds: hole.ring) }
            if let holder { outer[holder].append(hole.ring) }
        }
        polygons = outer
    }

    /// Whether a position is inside, by the even-odd rule; on a border either answer may come.
    public func contains(_ point: GeographicPoint) -> Bool {
        var inside = false
        for ring in polygons.joined() where MapArea.ring(ring, holds: point) { inside.toggle() }
        return inside
    }

    static func doubledArea(of ring: [GeographicPoint]) -> Int {
        guard var previous = ring.last else { return 0 }
        var sum = 0
        for current in ring {
            sum += previous.longitudeE6 * current.latitudeE6 - current.longitudeE6 * previous.latitudeE6
            previous = current
        }
        return sum
    }

    private static func ring(_ ring: [GeographicPoint], surrounds other: [GeographicPoint]) -> Bool {
        let shared = Set(ring)
        guard let free = other.first(where: { !shared.contains($0) }) else { return true }
        return MapArea.ring(ring, holds: free)
    }

    private static func ring(_ ring: [GeographicPoint], holds point: GeographicPoint) -> Bool {
        guard var previous = ring.last else { return false }
        var inside = false
        for current in ring {
            if (current.latitudeE6 > point.latitudeE6) != (previous.latitudeE6 > point.latitudeE6) {
                let turn = Border.doubledArea(previous, current, point)
                if (turn > 0) == (current.latitudeE6 > previous.latitudeE6) { inside.toggle() }
            }
            previous = current
        }
        return inside
    }
}

/// A quartier of the made-up city.
public struct Quartier: Sendable, Equatable {
    /// The arrondissement's two digits and the quartier's two, such as "0101".
    public let id: String
    /// The invented name.
    public let name: String
    /// The arrondissement's two digits, such as "01".
    public let arrondissement: String
    /// The ground it covers.
    public let area: MapArea
}

/// An arrondissement of the made-up city.
public struct Arrondissement: Sendable, Equatable {
    /// Two digits, such as "01".
    public let id: String
    /// The name, such as "1er arrondissement".
    public let name: String
    /// The ground it covers: exactly that of its quartiers.
    public let area: MapArea

    /// The id and the name of an arrondissement counted from 0.
    static func title(of index: Int) -> (id: String, name: String) {
        let number = index + 1
        return (number < 10 ? "0\(number)" : "\(number)", "\(number)\(number == 1 ? "er" : "e") arrondissement")
    }
}
