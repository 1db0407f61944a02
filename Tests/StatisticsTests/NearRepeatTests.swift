import Foundation
import Testing

@testable import Statistics

struct NearRepeatTests {
    private let fixture: [String: [Double]]

    init() throws { fixture = try FixtureFile.numbers("near_repeat.json") }

    private func values(_ name: String) throws -> [Double] { try #require(fixture[name]) }

    /// The calculator's bands end before their bound: its "0 to 1 days" is the same day, and 400 m is beyond "201 to 400".
    @Test(arguments: [
        ("arson", [0.0, 200, 400, 600], [0.0, 1, 2]), ("burglary", [0, 100, 200, 300], [6, 13, 20]),
    ])
    func tablesAreThoseOfTheNearRepeatCalculator(name: String, distances: [Double], days: [Double]) throws {
        let found = NearRepeat(
            x: try values(name + "X"), y: try values(name + "Y"), times: try values(name + "Day"),
            distanceBounds: [0] + distances.dropFirst().map(\.nextDown), timeBounds: days, metric: .manhattan,
            permutations: 199)
        let observed = found.cells.flatMap { $0.map { Double($0.observed) } }
        #expect(try observed == values(name + "Observed"))
        // Its ratios are over 99 or 19 permutations of its own.
        for (cell, ratio) in zip(found.cells.flatMap(\.self), try values(name + "Ratio")) where cell.observed > 100 {
            #expect(try abs(#require(cell.ratio) - ratio) < 0.15)
        }
    }

    @Test func burkittsLymphomaHasTheCountsAndProbabilitiesOfPointpatsAndSurveillance() throws {
        let (x, y, t) = try (values("burkittX"), values("burkittY"), values("burkittT"))
        for (distance, time, count, expected, p) in [
            (20.0, 5.0, 13, 10.1438161338036, 0.146245581971404),
            (10, 300, 191, 139.283991352827, 1.35093943874327e-05),
            (5, 90, 19, 13.5988167026966, 0.0612744762588237),
        ] {
            let found = NearRepeat(
                x: x, y: y, times: t, distanceBounds: [distance], timeBounds: [time], permutations: 999)
            let cell = found.cells[0][0]
            #expect(cell.observed == count)
            #expect(abs(cell.expected - expected) < 1e-11)
            // Their approximation asks for more than the count; ours for at least it.
            #expect(abs(Poisson(mean: cell.expected).upperTail(count) - p) < 1e-12)
            #expect(abs(cell.simulated - expected) < 0.05 * expected)
        }
    }

    @Test(arguments: [NearRepeat.Metric.euclidean, .manhattan])
    func pairsAreThoseOfTheDefinition(metric: NearRepeat.Metric) {
        var random = Xoshiro256(seed: 11)
        let n = 300
        let x = (0..<n).map { _ in Double(random.below(400)) / 4 - 50 }
        let y = (0..<n).map { _ in Double(random.below(40)) - 20 }
        let t = (0..<n).map { _ in Double(random.below(700)) / 7 }
        let (distances, times) = ([0.0, 2, 7.25], [0.5, 9.0])
        let found = NearRepeat(
            x: x, y: y, times: t, distanceBounds: distances, timeBounds: times, metric: metric, permutations: 0)
        var table = [[Int]](repeating: [Int](repeating: 0, count: 3), count: 4)
        for i in 0..<n {
            for j in i + 1..<max(i + 1, n) {
                let (dx, dy) = (abs(x[i] - x[j]), abs(y[i] - y[j]))
                let distance = metric == .euclidean ? (dx * dx + dy * dy).squareRoot() : dx + dy
                table[distances.count { $0 < distance }][times.count { $0 < abs(t[i] - t[j]) }] += 1
            }
        }
        #expect(found.cells.map { $0.map(\.observed) } == table)
        let moved = NearRepeat(
            x: x.map { 1000 - $0 }, y: y.map { $0 + 77 }, times: t.map { -$0 }, distanceBounds: distances,
            timeBounds: times, metric: metric, permutations: 0)
        #expect(moved.cells.map { $0.map(\.observed) } == table)
    }

    @Test func permutationsAreReproducibleAndUniform() throws {
        let (x, y, t) = try (values("arsonX"), values("arsonY"), values("arsonDay"))
        func run(_ seed: UInt64) -> NearRepeat {
            NearRepeat(x: x, y: y, times: t, distanceBounds: [1000], timeBounds: [14], permutations: 500, seed: seed)
        }
        #expect(run(4) == run(4))
        let cell = run(4).cells[0][0]
        #expect(abs(cell.simulated - cell.expected) < 0.03 * cell.expected)
        let few = NearRepeat(x: [1], y: [2], times: [3], distanceBounds: [1], timeBounds: [1])
        #expect(few.cells[0][0].observed == 0 && few.cells[0][0].p == 1)
    }

    @Test func theGeneratorIsXoshiro256StarStar() {
        var generator = Xoshiro256(state: (1, 2, 3, 4))
        let first: [UInt64] = [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360]
        #expect(first == first.map { _ in generator.next() })
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    }
}
