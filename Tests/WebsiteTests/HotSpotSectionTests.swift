import Editions
import Foundation
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

@Suite struct HotSpotSectionTests {
    private static let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)

    /// A city of 200 m cells; `weight` says how likely each is, by its place in the grid from the south-west.
    private func editions(
        epsilon: Double, weight: (_ column: Int, _ row: Int) -> Double
    ) throws -> FixtureEditions {
        let territory = try FixtureCity.territory(isOpen: epsilon == 0, cellSize: 200)
        let cells = territory.geography.cells
        let (west, south) = (cells.map(\.column).min() ?? 0, cells.map(\.row).min() ?? 0)
        let editions = try FixtureEditions(
            territory: territory, days: Self.days, perDay: 200,
            weights: cells.map { weight(Int($0.column - west), Int($0.row - south)) })
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .territory, time: .month, category: .all, epsilon: epsilon),
                .init(place: .cell(metres: 200), time: .month, category: .all, epsilon: epsilon),
            ], days: Self.days)
        return editions
    }

    private func answer(_ editions: FixtureEditions) throws -> HotSpotAnswer {
        let shelf = try SharedFixture.shelf(of: editions)
        let figures = YesterdayFigures(territory: editions.territory, shelf: shelf)
        let catalogue = try shelf.catalogue()
        let choices = try #require(
            try Choices(QueryItems(nil, allowed: []), catalogue: catalogue, territory: editions.territory))
        return try #require(figures.spots(try figures.map(choices.question, catalogue)))
    }

    @Test func aBusyBlockOfCellsStandsOutThroughTheNoise() throws {
        let editions = try editions(epsilon: 0.5) { column, row in
            (10...14).contains(column) && (8...12).contains(row) ? 8 : 1
        }
        let answer = try answer(editions)
        #expect(answer.tested > 400)
        let hot = answer.spots.filter(\.isHot)
        #expect(hot.count >= 25)
        let corner = editions.territory.geography.cells
        let (west, south) = (corner.map(\.column).min() ?? 0, corner.map(\.row).min() ?? 0)
        let middle = editions.territory.geography.grid.id(of: Cell(column: west + 12, row: south + 10))
        #expect(hot.contains { $0.place.id == middle })
        #expect(hot.allSatisfy { $0.q <= 0.05 })
    }

    /// With equal cells a hot spot is named at a rate of 5 % of cities; this seed's city has none.
    @Test func inACityWhereAllCellsAreAlikeNothingStandsOutAndThePageSaysSo() async throws {
        let editions = try editions(epsilon: 0.5) { _, _ in 1 }
        #expect(try answer(editions).spots.isEmpty)
        try await SharedFixture.site(of: editions, for: PublicAudience.self).withClient { client in
            let html = try await client.get("/en/hier").text
            #expect(html.contains("Nothing: chance and noise explain"))
            #expect(html.contains("Reported doesn&#39;t mean occurred"))
        }
    }

    @Test func sixPlacesAreTooFewToTest() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/en/hier?level=quartier").text
            #expect(!html.contains("spots-title"))
        }
    }
}
