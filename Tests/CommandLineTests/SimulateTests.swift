import Foundation
import Testing

extension TheExecutable {
    /// The demonstration city, by the command that writes it.
    struct SimulateTests {
        @Test(.timeLimit(.minutes(3)))
        func theSameSeedGivesTheSameBytes() async throws {
            let workplace = try Workplace()
            for name in ["first", "second"] {
                let outcome = try await workplace.run(["simulate", workplace.files + "/" + name])
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(outcome.elapsed < .seconds(20))
            }
            let other = try await workplace.run(["simulate", workplace.files + "/other", "--seed", "7", "--maps-only"])
            #expect(other.code == 0)
            try await workplace.shell(
                """
                cd '\(workplace.files)' && for f in first second; do (cd $f && sha256sum *) > $f.sums; done
                (cd other && sha256sum *) > other.sums
                """)
            func sums(_ name: String) throws -> [Substring] {
                try String(contentsOfFile: "\(workplace.files)/\(name).sums", encoding: .utf8).split(separator: "\n")
            }
            #expect(try sums("first").count == 7)
            #expect(try sums("first") == sums("second"))
            #expect(Set(try sums("other")).isDisjoint(with: try sums("first")))
        }

        @Test(.timeLimit(.minutes(1)))
        func anInterruptedRunChangesNothing() async throws {
            let workplace = try Workplace()
            let folder = workplace.files + "/city"
            let made = try await workplace.run(["simulate", folder, "--seed", "7", "--maps-only"])
            try #require(made.code == 0)
            let before = try Data(contentsOf: URL(filePath: folder + "/quartiers.geojson"))
            let run = try workplace.start(["simulate", folder])
            // The maps are there beside the old ones, and the incidents are being written.
            while !FileManager.default.fileExists(atPath: folder + "/incidents.csv.partial"),
                run.process.endIfAny() == nil
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            run.process.send(SIGINT)
            let outcome = try await run.outcome(atMost: .seconds(20))
            #expect(outcome.code == 130)
            #expect(outcome.errors.contains("nothing was changed"))
            #expect(try Data(contentsOf: URL(filePath: folder + "/quartiers.geojson")) == before)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["coast.geojson", "quartiers.geojson"])
        }

        /// What truth.json tells of the file.
        private struct Truth: Decodable {
            struct Incidents: Decodable {
                let rows: Int
                let withoutCoordinates: Int
                let outsideTheCity: Int
                let unknownCode: Int
                let unreadableDate: Int
                let repeatedNumber: Int
            }

            struct Category: Decodable {
                let code: String
                let soundRows: Int
            }

            let incidents: Incidents
            let categories: [Category]
        }

        @Test(.timeLimit(.minutes(3)))
        func theGateRefusesExactlyWhatWasPlanted() async throws {
            let workplace = try Workplace()
            let made = try await workplace.run(["simulate", workplace.files])
            try #require(made.code == 0, "\(made.errors)")
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let truth = try decoder.decode(
                Truth.self, from: Data(contentsOf: URL(filePath: workplace.files + "/truth.json")))
            let planted = truth.incidents
            let outcome = try await workplace.run([
                "import", workplace.files + "/incidents.csv", "--territory",
                ExecutableFile.package + "/Territories/ville-temoin", "--data", workplace.data, "--source", "appels",
                "--period", "2024-01-01/2026-01-01", "--json",
            ])
            let report = try ImportReportTests.Report(outcome)
            #expect(planted.rows > 100_000 && planted.unreadableDate > 100)
            #expect(report.read == planted.rows)
            #expect(report.refused["unmapped_category"] == planted.unknownCode)
            #expect(report.refused["unreadable_time"] == planted.unreadableDate)
            #expect(report.refused["repeated_key"] == planted.repeatedNumber)

            // Some of the rows planted outside the city lie at 0° 0°, which is how software writes "unknown", and
            // which the gate therefore calls no coordinates.
            try await workplace.shell(
                "cd '\(workplace.files)' && grep -c ';0,000000;0,000000;' incidents.csv > zeros.txt")
            let zeros = try String(contentsOfFile: workplace.files + "/zeros.txt", encoding: .utf8)
            let atZero = try #require(Int(zeros.dropLast()))
            #expect(report.refused["no_coordinates"] == planted.withoutCoordinates + atZero)
            // The city is made of whole cells: a call within a cell's width of the shore or of the border may lie in
            // one that belongs to no quartier, though it was not planted outside. Less than one call in a thousand.
            let outside = try #require(report.refused["outside_territory"])
            #expect(outside >= planted.outsideTheCity - atZero)
            #expect(outside - (planted.outsideTheCity - atZero) < planted.rows / 1000)
            let sound = truth.categories.map(\.soundRows).reduce(0, +)
            #expect(report.admitted == sound - (outside - (planted.outsideTheCity - atZero)))
            #expect(Set(report.refused.keys).count == 5)
        }
    }
}
