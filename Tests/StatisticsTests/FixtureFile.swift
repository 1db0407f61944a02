import Foundation
import Testing

/// The small files beside the tests, each with the script that made it.
enum FixtureFile {
    static func path(_ name: String, from file: String = #filePath) -> String {
        URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
    }

    /// The rows of a CSV, split at commas, without its header.
    static func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// One column of a CSV as numbers.
    static func column(_ name: String, _ index: Int) throws -> [Double] {
        try rows(name).map { try #require(Double($0[index])) }
    }

    /// The arrays and numbers of a JSON object, numbers as arrays of one.
    static func numbers(_ name: String) throws -> [String: [Double]] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path(name)))
        return try JSONDecoder().decode([String: Numbers].self, from: data).mapValues(\.values)
    }

    private struct Numbers: Decodable {
        let values: [Double]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(Double.self) {
                values = [one]
            } else {
                values = try container.decode([Double].self)
            }
        }
    }
}

/// The largest difference of two arrays, relative to the larger of the two's largest values.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = max(a.reduce(0) { max($0, abs($1)) }, b.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude)
    var largest = 0.0
    for (x, y) in zip(a, b) {
        let difference = abs(x - y)
        // A comparison with NaN is false, and a NaN is no agreement.
        if !(difference <= largest) { largest = difference.isNaN ? .infinity : difference }
    }
    return largest / scale
}
