import Foundation
import TestPortal
import Testing

extension TheExecutable {
    /// `fetch`, from a portal on loopback.
    struct FetchTests {
        private static let rows = "id,code\n" + (0..<5000).map { "\($0),BRU\n" }.joined()

        /// What `--json` says.
        private struct Report: Decodable, Equatable {
            let path: String
            let changed: Bool
            let rows: Int
            let bytes: Int64
            let resumed: Bool
        }

        private static func report(_ outcome: Workplace.Outcome) throws -> Report {
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.isEmpty && outcome.output.filter { $0 == "\n" }.count == 1)
            return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        }

        private static func fetching(_ address: String, into folder: String) -> [String] {
            ["fetch", address, "--output", folder, "--rate", "100"]
        }

        private static func text(_ path: String) -> String? {
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        }

        /// A file with a tag, in ranges.
        private static func serve(_ request: FaultyPortal.Request, stallsAfter: Int? = nil) -> FaultyPortal.Reply {
            if request.header("If-None-Match") == "\"v1\"" { return .status(304) }
            guard let range = request.header("Range"), request.header("If-Range") == "\"v1\"",
                let start = Int(range.dropFirst("bytes=".count).dropLast())
            else { return FaultyPortal.Reply(headers: [("ETag", "\"v1\"")], body: rows, stallsAfter: stallsAfter) }
            return FaultyPortal.Reply(
                status: 206, headers: [("ETag", "\"v1\"")], bytes: Array(rows.utf8.dropFirst(start)))
        }

