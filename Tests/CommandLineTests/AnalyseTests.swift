import Foundation
import TestCity
import Testing
import Vocabulary

extension TheExecutable {
    /// `clairevoie analyse` on tables that anybody might have, and its JSON by its schema.
    struct AnalyseTests {
        /// Three years of months in 100 places on a lattice; one corner has three times as many calls, and from 2025 on
        /// place p55 has half.
        private static func counts() -> String {
            var generator = SeededGenerator(seed: 31)
            var text = "place,time,category,count,x,y,population,light\n"
            for month in 0..<36 {
                let date = "\(2023 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-01"
                for place in 0..<100 {
                    let (column, row) = (place % 10, place / 10)
                    var mean = column < 3 && row < 3 ? 60.0 : 20
                    if place == 55, month >= 24 { mean /= 2 }
                    let light = (place * 7) % 5
                    mean *= 1 + 0.1 * Double(light)
                    for category in ["noise", "litter"] {
                        let scatter = (0..<12).reduce(-6.0) { sum, _ in
                            sum + Double.random(in: 0..<1, using: &generator)
                        }
                        let count = max(0, Int((mean + mean.squareRoot() * scatter).rounded()))
                        text +=
                            "p\(place),\(date),\(category),\(count),\(column * 200),\(row * 200),\(1000 + place),\(light)\n"
                    }
                }
            }
            return text
        }

        private static func points() -> String {
            var generator = SeededGenerator(seed: 32)
            var text = "x,y,time,category\n"
            for number in 0..<4000 {
                let isClose = number.isMultiple(of: 4)
                let x = Double.random(in: isClose ? 3000...3300 : 0...6000, using: &generator)
                let y = Double.random(in: isClose ? 3000...3300 : 0...6000, using: &generator)
                let day = Int.random(in: 0..<365, using: &generator)
                let time = CivilDate(dayNumber: 19_723 + day)
                text += "\(x),\(y),\(time.description)T\(10 + number % 10):00:00,noise\n"
            }
            return text
        }

        private struct Report: Decodable {
            struct Record: Decodable {
                let kind: String
                let place: String?
                let term: String?
                let estimate: Double?
                let low: Double?
                let high: Double?
                let p: Double?
                let verdict: String?
            }
            let analysis: String
            let records: [Record]
        }

        private func analyse(
            _ arguments: [String], _ workplace: Workplace
        ) async throws -> Report {
            let outcome = try await workplace.run(["analyse"] + arguments + ["--json"])
            try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            try ReportSchema.validate(outcome.output, by: "analysis.schema.json", in: workplace)
            return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        }

        @Test func hotSpotsOfCountsAreTheCornerThatHasThreeTimesAsMany() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            let report = try await analyse(["hotspots", "--counts", file, "--band", "300"], workplace)
            let places = report.records.filter { $0.kind == "place" }
            #expect(places.count == 100)
            let hot = Set(places.filter { $0.verdict == "hot" }.compactMap(\.place))
            #expect(hot.isSuperset(of: ["p0", "p1", "p10", "p11"]))
            #expect(!hot.contains("p99") && !hot.contains("p55"))
        }

        @Test func twoPlacesAndTwoCategoriesAreSetAgainstEachOther() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            // The corner has three times what p99 has, whose light is brighter.
            let places = try await analyse(["compare", "--counts", file, "--between", "p0", "p99"], workplace)
            let corner = try #require(places.records.first)
            #expect(places.records.count == 1 && corner.kind == "contrast" && corner.place == "p0")
            #expect(corner.verdict == "higher" && (2...2.8).contains(corner.estimate ?? 0))
            let categories = try await analyse(
                ["compare", "--counts", file, "--between", "noise", "litter", "--by", "category"], workplace)
            #expect(categories.records.first?.verdict == "no_clear_difference")
            let wrong = try await workplace.run(["analyse", "compare", "--counts", file, "--between", "p0"])
            #expect(wrong.code == 64)
        }

        @Test func hotSpotsOfPointsHaveNearRepeatsTooAndShuffleAlikeWithOneSeed() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("points.csv", Array(Self.points().utf8))
            let arguments = ["hotspots", "--points", file, "--permutations", "99", "--band", "600"]
            let report = try await analyse(arguments, workplace)
            #expect(report.records.contains { $0.kind == "place" && $0.verdict == "hot" })
            #expect(report.records.contains { $0.kind == "pair" })
            let once = try await workplace.run(["analyse"] + arguments + ["--json"])
            let again = try await workplace.run(["analyse"] + arguments + ["--json"])
            #expect(once.output == again.output)
        }

        @Test func aPlaceThatHalvedIsFoundByComparisonTrendsAndEffect() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            let compared = try await analyse(
                [
                    "compare", "--counts", file, "--before", "2024-01-01/2025-01-01", "--after",
                    "2025-01-01/2026-01-01", "--by", "place",
                ], workplace)
            let halved = try #require(compared.records.first { $0.place == "p55" })
            #expect(halved.verdict == "lower")
            #expect(try #require(halved.low) < 0.5 && (try #require(halved.high)) > 0.45)
            #expect(compared.records.count { $0.verdict == "lower" } <= 3)

            let trends = try await analyse(["trends", "--counts", file, "--by", "place", "--place", "p55"], workplace)
            #expect(trends.records.contains { $0.kind == "change" })
            let before = try await analyse(
                ["trends", "--counts", file, "--by", "place", "--place", "p55", "--period", "2023-01-01/2025-01-01"],
                workplace)
            #expect(!before.records.contains { $0.kind == "change" })

            let effect = try await analyse(
                [
                    "effect", "--counts", file, "--treated", "p55", "--from", "2025-01-01", "--ring", "300", "--draws",
                    "99",
                ],
                workplace)
            let did = try #require(effect.records.first { $0.kind == "effect" && $0.term == "did" })
            #expect(did.verdict == "fewer")
            let estimate = try #require(did.estimate)
            #expect(abs(estimate - 0.5) < 0.1)
        }

        @Test func whatCountsGoWithIsARatioWithItsInterval() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            let report = try await analyse(["context", "--counts", file], workplace)
            let light = try #require(report.records.first { $0.kind == "term" && $0.term == "light" })
            let (low, high) = (try #require(light.low), try #require(light.high))
            // Each step of light brings a tenth of the mean of the unlit.
            #expect(low < 1.09 && high > 1.06)
            #expect(report.records.contains { $0.kind == "gain" })
        }

        @Test func aPersonReadsATableAndNotes() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            let outcome = try await workplace.run(
                ["analyse", "compare", "--counts", file, "--year-to-date"], language: "fr_FR.UTF-8")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("estimation") && outcome.output.contains("intervalle"))
        }

        @Test(
            arguments: [
                (["hotspots"], 64, "--points"), (["compare", "--counts", "x.csv"], 64, "--before"),
                (["trends", "--counts", "/nowhere/x.csv"], 66, "x.csv"),
                (["effect", "--counts", "FILE", "--treated", "nobody", "--from", "2025-01-01"], 65, "nobody"),
                (["context", "--counts", "FILE", "--cut", "light?3"], 64, "light?3"),
                (["hotspots", "--counts", "FILE", "--category", "fire"], 64, "fire"),
            ] as [([String], Int32, String)])
        func whatCannotBeAnalysedIsExplained(arguments: [String], code: Int32, word: String) async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array(Self.counts().utf8))
            let outcome = try await workplace.run(["analyse"] + arguments.map { $0 == "FILE" ? file : $0 })
            #expect(outcome.code == code)
            #expect(outcome.errors.contains(word))
        }
    }
}
