import Editions
import Testing
import Vocabulary

@testable import Website

struct ForecastShelfTests {
    @Test func forecastsAreDecodedOnceAndKeptInABoundedSpace() throws {
        let reader = try EditionReader<PublicAudience>(folder: ForecastFixture.city.get().folder)
        let all = try reader.forecasts()
        let wide = ForecastShelf(reader: reader)
        for entry in all { #expect(try wide.forecast(entry.id)?.table == entry.table) }
        #expect(wide.forecastsKept == all.count)
        let narrow = ForecastShelf(reader: reader, capacity: 1)
        for entry in all { #expect(try narrow.forecast(entry.id) == wide.forecast(entry.id)) }
        #expect(narrow.forecastsKept == 1)
        #expect(try wide.forecast(999) == nil)
    }

    @Test func theScoresOfATableAreThoseOfItsForecasts() throws {
        let reader = try EditionReader<PublicAudience>(folder: ForecastFixture.city.get().folder)
        let shelf = ForecastShelf(reader: reader)
        let all = try shelf.all(state: 1).filter { $0.table == ForecastFixture.byDistrict }
        let scored = try shelf.scored(all, of: ForecastFixture.byDistrict)
        #expect(scored.count == 98 && scored.allSatisfy { $0.forecast.id == $0.score.forecast })
        #expect(try shelf.scored(Array(all.prefix(1)), of: ForecastFixture.byDistrict).isEmpty)
        #expect(try shelf.scored(all, of: ForecastFixture.byTerritory).isEmpty)
    }
}
