import Editions
import Testing
import Vocabulary

@testable import Website

@Suite struct SeriesTableTests {
    private func summary(_ query: String, _ fixture: FixtureEditions, _ language: Language = .english) throws -> String
    {
        let figures = YesterdayFigures(territory: fixture.territory, shelf: try SharedFixture.shelf(of: fixture))
        let catalogue = try figures.shelf.catalogue()
        let items = try QueryItems(query, allowed: Question.parameters)
        let choices = try #require(try Choices(items, catalogue: catalogue, territory: fixture.territory))
        let series = try #require(try figures.series(choices.question, catalogue))
        return SeriesTable(series: series, territory: fixture.territory, language: language).summary
    }

    @Test func theHighestAndTheLowestCarryTheirIntervals() throws {
        let query = "from=2024-01-01&to=2024-12-31&step=month&level=quartier&category=all"
        let noised = try summary(query, SharedFixture.noised.get())
        #expect(noised.contains(/^Highest: [\d,]+, between [\d,]+ and [\d,]+ \(\w+ 2024\); lowest: [\d,]+, between/))
        let exact = try summary(query, SharedFixture.exact.get())
        #expect(exact.contains(/^Highest: [\d,]+ \(\w+ 2024\); lowest: [\d,]+ \(/))
    }

    @Test func theTrendIsToldFromChance() throws {
        // The fixture's seasons are a sine of a year: June to August rises and falls, April to June falls.
        let fixture = try SharedFixture.exact.get()
        let base = "step=day&level=quartier&category=all"
        let all = try ["2024-01-01&to=2024-06-30", "2024-06-01&to=2024-12-31", "2024-05-06&to=2024-05-19"].map {
            try summary("from=\($0)&\(base)", fixture)
        }
        #expect(all[0].contains("Trend: the second half is") || all[1].contains("Trend: the second half is"))
        #expect(all[2].contains("No clear trend."))
    }

    @Test func aFewPointsHaveNoTrend() throws {
        let text = try summary(
            "from=2024-05-01&to=2024-05-03&step=day&level=quartier&category=all", SharedFixture.exact.get())
        #expect(!text.contains("rend"))
    }
}
