import Context
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
}

/// A file of context that is a text in a test.
func contextFile(_ text: String, name: String = "file") throws -> ContextFile {
    try ContextFile(name: name, bytes: Array(text.utf8))
}
