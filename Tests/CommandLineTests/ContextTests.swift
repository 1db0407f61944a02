import Foundation
import Testing

extension TheExecutable {
    /// `context`: what surrounds the counts, read from small files.
    struct ContextTests {
        private static let weather = """
            numer_sta,date,t,rr3
            7149,2021-01-01 00:00:00,272.750000,-0.100000
            7149,2021-01-01 03:00:00,271.950000,0.400000
            7149,2021-01-01 09:00:00,,

            """
        private static let holidays = """
            description;population;start_date;end_date;location;zones;annee_scolaire
            Vacances de la Toussaint;-;2024-10-18T22:00:00+00:00;2024-11-03T23:00:00+00:00;Lyon;Zone A;2024-2025
            Vacances d'Hiver;-;2025-02-21T23:00:00+00:00;2025-03-09T23:00:00+00:00;Lyon;Zone A;2024-2025

            """
        private static let events = """
            start,end,attendance,place
            2024-07-01T20:00,2024-07-01T22:00,1000,Q1
            2024-07-02,2024-07-02,,Q2

            """
        private static let calendar = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:a
            DTSTART:20240701T100000Z
            DTEND:20240701T120000Z
            X-EXPECTED-ATTENDANCE:500
            ATTENDEE;CN=Odile Zéphirot:mailto:odile@example.org
            END:VEVENT
            END:VCALENDAR

