import Testing

@testable import Vocabulary

/// The outline of cells: valid polygons with the cells' area, whatever their shape.
struct CellOutlineTests {
    private static let grid = EqualAreaGrid(plane: .europe, cellSize: 200)

    /// Cells drawn as `#`, the last line southernmost.
    private static func cells(_ lines: [String]) -> [Cell] {
        lines.reversed().enumerated().flatMap { row, line in
            line.enumerated().filter { $0.element == "#" }.map {
                Cell(column: 19_769 + Int32($0.offset), row: 12_357 + Int32(row))
            }
        }
    }

    private static func outline(_ lines: [String]) -> [Polygon<PlanarPoint>] {
        grid.outline(of: cells(lines)).map { $0.map(grid.projection.project) }
    }

    private static func repeats(_ ring: [PlanarPoint]) -> Bool {
        Set(ring.map { [($0.x / 200).rounded(), ($0.y / 200).rounded()] }).count != ring.count
    }

    @Test func aSingleCellHasItsFourCornersAnticlockwiseFromTheSouthWest() {
        let corners = Self.outline(["#"])[0].outer
        #expect(corners.count == 4)
        for (corner, expected) in zip(corners, [(0.0, 0.0), (200, 0), (200, 200), (0, 200)]) {
            #expect(abs(corner.x - 3_953_800 - expected.0) < 1e-3 && abs(corner.y - 2_471_400 - expected.1) < 1e-3)
        }
    }

    @Test(arguments: [
        (["###"], 1, 0, 4), (["##", "#."], 1, 0, 6), (["###", "#.#", "###"], 1, 1, 4),
        // A hole that touches the outside at a corner, and two holes that touch each other.
        (["##.", "#.#", "###"], 1, 1, 6), (["####", "#.##", "##.#", "####"], 1, 2, 4),
        // Cells that touch at a corner alone, and apart.
        (["#.", ".#"], 2, 0, 4), (["#.#"], 2, 0, 4),
    ])
    func ringsFollowTheBorderAndNeverTouchThemselves(_ lines: [String], _ parts: Int, _ holes: Int, _ corners: Int) {
        let polygons = Self.outline(lines)
        #expect(polygons.count == parts)
        #expect(polygons.reduce(0) { $0 + $1.holes.count } == holes)
        #expect(polygons[0].outer.count == corners)
        #expect(polygons.allSatisfy { !([$0.outer] + $0.holes).contains(where: Self.repeats) })
        let area = polygons.reduce(0) { $0 + $1.area }
        #expect(abs(area - Double(Self.cells(lines).count) * 40_000) < 1)
    }
}
