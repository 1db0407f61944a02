import Foundation
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

@Suite struct MapFramesTests {
    private func frames(_ query: String) throws -> MapFrames? {
        let editions = try SharedFixture.exact.get()
        let shelf = try SharedFixture.shelf(of: editions)
        let catalogue = try shelf.catalogue()
        let choices = try #require(
            try Choices(
                QueryItems(query, allowed: Question.parameters), catalogue: catalogue, territory: editions.territory))
        return try YesterdayFigures(territory: editions.territory, shelf: shelf).frames(choices.question, catalogue)
    }

    @Test func aMonthIsPlayedByDayAndAYearByWeek() throws {
        let month = try #require(try frames("from=2024-05-01&to=2024-05-31&level=quartier&category=all"))
        #expect(month.frames.count == 31 && month.frames.allSatisfy { $0.bin.level == .day })
        #expect(month.frames.allSatisfy { $0.shades.count == 6 })
        // The first quartier has eight times what the others have: it keeps the darkest colour.
        #expect(month.frames.allSatisfy { $0.shades.hasPrefix("4") })
        let year = try #require(try frames("from=2024-01-01&to=2024-12-31&level=quartier&category=all"))
        #expect(year.frames.allSatisfy { $0.bin.level == .week } && year.frames.count == 52)
    }

    @Test func oneBinAloneHasNothingToPlay() throws {
        #expect(try frames("from=2024-05-01&to=2024-05-01&level=quartier&category=all") == nil)
    }

    @Test func theFramesOfTheAPIHaveALetterForEachPlace() async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let answer = try await client.get(
                "/api/v1/frames?from=2024-05-01&to=2024-05-31&level=quartier&category=all"
            ).object()
            let frames = try #require(answer["frames"] as? [[String: Any]])
            let shades = frames.compactMap { $0["shades"] as? String }
            #expect(shades.count == 31 && shades.allSatisfy { $0.allSatisfy("01234fu".contains) })
            // The third quartier has almost nothing: its noise drowns it, day after day.
            #expect(shades.count { Array($0)[2] == "f" } >= 29)
            #expect((frames.first?["title"] as? [String: String])?["fr"] == "mercredi 1er mai 2024")
        }
    }

    @Test func neighbouringPeriodsOfWholeMonthsAreWholeMonths() throws {
        func question(_ from: String, _ to: String) throws -> Question {
            Question(
                source: "s", from: try #require(CivilDate(iso: from)), to: try #require(CivilDate(iso: to)),
                level: .territory, step: nil, selection: .all, place: nil)
        }
        func text(_ period: (from: CivilDate, to: CivilDate)) -> String { "\(period.from)/\(period.to)" }
        let quarter = try question("2024-01-01", "2024-03-31").neighbours
        #expect(text(quarter.before) == "2023-10-01/2023-12-31" && text(quarter.after) == "2024-04-01/2024-06-30")
        let february = try question("2024-02-01", "2024-02-29").neighbours
        #expect(text(february.before) == "2024-01-01/2024-01-31" && text(february.after) == "2024-03-01/2024-03-31")
        let week = try question("2024-01-05", "2024-01-11").neighbours
        #expect(text(week.before) == "2023-12-29/2024-01-04" && text(week.after) == "2024-01-12/2024-01-18")
    }
}
