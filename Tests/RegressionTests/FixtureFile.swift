import Foundation
import Testing

/// A JSON file beside the tests, with the script that made it; read by path, a dot a step.
struct FixtureFile {
    private let root: [String: Any]

    init(_ name: String, from file: String = #filePath) throws {
        let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        root = try #require(object as? [String: Any])
    }

    private func value(_ path: String) throws -> Any {
        var value: Any = root
        for step in path.split(separator: ".") {
            let object = try #require(value as? [String: Any], "\(path)")
            value = try #require(object[String(step)], "\(path)")
        }
        return value
    }

    func number(_ path: String) throws -> Double { try #require(try value(path) as? Double) }
    func text(_ path: String) throws -> String { try #require(try value(path) as? String) }
    func numbers(_ path: String) throws -> [Double] { try #require(try value(path) as? [Double]) }
    func integers(_ path: String) throws -> [Int] { try numbers(path).map { Int($0) } }

    /// A matrix, row after row.
    func matrix(_ path: String) throws -> [Double] {
        try #require(try value(path) as? [[Double]]).flatMap { $0 }
    }
}

/// The largest difference of two arrays, relative to the larger of the two's largest values.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = (a + b).reduce(.leastNormalMagnitude) { max($0, abs($1)) }
    let differences = zip(a, b).map { abs($0 - $1) }
    // A NaN is no agreement.
    if differences.contains(where: \.isNaN) { return .infinity }
    return (differences.max() ?? 0) / scale
}
