import Editions
import Testing
import Vocabulary

@testable import Website

@Suite struct ReadingTests {
    @Test func slightNoiseIsNotTakenForNone() throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        let table = FixtureEditions.Table(place: .territory, time: .month, category: .all, epsilon: 5)
        try editions.publish([table], days: days)
        let shelf = try SharedFixture.shelf(of: editions)
        let index = try #require(try shelf.catalogue().family(key: table.key)).versions[0]
        let (part, bin) = try shelf.figures(of: index, at: index.bins[0])
        let reading = shelf.reading(part.figure(bin: bin, place: 0, category: 0))
        #expect(reading.halfWidth == 0)
        #expect(!reading.isExact)
    }
}
