import Foundation
import TestCity
import Testing
import Vocabulary

extension TheExecutable {
    /// `clairevoie backtest` on a table that anybody might have, and its JSON by its schema.
    struct BacktestTests {
        /// 200 days of twelve places whose weekends are busier; zeros are left out.
        private static func counts(_ days: Range<Int>) -> String {
            var generator = SeededGenerator(seed: 61)
            var text = "place,time,category,count\n"
            for day in 0..<200 {
                let date = CivilDate(dayNumber: 19_723 + day)
                for place in 0..<12 {
                    for category in ["noise", "litter"] {
                        let tries = (12 - place) * (date.weekday >= 5 ? 2 : 1)
                        let count = (0..<tries).count { _ in Double.random(in: 0..<1, using: &generator) < 0.25 }
                        if days.contains(day), count > 0 { text += "p\(place),\(date),\(category),\(count)\n" }
                    }
                }
            }
            return text
        }

        private struct Report: Decodable {
            struct Setting: Decodable {
                let origins: Int
                let horizon: Int
            }
            struct Model: Decodable {
                let model: String
                let scores: [Scores]
            }
            struct Scores: Decodable {
                let category: String?
                let figures: Int
                let logScore: Double
            }
            struct Cost: Decodable {
                let peakMemoryBytes: Int
            }
            let setting: Setting
            let cost: Cost
            let models: [Model]
        }

        private static let times = [
            "--train-until", "2024-05-01", "--test-from", "2024-05-15", "--test-until", "2024-06-26",
        ]

        private func report(_ text: String) throws -> Report {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Report.self, from: Data(text.utf8))
        }

        @Test func everyModelIsScoredInTotalAndByCategory() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts(0..<200).utf8))
            let known = try workplace.write(
                "known.csv",
                Array(
                    ("time,heat\n"
                        + (0..<200).map { "\(CivilDate(dayNumber: 19_723 + $0)),\($0 % 5)\n" }.joined()).utf8))
            let outcome = try await workplace.run(
                ["backtest", "--counts", file, "--covariates", known, "--horizon", "7", "--step", "7", "--json"]
                    + Self.times)
            try #require(outcome.code == 0, "\(outcome.errors)")
            try ReportSchema.validate(outcome.output, by: "backtest.schema.json", in: workplace)
            let found = try report(outcome.output)
            #expect(found.setting.origins == 6 && found.setting.horizon == 7)
            #expect(found.cost.peakMemoryBytes > 1_000_000)
            for model in found.models {
                #expect(model.scores.map(\.category) == [nil, "noise", "litter"])
                #expect(model.scores.map(\.figures) == [42 * 24, 42 * 12, 42 * 12])
            }
            let scores = Dictionary(uniqueKeysWithValues: found.models.map { ($0.model, $0.scores[0].logScore) })
            #expect((scores["self_exciting"] ?? 9) < (scores["cell_mean"] ?? 0))
            #expect((scores["cell_mean"] ?? 9) < (scores["seasonal_naive"] ?? 0))
        }

        @Test func whatComesAfterTheTestChangesNoScore() async throws {
            let workplace = try Workplace()
            var scores: [[Double]] = []
            for days in [0..<177, 0..<200] {
                let file = try workplace.write("counts.csv", Array(Self.counts(days).utf8))
                let outcome = try await workplace.run(
                    ["backtest", "--counts", file, "--model", "self_exciting", "--json"] + Self.times)
                scores.append(try report(outcome.output).models.flatMap { $0.scores.map(\.logScore) })
            }
            #expect(scores[0] == scores[1] && scores[0].count == 12)
        }

        @Test func wrongArgumentsAreExplained() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts(0..<50).utf8))
            let early = try await workplace.run(
                ["backtest", "--counts", file, "--train-until", "2023-01-01", "--test-until", "2024-02-01"])
            #expect(early.code == 65)
            let reversed = try await workplace.run(
                ["backtest", "--counts", file, "--train-until", "2024-02-01", "--test-until", "2024-01-20"])
            #expect(reversed.code == 64)
            let unknown = try await workplace.run(["backtest", "--counts", file, "--model", "oracle"] + Self.times)
            #expect(unknown.code == 64 && unknown.errors.contains("self_exciting"))
            let discovered = try await workplace.run(
                ["backtest", "--counts", file, "--origin", "discovered"] + Self.times)
            #expect(discovered.code == 64)
        }
    }
}
