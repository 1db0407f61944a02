import Foundation
import Testing

extension TheExecutable {
    /// `clairevoie simulate feedback`, and that `clairevoie simulate FOLDER` still makes the city beside it.
    struct SimulateFeedbackTests {
        private struct Report: Decodable {
            struct Setting: Decodable {
                let steps: Int
                let startsFromCounts: Bool
            }
            struct Area: Decodable {
                let place: String
                let count: Double
                let trueShare: Double
                let uncorrectedLongRun: Double?
            }
            struct Spread: Decodable {
                let mean: Double
                let low: Double
                let high: Double
            }
            struct Moment: Decodable {
                let step: Int
                let shares: [Spread]
                let misplaced: Spread
            }
            struct Rule: Decodable {
                let rule: String
                let path: [Moment]
            }
            let setting: Setting
            let areas: [Area]
            let rules: [Rule]

            /// The shares with which the runs of a rule end.
            func ends(_ name: String) -> [Spread] { rules.first { $0.rule == name }?.path.last?.shares ?? [] }
        }

        private func report(_ arguments: [String], _ workplace: Workplace) async throws -> Report {
            let outcome = try await workplace.run(["simulate", "feedback"] + arguments + ["--json"])
            try #require(outcome.code == 0, "\(outcome.errors)")
            try ReportSchema.validate(outcome.output, by: "feedback.schema.json", in: workplace)
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
        }

        @Test func theUrnRunsAwayUncorrectedAndComesToTheTrueSharesCorrected() async throws {
            let workplace = try Workplace()
            let two = try await report(["--rates", ".5,.25"], workplace)
            #expect(two.setting.steps == 80_000 && !two.setting.startsFromCounts)
            let away = try #require(two.ends("uncorrected").first)
            #expect(abs(away.mean - 0.99) < 0.01 && away.low < away.mean && away.mean < away.high)
            let back = try #require(two.ends("inverse_probability").first)
            #expect(abs(back.mean - 2.0 / 3) < 0.002 && back.low < 2.0 / 3 && back.high > 2.0 / 3)
            // Where nothing is reported, chance decides the end.
            #expect(two.areas.allSatisfy { $0.uncorrectedLongRun == nil })

            let three = try await report(["--rates", ".8,.4,.2"], workplace)
            let paper = three.ends("complement").map(\.mean)
            #expect(paper.count == 3 && zip(paper, [0.654, 0.328, 0.018]).allSatisfy { abs($0 - $1) < 0.015 })
            let ours = three.ends("inverse_probability").map(\.mean)
            #expect(zip(ours, [4.0 / 7, 2.0 / 7, 1.0 / 7]).allSatisfy { abs($0 - $1) < 0.002 })
        }

        /// 28 days of five places, the first with three times as many calls as the last.
        private static let counts =
            "place,time,category,count\n"
            + (1...28).flatMap { day in
                (0..<5).map { "p\($0),2024-01-\(day < 10 ? "0" : "")\(day),noise,\(12 - 2 * $0)\n" }
            }.joined()

        @Test func aTableOfReportsShowsWhereItsPresenceWouldGo() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts.utf8))
            let found = try await report(["--counts", file], workplace)
            #expect(found.setting.steps == 7300 && found.setting.startsFromCounts)
            #expect(found.areas.map(\.place) == ["p0", "p1", "p2", "p3", "p4"])
            #expect(found.areas.map(\.count) == [336, 280, 224, 168, 112])
            let away = found.ends("uncorrected")
            let back = found.ends("inverse_probability")
            #expect(away.count == 5 && away[0].low > 0.35 && away[4].high < 0.06)
            #expect(zip(back, found.areas).allSatisfy { abs($0.mean - $1.trueShare) < 0.01 })
            let told = try await report(["--counts", file, "--reported-weight", "0.5"], workplace)
            #expect(told.areas.allSatisfy { $0.uncorrectedLongRun != nil })
            #expect(told.ends("uncorrected")[0].mean < away[0].low)
            let lines = try await workplace.run(["simulate", "feedback", "--counts", file], language: "fr_FR.UTF-8")
            #expect(lines.code == 0)
            #expect(lines.output.contains("Après 7300 visites (365 jours de 20), 200 parcours"))
            #expect(lines.output.contains("\np0") && lines.output.contains("0,300"))
        }

        @Test func theSameSeedGivesTheSameReport() async throws {
            let workplace = try Workplace()
            var texts: [String] = []
            for seed in ["3", "3", "4"] {
                let outcome = try await workplace.run(
                    ["simulate", "feedback", "--steps", "500", "--seeds", "20", "--seed", seed])
                #expect(outcome.code == 0)
                texts.append(outcome.output)
            }
            #expect(texts[0] == texts[1] && texts[0] != texts[2] && !texts[0].isEmpty)
        }

        @Test func wrongArgumentsAreExplained() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts.utf8))
            for arguments in [
                ["--rates", ".5,1.5"], ["--rates", ".5"], ["--rates", ".5,,.2"],
                ["--rates", ".5,.2", "--counts", file],
                ["--floor", "1.1"], ["--seeds", "1"], ["--steps", "0"], ["--history", "0"],
                ["--counts", file, "--origin", "discovered"], ["--data", workplace.data], ["--rates", "0,0"],
            ] {
                let outcome = try await workplace.run(["simulate", "feedback"] + arguments)
                #expect(outcome.code == 64 || outcome.code == 65, "\(arguments)")
                #expect(!outcome.errors.isEmpty && outcome.output.isEmpty, "\(arguments)")
            }
            let discovered = try await workplace.run(
                ["simulate", "feedback", "--counts", file, "--origin", "discovered"])
            #expect(discovered.errors.contains("It takes incidents that residents reported."))
        }

        @Test func aFolderAloneStillMakesTheCity() async throws {
            let workplace = try Workplace()
            var files: [String: Data] = [:]
            for (name, arguments) in [("short", []), ("long", ["demonstration"])] {
                let folder = workplace.files + "/" + name
                let outcome = try await workplace.run(
                    ["simulate"] + arguments + [folder, "--seed", "7", "--maps-only"])
                #expect(outcome.code == 0, "\(outcome.errors)")
                files[name] = try Data(contentsOf: URL(filePath: folder + "/quartiers.geojson"))
            }
            #expect(files["short"] == files["long"] && files["short"]?.isEmpty == false)
            let help = try await workplace.run(["simulate", "feedback", "--help"])
            #expect(help.code == 0 && help.output.contains("Example: clairevoie simulate feedback --rates .5,.25"))
            #expect(try await workplace.run(["simulate"]).code == 64)
        }
    }
}
