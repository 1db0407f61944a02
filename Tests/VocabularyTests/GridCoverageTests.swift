import TestCity
import Testing

@testable import Vocabulary

struct GridCoverageTests {
    private func total(_ polygons: [Polygon<PlanarPoint>]) -> Double {
        var sum = 0.0
        GridCoverage(of: polygons, cellSize: 200)?.forEachCell { _, area in sum += area }
        return sum
    }

    private func ring(_ points: [(Double, Double)]) -> [PlanarPoint] { points.map { PlanarPoint(x: $0.0, y: $0.1) } }

    @Test func theSharesOfAllCellsAddUpToTheArea() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            // Crossing itself or not: a ring's area and its cells' shares count each turn alike.
            let count = Int.random(in: 3...30, using: &generator)
            let moved = (0..<count).map { _ in
                PlanarPoint(
                    x: 4_321_077 + .random(in: -3000...3000, using: &generator),
                    y: 3_210_033 + .random(in: -3000...3000, using: &generator))
            }
            let polygon = Polygon<PlanarPoint>(outer: moved)
            #expect(abs(total([polygon]) - polygon.area) < 1e-3 + polygon.area * 1e-9)
            #expect(
                abs(total([Polygon<PlanarPoint>(outer: moved.reversed())]) - polygon.area) < 1e-3 + polygon.area * 1e-9)
        }
    }

    @Test func aHoleIsTakenOutWhicheverWayItGoes() {
        let outer = ring([(0, 0), (1000, 0), (1000, 1000), (0, 1000)])
        let hole = ring([(310, 310), (690, 310), (690, 690), (310, 690)])
        let expected = 1_000_000.0 - 380 * 380
        for hole in [hole, hole.reversed()] {
            #expect(abs(total([Polygon(outer: outer, holes: [hole])]) - expected) < 1e-6)
        }
    }

    @Test func eachCellHasItsOwnShare() {
        var shares: [Cell: Double] = [:]
        let outer = ring([(-100, 50), (300, 50), (300, 250), (-100, 250)])
        GridCoverage(of: [Polygon(outer: outer)], cellSize: 200)?.forEachCell { shares[$0] = $1 }
        let expected: [Cell: Double] = [
            Cell(column: -1, row: 0): 15_000, Cell(column: 0, row: 0): 30_000, Cell(column: 1, row: 0): 15_000,
            Cell(column: -1, row: 1): 5_000, Cell(column: 0, row: 1): 10_000, Cell(column: 1, row: 1): 5_000,
        ]
        #expect(shares.keys.sorted() == expected.keys.sorted())
        for (cell, share) in expected { #expect(abs((shares[cell] ?? 0) - share) < 1e-6) }
    }

    @Test func anEdgeOnALineOfTheGridSharesNothingWithTheCellBeyond() {
        var cells: [Cell] = []
        let outer = ring([(0, 0), (200, 0), (200, 200), (0, 200)])
        GridCoverage(of: [Polygon(outer: outer)], cellSize: 200)?.forEachCell { cell, area in
            cells.append(cell)
            #expect(abs(area - 40_000) < 1e-6)
        }
        #expect(cells == [Cell(column: 0, row: 0)])
    }

    @Test func nothingCoversNothing() {
        #expect(GridCoverage(of: [], cellSize: 200) == nil)
    }
}
