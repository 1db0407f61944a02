import Foundation
import TestCity
import Testing
import Vocabulary

extension TheExecutable {
    /// `clairevoie backtest` on what is published of a territory, and on noised tables that somebody brought.
    struct BacktestPublishedTests {
        private struct Report: Decodable {
            struct Table: Decodable {
                let origin: String
                let covariates: [String]
                let noiseVariance: Double
                let coveredBins: Int
                let bins: Int
            }
            struct Setting: Decodable {
                let origins: Int
                let categories: [String]
            }
            struct Model: Decodable {
                let model: String
                let scores: [Scores]
            }
            struct Scores: Decodable {
                let logScore: Double
                let coverage80: Double
                let coverage80Low: Double
                let coverage80High: Double
                let coverage95: Double
                let coverage95Low: Double
                let coverage95High: Double
            }
            struct Note: Decodable {
                let en: String
            }
            let table: Table
            let setting: Setting
            let models: [Model]
            let notes: [Note]

            func scores(of name: String) throws -> Scores {
                try #require(models.first { $0.model == name }?.scores.first)
            }
        }

        /// α and the variance of discrete Laplace noise.
        private static func noise(_ epsilon: Double) -> (alpha: Double, variance: Double) {
            let alpha = exp(-epsilon)
            return (alpha, 2 * alpha / ((1 - alpha) * (1 - alpha)))
        }

        private func report(_ arguments: [String], _ workplace: Workplace) async throws -> Report {
            let outcome = try await workplace.run(["backtest"] + arguments + ["--json"])
            try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            try ReportSchema.validate(outcome.output, by: "backtest.schema.json", in: workplace)
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
        }

        private static let period = ["--period", "2024-01-01/2024-07-01"]

        /// 182 days of calls, more of them at week-ends.
        private static func calls() -> CallsFile {
            var generator = SeededGenerator(seed: 71)
            var rows: [[String]] = []
            for day in 0..<182 {
                let date = CivilDate(dayNumber: 19_723 + day)
                for _ in 0..<(Int.random(in: 8..<20, using: &generator) * (date.weekday >= 5 ? 3 : 1)) {
                    let point = TestCity.point(
                        quartier: Int.random(in: 0..<6, using: &generator),
                        east: .random(in: 5...995, using: &generator), north: .random(in: 5...995, using: &generator))
                    let code = SmallTerritory.codes[Int.random(in: 0..<3, using: &generator)]
                    rows.append(
                        [
                            "\(rows.count)", "\(date) 12:30", CallsFile.degrees(point.longitude),
                            CallsFile.degrees(point.latitude), code, "", "", "",
                        ])
                }
            }
            return CallsFile(rows: rows)
        }

        /// The small city with its calls published, after some changes to its folder.
        ///
        /// - Parameter changes: by file, what is replaced in it, and by what.
        private func published(
            _ changes: [(file: String, old: String, new: String)] = [], in workplace: Workplace
        ) async throws -> [String] {
            for change in changes {
                let path = workplace.territory + "/" + change.file
                let text = try String(contentsOfFile: path, encoding: .utf8)
                try #require(text.contains(change.old))
                try Data(text.replacing(change.old, with: change.new).utf8).write(to: URL(filePath: path))
            }
            let place = ["--territory", workplace.territory, "--data", workplace.data]
            let file = try workplace.write("calls.csv", Self.calls().bytes())
            for command in [
                ["import", file, "--source", "calls"] + Self.period, ["publish"],
                ["context", "holidays"] + Self.period,
            ] {
                let outcome = try await workplace.run(command + place)
                try #require(outcome.code == 0, "\(command): \(outcome.errors)")
            }
            return place
        }

        @Test func publishedFiguresAreTestedWithTheirNoiseAndTheirContext() async throws {
            let workplace = try Workplace()
            let place = try await published(in: workplace)
            let times = ["--train-until", "2024-05-06", "--test-until", "2024-06-24", "--horizon", "7"]
            let asked = place + ["--categories", "group", "--source", "calls"] + times
            let found = try await report(asked, workplace)
            #expect(found.table.origin == "reported" && found.table.coveredBins <= found.table.bins)
            #expect(found.table.covariates == ["public-holidays", "public-holidays-eve"])
            // The plan's public ε of this table is a fifth, kept as a fraction of 2²⁰.
            #expect(abs(found.table.noiseVariance / Self.noise(0.2).variance - 1) < 1e-3)
            #expect(found.setting.origins == 7 && Set(found.setting.categories) == ["tranquillity", "rescue"])
            let pool = try found.scores(of: "pool")
            #expect(pool.logScore.isFinite && pool.coverage80Low <= pool.coverage80)
            #expect(pool.coverage80 <= pool.coverage80High && pool.coverage80Low < pool.coverage80High)
            #expect(pool.coverage95Low <= pool.coverage95 && pool.coverage95 <= pool.coverage95High)

            let staff = try await report(
                asked + ["--audience", "staff", "--no-context", "--category", "rescue"], workplace)
            #expect(staff.table.covariates.isEmpty && staff.setting.categories == ["rescue"])
            #expect(abs(staff.table.noiseVariance / Self.noise(0.5).variance - 1) < 1e-3)

            let weekly = try await workplace.run(["backtest"] + place + ["--bins", "hour"] + times)
            #expect(weekly.code == 64 && weekly.errors.contains("calls.territory.day.group"))
        }

