import Foundation
import TestCity
import Testing

extension TheExecutable {
    /// A publication that is killed loses no bin but those that may have been seen, and draws none twice.
    struct PublishKillTests {
        private struct Report: Decodable {
            struct Table: Decodable {
                let key: String
                let bins: Int
            }

            let tables: [Table]
            let interruptions: Int
        }

        private static let tables = 12

        /// A month of calls, and a plan that takes a while to publish.
        private func workplace() async throws -> Workplace {
            let workplace = try Workplace()
            let kinds = ["category", "group", "all"]
            let places = ["territory", "quartier", "cell200", "cell1000"]
            let rows = places.flatMap { place in
                kinds.map {
                    "  - {source: calls, place: \(place), time: day, category: \($0), public: 0.05, staff: 0.1}\n"
                }
            }
            let plan =
                "limits: {public: 1, staff: 4}\nfigures_per_month: 1000000\ntables:\n" + rows.joined()
            try Data(plan.utf8).write(to: URL(filePath: workplace.territory + "/plan.yaml"))
            let file = try workplace.write("calls.csv", CallsFile(count: 2000, seed: 3).bytes())
            let outcome = try await workplace.run(workplace.importing(file))
            try #require(outcome.code == 0, "\(outcome.errors)")
            return workplace
        }

        private func publishing(_ workplace: Workplace, _ data: String) -> [String] {
            ["publish", "--territory", workplace.territory, "--data", data, "--json"]
        }

        @Test(.timeLimit(.minutes(5)))
        func fiftyKillsLoseAndRepeatNothing() async throws {
            let workplace = try await workplace()
            let inspector = try EditionInspector()
            let whole = workplace.otherData("whole")
            try FileManager.default.copyItem(atPath: workplace.data, toPath: whole)
            let outcome = try await workplace.run(publishing(workplace, whole))
            try #require(outcome.code == 0, "\(outcome.errors)")
            let duration = outcome.elapsed
            let all = try inspector(whole)
            try #require(all.editions == Self.tables * 31 && all.spent == 0 && all.versions == 1)

            var random = SeededGenerator(seed: 50)
            var kills = 0
            var interrupted = 0
            var landed = 0
            for attempt in 0..<120 where kills < 50 {
                let data = workplace.otherData("killed-\(attempt)")
                try FileManager.default.copyItem(atPath: workplace.data, toPath: data)
                let run = try workplace.start(publishing(workplace, data))
                if attempt % 2 == 0 {
                    try await Task.sleep(for: duration * Double.random(in: 0...1, using: &random))
                } else {
                    // The witness is told just before COMMIT: wait for that, and strike.
                    let known = Set(workplace.listing(of: [workplace.state]).keys)
                    while run.process.endIfAny() == nil,
                        Set(workplace.listing(of: [workplace.state]).filter { $0.value > 0 }.keys).isSubset(of: known)
                    {
                        try await Task.sleep(for: .microseconds(50))
                    }
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...3000, using: &random)))
                }
                run.process.send(SIGKILL)
                let end = try await run.process.wait(atMost: .seconds(20))
                if end.signal == SIGKILL { kills += 1 }
                let resumed = try await workplace.run(publishing(workplace, data))
                #expect(resumed.code == 0, "attempt \(attempt): \(resumed.errors)")
                let report = try JSONDecoder().decode(Report.self, from: Data(resumed.output.utf8))
                let found = try inspector(data)
                // Every bin is published or spent, never both, and a definition has one version in every process.
                #expect(found.versions <= 1 && found.twice == 0, "attempt \(attempt)")
                if report.interruptions > 0 {
                    interrupted += 1
                    #expect(report.interruptions == Self.tables && found.spent == Self.tables && found.editions == 0)
                } else {
                    #expect(found.editions == Self.tables * 31 && found.spent == 0)
                    if report.tables.isEmpty { landed += 1 }
                }
                // What the witness says agrees with what the store holds: nothing more happens.
                let again = try await workplace.run(publishing(workplace, data))
                #expect(again.code == 0, "\(again.errors)")
                #expect(try inspector(data) == found)
                try? FileManager.default.removeItem(atPath: data)
            }
            print("kills of publish:", kills, "before COMMIT:", interrupted, "after:", landed, duration, "each")
            #expect(kills >= 50)
            #expect(interrupted + landed > 0, "no kill fell near COMMIT")
        }

        @Test func twoPublishersAtOnceBothSucceedAndDrawEachBinOnce() async throws {
            let workplace = try await workplace()
            let inspector = try EditionInspector()
            for number in 0..<5 {
                let data = workplace.otherData("race-\(number)")
                try FileManager.default.copyItem(atPath: workplace.data, toPath: data)
                let runs = try (0..<2).map { _ in try workplace.start(publishing(workplace, data)) }
                var bins = 0
                for run in runs {
                    let outcome = try await run.outcome(atMost: .seconds(60))
                    #expect(outcome.code == 0, "\(outcome.errors)")
                    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
                    #expect(report.interruptions == 0)
                    bins += report.tables.reduce(0) { $0 + $1.bins }
                }
                #expect(bins == Self.tables * 31)
                #expect(try inspector(data).editions == bins)
            }
        }
    }
}
