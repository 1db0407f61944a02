import TestCity
import Testing
import Vocabulary

/// Cells are given to zones by the area that they share; here judged by clipping each polygon to each square.
struct GeographyTests {
    private static let grid = EqualAreaGrid(
        plane: .local(centre: GeographicPoint(longitude: 5, latitude: 43)), cellSize: 200)

    /// The area that a ring shares with a square: Sutherland–Hodgman (1974), whose bridges have no area.
    private static func sharedArea(_ ring: [PlanarPoint], _ origin: PlanarPoint, _ side: Double) -> Double {
        var points = ring
        let cuts: [(PlanarPoint) -> Double] = [
            { $0.x - origin.x }, { origin.x + side - $0.x }, { $0.y - origin.y }, { origin.y + side - $0.y },
        ]
        for inside in cuts {
            guard var previous = points.last else { return 0 }
            var result: [PlanarPoint] = []
            for point in points {
                let a = inside(previous)
                let b = inside(point)
                if (a < 0) != (b < 0) {
                    let t = a / (a - b)
                    result.append(
                        PlanarPoint(
                            x: previous.x + (point.x - previous.x) * t, y: previous.y + (point.y - previous.y) * t))
                }
                if b >= 0 { result.append(point) }
                previous = point
            }
            points = result
        }
        return Polygon(outer: points).area
    }

    /// A star-shaped ring around a centre, in metres.
    private static func star(
        around centre: PlanarPoint, radius: ClosedRange<Double>, using generator: inout SeededGenerator
    ) -> [PlanarPoint] {
        let count = Int.random(in: 3...14, using: &generator)
        let clockwise = Bool.random(using: &generator)
        let ring = (0..<count).map { number in
            let turn = Double(number) / Double(count)
            let r = Double.random(in: radius, using: &generator)
            let (x, y) = unitCircle(turn)
            return PlanarPoint(x: centre.x + r * x, y: centre.y + r * y)
        }
        return clockwise ? ring.reversed() : ring
    }

    /// A point of the square that stands for the circle, so that no function of the system's library is needed.
    private static func unitCircle(_ turn: Double) -> (Double, Double) {
        let t = turn * 4
        switch t {
        case ..<1: return (1 - t, t)
        case ..<2: return (1 - t, 2 - t)
        case ..<3: return (t - 3, 2 - t)
        default: return (t - 3, t - 4)
        }
    }

    @Test func eachCellBelongsToTheZoneWithWhichItSharesMostArea() throws {
        var generator = SeededGenerator(seed: 20_261_123)
        let origin = Self.grid.projection.falseOrigin
        var compared = 0
        for _ in 0..<20 {
            var planar: [[Polygon<PlanarPoint>]] = []
            for _ in 0..<6 {
                let centre = PlanarPoint(
                    x: origin.x + .random(in: -1500...1500, using: &generator),
                    y: origin.y + .random(in: -1500...1500, using: &generator))
                let outer = Self.star(around: centre, radius: 500...1500, using: &generator)
                // The square that stands for the circle has radius 0.7 at least: 0.3 stays inside triangles as well.
                let hole = Self.star(around: centre, radius: 20...90, using: &generator)
                planar.append([Polygon(outer: outer, holes: Bool.random(using: &generator) ? [hole] : [])])
            }
            let zones = try planar.enumerated().map { number, polygons in
                Zone(
                    id: "\(number)", name: "\(number)",
                    polygons: try polygons.map { polygon in
                        try polygon.map { try #require(Self.grid.projection.unproject($0)) }
                    })
            }
            let geography = Geography(
                grid: Self.grid, cellSizes: [200],
                layers: [ZoneLayer(level: "zone", title: Phrase(verbatim: "zone"), zones: zones)])
            for row in -20..<20 {
                for column in -20..<20 {
                    let cell = Cell(column: Int32(100_000 + column), row: Int32(100_000 + row))
                    let corner = Self.grid.origin(of: cell)
                    let areas = planar.map { polygons in
                        polygons.reduce(0) { sum, polygon in
                            sum + Self.sharedArea(polygon.outer, corner, 200)
                                - polygon.holes.reduce(0) { $0 + Self.sharedArea($1, corner, 200) }
                        }
                    }
                    let most = areas.max() ?? 0
                    let index = geography.index(of: cell)
                    if most == 0 {
                        #expect(index == nil)
                        continue
                    }
                    // Below the least share that counts (0.04 m²), and rounding, it doesn't matter.
                    guard most > 0.1 else { continue }
                    let zone = Int(geography.zoneOfCell[0][try #require(index)])
                    #expect(zone >= 0 && areas[zone] > most - 0.01)
                    compared += 1
                }
            }
        }
        #expect(compared > 2000)
    }

    @Test func aTieGoesToTheZoneThatComesFirst() throws {
        let projection = Self.grid.projection
        let corner = Self.grid.origin(of: Cell(column: 100_000, row: 100_000))
        func box(_ west: Double, _ east: Double) throws -> [Polygon<GeographicPoint>] {
            let points = [(west, 0.0), (east, 0), (east, 200), (west, 200)]
            return [
                Polygon(
                    outer: try points.map {
                        try #require(projection.unproject(PlanarPoint(x: corner.x + $0.0, y: corner.y + $0.1)))
                    })
            ]
        }
        let same = try box(20, 180)
        let geography = Geography(
            grid: Self.grid, cellSizes: [200],
            layers: [
                ZoneLayer(
                    level: "zone", title: Phrase(verbatim: "zone"),
                    zones: [Zone(id: "a", name: "a", polygons: same), Zone(id: "b", name: "b", polygons: same)])
            ])
        #expect(geography.cells.count == 1)
        #expect(geography.zoneOfCell == [[0]])
    }

    @Test func placesOfEveryLevelAreNamedInOrder() throws {
        let zone = Zone(
            id: "1", name: "One",
            polygons: [
                Polygon(
                    outer: [(4.99, 42.99), (5.01, 42.99), (5.01, 43.01), (4.99, 43.01)].map {
                        GeographicPoint(longitude: $0.0, latitude: $0.1)
                    })
            ])
        let geography = Geography(
            grid: Self.grid, cellSizes: [200, 1000],
            layers: [ZoneLayer(level: "zone", title: Phrase(verbatim: "zone"), zones: [zone])])
        let territory = NamedPlace(id: "t", name: "T")
        #expect(geography.places(at: .territory, territory: territory) == [territory])
        #expect(geography.places(at: .zone("zone"), territory: territory) == [NamedPlace(id: "1", name: "One")])
        #expect(geography.places(at: .zone("other"), territory: territory) == nil)
        #expect(geography.places(at: .cell(metres: 500), territory: territory) == nil)
        let fine = try #require(geography.places(at: .cell(metres: 200), territory: territory))
        let coarse = try #require(geography.places(at: .cell(metres: 1000), territory: territory))
        let parents = try #require(geography.placeOfCell(at: .cell(metres: 1000)))
        #expect(fine.count == geography.cells.count && parents.count == fine.count)
        #expect(fine.allSatisfy { $0.id.hasPrefix("LAEA43.0N5.0ERES200mN") })
        for (cell, parent) in zip(geography.cells, parents) {
            let id = coarse[Int(parent)].id
            #expect(id == "LAEA43.0N5.0ERES1000mN\(Int(cell.row) / 5 * 1000)E\(Int(cell.column) / 5 * 1000)")
        }
        for (number, cell) in geography.cells.enumerated() { #expect(geography.index(of: cell) == number) }
        #expect(geography.index(of: Cell(column: 0, row: 0)) == nil)
    }
}
