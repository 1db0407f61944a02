import Editions
import Foundation
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct TrialsPageTests {
    @Test func skillsStandBesideBothGuessesWithIntervalsAndVerdicts() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let html = try await client.get("/en/demain/essais?table=\(ForecastFixture.byCategory)").text
            let table = try #require(html.range(of: "class=\"forest\""))
            let rows = html[table.lowerBound...].components(separatedBy: "</table>")[0]
            // All together and three categories, each over two guesses.
            #expect(rows.components(separatedBy: "<th scope=\"row\">").count - 1 == 8)
            #expect(rows.components(separatedBy: "not clearly better").count - 1 == 2)
            // 1 − 0.23, 1 − 0.26, 1 − 0.2.
            #expect(rows.contains("0.77<i>0.74–0.8</i>"))
            #expect(html.contains("from 13 past dates"))
            #expect(html.contains("<code>seasonal_smoothing</code>") && html.contains("<rect width=\"70\""))
        }
    }

    @Test func aSingleCategoryIsToldOnce() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let html = try await client.get("/en/demain/essais?table=\(ForecastFixture.byDistrict)").text
            let table = try #require(html.range(of: "class=\"forest\""))
            let rows = html[table.lowerBound...].components(separatedBy: "</table>")[0]
            #expect(rows.components(separatedBy: "<th scope=\"row\">").count - 1 == 2)
        }
    }

    @Test func itSaysHowOftenTheTrialDaysWereLookedAt() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            // The trials of the newest begin on 2 January; all but the first week's forecast and the replay knew later.
            let html = try await client.get("/en/demain/essais?table=\(ForecastFixture.byDistrict)").text
            #expect(html.contains("were measured 12 times"))
            let once = try await client.get("/en/demain/essais?table=\(ForecastFixture.byTerritory)").text
            #expect(once.contains("were measured 1 time:"))
        }
    }

    @Test func withoutSkillItSaysThatNoMapIsShown() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let html = try await client.get(
                "/fr/demain/essais?table=\(ForecastFixture.byCategory)&category=litter"
            ).text
            #expect(html.contains("Pas de mieux net que l&#39;habitude"))
        }
    }
}
