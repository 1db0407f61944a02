import Foundation
import TestCity
import Testing

extension TheExecutable {
    /// Ctrl-C: exit code 130, and everything as it was.
    struct InterruptionTests {
        @Test(.timeLimit(.minutes(3)))
        func anInterruptedImportLeavesTheVaultAsItWas() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let small = try workplace.write("small.csv", CallsFile(count: 2000, seed: 11).bytes())
            let large = try workplace.write("large.csv", CallsFile(count: 300_000, seed: 12).bytes())
            try #require(try await workplace.run(workplace.importing(small)).code == 0)
            let before = try digest(workplace.data)
            let spare = workplace.otherData("spare")
            let whole = try await workplace.run(workplace.importing(large, data: spare))
            let after = try digest(spare)

            var random = SeededGenerator(seed: 13)
            var interrupted = 0
            for attempt in 0..<60 where interrupted < 12 {
                let run = try workplace.start(
                    workplace.importing(large), language: attempt % 2 == 0 ? "fr_FR.UTF-8" : "en_GB.UTF-8")
                try await Task.sleep(for: whole.elapsed * Double.random(in: 0.25...0.95, using: &random))
                run.process.send(SIGINT)
                let outcome = try await run.outcome(atMost: .seconds(20))
                let held = try digest(workplace.data)
                if outcome.code == 130 {
                    interrupted += 1
                    #expect(held == before)
                    #expect(outcome.output.isEmpty)
                    let words = attempt % 2 == 0 ? "rien n'a été changé" : "nothing was changed"
                    #expect(outcome.errors.contains(words))
                } else {
                    // It came before the program listened, or too late; then all of the file is there.
                    #expect(outcome.signal == SIGINT || outcome.code == 0)
                    #expect(held == (outcome.code == 0 ? after : before))
                    _ = try await workplace.run(workplace.importing(small))
                }
            }
            #expect(interrupted == 12)
        }

        /// Whoever presses it again means it: the vault is safe from a sudden end.
        @Test(.timeLimit(.minutes(1)))
        func aSecondInterruptionEndsAnImportThatWaitsForItsFile() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let file = workplace.files + "/pipe.csv"
            let calls = try workplace.write("calls.csv", CallsFile(count: 2000, seed: 14).bytes())
            let writer = try workplace.startShell("mkfifo '\(file)'; { cat '\(calls)'; sleep 8; } > '\(file)'")
            while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(2)) }
            let run = try workplace.start(workplace.importing(file))
            try await Task.sleep(for: .milliseconds(500))
            for _ in 0..<3 {
                run.process.send(SIGINT)
                try await Task.sleep(for: .milliseconds(200))
            }
            let outcome = try await run.outcome(atMost: .seconds(20))
            #expect(outcome.code == 130 || outcome.signal == SIGINT)
            #expect(outcome.elapsed < .seconds(4), "it waited for the writer")
            #expect(try digest(workplace.data) == VaultDigest.empty)
            writer.process.send(SIGTERM)
        }

        @Test(.timeLimit(.minutes(1)))
        func anInterruptedPublicationPublishesNothing() async throws {
            let workplace = try Workplace()
            let calls = try workplace.write("calls.csv", CallsFile(count: 2000, seed: 15).bytes())
            // Eight years, so that there is something to interrupt.
            let imported = try await workplace.run(workplace.importing(calls, period: "2017-01-01/2025-01-01"))
            try #require(imported.code == 0)
            let arguments = ["publish", "--territory", workplace.territory, "--data", workplace.data, "--json"]
            var isInterrupted = false
            // Not so soon that nobody listens yet, and not so late that all is done: when that is the machine decides.
            for attempt in 0..<50 where !isInterrupted {
                let run = try workplace.start(arguments)
                try await Task.sleep(for: .milliseconds(30 + 12 * attempt))
                run.process.send(SIGINT)
                let outcome = try await run.outcome(atMost: .seconds(20))
                isInterrupted = outcome.code == 130
                guard isInterrupted else {
                    try #require(outcome.signal == SIGINT || outcome.code == 0)
                    try? FileManager.default.removeItem(atPath: workplace.data + "/editions")
                    try? FileManager.default.removeItem(atPath: workplace.data + "/witness")
                    continue
                }
            }
            #expect(isInterrupted)
            // All of it is still to be published: 2922 days at the least.
            let outcome = try await workplace.run(arguments)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("{\"bins\":2922,"))
        }
    }
}
