import Editions
import Foundation
import Testing
import Vocabulary

@testable import Website

struct PublishedCountsTests {
    private func counts(
        _ editions: FixtureEditions, _ key: String, places: [String], categories: [String], from: String, to: String
    ) throws -> PublishedCounts<PublicAudience>? {
        let shelf = try SharedFixture.shelf(of: editions)
        let family = try #require(try shelf.catalogue().family(key: key))
        let calendar = editions.territory.calendar
        let (first, last) = (try #require(CivilDate(iso: from)), try #require(CivilDate(iso: to)))
        return try PublishedCounts(
            of: family, places: places.map { NamedPlace(id: $0, name: $0) }, categories: categories,
            within: calendar.start(of: first)..<calendar.start(of: last.adding(days: 1)), calendar: calendar,
            from: shelf)
    }

    @Test func theFiguresAreThePublishedOnesInTheOrderAskedFor() throws {
        let editions = try SharedFixture.exact.get()
        let read = try #require(
            try counts(
                editions, "incidents.quartier.month.category", places: ["0203", "0101"],
                categories: ["litter", "noise"], from: "2024-02-01", to: "2024-03-31"))
        let table = read.counts
        #expect(table.places.map(\.id) == ["0203", "0101"] && table.categories == ["litter", "noise"])
        #expect(table.bins.count == 2 && table.isExact)
        let definition = FixtureEditions.Table(place: .zone("quartier"), time: .month, category: .category)
        let whole = try editions.counts(definition, bins: table.bins, places: 6)
        // Places of the fixture by number: 0101 is the first and 0203 the last; noise is the first category of four.
        for bin in 0..<2 {
            #expect(table.value(bin: bin, category: 0, place: 0) == Double(whole[bin][1 * 6 + 5]))
            #expect(table.value(bin: bin, category: 1, place: 1) == Double(whole[bin][0]))
        }
    }

    @Test func theVarianceIsThatOfTheTablesNoise() throws {
        let editions = try SharedFixture.noised.get()
        let read = try #require(
            try counts(
                editions, "incidents.territory.day.all", places: ["port-essai"], categories: ["all"],
                from: "2024-02-01", to: "2024-02-10"))
        // Discrete Laplace with α = e^−½: 2α/(1 − α)².
        let alpha = exp(-0.5)
        #expect(read.counts.variances.allSatisfy { abs($0 - 2 * alpha / ((1 - alpha) * (1 - alpha))) < 0.01 })
        #expect(read.tables.map(\.key) == ["incidents.territory.day.all"])
    }

    @Test func binsBeyondWhatIsPublishedAreLeftOutAndNothingPublishedIsNil() throws {
        let editions = try SharedFixture.exact.get()
        let key = "incidents.territory.day.all"
        let read = try #require(
            try counts(
                editions, key, places: ["port-essai"], categories: ["all"], from: "2025-03-25", to: "2025-06-30"))
        #expect(read.counts.bins.count == 7)
        #expect(
            try counts(
                editions, key, places: ["port-essai"], categories: ["all"], from: "2026-01-01", to: "2026-02-01")
                == nil)
        #expect(
            try counts(editions, key, places: ["nowhere"], categories: ["all"], from: "2024-01-01", to: "2024-02-01")
                == nil)
    }
}
