import Editions
import Testing
import Vocabulary

@testable import Website

@Suite struct HeadlineSentenceTests {
    private func sentences(
        _ query: String, _ fixture: FixtureEditions, _ language: Language = .english
    ) throws -> [String] {
        let figures = YesterdayFigures(territory: fixture.territory, shelf: try SharedFixture.shelf(of: fixture))
        let catalogue = try figures.shelf.catalogue()
        let items = try QueryItems(query, allowed: Question.parameters)
        let choices = try #require(try Choices(items, catalogue: catalogue, territory: fixture.territory))
        return HeadlineSentence(
            answer: try figures.answer(choices, catalogue), territory: fixture.territory, language: language
        ).sentences
    }

    private func count(_ from: String, _ to: String, _ fixture: FixtureEditions) throws -> Int {
        let days = try #require(CivilDate(iso: from)).dayNumber...(try #require(CivilDate(iso: to)).dayNumber)
        let zones = try #require(fixture.territory.geography.placeOfCell(at: .zone("quartier")))
        return fixture.incidents.count { days.contains($0.day) && zones[$0.cell] >= 0 }
    }

    @Test func anExactTotalIsGivenWithoutAnInterval() throws {
        let fixture = try SharedFixture.exact.get()
        let total = NumberFormat(language: .english).integer(try count("2024-05-01", "2024-05-31", fixture))
        let first = try sentences("from=2024-05-01&to=2024-05-31", fixture)[0]
        #expect(first == "Port-Essai, in May 2024: \(total) reports.")
    }

    @Test func aNoisedTotalComesWithItsInterval() throws {
        let first = try sentences("from=2024-05-01&to=2024-05-31", SharedFixture.noised.get(), .french)[0]
        #expect(first.hasPrefix("Port-Essai, en mai 2024\u{A0}: "))
        #expect(first.contains(" signalements (entre 1\u{202F}"))
    }

    @Test func theChangeSinceTheDaysBeforeIsComputedFromBothTotals() throws {
        let fixture = try SharedFixture.exact.get()
        let now = try count("2024-05-01", "2024-05-31", fixture)
        let before = try count("2024-03-31", "2024-04-30", fixture)
        let share = NumberFormat(language: .english).percent(abs(Double(now) / Double(before) - 1))
        let second = try sentences("from=2024-05-01&to=2024-05-31", fixture)[1]
        #expect(second.hasPrefix("That is \(share) \(now < before ? "less" : "more") than in the 31 days before"))
    }

    @Test func thereIsNoComparisonBeforeTheFirstEdition() throws {
        let all = try sentences("from=2024-01-01&to=2024-01-31", SharedFixture.exact.get())
        #expect(!all.contains { $0.hasPrefix("That is") })
    }

    @Test func theQuartierWithByFarTheMostStandsOut() throws {
        for fixture in [try SharedFixture.exact.get(), try SharedFixture.noised.get()] {
            let last = try #require(try sentences("from=2024-01-01&to=2024-12-31", fixture).last)
            #expect(last.contains("L'Horloge stands out from the other places"))
            #expect(last.contains("Most frequent: “Noise”"))
        }
    }

    @Test func whenIntervalsOverlapNothingStandsOut() throws {
        // The cells of one quartier are alike, and there are more than three.
        let last = try #require(
            try sentences("from=2024-05-01&to=2024-05-31&level=cell1000&category=all", SharedFixture.noised.get()).last)
        #expect(last.hasSuffix("No place clearly stands out."))
    }

    @Test func partOfAPeriodIsNeverCalledTheWhole() throws {
        let all = try sentences("from=2025-03-01&to=2025-04-30", SharedFixture.exact.get())
        #expect(all[0].hasSuffix(", for the published part of the period only."))
        #expect(!all.contains { $0.hasPrefix("That is") })
    }

    @Test func whatAgentsFoundIsNotCalledReports() throws {
        let first = try sentences(
            "from=2024-05-01&to=2024-05-31&category=category.drugs&level=quartier", SharedFixture.exact.get())[0]
        #expect(first.contains("findings of the service, “Narcotics”"))
    }
}
