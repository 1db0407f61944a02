import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct TomorrowPageTests {
    private func site() throws -> Site<PublicAudience> { try ForecastFixture.site(ForecastFixture.city.get()) }

    @Test func aSentenceWithItsRangeSaysWhichDayStandsOutAndWhy() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/demain").text
            let headline = try #require(html.firstMatch(of: /class="headline">([^<]+)</)).output.1
            // 156 is usual on a Saturday of the whole city, and 187.2 is a fifth more.
            #expect(headline.hasPrefix("Samedi 5 avril, 187 signalements attendus (entre "))
            #expect(headline.contains("31 de plus que d&#39;habitude un samedi\u{A0}: match au stade"))
            #expect(headline.contains("entre 5\u{202F}% et 35\u{202F}% de plus"))
            let english = try await client.get("/en/demain").text
            #expect(english.contains("Saturday 5 April, 187 reports expected (between "))
            #expect(english.contains("31 more than usual on a Saturday: match at the stadium"))
            #expect(english.contains("erred by 23% less than a naive rule (between 20% and 26%)"))
        }
    }

    @Test func theCalendarHasADayForEachBinAndTheTableTheSameFigures() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/demain").text
            let list = /<ol class="fortnight weeks">(.*?)<\/ol>/.dotMatchesNewlines()
            let calendar = try #require(html.firstMatch(of: list)).output.1
            #expect(calendar.components(separatedBy: "class=\"expected\"").count - 1 == 14)
            // 3 April 2025 is a Thursday: the first row begins in the fourth column.
            #expect(calendar.contains("<li class=\"weekday-4\"><b>Thursday 3 April</b>"))
            let table = try #require(html.range(of: "id=\"days-table\""))
            let rows = html[table.lowerBound...].components(separatedBy: "</details>")[0]
            #expect(rows.components(separatedBy: "<th scope=\"row\">").count - 1 == 14)
            let picture = try #require(html.range(of: "class=\"chart ahead\""))
            let sentence = try #require(html.range(of: "class=\"headline\""))
            #expect(sentence.lowerBound < picture.lowerBound && picture.lowerBound < table.lowerBound)
            let days = try #require(try await client.get("/api/v1/demain").object()["days"] as? [[String: Any]])
            for day in days.prefix(14) {
                let low = try #require(day["low95"] as? Int)
                let high = try #require(day["high95"] as? Int)
                #expect(rows.contains("<td class=\"number\">\(low)–\(high)</td>"))
            }
        }
    }

    @Test func aPlaceHasItsOwnCalendarAndTheTableOfPlacesLeadsToIt() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/demain").text
            #expect(html.contains("place=02\">2e arrondissement</a>"))
            let place = try await client.get("/en/demain?table=\(ForecastFixture.byDistrict)&place=02").text
            // Half of the city's 187.
            #expect(place.contains("class=\"headline\">2e arrondissement: Saturday 5 April, 94 reports expected"))
        }
    }

    @Test func aMapIsDrawnWhereThereIsSkillAndNowhereElse() async throws {
        try await site().withClient { client in
            let skilled = try await client.get("/en/demain?table=\(ForecastFixture.byCategory)&category=noise").text
            #expect(skilled.contains("class=\"places-map\""))
            #expect(!skilled.contains("We can&#39;t do better than the usual"))
            let unskilled = try await client.get("/en/demain?table=\(ForecastFixture.byCategory)&category=litter").text
            #expect(!unskilled.contains("class=\"places-map\""))
            #expect(unskilled.contains("We can&#39;t do better than the usual"))
            // The naive guess, a tenth above the usual 12.6 of a place on a Thursday.
            #expect(unskilled.contains("usually 14 reports ("))
            #expect(!unskilled.contains("expected ("))
            let french = try await client.get("/fr/demain?table=\(ForecastFixture.byCategory)&category=litter").text
            #expect(french.contains("Nous ne savons pas faire mieux que l&#39;habitude"))
        }
    }

    @Test func withoutSkillTheLawIsThatOfTheNaiveGuess() {
        let (law, naive) = (ForecastFixture.law(mean: 40), ForecastFixture.law(mean: 25))
        let figure = IssuedForecast.Figure(
            mean: 40, usual: 30, interval80: 35...45, interval95: 30...50, law: law, naive: naive)
        let bin = IssuedForecast.Bin(start: 0, end: 86_400, figures: [figure], drivers: [[]])
        let usual = ExpectedCount(bin, level: .day, category: 0, number: 0, hasSkill: false, coverages: [0.5, 0.6])
        #expect(usual.law == naive && usual.usual == nil && abs(usual.mean - 25) < 0.01)
        #expect(usual.quantile(0.9) == naive.quantile(0.9) && usual.range80 == naive.interval(0.8))
        let said = ExpectedCount(bin, level: .day, category: 0, number: 0, hasSkill: true)
        #expect(said.law == law && said.usual == 30 && said.range95 == 30...50)
    }

    @Test func theMapHasEachPlaceWithItsRange() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/demain?table=\(ForecastFixture.byQuarter)&day=2025-04-05").text
            let map = try #require(html.firstMatch(of: /<svg class="places-map".*?<\/svg>/.dotMatchesNewlines())).output
            #expect(map.components(separatedBy: "<title>").count - 1 == 6)
            #expect(map.contains("<title>Le Phare: 31 (between "))
            #expect(html.contains("The map: Saturday 5 April"))
        }
    }

    @Test func teamsAreTheQuantileOfTheLawByWhatOneTakes() async throws {
        let law = IssuedForecast.Law(
            first: 10, parts: [2_000_000, 2_000_000, 2_000_000, 2_000_000, 1_000_000, 1_000_000])
        func day(_ coverages: [Double]) -> ExpectedCount {
            let figure = IssuedForecast.Figure(
                mean: 12, usual: 12, interval80: 10...14, interval95: 10...15, law: law, naive: law)
            let bin = IssuedForecast.Bin(start: 0, end: 86_400, figures: [figure], drivers: [[]])
            return ExpectedCount(bin, level: .day, category: 0, number: 0, hasSkill: true, coverages: coverages)
        }
        // Nine of ten lie at 14 or below.
        #expect(TeamsAhead(perTeam: 4, cover: 90).count(day([0.8, 0.95])) == 4)
        #expect(TeamsAhead(perTeam: 7, cover: 90).count(day([0.8, 0.95])) == 2)
        #expect(TeamsAhead(perTeam: 5, cover: 95).count(day([0.8, 0.95])) == 3)
        #expect(TeamsAhead(perTeam: 13, cover: 80).count(day([0.8, 0.95])) == 1)
        // A law whose intervals held more than they should is asked for less: three quarters reach to 13.
        #expect(TeamsAhead(perTeam: 1, cover: 90).count(day([0.5, 0.7])) == 13)
        #expect(TeamsAhead(perTeam: 1, cover: 95).count(day([0.5, 0.7])) == 14)
        #expect(law.interval(0.8) == 10...14)
        // Between them in proportion: at two thirds of the way from .75 to .98 lies nine tenths, which reach to 14.
        #expect(TeamsAhead(perTeam: 1, cover: 95).count(day([0.5, 0.94])) == 14)
        #expect(day([0.5, 0.96]).quantile(0.975) == 15)
        try await site().withClient { client in
            let html = try await client.get("/fr/demain?par=12&cover=90").text
            let whole = ForecastFixture.law(mean: 120 * 1.3 * 1.2)
            let teams = (whole.quantile(0.9) + 11) / 12
            let said = "\(teams) équipes suffisent 90\u{202F}% du temps le jour le plus chargé (samedi 5 avril)"
            #expect(html.contains(said))
            #expect(html.contains("<th scope=\"col\" class=\"number\">Équipes</th>"))
            let bad = try await client.get("/fr/demain?par=0")
            #expect(bad.status == .badRequest)
            #expect(try await client.get("/fr/demain?cover=85").status == .badRequest)
        }
    }

    @Test func withoutAnyForecastThePageSaysHowToMakeOne() async throws {
        try await SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self).withClient { client in
            let response = try await client.get("/fr/demain")
            #expect(response.status == .ok)
            #expect(response.text.contains("Aucune prévision n&#39;est encore écrite."))
            #expect(response.text.contains("clairevoie forecast"))
            #expect(try await client.get("/fr/demain.ics").status == .notFound)
        }
    }

    @Test func aReplayAndAForecastThatIsOverAreSaidToBeSo() async throws {
        try await ForecastFixture.site(ForecastFixture.replayed.get()).withClient { client in
            let html = try await client.get("/fr/demain").text
            #expect(html.contains("Aucune prévision n&#39;est en cours."))
            #expect(html.contains("Prévision rejouée après coup"))
            #expect(html.contains("clairevoie forecast"))
            #expect(try await client.get("/fr/demain.ics").status == .notFound)
        }
        let later = SharedFixture.afterwards + 60 * 86_400
        try await ForecastFixture.site(ForecastFixture.city.get(), clock: { later }).withClient { client in
            let html = try await client.get("/fr/demain").text
            #expect(html.contains("Période passée"))
            #expect(try await client.get("/api/v1/demain").object()["standing"] as? String == "past")
        }
    }

    @Test func whatNobodyForecastIsChangedOnThePageAndRefusedByTheAPI() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/demain?table=none&place=99").text
            #expect(html.contains("role=\"status\""))
            for query in ["table=none", "place=99", "category=drugs", "day=2024-01-01", "x=1"] {
                #expect(try await client.get("/api/v1/demain?\(query)").status == .badRequest, "\(query)")
            }
        }
    }
}
