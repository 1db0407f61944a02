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

        private struct Series: Decodable {
            let name: String
            let readings: Int
            let unknown: Int
        }

        @Test(.timeLimit(.minutes(2)))
        func whatIsForeseenAndAnnouncedIsReadAsContextOfTheComingDays() async throws {
            let workplace = try Workplace()
            let made = try await workplace.run([
                "simulate", "demonstration", workplace.files, "--from", "2026-11-01", "--until", "2026-11-26", "--json",
            ])
            #expect(made.code == 0, "\(made.errors)")
            #expect(made.output.hasSuffix("\"from\":\"2026-11-01\",\"until\":\"2026-11-26\"}\n"))
            let destination = [
                "--territory", ExecutableFile.package + "/Territories/ville-temoin", "--data", workplace.data, "--json",
            ]
            var series: [String: Series] = [:]
            for command in [
                ["weather", workplace.files + "/weather.csv"],
                ["events", workplace.files + "/calendar.csv", "--period", "2026-11-01/2026-12-17"],
            ] {
                let outcome = try await workplace.run(["context"] + command + destination)
                #expect(outcome.code == 0, "\(outcome.errors)")
                for one in try JSONDecoder().decode([Series].self, from: Data(outcome.output.utf8)) {
                    series[one.name] = one
                }
            }
            // Whether the last day is a holiday's eve lies beyond the calendar.
            for (name, one) in series { #expect(one.unknown == (name == "public-holidays-eve" ? 1 : 0), "\(name)") }
            // 25 days that are over and 21 to come.
            for name in ["temperature", "rain", "wind", "events", "event-attendance"] {
                #expect(series[name]?.readings == 46 * 24, "\(name)")
            }
            for name in ["public-holidays", "school-holidays"] { #expect(series[name]?.readings == 46, "\(name)") }
            let expected = try String(contentsOfFile: workplace.data + "/context/event-attendance.csv", encoding: .utf8)
            let coming = expected.split(separator: "\n").filter { row in
                guard let start = row.split(separator: ",").dropFirst().first else { return false }
                return row.hasPrefix("ville-temoin,") && start >= "2026-11-25T23:00:00Z" && !row.hasSuffix(",0")
            }
            #expect(coming.count > 20, "hours with people expected at a match or a festival")
        }

        @Test(.timeLimit(.minutes(1)), arguments: [["--until", "2027-09-01"], ["--from", "2023-12-31"]])
        func daysThatTheCalendarDoesNotCoverAreRefusedWithThoseThatItDoes(period: [String]) async throws {
            let workplace = try Workplace()
            let outcome = try await workplace.run(["simulate", "demonstration", workplace.files + "/city"] + period)
            #expect(outcome.code == 64)
            #expect(outcome.errors.contains("2024-01-01"))
            #expect(outcome.errors.contains(period[0] == "--until" ? "2027-08-11" : "2027-09-01"))
            #expect(!FileManager.default.fileExists(atPath: workplace.files + "/city"))
        }

        @Test(.timeLimit(.minutes(15)))
        func theDemonstrationGrowsByItsNewDaysAndChangesNothingPublished() async throws {
            let workplace = try Workplace()
            let (program, data) = (try ExecutableFile.path(), workplace.data)
            let city = ExecutableFile.package + "/Territories/ville-temoin"
            let destination = ["--territory", city, "--data", data]
            func demonstration() async throws -> String {
                let script = "'\(ExecutableFile.package)/scripts/demo-data' '\(program)' '\(city)' '\(data)'"
                let outcome = try await workplace.startShell(script).outcome(atMost: .seconds(280))
                #expect(outcome.code == 0, "\(outcome.errors)")
                return outcome.output
            }
            // The demonstration as somebody made it in the summer of 2025.
            let earlier = [
                ["simulate", "demonstration", data + "/files", "--until", "2025-08-01"],
                ["import", data + "/files/incidents.csv", "--source", "appels", "--period", "2024-01-01/2025-08-01"]
                    + destination,
                ["publish"] + destination,
            ]
            for command in earlier {
                let outcome = try await workplace.run(command)
                #expect(outcome.code == 0, "\(outcome.errors)")
            }
            try Data("2025-08-01\n".utf8).write(to: URL(filePath: data + "/imported-until"))

            let grown = try await demonstration()
            #expect(grown.contains("--period 2025-08-01/"))
            #expect(grown.contains("appels.territory.day.all: "))
            #expect(!grown.contains("correction"))

            let again = try await demonstration()
            #expect(!again.contains(" import "))
            #expect(again.contains("Nothing new to publish."))
            #expect(!again.contains("correction"))
            // The first run wrote forecasts after it published; the second finds them written, unless midnight came.
            #expect(grown.contains("forecast no. "))
            let third = try await demonstration()
            func logs(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.hasPrefix("Log: ") } }
            let sameDay = !again.contains("forecast no. ") && !third.contains("forecast no. ")
            #expect(logs(grown).count == 1 && (!sameDay || logs(again) == logs(third)))
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
