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
        #expect(first == "Port-Essai, in May 2024: \(total) reports, some of them findings of the service.")
    }

    @Test func aNoisedTotalComesWithItsInterval() throws {
        let first = try sentences("from=2024-05-01&to=2024-05-31", SharedFixture.noised.get(), .french)[0]
        #expect(first.hasPrefix("Port-Essai, en mai 2024\u{A0}: "))
        #expect(first.contains(" signalements, dont des constats du service (entre 1\u{202F}"))
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
            #expect(last.contains("Most frequent: “Noise” ("))
            // A share of noised counts carries its range, a share of exact ones needs none.
            let share = last.firstMatch(of: /“Noise” \((\d+)%(, between (\d+)% and (\d+)%)?\)/)
            let (_, middle, range, low, high) = try #require(share?.output)
            #expect((range == nil) == (fixture.folder == (try SharedFixture.exact.get().folder)))
            if let low, let high {
                let numbers = [low, middle, high].compactMap { Int($0) }
                #expect(numbers == numbers.sorted())
            }
        }
    }

    @Test func whenIntervalsOverlapNothingStandsOut() throws {
        // The cells of one quartier are alike, and there are more than three.
        let last = try #require(
            try sentences("from=2024-05-01&to=2024-05-31&level=cell1000&category=all", SharedFixture.noised.get()).last)
        #expect(last.hasSuffix("No place clearly stands out."))
    }

    @Test func frenchContractsTheArticleOfTheDaysBefore() throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 40)
        SharedFixture.removeAtExit(editions.folder)
        // Twenty-nine noises of a standard deviation of 9 hide a change of a hundred calls in twelve hundred.
        try editions.publish(
            [
                .init(place: .territory, time: .day, category: .all, epsilon: 0.15),
                .init(place: .zone("quartier"), time: .day, category: .all, epsilon: 0.15),
            ], days: days)
        let all = try sentences("from=2024-02-01&to=2024-02-29&level=quartier", editions, .french)
        #expect(all[1].hasPrefix("C'est comparable aux 29 jours précédents (entre "), "\(all)")
        let day = try sentences("from=2024-02-20&to=2024-02-20&level=quartier", editions, .french)
        for sentence in all + day { #expect(!sentence.contains(" à les ") && !sentence.contains(" de les ")) }
    }

    @Test func mixedOriginsAreToldApart() throws {
        let fixture = try SharedFixture.exact.get()
        let all = try sentences("from=2024-05-01&to=2024-05-31", fixture, .french)[0]
        #expect(all.contains("signalements, dont des constats du service"))
        let noise = try sentences(
            "from=2024-05-01&to=2024-05-31&category=category.noise&level=quartier", fixture, .french)[0]
        #expect(!noise.contains("constats"))
    }

    @Test func aSquareOfTheGridIsNamedAndNotNumbered() throws {
        let fixture = try SharedFixture.exact.get()
        let places = try #require(fixture.territory.places(at: .cell(metres: 1000)))
        let first = try sentences(
            "from=2024-05-01&to=2024-05-31&level=cell1000&category=all&place=\(places[0].id)", fixture)[0]
        #expect(!first.contains("CRS"))
        #expect(first.hasPrefix(CellName.name(of: places[0].id, in: fixture.territory)))
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
