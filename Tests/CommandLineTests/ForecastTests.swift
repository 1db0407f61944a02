import Foundation
import TestCity
import Testing
import Vocabulary

extension TheExecutable {
    /// `clairevoie forecast` on a small city whose published figures end a few days ago.
    struct ForecastTests {
        private struct Report: Decodable {
            struct Issued: Decodable {
                let id: Int64?
                let table: String
                let places: Int
                let categories: [String]
                let knownUntil: UTCSeconds
                let from: UTCSeconds
                let until: UTCSeconds
                let isReplay: Bool
                let skills: [Skill]
            }
            struct Skill: Decodable {
                let over: String
                let crpsSkill: Double
                let crpsSkillLow: Double
                let crpsSkillHigh: Double
            }
            struct Skipped: Decodable {
                let table: String
                let en: String
            }
            let scored: Int
            let issued: [Issued]
            let skipped: [Skipped]
        }

        private static let days = 240

        /// Calls of the last days until yesterday, twice as many on weekends.
        private func publishedCity(taxonomy: String? = nil) async throws -> (Workplace, today: CivilDate) {
            let workplace = try Workplace()
            if let taxonomy {
                try Data(taxonomy.utf8).write(to: URL(filePath: workplace.territory + "/taxonomy.csv"))
            }
            let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
            let today = calendar.date(at: UTCSeconds(Date().timeIntervalSince1970))
            var random = SeededGenerator(seed: 12)
            var rows: [[String]] = []
            for back in 1...Self.days {
                let day = CivilDate(dayNumber: today.dayNumber - back)
                for _ in 0..<(day.weekday >= 5 ? 40 : 20) {
                    let point = TestCity.point(
                        quartier: Int.random(in: 0..<6, using: &random), east: .random(in: 5...995, using: &random),
                        north: .random(in: 5...995, using: &random))
                    rows.append([
                        "\(rows.count)", "\(day) 12:00", CallsFile.degrees(point.longitude),
                        CallsFile.degrees(point.latitude), SmallTerritory.codes[rows.count % 3], "", "", "",
                    ])
                }
            }
            let file = try workplace.write("calls.csv", CallsFile(rows: rows).bytes())
            let first = CivilDate(dayNumber: today.dayNumber - Self.days)
            for arguments in [
                workplace.importing(file, period: "\(first)/\(today)"),
                ["publish", "--territory", workplace.territory, "--data", workplace.data],
            ] {
                let outcome = try await workplace.run(arguments)
                try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            }
            return (workplace, today)
        }

        private func forecast(_ workplace: Workplace, _ more: [String] = []) async throws -> Report {
            let outcome = try await workplace.run(
                ["forecast", "--territory", workplace.territory, "--data", workplace.data, "--json"] + more,
                atMost: .seconds(150))
            try #require(outcome.code == 0, "\(outcome.errors)")
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
        }

        @Test func daysAheadAreForecastOnceAndPastOnesAreReplayedAndScored() async throws {
            let (workplace, today) = try await publishedCity()
            let asked = UTCSeconds(Date().timeIntervalSince1970)
            let first = try await forecast(workplace)
            #expect(first.scored == 0)
            #expect(first.issued.map(\.table) == ["calls.quartier.week.all", "calls.territory.day.group"])
            let days = try #require(first.issued.last)
            #expect(days.id != nil && !days.isReplay && days.from >= asked && days.knownUntil < asked)
            #expect(days.until - days.from > 13 * 86_400 && days.categories == ["tranquillity", "rescue"])
            // What the weekend does is beyond any cell's mean.
            let gain = try #require(days.skills.first { $0.over == "cell_mean" })
            #expect(
                gain.crpsSkillLow > 0 && gain.crpsSkillLow <= gain.crpsSkill && gain.crpsSkill <= gain.crpsSkillHigh)
            let text = try await workplace.startShell(
                """
                python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT document FROM forecast \
                ORDER BY id DESC").fetchone()[0].decode())' \(workplace.data)/editions/editions.sqlite
                """
            ).outcome(atMost: .seconds(30)).output
            try ReportSchema.validate(text, by: "forecast.schema.json", in: workplace)
            // Before the next midnight the same days can't be forecast again.
            let again = try await forecast(workplace, ["--table", "calls.territory.day.group"])
            if UTCSeconds(Date().timeIntervalSince1970) < days.from {
                #expect(again.issued.map(\.id) == [nil])
            }

            let past = CivilDate(dayNumber: today.dayNumber - 30)
            let replayed = try await forecast(
                workplace, ["--replay", "\(past)", "--table", "calls.territory.day.group"])
            #expect(replayed.issued.map(\.isReplay) == [true])
            // Fourteen days of two groups, all of them published since.
            #expect(replayed.scored == 28)
            // Sound calls are 48 hours late.
            let known = try #require(replayed.issued.first?.knownUntil)
            let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
            #expect(known == calendar.start(of: CivilDate(dayNumber: past.dayNumber - 2)))
            #expect(
                try await forecast(workplace, ["--replay", "\(past)", "--table", "calls.territory.day.group"]).scored
                    == 0)
        }

        @Test func aLedgerRestoredToBeforeItsForecastsIsFoundOut() async throws {
            let (workplace, _) = try await publishedCity()
            let (editions, backup) = (workplace.data + "/editions", workplace.otherData("backup"))
            try FileManager.default.copyItem(atPath: editions, toPath: backup)
            let written = try await forecast(workplace, ["--table", "calls.territory.day.group"])
            #expect(written.issued.first?.id != nil)
            try FileManager.default.removeItem(atPath: editions)
            try FileManager.default.copyItem(atPath: backup, toPath: editions)
            for command in ["forecast", "publish"] {
                let outcome = try await workplace.run([
                    command, "--territory", workplace.territory, "--data", workplace.data,
                ])
                #expect(outcome.code == 65 && outcome.errors.contains("older than their public log"), "\(command)")
            }
        }

        @Test func whatAgentsFindIsNotForecast() async throws {
            let taxonomy = """
                code,category,category_fr,category_en,group,group_fr,group_en,origin
                BRU,noise,Bruit,Noise,tranquillity,Tranquillité,Tranquillity,reported
                FÊT,party,Fête,Party,tranquillity,Tranquillité,Tranquillity,reported
                FEU,fire,Feu,Fire,rescue,Secours,Rescue,discovered

                """
            let (workplace, _) = try await publishedCity(taxonomy: taxonomy)
            let report = try await forecast(workplace)
            #expect(report.issued.map(\.categories) == [["tranquillity"]])
            #expect(report.skipped.map(\.table) == ["calls.quartier.week.all"])
            #expect(report.skipped.first?.en.contains("what agents found") == true)
        }

        @Test func aWrongQuestionIsExplainedAndNothingIsWritten() async throws {
            let (workplace, today) = try await publishedCity()
            let common = ["forecast", "--territory", workplace.territory, "--data", workplace.data]
            for (more, code, words) in [
                (["--days", "29"], 64, "between 1 and 28"), (["--table", "calls.moon.day.all"], 64, "published table"),
                (["--replay", "\(CivilDate(dayNumber: today.dayNumber + 3))"], 64, "can't be replayed"),
            ] as [([String], Int32, String)] {
                let outcome = try await workplace.run(common + more)
                #expect(outcome.code == code && outcome.errors.contains(words), "\(more): \(outcome.errors)")
            }
            let empty = try await workplace.run([
                "forecast", "--territory", workplace.territory, "--data", workplace.otherData("none"),
            ])
            #expect(empty.code == 66 && empty.errors.contains("Nothing has been published"))
        }
    }
}
