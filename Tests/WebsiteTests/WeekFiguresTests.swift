import Editions
import Foundation
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

@Suite struct WeekFiguresTests {
    private static let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 181)

    private func editions(epsilon: Double, time: TimeLevel = .hour) throws -> FixtureEditions {
        let editions = try FixtureEditions(
            territory: try FixtureCity.territory(isOpen: epsilon == 0), days: Self.days, perDay: 60)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .territory, time: time, category: .all, epsilon: epsilon),
                .init(place: .territory, time: .day, category: .all, epsilon: epsilon),
                .init(place: .zone("quartier"), time: .month, category: .all, epsilon: epsilon),
            ], days: Self.days)
        return editions
    }

    private func week(_ editions: FixtureEditions, _ time: TimeLevel) throws -> WeekFigures {
        let shelf = try SharedFixture.shelf(of: editions)
        let family = try #require(try shelf.catalogue().family(key: "incidents.territory.\(time.rawValue).all"))
        let range = try #require(family.extent)
        return try WeekFigures(
            of: family, place: editions.territory.id, category: "all", range: range,
            calendar: editions.territory.calendar, from: shelf)
    }

    @Test func theMeanOfAnHourIsTheIncidentsOfThatHourOverItsWeeks() throws {
        let editions = try editions(epsilon: 0)
        let week = try week(editions, .hour)
        let calendar = editions.territory.calendar
        var counted = [Int](repeating: 0, count: 7 * 24)
        for incident in editions.incidents {
            let local = calendar.local(editions.start(incident))
            let day = floorDivide(local, 86_400)
            counted[CivilDate(dayNumber: Int(day)).weekday * 24 + Int(local - day * 86_400) / 3600] += 1
        }
        for day in 0..<7 {
            for hour in 0..<24 {
                let mean = try #require(week.days[day][hour])
                // The clocks go forward on a Sunday in March: that day has no hour of two.
                #expect(mean.bins == (day == 6 && hour == 2 ? 25 : 26))
                #expect(abs(mean.value - Double(counted[day * 24 + hour]) / Double(mean.bins)) < 1e-12)
                #expect(mean.isExact && !mean.isTooFew)
            }
        }
    }

    @Test func sixHoursAreEnoughAndNoiseWidensTheMean() throws {
        let week = try week(try editions(epsilon: 0.5, time: .sixHours), .sixHours)
        #expect(week.hoursPerSlot == 6 && week.days.allSatisfy { $0.count == 4 })
        let mean = try #require(week.days[2][1])
        // Twenty-six noises of ε = 0.5, of a standard deviation of 2.8 each.
        #expect(abs(mean.halfWidth - 1.96 * 2.8 / 26.0.squareRoot()) < 0.05)
    }

    @Test func thePageShowsTheCalendarAndTheHoursWithTheirTables() async throws {
        let site = try SharedFixture.site(of: editions(epsilon: 0.5), for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/fr/hier").text
            #expect(html.contains("<h2 id=\"week-title\">Heures et jours</h2>"))
            #expect(html.contains("<h2 id=\"days-title\">Jour après jour</h2>"))
            // A square of some class for each of the half-year's days, and a link for each of its weeks.
            #expect(html.components(separatedBy: "h13v13h-13z").count - 1 == 182)
            #expect(html.contains("&amp;from=2024-01-01&amp;to=2024-01-07\">1er janvier 2024</a>"))
            let english = try await client.get("/en/hier").text
            #expect(english.contains("On average, most: "))
            #expect(english.contains("<th scope=\"row\">23:00</th>"))
        }
    }

    @Test func withoutTablesOfHoursOrDaysTheirPicturesAreLeftOut() async throws {
        let editions = try FixtureEditions(
            territory: try FixtureCity.territory(), days: Self.days, perDay: 20)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [.init(place: .zone("quartier"), time: .month, category: .all, epsilon: 0.5)], days: Self.days)
        try await SharedFixture.site(of: editions, for: PublicAudience.self).withClient { client in
            let html = try await client.get("/fr/hier").text
            #expect(!html.contains("week-title") && !html.contains("days-title"))
        }
    }
}
