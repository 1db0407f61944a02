import Foundation
import Testing

extension TheExecutable {
    /// The bar is drawn on a terminal only, so `script` lends one.
    struct ProgressBarTests {
        private func importOnATerminal(_ file: String, _ workplace: Workplace, before: String = "") throws
            -> Workplace.Run
        {
            let arguments = workplace.importing(file).filter { $0 != "--json" }.map { "'\($0)'" }
            let command = try ([ExecutableFile.path()] + arguments).joined(separator: " ")
            return try workplace.startShell("\(before) exec script -qec \"\(command)\" /dev/null")
        }

        @Test(.timeLimit(.minutes(1)))
        func theBarIsClearedWhenTheImportIsRefused() async throws {
            let workplace = try Workplace()
            let calls = try workplace.write("calls.csv", CallsFile(count: 300_000, seed: 3).bytes())
            let broken = workplace.files + "/broken.csv"
            // The last row is nothing that a bar could come after: the whole file is of another period.
            try await workplace.shell("sed 's/2024-/2019-/' '\(calls)' > '\(broken)'")
            let outcome = try await importOnATerminal(broken, workplace).outcome(atMost: .seconds(40))
            let bar = try #require(outcome.output.range(of: "█", options: .backwards), "\(outcome.output.suffix(300))")
            let after = outcome.output[bar.upperBound...]
            #expect(outcome.code == 65, "\(outcome.output.suffix(300))")
            #expect(after.contains("\r\u{1B}[K"))
            let cleared = try #require(after.range(of: "\r\u{1B}[K"))
            #expect(after[cleared.upperBound...].contains("→"))
        }

        @Test(.timeLimit(.minutes(1)))
        func aFileThatGrowsWhileItIsReadDoesNotEndTheProgram() async throws {
            let workplace = try Workplace()
            let calls = try workplace.write("calls.csv", CallsFile(count: 100_000, seed: 4).bytes())
            let growing = workplace.files + "/growing.csv"
            let grow = """
                cp '\(calls)' '\(growing)'
                ( for n in $(seq 60); do tail -n +2 '\(calls)' >> '\(growing)'; done ) &

                """
            let outcome = try await importOnATerminal(growing, workplace, before: grow).outcome(atMost: .seconds(50))
            #expect(outcome.signal == nil)
            #expect(outcome.code == 0, "\(outcome.output.suffix(300))")
            #expect(outcome.output.contains("100 %"))
        }
    }
}
