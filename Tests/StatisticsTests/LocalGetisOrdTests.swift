import Foundation
import Statistics
import Testing

struct LocalGetisOrdTests {
    private let grid = RegularGrid(cellSize: 200, columns: 30, rows: 20)
    private let fixture: [String: [Double]]

    init() throws { fixture = try FixtureFile.numbers("getis_ord.json") }

    private func values(_ name: String) throws -> [Double] { try #require(fixture[name]) }

    private func neighbours() throws -> SparseNeighbours {
        SparseNeighbours(
            starts: try values("columbusStarts").map { Int($0) },
            indices: try values("columbusIndices").map { Int32($0) })
    }

    @Test func gridsZonesAndWindowsHaveTheScoresOfEsda() throws {
        let counts = try values("counts")
        #expect(try largestDifference(LocalGetisOrd(of: counts, on: grid, within: 1000).z, values("z")) < 1e-12)
        let window = try values("window").map { $0 == 1 }
        let part = LocalGetisOrd(of: counts, on: grid, within: 1000, window: window)
        #expect(try largestDifference(part.z, values("zWindow")) < 1e-12)
        #expect(part.count == window.count { $0 })
        let zones = LocalGetisOrd(of: try values("columbusCrime"), neighbours: try neighbours().includingSelf())
        #expect(try largestDifference(zones.z, values("columbusZ")) < 1e-12)
    }

    @Test func falseDiscoveriesAreBoundedAsInStatsmodels() throws {
        let p = try values("p")
        #expect(try largestDifference(LocalGetisOrd(of: values("counts"), on: grid, within: 1000).p, p) < 1e-12)
        let positive = FalseDiscovery(p: p)
        #expect(try largestDifference(positive.q, values("qPositive")) < 1e-12)
        #expect(try largestDifference(FalseDiscovery(p: p, dependence: .arbitrary).q, values("qArbitrary")) < 1e-12)
        #expect(positive.rejections(at: 0.05).count { $0 } > 10)
        #expect(FalseDiscovery(p: []).q.isEmpty)
    }

    @Test func aGridAndItsNeighbourListsAgree() throws {
        let (counts, window) = try (values("counts"), values("window").map { $0 == 1 })
        let none = [Bool](repeating: false, count: grid.count)
        let lists = SparseNeighbours(on: grid, within: 700, window: window, barrier: none)
        let ours = LocalGetisOrd(of: counts, on: grid, within: 700, window: window).z
        #expect(largestDifference(ours, LocalGetisOrd(of: counts, neighbours: lists, window: window).z) < 1e-12)
    }

    @Test func shiftAndScaleChangeNoScore() throws {
        let counts = try values("counts")
        let moved = LocalGetisOrd(of: counts.map { 3 * $0 + 1000 }, on: grid, within: 600).z
        #expect(largestDifference(moved, LocalGetisOrd(of: counts, on: grid, within: 600).z) < 1e-11)
    }

    @Test func nothingStandsOutWhereNothingCan() {
        let equal = LocalGetisOrd(of: [Double](repeating: 0.1, count: grid.count), on: grid, within: 600).z
        #expect(equal.allSatisfy { $0 == 0 })
        let all = LocalGetisOrd(of: (0..<grid.count).map(Double.init), on: grid, within: 1e5).z
        #expect(all.allSatisfy { $0 == 0 })
    }

    @Test func aRiverPartsItsBanks() throws {
        let grid = RegularGrid(cellSize: 1, columns: 9, rows: 9)
        // A river along the diagonal whose cells touch only at corners.
        let river = (0..<81).map { $0 % 9 == $0 / 9 }
        let neighbours = SparseNeighbours(on: grid, within: 4, window: river.map { !$0 }, barrier: river)
        for cell in 0..<81 {
            let list = neighbours.indices[neighbours.starts[cell]..<neighbours.starts[cell + 1]].map(Int.init)
            #expect(river[cell] ? list.isEmpty : list.contains(cell))
            for other in list {
                #expect((cell % 9 < cell / 9) == (other % 9 < other / 9))
                #expect(
                    neighbours.indices[neighbours.starts[other]..<neighbours.starts[other + 1]].contains(Int32(cell)))
            }
        }
    }
}
