import Foundation
import Testing

@testable import Statistics

struct DiffusionDensityTests {
    private let grid = RegularGrid(cellSize: 50, columns: 32, rows: 24)

    private func map(
        _ fixture: [String: [Double]], _ bandwidth: Double, isWeighted: Bool = false
    ) throws -> [Double] {
        let (columns, rows) = (try #require(fixture["column"]), try #require(fixture["row"]))
        let weights = try #require(fixture["weights"])
        var bins = [Double](repeating: 0, count: grid.count)
        for point in columns.indices {
            bins[Int(rows[point]) * grid.columns + Int(columns[point])] += isWeighted ? weights[point] : 1
        }
        let window = try #require(fixture["window"]).map { $0 == 1 }
        return DiffusionDensity(bandwidth: bandwidth).density(of: bins, on: grid, within: window) { _, _ in false }
    }

    @Test func mapsAreThoseOfSpatstat() throws {
        let fixture = try FixtureFile.numbers("diffusion_density.json")
        #expect(try largestDifference(map(fixture, 110), #require(fixture["narrow"])) < 1e-12)
        #expect(try largestDifference(map(fixture, 420), #require(fixture["wide"])) < 1e-12)
        #expect(try largestDifference(map(fixture, 190, isWeighted: true), #require(fixture["weighted"])) < 1e-12)
    }

    @Test func farFromWallsTheKernelIsTheGaussianOne() {
        var bins = [Double](repeating: 0, count: 81 * 81)
        bins[40 * 81 + 40] = 1
        let wide = RegularGrid(cellWidth: 50, cellHeight: 40, columns: 81, rows: 81)
        let heat = DiffusionDensity(bandwidth: 300).density(of: bins, on: wide) { _, _ in false }
        let bell = GaussianKernelDensity(bandwidth: 300).density(of: bins, on: wide)
        let peak = bell[40 * 81 + 40]
        for cell in bins.indices { #expect(abs(heat[cell] - bell[cell]) < 0.01 * peak) }
    }

    @Test func nothingCrossesABarrierAndNothingIsLost() {
        // A railway between the columns 15 and 16, without a cell of its own.
        func isParted(_ a: Int, _ b: Int) -> Bool { a % grid.columns == 15 && b % grid.columns == 16 }
        var bins = [Double](repeating: 0, count: grid.count)
        for row in 0..<grid.rows { bins[row * grid.columns + 14] = 3 }
        let heat = DiffusionDensity(bandwidth: 200).density(of: bins, on: grid, isParted: isParted)
        for cell in bins.indices where cell % grid.columns > 15 { #expect(heat[cell] == 0) }
        #expect(abs(heat.reduce(0, +) * grid.cellArea - 72) < 1e-9)
        // Beside the wall it is denser than the Gaussian kernel, which leaks, would have it.
        let bell = GaussianKernelDensity(bandwidth: 200, edgeCorrection: .diggle).density(of: bins, on: grid)
        #expect(heat[12 * grid.columns + 15] > 1.3 * bell[12 * grid.columns + 15])
    }

    @Test func aConstantDensityStaysConstantBehindWalls() {
        let ones = [Double](repeating: 1, count: grid.count)
        let heat = DiffusionDensity(bandwidth: 333).density(of: ones, on: grid) { a, b in (a + b).isMultiple(of: 3) }
        for value in heat { #expect(abs(value * grid.cellArea - 1) < 1e-12) }
    }

    @Test func aBarrierIsGoneAroundThroughItsGap() {
        // A wall between the columns 15 and 16 with a gap in the lowest four rows.
        func isParted(_ a: Int, _ b: Int) -> Bool { a % 32 == 15 && b % 32 == 16 && a / 32 > 3 }
        var bins = [Double](repeating: 0, count: grid.count)
        bins[2 * 32 + 13] = 1
        let heat = DiffusionDensity(bandwidth: 150).density(of: bins, on: grid, isParted: isParted)
        let (beyondTheGap, behindTheWall) = (heat[2 * 32 + 17], heat[9 * 32 + 17])
        #expect(beyondTheGap > 0 && behindTheWall > 0)
        let bell = GaussianKernelDensity(bandwidth: 150).density(of: bins, on: grid)
        #expect(behindTheWall < 0.7 * bell[9 * 32 + 17])
    }

    @Test func theWidestBandwidthKeepsToItsPasses() {
        let widest = DiffusionDensity.widestBandwidth(on: grid, passes: 1e6)
        let steps = DiffusionDensity(bandwidth: widest).steps(on: grid)
        #expect(abs(Double(steps * grid.count) / 1e6 - 1) < 0.01)
    }
}
