import Foundation
import Testing

extension TheExecutable {
    /// The help texts are as they were read and approved; `CLAIREVOIE_RECORD_SNAPSHOTS=1` approves them anew.
    struct HelpTests {
        private static let snapshots = ExecutableFile.package + "/Tests/CommandLineTests/Snapshots"

        @Test func everyCommandHasHelpWithAnExample() async throws {
            let workplace = try Workplace()
            let root = try await help([], workplace)
            let listed = root.components(separatedBy: "SUBCOMMANDS:\n").last?.components(separatedBy: "\n\n").first
            let commands = (listed ?? "").split(separator: "\n").compactMap { line -> String? in
                // Lines that go on with a description are further in.
                guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
                return line.split(separator: " ").first.map(String.init)
            }
            #expect(commands.count >= 6)
            try compare(root, with: "clairevoie")
            for command in commands {
                let text = try await help([command], workplace)
                #expect(text.contains("Example: clairevoie \(command) "))
                try compare(text, with: command)
            }
            let kept = try FileManager.default.contentsOfDirectory(atPath: Self.snapshots)
            #expect(Set(kept) == Set((commands + ["clairevoie"]).map { $0 + ".txt" }), "no snapshot of a lost command")
        }

        private func help(_ command: [String], _ workplace: Workplace) async throws -> String {
            let outcome = try await workplace.run(command + ["--help"])
            #expect(outcome.code == 0)
            #expect(outcome.errors.isEmpty)
            return outcome.output
        }

        private func compare(_ text: String, with name: String) throws {
            let path = Self.snapshots + "/\(name).txt"
            if ProcessInfo.processInfo.environment["CLAIREVOIE_RECORD_SNAPSHOTS"] == "1" {
                try FileManager.default.createDirectory(atPath: Self.snapshots, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: URL(filePath: path))
            }
            let kept = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
            #expect(text == kept, "\(path): CLAIREVOIE_RECORD_SNAPSHOTS=1 records it")
        }

        @Test func anUnknownCommandIsRefused() async throws {
            let workplace = try Workplace()
            let outcome = try await workplace.run(["improt"])
            #expect(outcome.code == 64)
            #expect(outcome.errors.contains("improt"))
        }
    }
}
