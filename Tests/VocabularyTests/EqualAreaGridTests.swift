import TestCity
import Testing
import Vocabulary

struct EqualAreaGridTests {
    private static let europe = EqualAreaGrid(plane: .europe, cellSize: 200)
    private static let local = EqualAreaGrid(
        plane: .local(centre: GeographicPoint(longitude: -75.1, latitude: -40)), cellSize: 200)

    @Test func idsAreInspiresInEurope() throws {
        let cell = try #require(Self.europe.cell(id: "CRS3035RES200mN2471400E3953800"))
        #expect(cell == Cell(column: 19_769, row: 12_357))
        #expect(Self.europe.origin(of: cell) == PlanarPoint(x: 3_953_800, y: 2_471_400))
        #expect(Self.europe.id(of: cell) == "CRS3035RES200mN2471400E3953800")
    }

    @Test(arguments: [europe, local])
    func idsComeBack(_ grid: EqualAreaGrid) {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let cell = Cell(
                column: .random(in: 0..<200_000, using: &generator), row: .random(in: 0..<200_000, using: &generator))
            #expect(grid.cell(id: grid.id(of: cell)) == cell)
        }
    }

    @Test(arguments: [
        "", "CRS3035RES200m", "CRS3035RES200mN1E1", "CRS3035RES200mN200E", "CRS3035RES1000mN1000E1000",
        "CRS3035RES200mN0200E200", "CRS3035RES200mN+200E200", "CRS3035RES200mN200E99999999999999",
        "LAEA40.0S75.1WRES200mN200E200",
    ])
    func anIdOfAnotherGridIsRefused(_ id: String) {
        #expect(Self.europe.cell(id: id) == nil)
    }

    @Test func aLocalIdNamesItsCentre() {
        #expect(Self.local.id(of: Cell(column: 5, row: 7)) == "LAEA40.0S75.1WRES200mN1400E1000")
    }

    @Test(arguments: [europe, local])
    func aPointLiesInItsCell(_ grid: EqualAreaGrid) throws {
        var generator = SeededGenerator(seed: 2)
        let centre = grid.projection.centre
        for _ in 0..<1000 {
            let point = GeographicPoint(
                longitude: centre.longitude + .random(in: -5...5, using: &generator),
                latitude: centre.latitude + .random(in: -5...5, using: &generator))
            let cell = try #require(grid.cell(containing: point))
            let place = grid.projection.project(point)
            let origin = grid.origin(of: cell)
            #expect(place.x >= origin.x && place.x < origin.x + 200 && place.y >= origin.y && place.y < origin.y + 200)
            let coarse = try #require(grid.coarsened(by: 5).cell(containing: point))
            #expect(coarse == Cell(column: floorDivide(cell.column, 5), row: floorDivide(cell.row, 5)))
        }
    }

    @Test(arguments: [
        (Double.nan, 43.0), (5, .infinity), (181, 43), (5, -91), (-.infinity, 0),
    ])
    func whatIsNotOnEarthHasNoCell(_ longitude: Double, _ latitude: Double) {
        #expect(Self.europe.cell(containing: GeographicPoint(longitude: longitude, latitude: latitude)) == nil)
    }

    @Test func theAntipodeHasNoCell() {
        #expect(Self.europe.cell(containing: GeographicPoint(longitude: -170, latitude: -52)) == nil)
    }
}
