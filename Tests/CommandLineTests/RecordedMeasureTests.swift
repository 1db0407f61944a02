import Foundation
import Testing

extension TheExecutable {
    /// `clairevoie analyse effect --measure` on the demonstration city, whose truth is known.
    struct RecordedMeasureTests {
        private static let city = ExecutableFile.package + "/Territories/ville-temoin"

        private struct Report: Decodable {
            struct Record: Decodable {
                struct More: Decodable {
                    let after: Double?
                }
                let term: String?
                let estimate: Double?
                let low: Double?
                let high: Double?
                let verdict: String?
                let more: More
            }
            struct Method: Decodable {
                struct Parameters: Decodable {
                    let treated: [String]
                    let from: String
                    let categories: [String]
                    let besides: Int
                    let ring: [String]
                }
                let parameters: Parameters
            }
            let method: Method
            let records: [Record]

            var difference: Record? { records.first { $0.term == "did" } }
        }

        private struct Truth: Decodable {
            struct Measure: Decodable {
                let quartiers: [String]
                let from: String
                let prevented_calls: Double
            }
            let measure: Measure
        }

        /// The demonstration city, published; with what was planted in it.
        private func publishedCity() async throws -> (Workplace, Truth.Measure) {
            let workplace = try Workplace()
            let files = workplace.files + "/city"
            for arguments in [
                ["simulate", files],
                [
                    "import", files + "/incidents.csv", "--territory", Self.city, "--data", workplace.data, "--source",
                    "appels", "--period", "2024-01-01/2026-01-01",
                ], ["publish", "--territory", Self.city, "--data", workplace.data],
            ] {
                let outcome = try await workplace.run(arguments, atMost: .seconds(120))
                try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            }
            let truth = try Data(contentsOf: URL(filePath: files + "/truth.json"))
            return (workplace, try JSONDecoder().decode(Truth.self, from: truth).measure)
        }

        private func effect(_ measure: String, _ workplace: Workplace, _ more: [String] = []) async throws -> Report {
            let outcome = try await workplace.run(
                [
                    "analyse", "effect", "--territory", Self.city, "--data", workplace.data, "--measure", measure,
                    "--json",
                ] + more)
            try #require(outcome.code == 0, "\(outcome.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        }

        /// The noise is drawn anew in each run, so a 95 % interval may miss the truth: public and staff figures both do
        /// with a probability of 0.0025, and neither seldomer than that finds the effect at p ≤ 0.05.
        @Test func thePlantedMeasureIsFoundWithItsTruthInTheIntervalAndAPlantedNothingIsNot() async throws {
            let (workplace, truth) = try await publishedCity()
            var (held, found, alarms) = (0, 0, 0)
            for audience in ["public", "staff"] {
                let report = try await effect("mediation-soiree", workplace, ["--audience", audience])
                // Places, days and categories are the record's, which is what was planted.
                #expect(report.method.parameters.treated == truth.quartiers)
                #expect(report.method.parameters.from == truth.from)
                #expect(report.method.parameters.categories == ["tranquillite"])
                #expect(report.method.parameters.besides == 2)
                #expect(!report.method.parameters.ring.isEmpty)
                let record = try #require(report.difference)
                let after = try #require(record.more.after)
                let ratio = after / (after + truth.prevented_calls)
                let (low, high) = (try #require(record.low), try #require(record.high))
                if low <= ratio, ratio <= high { held += 1 }
                if record.verdict == "fewer" { found += 1 }
                let nothing = try await effect("eclairage", workplace, ["--audience", audience])
                if nothing.difference?.verdict != "no_clear_effect" { alarms += 1 }
            }
            #expect(held >= 1)
            #expect(found >= 1)
            // Each is a false alarm with a probability of 0.05.
            #expect(alarms <= 1)
        }

        @Test(
            arguments: [
                (["--measure", "nothing-like-it"], 64, "mediation-soiree, eclairage"),
                (["--measure", "eclairage", "--treated", "0101"], 64, "brings its places"),
                (["--measure", "eclairage", "--level", "quartier"], 64, "brings its places"),
                ([], 64, "Give --measure, or --treated and --from"),
                (["--treated", "0101"], 64, "Give --measure, or --treated and --from"),
            ] as [([String], Int32, String)])
        func whatCannotBeAnsweredIsExplained(arguments: [String], code: Int32, word: String) async throws {
            let workplace = try Workplace()
            // A store without figures is enough to be told.
            let outcome = try await workplace.run(
                ["analyse", "effect", "--territory", Self.city, "--data", workplace.data] + arguments)
            #expect(outcome.code == code, "\(outcome.errors)")
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
        }
    }
}