        @Test func whatAgentsFoundIsNotForecast() async throws {
            let workplace = try Workplace()
            let place = try await published(
                [("conventions/calls.yaml", "reported", "discovered"), ("taxonomy.csv", "reported", "discovered")],
                in: workplace)
            let outcome = try await workplace.run(
                ["backtest", "--categories", "group", "--train-until", "2024-05-06", "--test-until", "2024-06-24"]
                    + place)
            #expect(outcome.code == 64 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("isn't forecast: it counts what agents found"))
        }

        @Test func columnsThatMixInWhatAgentsFoundAreLeftOut() async throws {
            let workplace = try Workplace()
            let place = try await published(
                [
                    (
                        "taxonomy.csv", "Party,tranquillity,Tranquillité,Tranquillity,reported",
                        "Party,tranquillity,Tranquillité,Tranquillity,discovered"
                    )
                ], in: workplace)
            let times = ["--train-until", "2024-05-06", "--test-until", "2024-06-24"]
            let found = try await report(
                place + ["--categories", "group", "--horizon", "7", "--model", "self_exciting"] + times, workplace)
            #expect(found.setting.categories == ["rescue"])
            #expect(found.notes.contains { $0.en == "Not forecast, since agents found a part of it: tranquillity." })
            for asked in [["--categories", "group", "--category", "tranquillity"], ["--level", "quartier"]] {
                let outcome = try await workplace.run(["backtest"] + place + asked + times)
                #expect(outcome.code == 64 && outcome.output.isEmpty)
                #expect(outcome.errors.contains("agents found a part of"), "\(outcome.errors)")
            }
        }

        /// Counts of three places around 4, with noise of ε = 0.4.
        private static func noised() -> String {
            var generator = SeededGenerator(seed: 72)
            let alpha = noise(0.4).alpha
            func geometric() -> Int { Int((log(Double.random(in: 0.0..<1, using: &generator)) / log(alpha))) }
            var text = "place,time,category,count\n"
            for day in 0..<200 {
                for place in 0..<3 {
                    let count = (0..<8).count { _ in Bool.random(using: &generator) }
                    let figure = count + geometric() - geometric()
                    text += "p\(place),\(CivilDate(dayNumber: 19_723 + day)),noise,\(figure)\n"
                }
            }
            return text
        }

        @Test func statedNoiseWidensForecastsByAsMuch() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("noised.csv", Array(Self.noised().utf8))
            let asked = ["--counts", file, "--train-until", "2024-04-01", "--test-until", "2024-07-15"]
            let unsaid = try await workplace.run(["backtest"] + asked)
            #expect(unsaid.code == 65 && unsaid.errors.contains("--noise-epsilon"))
            let right = try await report(asked + ["--noise-epsilon", "0.4"], workplace)
            #expect(abs(right.table.noiseVariance - Self.noise(0.4).variance) < 1e-9)
            // Of 315 figures fewer than 89 % or more than 99 % fall inside 95 % with a probability below 1e-4.
            let pool = try right.scores(of: "pool")
            #expect((0.89...0.99).contains(pool.coverage95))
            // Twelve times the noise makes intervals that nearly everything falls into.
            let wrong = try await report(asked + ["--noise-epsilon", "0.1"], workplace)
            #expect(try wrong.scores(of: "pool").coverage80 > 0.97)
            #expect(try wrong.scores(of: "pool").logScore > pool.logScore)
        }

        @Test(arguments: [
            (["--horizon", "10001"], "10000"), (["--step", "9223372036854775807"], "10000"),
            (["--refit", "4611686018427387904"], "10000"), (["--noise-epsilon", "0"], "0.001"),
            (["--noise-epsilon", "nan"], "0.001"),
        ])
        func lengthsAndNoiseHaveLimits(arguments: [String], limit: String) async throws {
            let workplace = try Workplace()
            let outcome = try await workplace.run(
                ["backtest", "--counts", "x.csv", "--train-until", "2024-05-01", "--test-until", "2024-06-26"]
                    + arguments)
            #expect(outcome.code == 64 && outcome.errors.contains(limit), "\(outcome.errors)")
        }

        @Test func noiseIsStatedOfBroughtTablesAndOneTableIsTested() async throws {
            let workplace = try Workplace()
            let times = ["--train-until", "2024-05-01", "--test-until", "2024-06-26"]
            let place = ["--territory", workplace.territory, "--data", workplace.data]
            let noise = try await workplace.run(["backtest", "--noise-epsilon", "1"] + place + times)
            #expect(noise.code == 64 && noise.errors.contains("published tables know their noise"))
            for input in [[], place + ["--counts", "x.csv"]] {
                let outcome = try await workplace.run(["backtest"] + input + times)
                #expect(outcome.code == 64 && outcome.errors.contains("one thing to analyse"))
            }
        }
    }
}
