import Accountability
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct FeedbackPageTests {
    @Test func uncorrectedPresenceRunsAwayAndTheCorrectionBringsItBack() throws {
        let two = try #require(FeedbackFigures.shared.experiments.first)
        let ends = Dictionary(
            uniqueKeysWithValues: two.outcomes.map { ($0.rule, $0.path[$0.path.count - 1].shares[0]) })
        // The paper's rates .5 and .25: nearly all against two thirds.
        let uncorrected = try #require(ends[.uncorrected]).mean
        let complement = try #require(ends[.complement]).mean
        let inverse = try #require(ends[.inverseProbability]).mean
        #expect(uncorrected > 0.97)
        #expect(abs(complement - 2.0 / 3) < 0.02 && abs(inverse - 2.0 / 3) < 0.02)
        let three = FeedbackFigures.shared.experiments[1]
        let corrected = try #require(three.outcomes.first { $0.rule == .inverseProbability }?.path.last)
        #expect(zip(corrected.shares, three.trueShares).allSatisfy { abs($0.mean - $1) < 0.03 })
    }

    @Test func thePageHasTwoPicturesEachWithItsTableAndTheSameNumbers() async throws {
        try await SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self).withClient { client in
            let response = try await client.get("/en/confiance/boucle")
            #expect(response.status == .ok)
            let html = response.text
            #expect(html.components(separatedBy: "<svg class=\"chart\" viewBox=\"0 0 640").count - 1 == 2)
            #expect(html.components(separatedBy: "<table>").count - 1 == 2)
            let two = try #require(FeedbackFigures.shared.experiments.first)
            let end = try #require(two.outcomes[0].path.last?.shares[0])
            let share = NumberFormat(language: .english).decimal(end.mean * 100, decimals: 1) + "%"
            #expect(html.contains("ends with \(share) (between ") && html.contains("<td class=\"number\">\(share)<i>"))
            #expect(html.contains("wouldn&#39;t compile"))
            #expect(try await client.get("/fr/confiance").text.contains("href=\"/fr/confiance/boucle\""))
            #expect(try await client.get("/fr/confiance/boucle?x=1").status == .badRequest)
        }
    }
}