        @Test func aFileIsFetchedOnceAndThenOnlyAskedFor() async throws {
            let workplace = try Workplace()
            let portal = try await FaultyPortal.open { Self.serve($0) }
            let fetching = Self.fetching(portal.address("/files/calls.csv"), into: workplace.files)
            let first = try Self.report(try await workplace.run(fetching + ["--json"]))
            let path = workplace.files + "/calls.csv"
            #expect(
                first
                    == Report(
                        path: path, changed: true, rows: 0, bytes: Int64(Self.rows.utf8.count), resumed: false))
            #expect(Self.text(path) == Self.rows)
            let second = try Self.report(try await workplace.run(fetching + ["--json"]))
            #expect(second == Report(path: path, changed: false, rows: 0, bytes: 0, resumed: false))
            let french = try await workplace.run(fetching, language: "fr_FR.UTF-8")
            #expect(french.code == 0 && french.output == "\(path) : rien de nouveau.\n")
            let all = try await workplace.run(fetching + ["--full"])
            #expect(all.code == 0 && all.output == "\(path): \(Self.rows.utf8.count) bytes received\n")
            try await portal.close()
        }

        @Test func ofADataSetOnlyTheRowsThatChangedAreAskedForAgain() async throws {
            let workplace = try Workplace()
            let portal = try await FaultyPortal.open { request in
                let isChange = (request.query["$where"] ?? "").contains(":updated_at >=")
                let rows =
                    isChange
                    ? "row-2,2024-03-01T00:00:00.000Z,FEU\n"
                    : "row-1,2024-01-01T00:00:00.000Z,BRU\nrow-2,2024-01-01T00:00:00.000Z,BRU\n"
                return FaultyPortal.Reply(
                    headers: [("Date", "Thu, 01 Feb 2024 00:00:00 GMT")], body: ":id,:updated_at,code\n" + rows)
            }
            let fetching = Self.fetching(
                portal.address("/resource/abcd-1234.csv"), into: workplace.files + "/new/folder")
            let first = try Self.report(try await workplace.run(fetching + ["--json"]))
            #expect(first.rows == 2 && first.changed)
            let second = try Self.report(try await workplace.run(fetching + ["--json"]))
            #expect(second.rows == 1 && second.changed && portal.requests.count == 2)
            let lines = (Self.text(first.path) ?? "").split(separator: "\n")
            #expect(lines.count == 3 && lines.last == "row-2,2024-03-01T00:00:00.000Z,FEU")
            try await portal.close()
        }

        /// A portal that stands still keeps nobody from leaving, and what has come isn't asked for again.
        @Test(.timeLimit(.minutes(5)))
        func afterCtrlCTheNextRunGoesOnWhereItStopped() async throws {
            let workplace = try Workplace()
            let portal = try await FaultyPortal.open { Self.serve($0, stallsAfter: $0.number == 0 ? 9000 : nil) }
            let fetching = Self.fetching(portal.address("/files/calls.csv"), into: workplace.files)
            let run = try workplace.start(fetching + ["--json"], language: "fr_FR.UTF-8")
            let part = workplace.files + "/calls.csv.part"
            while (Self.text(part) ?? "").utf8.count < 9000, run.process.endIfAny() == nil {
                try await Task.sleep(for: .milliseconds(5))
            }
            run.process.send(SIGINT)
            // Far less than the portal would be waited for.
            let outcome = try await run.outcome(atMost: .seconds(60))
            #expect(outcome.code == 130 && outcome.output.isEmpty)
            #expect(outcome.errors == "Interrompu : rien n'a été changé.\n")
            #expect(Self.text(workplace.files + "/calls.csv") == nil)
            let report = try Self.report(try await workplace.run(fetching + ["--json"]))
            #expect(report.resumed && report.bytes == Int64(Self.rows.utf8.count - 9000))
            #expect(Self.text(report.path) == Self.rows)
            #expect(portal.requests.map { $0.header("Range") } == [nil, "bytes=9000-"])
            #expect(!FileManager.default.fileExists(atPath: part))
            try await portal.close()
        }

        @Test func whatIsRefusedHasItsCodeAndItsWordsInBothLanguages() async throws {
            let workplace = try Workplace()
            let listing = """
                {"resources":[{"id":"a","title":"2023","format":"csv","url":"http://x/a.csv"},
                {"id":"b","title":"2024","format":"csv","url":"http://x/b.csv"}]}
                """
            let portal = try await FaultyPortal.open { request in
                switch request.path {
                case "/secret.csv": .status(403)
                case "/later.csv": .status(429, [("Retry-After", "86400")])
                case "/api/1/datasets/noise/": FaultyPortal.Reply(body: listing)
                default: .status(404)
                }
            }
            let all: [(address: String, code: Int32, french: String, english: String)] = [
                (
                    "pas une adresse", 64, "« pas une adresse » n'est pas l'adresse",
                    "\"pas une adresse\" isn't the address"
                ),
                ("ftp://example.org/a.csv", 64, "n'est pas l'adresse d'un jeu", "isn't the address of a data set"),
                (portal.address("/none.csv"), 69, "Rien à cette adresse", "There is nothing at this address"),
                (portal.address("/secret.csv"), 69, "Accès réservé", "Access is restricted"),
                (portal.address("/later.csv"), 69, "d'attendre 86400 secondes", "to wait 86400 seconds"),
                (portal.address("/fr/datasets/noise/"), 64, "b  csv  2024", "--resource ID"),
            ]
            for bad in all {
                let folder = workplace.files + "/none"
                for (language, words) in [("fr_FR.UTF-8", bad.french), ("en_GB.UTF-8", bad.english)] {
                    let outcome = try await workplace.run(
                        Self.fetching(bad.address, into: folder) + ["--json"], language: language)
                    #expect(outcome.code == bad.code, "\(bad.address): \(outcome.errors)")
                    #expect(outcome.errors.contains(words), "\(outcome.errors)")
                    #expect(outcome.errors.contains("→") && outcome.output.isEmpty)
                }
                let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                #expect(!left.contains { $0.hasSuffix(".csv") })
            }
            let file = try workplace.write("file", Array("not a folder".utf8))
            let outcome = try await workplace.run(
                Self.fetching(portal.address("/none.csv"), into: file + "/folder"), language: "fr_FR.UTF-8")
            #expect(outcome.code == 74 && outcome.errors.contains("Impossible d'écrire ici"))
            try await portal.close()
        }

        @Test func columnsThatChangedAreRefusedUntilAPersonAgrees() async throws {
            let workplace = try Workplace()
            let portal = try await FaultyPortal.open { request in
                FaultyPortal.Reply(
                    body: ":id,:updated_at,\(request.number == 0 ? "code" : "nature")\nr,2024-01-01,BRU\n")
            }
            let fetching = Self.fetching(portal.address("/resource/abcd-1234.csv"), into: workplace.files)
            let report = try Self.report(try await workplace.run(fetching + ["--json"]))
            let before = Self.text(report.path)
            let refused = try await workplace.run(fetching, language: "fr_FR.UTF-8")
            #expect(refused.code == 65 && refused.errors.contains("Disparues : code. Nouvelles : nature."))
            #expect(Self.text(report.path) == before)
            #expect(try await workplace.run(fetching + ["--full"]).code == 0)
            #expect(Self.text(report.path)?.hasPrefix(":id,:updated_at,nature\n") == true)
            try await portal.close()
        }
    }
}
