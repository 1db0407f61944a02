import Editions
import Foundation
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct ContextPageTests {
    private func site() throws -> Site<PublicAudience> {
        try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
    }

    private static let days = "level=quartier&category=all&from=2024-01-01&to=2025-03-31&step=day"

    @Test func theWeekendOfTheMadeUpCityIsARatioOfThirteenTenthsWithItsInterval() async throws {
        try await site().withClient { client in
            let answer = try await client.get("/api/v1/context?\(Self.days)").object()
            let report = try #require(answer["report"] as? [String: Any])
            let records = try #require(report["records"] as? [[String: Any]])
            let saturday = try #require(records.first { $0["term"] as? String == "weekday=6" })
            let (low, high) = (try #require(saturday["low"] as? Double), try #require(saturday["high"] as? Double))
            #expect(low < 1.3 && 1.3 < high && high / low < 1.3)
            let tuesday = try #require(records.first { $0["term"] as? String == "weekday=2" })
            #expect(tuesday["verdict"] as? String == "no_clear_association")
            #expect(records.contains { $0["kind"] as? String == "gain" })
        }
    }

    @Test func thePageSaysTermsAsSentencesAndThatTheyAreNoProof() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier/contexte?\(Self.days)").text
            let text = html.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
            #expect(text.contains("une association, pas une preuve"))
            #expect(text.contains("Un samedi plutôt qu&#39;un lundi : 1,3"))
            #expect(text.contains(" fois plus de signalements, entre 1,"))
            #expect(text.contains("Sur des semaines que l&#39;estimation n&#39;a pas vues"))
            #expect(html.components(separatedBy: "class=\"whisker\"").count > 15)
            let english = try await client.get("/en/hier/contexte?\(Self.days)").text
            #expect(english.contains("This is association, not proof"))
        }
    }

    /// The made-up city's counts don't know this weather: the ratio, whose standard error is 3 %, is within a tenth of 1 but
    /// for 1 seed in 1,000, and the seed is fixed.
    @Test func theWeatherEntersWithTheDaysOfHeatAndFindsNothingWhereThereIsNothing() async throws {
        let editions = try SharedFixture.exact.get()
        let calendar = editions.territory.calendar
        let readings = (SharedFixture.firstDay.dayNumber...SharedFixture.lastDay.dayNumber).flatMap { number in
            let start = calendar.start(of: CivilDate(dayNumber: number))
            let noon = (number * 37) % 11 == 0 ? 33.0 : 21.5
            return (0..<24).map { hour in
                ContextSeries.Reading(
                    place: editions.territory.id, start: start + Int64(hour) * 3600,
                    end: start + Int64(hour + 1) * 3600, value: hour == 12 ? noon : 12)
            }
        }
        let weather = try ContextSeries(
            name: "temperature", title: Phrase(fr: "Température", en: "Temperature"), unit: "°C", level: .territory,
            source: "made up", licence: "", readings: Self.withoutOverlap(readings))
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self, context: [weather])
        try await site.withClient { client in
            let answer = try await client.get("/api/v1/context?\(Self.days)").object()
            let report = try #require(answer["report"] as? [String: Any])
            let records = try #require(report["records"] as? [[String: Any]])
            let heat = try #require(records.first { $0["term"] as? String == "temperature-max>30" })
            let (low, high) = (try #require(heat["low"] as? Double), try #require(heat["high"] as? Double))
            #expect((0.9...1.1).contains((low * high).squareRoot()) && high / low < 1.2)
            let html = try await client.get("/en/hier/contexte?\(Self.days)").text
            #expect(html.contains("The calendar enters, and weather") && html.contains("30"))
        }
    }

    /// On the day of 25 hours readings are an hour short, on the day of 23 one too many.
    private static func withoutOverlap(_ readings: [ContextSeries.Reading]) -> [ContextSeries.Reading] {
        var end = UTCSeconds.min
        return readings.filter { reading in
            defer { end = max(end, reading.end) }
            return reading.start >= end
        }
    }

    @Test func aPageOfTooLittleSaysSoAndKeepsItsControls() async throws {
        try await site().withClient { client in
            let html = try await client.get(
                "/en/hier/contexte?level=quartier&category=all&from=2024-01-01&to=2024-07-31&step=month"
            ).text
            #expect(html.contains("too little to tell"))
            #expect(html.contains("id=\"controls\"") && html.contains("action=\"/en/hier/contexte\""))
        }
    }
}
