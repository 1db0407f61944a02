import Foundation
import Testing

@testable import Statistics

struct GaussianKernelDensityTests {
    private let grid = RegularGrid(cellSize: 50, columns: 40, rows: 30)
    private let fixture: [String: [Double]]
    private let window: [Bool]

    init() throws {
        fixture = try FixtureFile.numbers("kernel_density.json")
        window = try #require(fixture["window"]).map { $0 == 1 }
    }

    private func values(_ name: String) throws -> [Double] { try #require(fixture[name]) }

    private func bins(within window: [Bool]? = nil, weighted: Bool = false) throws -> [Double] {
        let weights = weighted ? try values("weights") : nil
        return BinnedPoints(x: try values("x"), y: try values("y"), weights: weights, on: grid, within: window).values
    }

    @Test func plainMapsAreThoseOfSpatstat() throws {
        let bins = try bins()
        let plain = GaussianKernelDensity(bandwidth: 120).density(of: bins, on: grid)
        #expect(try largestDifference(plain, values("plain")) < 1e-12)
        let wide = GaussianKernelDensity(bandwidth: 900).density(of: bins, on: grid)
        #expect(try largestDifference(wide, values("wide")) < 1e-12)
        let weighted = GaussianKernelDensity(bandwidth: 90).density(of: try self.bins(weighted: true), on: grid)
        #expect(try largestDifference(weighted, values("weighted")) < 1e-12)
    }

    @Test func correctedMapsAreThoseOfSpatstat() throws {
        let bins = try bins()
        for (correction, name) in [(GaussianKernelDensity.EdgeCorrection.uniform, "niform"), (.diggle, "iggle")] {
            let kernel = GaussianKernelDensity(bandwidth: 120, edgeCorrection: correction)
            let whole = kernel.density(of: bins, on: grid)
            #expect(try largestDifference(whole, values((name == "niform" ? "u" : "d") + name)) < 1e-12)
            let bay = kernel.density(of: bins, on: grid, within: window)
            #expect(try largestDifference(bay, values("bay" + (name == "niform" ? "U" : "D") + name)) < 1e-12)
        }
        let plain = GaussianKernelDensity(bandwidth: 120).density(of: bins, on: grid, within: window)
        #expect(try largestDifference(plain, values("bayPlain")) < 1e-12)
    }

    @Test func theLikelihoodOfABandwidthIsThatOfSpatstat() throws {
        let bins = try bins(within: window)
        let sigmas = try values("sigmas")
        let ours = sigmas.map { sigma in
            LikelihoodBandwidth.criterion(
                of: GaussianKernelDensity(bandwidth: sigma, edgeCorrection: .uniform), bins: bins, on: grid,
                within: window)
        }
        for (index, theirs) in try values("bayCriteria").enumerated() {
            // spatstat's map scales a kernel to the doubled grid, its values at the points don't: no difference until
            // the kernel is a sixth of the grid's height.
            #expect(abs(ours[index] / theirs - 1) < (sigmas[index] < 200 ? 1e-13 : 1e-4))
        }
        let best = try #require(LikelihoodBandwidth(bins: bins, on: grid, within: window))
        #expect(try best.criterion >= #require(ours.max()))
    }

    @Test func aConstantDensityStaysConstantUnderTheUniformCorrection() {
        let ones = [Double](repeating: 1, count: grid.count)
        let kernel = GaussianKernelDensity(bandwidth: 170, edgeCorrection: .uniform)
        let density = kernel.density(of: ones, on: grid, within: window)
        for i in density.indices { #expect(abs(density[i] * grid.cellArea - (window[i] ? 1 : 0)) < 1e-12) }
    }

    @Test func gathersEveryPointOnce() {
        var random = Xoshiro256(seed: 1)
        let x = (0..<2000).map { _ in Double(random.below(1 << 20)) / Double(1 << 20) * 2200 - 100 }
        let y = (0..<2000).map { _ in Double(random.below(1 << 20)) / Double(1 << 20) * 1500 }
        for rule in [BinnedPoints.Rule.simple, .linear] {
            let binned = BinnedPoints(x: x + [.nan], y: y + [1], on: grid, by: rule)
            #expect(binned.outside > 100 && abs(binned.values.reduce(0, +) + Double(binned.outside) - 2001) < 1e-9)
        }
        let corner = BinnedPoints(x: [2000], y: [1500], on: grid)
        #expect(corner.outside == 0 && corner.values.last == 1)
    }

    @Test func convolutionIsTheDirectSum() {
        var random = Xoshiro256(seed: 3)
        for (columns, rows) in [(1, 1), (7, 3), (5, 9), (13, 16)] {
            let grid = RegularGrid(cellWidth: 3, cellHeight: 2, columns: columns, rows: rows)
            let bins = (0..<grid.count).map { _ in Double(random.below(5)) }
            let ours = GaussianKernelDensity(bandwidth: 2.5).density(of: bins, on: grid)
            func axis(_ count: Int, _ step: Double) -> [Double] {
                let values = (-count..<count).map { exp(-0.5 * pow(Double($0) * step / 2.5, 2)) }
                return values.map { $0 / values.reduce(0, +) }
            }
            let (kx, ky) = (axis(columns, 3), axis(rows, 2))
            let direct = (0..<grid.count).map { i in
                (0..<grid.count).reduce(0.0) { sum, j in
                    sum + bins[j] * kx[columns - abs(i % columns - j % columns)]
                        * ky[rows - abs(i / columns - j / columns)] / 6
                }
            }
            #expect(largestDifference(ours, direct) < 1e-13)
        }
    }
}
