import Foundation
import FoundationNetworking
import Testing

extension TheExecutable {
    /// `desk`: one page for one person at this machine.
    struct DeskTests {
        private static func opening(_ workplace: Workplace, _ file: String, port: Int) -> [String] {
            ["desk", file, "--territory", workplace.territory, "--port", "\(port)", "--json"]
        }

        private static func get(_ address: String) async throws -> (status: Int, text: String) {
            let session = URLSession(configuration: .ephemeral)
            defer { session.invalidateAndCancel() }
            let (body, response) = try await session.data(from: try #require(URL(string: address)))
            return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: body, as: UTF8.self))
        }

        @Test(.timeLimit(.minutes(5)))
        func thePageIsServedOnLoopbackAloneToWhoeverHasTheKeyUntilItIsStopped() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 300, seed: 5).bytes())
            let port = try LoopbackPort.free()
            let run = try workplace.start(Self.opening(workplace, file, port: port))
            let start = ContinuousClock.now
            while run.output.isEmpty, run.process.endIfAny() == nil, ContinuousClock.now - start < .seconds(120) {
                try await Task.sleep(for: .milliseconds(10))
            }
            let said = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: String], "\(run.errors)")
            let address = try #require(said["address"])
            #expect(address.hasPrefix("http://127.0.0.1:\(port)/fr/nouvelle-source?key="))
            #expect(LoopbackPort.listeners(of: port) == ["0100007F"])
            let page = try await Self.get(address)
            #expect(page.status == 200 && page.text.contains("Nouvelle source") && page.text.contains("calls.csv"))
            #expect(!page.text.contains("Zéphirot") && !page.text.contains("01 99 00"), "no value is shown")
            let keyless = try await Self.get(String(address.prefix { $0 != "?" }))
            #expect(keyless.status == 403)
            run.process.send(SIGTERM)
            let outcome = try await run.outcome(atMost: .seconds(60))
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            #expect(LoopbackPort.listeners(of: port).isEmpty)
        }

        @Test func aPortThatIsHeldIsExplained() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 50, seed: 5).bytes())
            let held = try LoopbackPort.Held()
            for (language, words, remedy) in [
                ("fr_FR.UTF-8", "Impossible d'écouter sur 127.0.0.1, port \(held.port).", "Laissez --port de côté"),
                ("en_GB.UTF-8", "Can't listen on 127.0.0.1, port \(held.port).", "Leave out --port"),
            ] {
                let outcome = try await workplace.run(
                    Self.opening(workplace, file, port: held.port), language: language)
                #expect(outcome.code == 69 && outcome.output.isEmpty)
                #expect(outcome.errors.hasPrefix(words) && outcome.errors.contains("→ \(remedy)"), "\(outcome.errors)")
            }
            let beyond = try await workplace.run(Self.opening(workplace, file, port: 70_000))
            #expect(beyond.code == 64 && beyond.errors.contains("65535"))
        }
    }
}
