import Foundation
import Testing
import Vocabulary

extension TheExecutable {
    /// `clairevoie analyse context` finds what was planted in the demonstration city, exact and as it is published.
    struct PlantedContextTests {
        private struct Report: Decodable {
            struct Record: Decodable {
                let kind: String
                let term: String?
                let estimate: Double?
                let low: Double?
                let high: Double?
                let verdict: String?

                func holds(_ truth: Double) -> Bool { (low ?? .infinity) <= truth && truth <= (high ?? 0) }
            }
            let records: [Record]

            func term(_ name: String) throws -> Record {
                try #require(records.first { $0.kind == "term" && $0.term == name })
            }
        }

        private static let territory = ExecutableFile.package + "/Territories/ville-temoin"

        private func simulated(_ workplace: Workplace) async throws -> VilleTemoinFiles {
            let made = try await workplace.run(["simulate", workplace.files])
            try #require(made.code == 0, "\(made.errors)")
            return try VilleTemoinFiles(
                folder: workplace.files, calendar: try #require(CivilCalendar(timeZoneName: "Europe/Paris")))
        }

        private func analyse(_ arguments: [String], _ workplace: Workplace) async throws -> Report {
            let outcome = try await workplace.run(["analyse", "context"] + arguments + ["--json"])
            try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        }

        /// Rain, school holidays and heat in each of the twelve categories.
        ///
        /// Of 36 intervals of 95 % fewer than 30 hold the truth with a probability of 0.4 %; the model knows neither the
        /// planted clusters nor that the hours before six belong to the evening before.
        @Test(.timeLimit(.minutes(4)))
        func effectsOnExactHoursAreInsideTheirIntervals() async throws {
            let workplace = try Workplace()
            let city = try await simulated(workplace)
            let holidays = city.publicHolidays.flatMap { ["--holiday", "\($0)"] }
            var (held, strong) = (0, 0)
            #expect(city.planted.count == 12)
            for category in city.planted {
                let file = try workplace.write("hours.csv", Array(city.hourlyCounts(of: category.code).utf8))
                let report = try await analyse(
                    ["--counts", file, "--time-zone", "Europe/Paris", "--cut", "rain>0"] + holidays, workplace)
                let truths = [
                    ("rain>0", 1 + category.rainEffect), ("school-holidays", 1 + category.schoolHolidayEffect),
                    ("heat", city.ratio(forEachDegree: category.heatEffectPerDegreeAbove27)),
                ]
                for (name, truth) in truths where try report.term(name).holds(truth) { held += 1 }
                // A fifth more or fewer is told from chance in two years of hours.
                if abs(category.rainEffect) > 0.19 {
                    strong += 1
                    #expect(try report.term("rain>0").verdict == (category.rainEffect > 0 ? "more" : "fewer"))
                }
            }
            #expect(held >= 30, "\(held) of 36")
            #expect(strong >= 7)
        }

        /// Heat and school holidays from what the public may see: the group *tranquillité* by day, at ε = 0.1.
        @Test(.timeLimit(.minutes(4)))
        func heatGoesWithNoiseInPublishedFiguresToo() async throws {
            let workplace = try Workplace()
            let city = try await simulated(workplace)
            let place = ["--territory", Self.territory, "--data", workplace.data]
            let weather = try workplace.write("meteo.json", Array(city.openMeteo.utf8))
            let events = try workplace.write("evenements.csv", Array(city.eventTable.utf8))
            let school = try workplace.write("vacances.csv", Array(city.schoolCalendar.utf8))
            for command in [
                [
                    "import", workplace.files + "/incidents.csv", "--source", "appels", "--period",
                    "2024-01-01/2026-01-01",
                ], ["publish"], ["context", "weather", weather],
                ["context", "events", events, "--period", "2024-01-01/2026-01-01"],
                ["context", "holidays", school, "--zone", "B", "--period", "2024-01-01/2026-01-01"],
            ] {
                let outcome = try await workplace.run(command + place)
                try #require(outcome.code == 0, "\(command): \(outcome.errors)")
            }
            let asked = [
                "--step", "day", "--categories", "group", "--category", "tranquillite", "--cut",
                "hourly-temperature-2m-max>30",
            ]
            let report = try await analyse(place + asked, workplace)
            let (hot, free) = (try report.term("hourly-temperature-2m-max>30"), try report.term("school-holidays"))

            // What the same regression makes of the planted means alone, weighed by each category's share of the group.
            let group = city.planted.filter { ["BRU01", "BRU02", "RIX01", "IVR01"].contains($0.code) }
            let shares = ["BRU01": 34.0, "BRU02": 25, "RIX01": 8.2, "IVR01": 8.8]
            func mean(_ effect: (VilleTemoinFiles.Planted) -> Double) -> Double {
                group.reduce(0) { $0 + (shares[$1.code] ?? 0) * effect($1) } / shares.values.reduce(0, +)
            }
            let expected = try workplace.write(
                "expected.csv",
                Array(
                    city.expectedDailyCounts(
                        heat: mean(\.heatEffectPerDegreeAbove27), school: mean(\.schoolHolidayEffect)
                    )
                    .utf8))
            let planted = try await analyse(["--counts", expected, "--cut", "temperature>30"], workplace)
            let truth = try #require(planted.term("temperature>30").estimate)
            #expect(truth > 1.08)
            #expect(hot.verdict == "more" && hot.holds(truth), "\(hot) beside \(truth)")
            // The beach parties were planted in the school holidays, which have more calls than by their own effect.
            #expect(free.verdict == "more")

            // Matches and festivals bring calls, for each thousand who are expected.
            let crowds = try await analyse(
                place + asked + ["--covariate", "event-attendance", "--covariate", "school-holidays"], workplace)
            #expect(try #require(crowds.term("event-attendance").estimate) > 1)
            let unknown = try await workplace.run(["analyse", "context"] + place + asked + ["--covariate", "grele"])
            #expect(unknown.code == 65 && unknown.errors.contains("grele") && unknown.errors.contains("events"))

            // A person reads it in words.
            let said = try await workplace.run(["analyse", "context"] + place + asked, language: "fr_FR.UTF-8")
            #expect(said.output.contains("un jour à plus de 30\u{202F}°C (température maximale)\u{202F}: "))
            #expect(said.output.contains("Association, pas une preuve"))
            // Nothing of the series is lost when the table is coarser.
            let weeks = try await analyse(
                place + [
                    "--level", "arrondissement", "--step", "week", "--categories", "group", "--category",
                    "tranquillite",
                ],
                workplace)
            #expect(try weeks.term("hourly-temperature-2m").verdict != nil)
            #expect(try weeks.term("school-holidays").estimate != nil)
        }

        @Test func aSeriesThatIsntThereIsExplained() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("counts.csv", Array("place,time,category,count\na,2024-01-01,x,1\n".utf8))
            let unknown = try await workplace.run(
                ["analyse", "context", "--counts", file, "--covariate", "wind"], language: "fr_FR.UTF-8")
            #expect(unknown.code == 65 && unknown.errors.contains("« wind »"), "\(unknown.errors)")
        }
    }
}
