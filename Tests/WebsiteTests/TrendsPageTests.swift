import Editions
import Foundation
import HummingbirdTesting
import Synchronization
import Testing
import Vocabulary

@testable import Website

struct TrendsPageTests {
    private func site(noised: Bool = true) throws -> Site<PublicAudience> {
        try SharedFixture.site(
            of: noised ? SharedFixture.noised.get() : SharedFixture.exact.get(), for: PublicAudience.self)
    }

    private static let change = CivilDate(dayNumber: 20_100)
    /// Three years without a change, and three with half as many incidents from a day on.
    private static let steady = Result { try threeYears { _ in 1 } }
    private static let halved = Result { try threeYears { $0 >= change.dayNumber ? 0.5 : 1 } }

    private static func threeYears(_ keeping: @escaping (_ day: Int) -> Double) throws -> FixtureEditions {
        let territory = try FixtureCity.territory(isOpen: true)
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 1095)
        let editions = try FixtureEditions(territory: territory, days: days, perDay: 60, seed: 3) { keeping($0.day) }
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish([.init(place: .territory, time: .day, category: .all)], days: days)
        try editions.publish([.init(place: .zone("quartier"), time: .month, category: .all)], days: days)
        return editions
    }

    @Test func aSentenceWithItsIntervalStandsBeforeThePictureAndTheTableTwinsIt() async throws {
        try await SharedFixture.site(of: Self.steady.get(), for: PublicAudience.self).withClient { client in
            let html = try await client.get("/en/hier/tendances").text
            let headline = try #require(html.firstMatch(of: /class="headline">([^<]+)</)).output.1
            #expect(headline.hasPrefix("Port-Essai: "))
            #expect(headline.contains("between ") && headline.contains("%"))
            let sentence = try #require(html.range(of: "headline"))
            let picture = try #require(html.range(of: "class=\"chart\""))
            let table = try #require(html.range(of: "id=\"trend-table\""))
            #expect(sentence.lowerBound < picture.lowerBound && picture.lowerBound < table.lowerBound)
            #expect(html.contains("id=\"how-title\"") && html.contains("aria-current=\"page\">Trends"))
        }
        // Noise is drawn as a band.
        try await site().withClient { client in
            let html = try await client.get("/en/hier/tendances").text
            #expect(html.contains("<path class=\"between\""))
        }
    }

    @Test func theTableHasTheWeeksOfTheAPI() async throws {
        try await site().withClient { client in
            let answer = try await client.get("/api/v1/trends").object()
            let weeks = try #require(answer["series"] as? [[String: Any]])
            #expect(answer["step"] as? String == "week" && weeks.count >= 60)
            let html = try await client.get("/en/hier/tendances").text
            let table = try #require(html.range(of: "id=\"trend-table\""))
            let rows = html[table.lowerBound...].components(separatedBy: "</details>")[0]
            #expect(rows.components(separatedBy: "<th scope=\"row\">").count - 1 == weeks.count)
            let report = try #require(answer["report"] as? [String: Any])
            let records = try #require(report["records"] as? [[String: Any]])
            let csv = try await client.get("/api/v1/trends.csv").text
            #expect(csv.components(separatedBy: "\r\n").count == records.count + 2)
            #expect(csv.hasPrefix("kind,place,term,category,estimate,low,high"))
        }
    }

    @Test func aLevelThatHalvedIsDatedWithItsSpan() async throws {
        try await SharedFixture.site(of: Self.halved.get(), for: PublicAudience.self).withClient { client in
            let answer = try await client.get("/api/v1/trends").object()
            let report = try #require(answer["report"] as? [String: Any])
            let records = try #require(report["records"] as? [[String: Any]])
            let found = try #require(
                records.first { record in
                    let date = (record["term"] as? String).flatMap { CivilDate(iso: $0) }
                    return record["kind"] as? String == "change"
                        && date.map { abs($0.dayNumber - Self.change.dayNumber) <= 14 } ?? false
                })
            let (low, high) = (try #require(found["low"] as? Double), try #require(found["high"] as? Double))
            // A change's ratio is of the stretches beside it, which the seasons may have cut elsewhere too.
            #expect(found["verdict"] as? String == "lower")
            #expect(low < 0.6 && high > 0.4 && high < 0.75)
            let html = try await client.get("/fr/hier/tendances").text
            #expect(html.contains("Le niveau a changé vers le"))
            #expect(html.contains("class=\"mark\""))
            #expect(html.contains("id=\"changes-title\"") && html.contains("id=\"seasons-title\""))
        }
    }

    @Test func aLongQuestionIsTakenAtItsWordAndAShortOneIsAnsweredByAllThatIsPublished() async throws {
        try await site(noised: false).withClient { client in
            func days(_ query: String) async throws -> [String] {
                let answer = try await client.get("/api/v1/trends?level=quartier&category=all&\(query)").object()
                return (try #require(answer["series"] as? [[String: Any]])).compactMap { $0["start"] as? String }
            }
            let long = try await days("from=2024-07-01&to=2025-01-31")
            #expect(long.first == "2024-07-01")
            let short = try await days("from=2024-12-01&to=2024-12-31")
            #expect(short.first == "2024-01-01" && short.last == "2025-03-31")
        }
    }

    @Test func tooShortASeriesIsSaidToBeTooLittle() async throws {
        let territory = try FixtureCity.territory(isOpen: true)
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        let editions = try FixtureEditions(territory: territory, days: days, perDay: 20)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish([.init(place: .territory, time: .day, category: .all)], days: days)
        try await SharedFixture.site(of: editions, for: PublicAudience.self).withClient { client in
            let html = try await client.get("/fr/hier/tendances").text
            #expect(html.contains("trop peu pour conclure"))
            #expect(html.contains("Trop peu de données"))
            let answer = try await client.get("/api/v1/trends").object()
            #expect(answer["report"] is NSNull)
            #expect((answer["problem"] as? [String: String])?["en"]?.hasPrefix("Too little data") == true)
        }
    }

    @Test func theTableWithTheLeastNoiseInAWeekIsReadUnlessAnotherStepIsAskedFor() async throws {
        func tables(_ site: Site<PublicAudience>, _ query: String) async throws -> [String] {
            let read = Mutex<[String]>([])
            try await site.withClient { client in
                let answer = try await client.get("/api/v1/trends\(query)").object()
                read.withLock { $0 = answer["tables"] as? [String] ?? [] }
            }
            return read.withLock { $0 }
        }
        // Seven days have seven times the noise of a week that is published by itself; exact ones have none.
        #expect(try await tables(site(), "") == ["incidents.territory.week.all"])
        #expect(try await tables(site(noised: false), "") == ["incidents.territory.day.all"])
        let asked = "?level=quartier&category=all&from=2024-01-01&to=2025-03-31&step=month"
        #expect(try await tables(site(), asked) == ["incidents.territory.month.all"])
    }
}
