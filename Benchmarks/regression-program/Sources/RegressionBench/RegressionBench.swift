import Foundation
import Regression
import Statistics

/// Fits the generated data once for each measure and prints its name, the CPU seconds it took and a figure to compare.
@main
struct RegressionBench {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: RegressionBench FOLDER (of regression_data.py)")
            exit(64)
        }
        let folder = URL(filePath: CommandLine.arguments[1])
        let counts = try integers(folder.appending(path: "glm_y.i32")).map { Double($0) }
        let rows = counts.count
        var values = [Double](repeating: 1, count: rows)
        values += try doubles(folder.appending(path: "glm_x_columns.f64"))
        let names = ["(Intercept)"] + (1..<values.count / rows).map { "x\($0)" }
        let design = try Design(rows: rows, names: names, columnMajor: values)
        let response = try CountResponse(counts: counts)
        let poisson = try timed("poisson") { try GeneralizedLinearModel(.poisson).fit(design, response) }
        print("poisson.check", poisson.coefficients[1])
        let negative = try timed("negative-binomial") {
            try GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(design, response)
        }
        print("negative-binomial.check", negative.shape?.value ?? .nan)

        let daily = try integers(folder.appending(path: "daily.i32")).map { Double($0) }
        let length = 730
        let model = SeasonalTrend(period: 7)
        let trend = try timed("seasonal-trend") {
            var sum = 0.0
            for start in stride(from: 0, to: daily.count, by: length) {
                sum += try model.fit(Array(daily[start..<start + length])).trend.reduce(0, +)
            }
            return sum
        }
        print("seasonal-trend.check", trend)
    }

    private static func timed<Value>(_ name: String, _ work: () throws -> Value) rethrows -> Value {
        let before = cpuSeconds()
        let value = try work()
        print(name, cpuSeconds() - before)
        return value
    }

    private static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    private static func doubles(_ file: URL) throws -> [Double] {
        let data = try Data(contentsOf: file)
        return stride(from: 0, to: data.count, by: 8).map { offset in
            var bits: UInt64 = 0
            for byte in 0..<8 { bits |= UInt64(data[offset + byte]) << UInt64(8 * byte) }
            return Double(bitPattern: bits)
        }
    }

    private static func integers(_ file: URL) throws -> [Int32] {
        let data = try Data(contentsOf: file)
        return stride(from: 0, to: data.count, by: 4).map { offset in
            var bits: UInt32 = 0
            for byte in 0..<4 { bits |= UInt32(data[offset + byte]) << UInt32(8 * byte) }
            return Int32(bitPattern: bits)
        }
    }
}
