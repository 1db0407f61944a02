public import Vocabulary

/// What a territory tells of the columns that may speak of it: its box, its zones' ids, its taxonomy's codes.
public struct TerritoryHints: Sendable {
    /// A box of coordinates.
    struct Box: Sendable {
        let x: ClosedRange<Double>
        let y: ClosedRange<Double>
    }

    let degrees: Box?
    /// The box in each reference system on a plane that is tried.
    let planes: [(epsg: Int, box: Box)]
    let zoneIDs: [(level: String, ids: Set<String>)]
    let codes: Set<String>

    /// No territory: nothing is known.
    public static let none = TerritoryHints()

    private init() {
        degrees = nil
        planes = []
        zoneIDs = []
        codes = []
    }

    /// The hints of a territory.
    ///
    /// - Parameters:
    ///   - territory: the city that the file should speak of.
    ///   - references: reference systems on a plane to try before the usual ones, by EPSG code, with their projection.
    public init(
        of territory: Territory, references: [(epsg: Int, project: (GeographicPoint) -> PlanarPoint?)] = []
    ) {
        let corners = territory.geography.layers.flatMap(\.zones).flatMap(\.polygons).flatMap(\.outer)
        zoneIDs = territory.geography.layers.map { ($0.level, Set($0.zones.map(\.id))) }
        codes = Set(territory.taxonomy.categoryOfCode.keys)
        degrees = Self.box(corners.map { ($0.longitude, $0.latitude) })
        let europe = EqualAreaGrid(plane: .europe, cellSize: 200)
        let usual = GeographicBounds(corners).map(UsualPlanes.around) ?? []
        let known =
            references + [(3035, { europe.projection.project($0) })]
            + usual.map { plane in (plane.epsg, { plane.projection.project($0) }) }
        planes = known.compactMap { reference in
            let points = corners.compactMap { reference.project($0) }.map { ($0.x, $0.y) }
            guard points.count == corners.count else { return nil }
            return Self.box(points).map { (reference.epsg, $0) }
        }
    }

    /// The box of some points, a tenth wider on every side.
    private static func box(_ points: [(Double, Double)]) -> Box? {
        let (xs, ys) = (points.map(\.0), points.map(\.1))
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else { return nil }
        let (wide, high) = ((east - west) / 10, (north - south) / 10)
        return Box(x: west - wide...east + wide, y: south - high...north + high)
    }
}