            """

        /// A series as `--json` tells of it.
        private struct Series: Decodable {
            let name: String
            let readings: Int
            let unknown: Int
            let path: String
        }

        private static func destination(_ workplace: Workplace) -> [String] {
            ["--territory", workplace.territory, "--data", workplace.data]
        }

        private static func series(_ outcome: Workplace.Outcome) throws -> [Series] {
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.isEmpty && outcome.output.filter { $0 == "\n" }.count == 1)
            return try JSONDecoder().decode([Series].self, from: Data(outcome.output.utf8))
        }

        private static func text(_ path: String) -> String {
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }

        @Test func weatherIsKeptAsSeriesAndReadAgainTheSame() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("synop.csv", Array(Self.weather.utf8))
            let command = ["context", "weather", file, "--station", "07149", "--json"] + Self.destination(workplace)
            let first = try Self.series(try await workplace.run(command))
            #expect(Set(first.map(\.name)) == ["temperature", "rain"])
            let temperature = try #require(first.first { $0.name == "temperature" })
            #expect(temperature.path.hasPrefix(workplace.data + "/context/"))
            let text = Self.text(temperature.path)
            #expect(text.contains("test-city,2021-01-01T03:00:00Z,2021-01-01T06:00:00Z,-1.2\n"))
            // At six o'clock there is no row, and at nine no value.
            #expect(temperature.unknown == 2)
            _ = try Self.series(try await workplace.run(command))
            #expect(Self.text(temperature.path) == text)
            let french = try await workplace.run(command.filter { $0 != "--json" }, language: "fr_FR.UTF-8")
            #expect(french.code == 0 && french.output.contains("4 valeurs, dont 2 inconnues → \(temperature.path)"))
        }

        @Test func holidaysAreComputedAndRead() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("vacances.csv", Array(Self.holidays.utf8))
            let period = ["--period", "2024-10-15/2024-11-15"]
            let alone = try Self.series(
                try await workplace.run(["context", "holidays", "--json"] + period + Self.destination(workplace)))
            #expect(alone.map(\.name) == ["public-holidays", "public-holidays-eve"])
            #expect(alone.allSatisfy { $0.readings == 31 })
            let both = try Self.series(
                try await workplace.run(
                    ["context", "holidays", file, "--zone", "A", "--json"] + period + Self.destination(workplace)))
            #expect(both.map(\.name) == ["public-holidays", "public-holidays-eve", "school-holidays"])
            #expect(Self.text(both[0].path).contains("2024-10-31T23:00:00Z,2024-11-01T23:00:00Z,1\n"))
            #expect(Self.text(both[2].path).contains("2024-10-18T22:00:00Z,2024-10-19T22:00:00Z,1\n"))
            let alsace = try await workplace.run(
                ["context", "holidays", "--part", "atlantide"] + period + Self.destination(workplace))
            #expect(alsace.code == 64 && alsace.errors.contains("alsace-moselle"))
        }

        @Test func ofEventsOnlyTimesAndAttendanceAreRead() async throws {
            let workplace = try Workplace()
            let table = try workplace.write("events.csv", Array(Self.events.utf8))
            let days = ["--period", "2024-07-01/2024-07-03", "--json"] + Self.destination(workplace)
            let byZone = try Self.series(
                try await workplace.run(["context", "events", table, "--level", "quartier"] + days))
            #expect(byZone.count == 2 && byZone.allSatisfy { $0.readings == 6 * 48 })
            let people = try #require(byZone.first { Self.text($0.path).contains(",1000\n") })
            #expect(people.unknown == 24, "the second event doesn't say how many")
            let agenda = try workplace.write("agenda.ics", Array(Self.calendar.utf8))
            let ofTheCity = try Self.series(try await workplace.run(["context", "events", agenda] + days))
            #expect(ofTheCity.contains { Self.text($0.path).contains("2024-07-01T10:00:00Z,2024-07-01T11:00:00Z,500") })
            for series in ofTheCity { #expect(!Self.text(series.path).contains("Odile")) }
        }

        @Test func aBadFileIsRefusedWithItsLineAndARemedyAndNothingIsKept() async throws {
            let workplace = try Workplace()
            let broken = Self.holidays.replacing("2025-02-21T23", with: "2025-02-31T23")
            let period = ["--period", "2024-07-01/2024-07-03"]
            func event(_ row: String) -> String { "start,end,attendance,place\n" + row + "\n" }
            let all: [(text: String, command: [String], code: Int32, at: String, french: String, english: String)] = [
                (
                    broken, ["holidays", "$FILE", "--zone", "A"] + period, 65, ":3 [start_date]",
                    "il faut une date ISO 8601", "a date in ISO 8601 is needed"
                ),
                (
                    Self.weather.replacing("271.950000", with: "froid"), ["weather", "$FILE"], 65, ":3 [t]",
                    "« froid »",
                    "`froid`"
                ),
                ("a,b\n1,2\n", ["weather", "$FILE"], 65, "", "Genre de fichier inconnu", "Unknown kind of file"),
                (
                    event("2024-07-01T20:00,2024-07-01T22:00,1,Q9"),
                    ["events", "$FILE", "--level", "quartier"] + period,
                    65, ":2 [place]", "un lieu du niveau quartier", "a place of the level quartier"
                ),
                (
                    event("2024-07-01T20:00,2024-07-01T19:00,1,Q1"), ["events", "$FILE"] + period, 65, ":2 [end]", "→",
                    "→"
                ),
                ("\u{0}\u{1}", ["weather", "$FILE", "--station", "1"], 65, "", "→", "→"),
            ]
            for (number, bad) in all.enumerated() {
                let file = try workplace.write("bad-\(number).csv", Array(bad.text.utf8))
                let command = ["context"] + bad.command.map { $0 == "$FILE" ? file : $0 } + Self.destination(workplace)
                for (language, words) in [("fr_FR.UTF-8", bad.french), ("en_GB.UTF-8", bad.english)] {
                    let outcome = try await workplace.run(command, language: language)
                    #expect(outcome.code == bad.code, "\(number): \(outcome.errors)")
                    #expect(outcome.errors.contains("bad-\(number).csv\(bad.at)"), "\(outcome.errors)")
                    #expect(outcome.errors.contains(words) && outcome.errors.contains("→"), "\(outcome.errors)")
                    #expect(outcome.output.isEmpty)
                }
            }
            let missing = try await workplace.run(
                ["context", "weather", workplace.files + "/none.csv"] + Self.destination(workplace),
                language: "fr_FR.UTF-8")
            #expect(missing.code == 66 && missing.errors.contains("ne peut être lu"))
            #expect(!FileManager.default.fileExists(atPath: workplace.data + "/context"))
        }
    }
}
