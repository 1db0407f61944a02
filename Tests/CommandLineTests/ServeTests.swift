import Foundation
import Testing

extension TheExecutable {
    /// DESIGN's second invariant: nobody reads the vault but the publisher.
    struct ServeTests {
        @Test(.timeLimit(.minutes(1)))
        func theSiteIsServedWithoutTheVault() async throws {
            let workplace = try await Self.published()
            try FileManager.default.moveItem(atPath: workplace.data + "/vault", toPath: workplace.root + "/away")
            let server = try await WebServer(workplace)
            try await Self.check(server)
            #expect(try await server.stop().code == 0)
            #expect(!FileManager.default.fileExists(atPath: workplace.data + "/vault"))
        }

        @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0, "only root can become somebody else"))
        func theSiteIsServedByAnAccountThatCannotReadTheVault() async throws {
            let workplace = try await Self.published()
            try await workplace.shell(
                """
                chmod 755 '\(workplace.root)' && chmod 777 '\(workplace.current)' '\(workplace.temporary)'
                test "$(stat -c %a '\(workplace.data)/vault')" = 700
                test "$(stat -c %a '\(workplace.data)/vault/vault.sqlite')" = 600
                """)
            let somebody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            // What the web account may and may not do, whatever the program does.
            let vault = workplace.data + "/vault/vault.sqlite"
            let read = try await workplace.startShell("\(somebody.joined(separator: " ")) cat '\(vault)'")
                .outcome(atMost: .seconds(10))
            #expect(read.code != 0 && read.output.isEmpty, "the vault is readable")
            // The build's own folder may be closed to others.
            let program = try ExecutableFile.path()
            try await workplace.shell(
                """
                cp '\(program)' '\(workplace.root)/clairevoie'
                for folder in "$(dirname '\(program)')"/*.resources; do
                    if [ -d "$folder" ]; then cp -rL "$folder" '\(workplace.root)'; fi
                done
                chmod -R a+rX '\(workplace.root)'/*.resources '\(workplace.root)/clairevoie' 2>/dev/null || true
                """)
            let server = try await WebServer(workplace, with: somebody + [workplace.root + "/clairevoie"])
            let before = try await Self.check(server)
            // A later publication is written beside it, by the account that owns it, and is seen.
            let february = try workplace.write("february.csv", CallsFile(count: 500, seed: 22).bytes())
            let imported = try await workplace.run(workplace.importing(february, period: "2024-01-01/2024-03-01"))
            #expect(imported.code == 0, "\(imported.errors)")
            let again = try await workplace.run(Self.publishing(workplace))
            #expect(again.code == 0, "\(again.errors)")
            // The site may show what was published up to a second ago.
            let start = ContinuousClock.now
            while try await Self.check(server) == before, ContinuousClock.now - start < .seconds(4) {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await Self.check(server) > before)
            #expect(try await server.stop().code == 0)
        }

        /// Whoever started the server in a pipe waits for this line.
        @Test(.timeLimit(.minutes(1)))
        func theAddressIsSaidAsSoonAsItAnswers() async throws {
            let workplace = try await Self.published()
            let server = try await WebServer(workplace)
            let start = ContinuousClock.now
            while server.output.isEmpty, ContinuousClock.now - start < .seconds(3) {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(server.output == "{\"address\":\"http://127.0.0.1:\(server.port)\"}\n")
            #expect(try await server.stop().code == 0)
        }

        @Test func aFolderWithoutEditionsIsRefused() async throws {
            let workplace = try Workplace()
            let outcome = try await workplace.run(
                ["serve", "--territory", workplace.territory, "--data", workplace.data, "--port", "0"],
                language: "fr_FR.UTF-8")
            #expect(outcome.code == 66)
            #expect(outcome.errors.contains(workplace.data))
            #expect(outcome.errors.contains("clairevoie publish"))
        }

        @Test func staffFiguresAreServedOnLoopbackOnly() async throws {
            let workplace = try await Self.published()
            _ = try await WebServer(workplace).stop()
            let outcome = try await workplace.run(
                [
                    "serve", "--territory", workplace.territory, "--data", workplace.data, "--port", "0", "--audience",
                    "staff", "--host", "0.0.0.0", "--libraries", workplace.root + "/libraries",
                ], atMost: .seconds(10))
            #expect(outcome.code == 69)
            #expect(outcome.errors.contains("0.0.0.0"))
        }

        private static func publishing(_ workplace: Workplace) -> [String] {
            ["publish", "--territory", workplace.territory, "--data", workplace.data, "--json"]
        }

        /// A workplace with a month published.
        private static func published() async throws -> Workplace {
            let workplace = try Workplace()
            // The program makes its data folder itself, with whatever permissions it chooses.
            try FileManager.default.removeItem(atPath: workplace.data)
            let file = try workplace.write("calls.csv", CallsFile(count: 2000, seed: 21).bytes())
            let imported = try await workplace.run(workplace.importing(file))
            try #require(imported.code == 0, "\(imported.errors)")
            let outcome = try await workplace.run(publishing(workplace))
            try #require(outcome.code == 0, "\(outcome.errors)")
            return workplace
        }

        private struct Tables: Decodable {
            struct Table: Decodable {
                let key: String
                let bins: Int
            }

            let tables: [Table]
        }

        /// Looks at a page and at the API; returns how many bins are published.
        @discardableResult
        private static func check(_ server: WebServer) async throws -> Int {
            let page = try await server.get("/fr/hier")
            #expect(page.status == 200)
            #expect(String(decoding: page.body, as: UTF8.self).contains("Quartier 3"))
            let tables = try await server.get("/api/v1/tables")
            #expect(tables.status == 200)
            let listed = try JSONDecoder().decode(Tables.self, from: tables.body).tables
            #expect(listed.contains { $0.key == "calls.quartier.week.all" })
            return listed.map(\.bins).reduce(0, +)
        }
    }
}
