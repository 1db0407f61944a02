import TestCity
import Testing

@testable import Vocabulary

/// Cells with few households are counted in a neighbour.
struct SmallPlacesTests {
    private static let grid = EqualAreaGrid(plane: .europe, cellSize: 200)

    /// A territory of cells whose households are given row by row, the last row southernmost, in zones cut at columns.
    private static func geography(_ rows: [[Double]], zoneWidth: Int, minimum: Int = 11) -> Geography {
        let corner = Cell(column: 19_700, row: 12_300)
        var households: [Cell: Double] = [:]
        for (row, line) in rows.reversed().enumerated() {
            for (column, count) in line.enumerated() where count > 0 {
                households[Cell(column: corner.column + Int32(column), row: corner.row + Int32(row))] = count
            }
        }
        let width = rows[0].count
        let zones = stride(from: 0, to: width, by: zoneWidth).map { start in
            let cells = (start..<min(width, start + zoneWidth)).flatMap { column in
                rows.indices.map { Cell(column: corner.column + Int32(column), row: corner.row + Int32($0)) }
            }
            return Zone(id: "\(start)", name: "\(start)", polygons: grid.outline(of: cells))
        }
        return Geography(
            grid: grid, cellSizes: [200, 1000],
            layers: [ZoneLayer(level: "zone", title: Phrase(verbatim: "zone"), zones: zones)],
            smallPlaces: SmallPlaces(minimum: minimum, households: households))
    }

    /// Households of each counted cell, and how many cells it stands for.
    private static func groups(_ geography: Geography) -> [(households: Double, cells: Int)] {
        geography.groups.map { _, cells in
            (cells.reduce(0) { $0 + (geography.smallPlaces?.households[$1] ?? 0) }, cells.count)
        }.sorted { $0 < $1 }
    }

    @Test func aSmallCellJoinsTheLeastInhabitedNeighbourThatSuffices() {
        let geography = Self.geography([[50, 4, 20]], zoneWidth: 3)
        #expect(Self.groups(geography).map(\.households) == [24, 50])
        let cells = geography.cells
        #expect(geography.counted(cells[1]) == cells[2])
        #expect(geography.counted(cells[0]) == cells[0])
        #expect(geography.counted(Cell(column: 0, row: 0)) == nil)
    }

    @Test func aSmallCellKeepsToItsZoneWhereItCan() {
        let geography = Self.geography([[50, 4, 20, 30]], zoneWidth: 2)
        #expect(geography.counted(geography.cells[1]) == geography.cells[0])
        #expect(geography.zoneOfCell == [[0, 0, 1, 1]])
    }

    @Test func aZoneWithoutInhabitantsIsCountedWithItsNeighbour() {
        let geography = Self.geography([[20, 20, 0, 0]], zoneWidth: 2)
        #expect(geography.zoneOfCell == [[0, 0, 0, 0]])
        #expect(Self.groups(geography).map(\.households) == [20, 20])
    }

    @Test func everyCountedPlaceHasTheHouseholdsAtEveryLevel() throws {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<20 {
            let rows = (0..<12).map { _ in
                (0..<17).map { _ in Double(max(0, Int.random(in: -20...30, using: &generator))) }
            }
            let geography = Self.geography(rows, zoneWidth: 1 + round % 6)
            #expect(Self.groups(geography).allSatisfy { $0.households >= 11 })
            for metres in [200, 1000] {
                let level = PlaceLevel.cell(metres: metres)
                let places = try #require(geography.places(at: level, territory: NamedPlace(id: "t", name: "t")))
                let placeOfCell = try #require(geography.placeOfCell(at: level))
                var households = [Double](repeating: 0, count: places.count)
                for (cell, place) in zip(geography.cells, placeOfCell) {
                    households[Int(place)] += geography.smallPlaces?.households[cell] ?? 0
                }
                #expect(households.allSatisfy { $0 >= 11 })
            }
            // A record's place follows from its counted cell, so it is the same before and after the gate.
            for (number, cell) in geography.cells.enumerated() {
                let counted = try #require(geography.counted(cell).flatMap(geography.index))
                #expect(geography.counted(geography.cells[counted]) == geography.cells[counted])
                #expect(geography.zoneOfCell[0][number] == geography.zoneOfCell[0][counted])
            }
        }
    }

    @Test func aGroupWithoutNeighboursJoinsTheNearestCell() {
        let zone = { (id: String, column: Int32) in
            Zone(
                id: id, name: id,
                polygons: Self.grid.outline(of: [Cell(column: 19_700 + column, row: 12_300)]))
        }
        let geography = Geography(
            grid: Self.grid, cellSizes: [200],
            layers: [
                ZoneLayer(
                    level: "zone", title: Phrase(verbatim: "zone"),
                    zones: [zone("a", 0), zone("island", 5), zone("b", 8)])
            ],
            smallPlaces: SmallPlaces(
                minimum: 11,
                households: [Cell(column: 19_700, row: 12_300): 40, Cell(column: 19_708, row: 12_300): 30]))
        #expect(geography.counted(Cell(column: 19_705, row: 12_300)) == Cell(column: 19_708, row: 12_300))
    }
}
