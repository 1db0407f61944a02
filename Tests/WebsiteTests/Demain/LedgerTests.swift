import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct LedgerTests {
    private static let calendar = CivilCalendar(timeZoneName: "Europe/Paris")

    private func scored(weeks: Int, isReplay: Bool = false, crps: (Int) -> Double) throws -> [ScoredForecast] {
        let reader = try EditionReader<PublicAudience>(folder: ForecastFixture.city.get().folder)
        let forecast = try #require(try reader.forecasts().first { $0.isReplay == isReplay })
        return (0..<weeks).map { week in
            let score = LedgerScore(
                forecast: 1, bin: UTCSeconds(week) * 7 * 86_400 + 1_735_732_800, category: "all", figures: 10,
                expected: 100, observed: 101, logScore: 20, crps: crps(week), naiveLogScore: 25, naiveCRPS: 10,
                inside80: 8, inside95: week == 0 ? 8 : 10)
            return ScoredForecast(forecast: forecast, score: score)
        }
    }

    @Test func totalsAreSumsWithTheJackknifesIntervals() throws {
        let calendar = try #require(Self.calendar)
        let totals = LedgerTotals(try scored(weeks: 12) { $0.isMultiple(of: 2) ? 7 : 9 }, calendar: calendar)
        #expect(totals.figures == 120 && totals.weeks == 12 && totals.inside80 == 96 && totals.inside95 == 118)
        let coverage = try #require(totals.coverage80)
        #expect(abs(coverage.value - 0.8) < 1e-12 && abs(coverage.high - coverage.low) < 1e-9)
        let skill = try #require(totals.skill)
        #expect(abs(skill.value - 0.2) < 1e-12)
        // Weeks alike in their naive score: the jackknife is the mean's standard error, √(12/11)·0.1/√12, times t(11).
        let margin = 2.200_985 * 0.1 / 11.0.squareRoot()
        #expect(abs(skill.high - 0.2 - margin) < 1e-5 && abs(0.2 - skill.low - margin) < 1e-5)
        let gain = try #require(totals.gain)
        #expect(abs(gain.value - 0.5) < 1e-12)
    }

    @Test func tooFewWeeksTellNoIntervalAndAReplayTellsNothing() throws {
        let calendar = try #require(Self.calendar)
        let few = LedgerTotals(try scored(weeks: 7) { _ in 8 }, calendar: calendar)
        #expect(few.figures == 70 && few.skill == nil && few.coverage80 == nil)
        let replay = LedgerTotals(try scored(weeks: 20, isReplay: true) { _ in 1 }, calendar: calendar)
        #expect(replay.figures == 0 && replay.skill == nil)
    }

    @Test(arguments: [(7.0, 2.364_624), (11.0, 2.200_985), (30.0, 2.042_272), (200.0, 1.971_896)])
    func studentsQuantileIsThatOfTheTables(freedoms: Double, quantile: Double) {
        #expect(abs(LedgerTotals.studentQuantile(freedoms: freedoms) - quantile) < 1e-3)
    }

    @Test func everyForecastIsListedWithItsScoresTheBadOnesToo() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let listed = try #require(
                try await client.get("/api/v1/forecasts?table=\(ForecastFixture.byDistrict)").object()["forecasts"]
                    as? [[String: Any]])
            #expect(listed.count == 14)
            #expect(listed.count { $0["replay"] as? Bool == true } == 1)
            let html = try await client.get("/en/demain/previsions?table=\(ForecastFixture.byDistrict)").text
            let list = try #require(html.range(of: "id=\"list-title\""))
            for forecast in listed {
                let id = try #require(forecast["id"] as? Int)
                let hash = try #require(forecast["sha256"] as? String)
                #expect(
                    html[list.lowerBound...].contains(
                        "<a href=\"/api/v1/forecasts/\(id)\">text</a> <code>\(hash.prefix(12))"))
            }
            #expect(html.contains("replayed afterwards") && html.contains("awaiting the figures"))
            #expect(html.contains("13 forecasts written before the fact: "))
            #expect(html.contains("of the 168 figures published since are in their 80% interval (between "))
            #expect(html.contains("sha256sum"))
        }
    }

    @Test func theTextIsTheBytesThatWereHashed() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let listed = try #require(
                try await client.get("/api/v1/forecasts").object()["forecasts"] as? [[String: Any]])
            let newest = try #require(listed.first)
            let address = try #require(newest["text"] as? String)
            let response = try await client.get(address)
            #expect(response.headers[.contentType] == "application/json")
            let file = URL(fileURLWithPath: NSTemporaryDirectory() + "clairevoie-forecast-\(UUID().uuidString).json")
            try Data(response.text.utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let judge = Process()
            judge.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            judge.arguments = ["sha256sum", file.path]
            let pipe = Pipe()
            judge.standardOutput = pipe
            try judge.run()
            let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            judge.waitUntilExit()
            #expect(said.prefix(64) == (newest["sha256"] as? String ?? "")[...])
            #expect(try await client.get("/api/v1/forecasts/999").status == .notFound)
            #expect(try await client.get("/api/v1/forecasts/x").status == .notFound)
        }
    }

    @Test func theScoresOfTheAPIAreThoseOfThePage() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let query = "table=\(ForecastFixture.byDistrict)"
            let scores = try #require(
                try await client.get("/api/v1/forecasts/scores?\(query)").object()["scores"] as? [[String: Any]])
            // Twelve weeks, and the replay's fourteen days.
            #expect(scores.count == 12 * 7 + 14)
            let csv = try await client.get("/api/v1/forecasts/scores.csv?\(query)").text.components(separatedBy: "\r\n")
            #expect(csv.count == scores.count + 2)
            let counted = scores.filter { $0["replay"] as? Bool == false }
            let inside = counted.reduce(0) { $0 + ($1["inside80"] as? Int ?? 0) }
            let figures = counted.reduce(0) { $0 + ($1["figures"] as? Int ?? 0) }
            #expect(figures == 168)
            let html = try await client.get("/en/demain/previsions?\(query)").text
            let share = NumberFormat(language: .english).percent(Double(inside) / Double(figures))
            #expect(html.contains("before the fact: \(share) of the 168 figures"))
            let one = try #require(counted.first)
            let id = try #require(one["forecast"] as? Int)
            let close = try await client.get("/en/demain/previsions?\(query)&forecast=\(id)").text
            let section = try #require(close.range(of: "id=\"one-title\""))
            let rows = close[section.lowerBound...].components(separatedBy: "</section>")[0]
            #expect(rows.components(separatedBy: "<th scope=\"row\">").count - 1 == 7)
            #expect(try await client.get("/api/v1/forecasts/scores?table=none").status == .badRequest)
        }
    }

    @Test func withoutScoresThePageSaysThatTheyAreAwaited() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let html = try await client.get("/fr/demain/previsions?table=\(ForecastFixture.byTerritory)").text
            #expect(
                html.contains(
                    "1 prévision écrite avant les faits\u{202F}; aucun des chiffres prévus n&#39;est encore publié"))
            #expect(html.contains("en attente des chiffres"))
        }
    }
}
