import Foundation
import Statistics

/// Prints `name CPU-seconds` and `name.check value` for each method, on the points of hotspots_points.py.
///
/// A time is the least of five runs after the data is in memory, since a peer's warm call is compared.
@main
enum HotSpotsBench {
    static func main() throws {
        guard let folder = CommandLine.arguments.dropFirst().first else { fatalError("HotSpotsBench FOLDER") }
        let (t, x, y) = try (numbers(folder, "points.t"), numbers(folder, "points.x"), numbers(folder, "points.y"))

        let fine = RegularGrid(cellSize: 30, columns: 500, rows: 500)
        let kernel = GaussianKernelDensity(bandwidth: 250)
        let density = timed("density") { kernel.density(of: BinnedPoints(x: x, y: y, on: fine).values, on: fine) }
        check("density", (density.max() ?? 0) / Double(x.count))

        let coarse = RegularGrid(cellSize: 200, columns: 75, rows: 75)
        let counts = BinnedPoints(x: x, y: y, on: coarse).values
        let spots = timed("hot-spots") { LocalGetisOrd(of: counts, on: coarse, within: 1000) }
        check("hot-spots", spots.z.reduce(0, +))

        var weeks = [[Double]](repeating: [Double](repeating: 0, count: coarse.count), count: 104)
        for i in x.indices {
            let (column, row) = (min(Int(x[i] / 200), 74), min(Int(y[i] / 200), 74))
            weeks[min(Int(t[i] / 7), 103)][row * 75 + column] += 1
        }
        let cube = weeks.map { LocalGetisOrd(of: $0, on: coarse, within: 283).z }
        var series: [Double] = []
        for cell in 0..<coarse.count { for week in cube { series.append(week[cell]) } }
        let tests = timed("trends") { MannKendall.tests(of: series, length: 104) }
        check("trends", Double(tests.reduce(0) { $0 + $1.s }))
        let slopes = timed("slopes") {
            (0..<coarse.count).map { TheilSenTrend(Array(series[$0 * 104..<$0 * 104 + 104])).slope }
        }
        check("slopes", slopes.reduce(0, +))
        let flat = cube.flatMap(\.self)
        let emerging = timed("emerging") { EmergingHotSpots(z: flat, places: coarse.count) }
        check("emerging", Double(emerging.findings.count { $0 != nil }))

        let few = stride(from: 0, to: x.count, by: 50)
        let (fewT, fewX, fewY) = (few.map { t[$0] }, few.map { x[$0] }, few.map { y[$0] })
        for permutations in [99, 999] {
            let found = timed("near-repeats-\(permutations)") {
                NearRepeat(
                    x: fewX, y: fewY, times: fewT, distanceBounds: [200], timeBounds: [14], permutations: permutations)
            }
            check("near-repeats-\(permutations)", Double(found.cells[0][0].observed))
        }
    }

    private static func numbers(_ folder: String, _ name: String) throws -> [Double] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).f64"))
        return unsafe data.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map { unsafe bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) }
        }
    }

    private static func timed<Result>(_ name: String, _ body: () -> Result) -> Result {
        var least = Double.infinity
        var result = body()
        for _ in 0..<5 {
            let before = clock()
            result = body()
            least = min(least, Double(clock() - before) / Double(CLOCKS_PER_SEC))
        }
        print(name, least)
        return result
    }

    private static func check(_ name: String, _ value: Double) { print("\(name).check", value) }
}
