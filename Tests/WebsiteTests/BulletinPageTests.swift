import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import Testing
import Vocabulary

@testable import Website

@Suite struct BulletinPageTests {
    @Test(arguments: [Language.french, .english])
    func theBulletinHasThreeSentencesAPictureAndItsSource(language: Language) async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let response = try await client.get(
                "/\(language.rawValue)/hier/bulletin?from=2025-01-01&to=2025-03-31&level=quartier&category=all")
            #expect(response.status == .ok)
            let html = response.text
            let list = try #require(html.components(separatedBy: "<ol class=\"bulletin\">").last)
                .components(separatedBy: "</ol>")[0]
            let sentences = list.components(separatedBy: "<li>").dropFirst()
            #expect(sentences.count == 3)
            #expect(sentences.allSatisfy { $0.contains(".</li>") })
            let first = try #require(sentences.first)
            #expect(first.contains(language == .french ? "Par rapport à la période" : "Beside the period"))
            #expect(html.contains("<svg class=\"line-picture\"") && html.contains("class=\"band\""))
            #expect(html.contains(language == .french ? "non pas survenu" : "not occurred"))
            #expect(html.contains("style=") == false)
        }
    }

    @Test func aPeriodThatIsNotPublishedIsSaidToBeSo() async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/en/hier/bulletin?from=2020-01-01&to=2020-01-31").text
            #expect(html.contains("no total is published"))
        }
    }

    @Test func theLineHasAGapWhereNothingIsPublished() async throws {
        let editions = try SharedFixture.exact.get()
        let shelf = try SharedFixture.shelf(of: editions)
        let catalogue = try shelf.catalogue()
        let items = try QueryItems(
            "from=2025-03-01&to=2025-04-10&level=quartier&category=all&step=day", allowed: Question.parameters)
        let choices = try #require(
            try Choices(items, catalogue: catalogue, territory: editions.territory))
        let series = try #require(
            try YesterdayFigures(territory: editions.territory, shelf: shelf).series(choices.question, catalogue))
        let picture = SeriesPicture(
            figures: series.figures, territory: editions.territory, language: .english, label: "calls"
        ).html.text
        let line = try #require(picture.components(separatedBy: "class=\"line\" d=\"").last)
            .components(separatedBy: "\"")[0]
        #expect(line.components(separatedBy: "M").count - 1 == 1)
        #expect(line.components(separatedBy: "L").count == 31)
        // The ten days that aren't published leave the right quarter of the picture empty.
        let last = try #require(line.components(separatedBy: "L").last).components(separatedBy: " ")
        #expect(try #require(Double(last[0])) < 560)
    }
}
