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
            #expect(text.contains(" fois plus de signalements, entre 1,2"))
            #expect(text.contains("Sur des semaines que l&#39;estimation n&#39;a pas vues"))
            #expect(html.components(separatedBy: "class=\"whisker\"").count > 15)
            let english = try await client.get("/en/hier/contexte?\(Self.days)").text
            #expect(english.contains("This is association, not proof"))
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
