import Accountability
import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing
import Vocabulary

@testable import Website

@Suite struct SourceHealthTests {
    /// The fixture's source is monthly, published until 31 March 2025, with a day's delay: due by 5 May.
    private static let due: UTCSeconds = 1_746_396_000
    private static let months: Int64 = 31 * 86_400

    @Test func theSourceIsOnTimeThenLateThenStopped() async throws {
        for (now, states) in [
            (Self.due - 1, ["Up to date", "due by 5 May 2025"]),
            (Self.due, ["Late", "were due on 5 May 2025; 1 month is missing"]),
            (Self.due + 2 * Self.months, ["Stopped", "were due on 5 May 2025; 3 months are missing"]),
        ] {
            let site = try SharedFixture.site(
                of: SharedFixture.noised.get(), for: PublicAudience.self, clock: { now })
            try await site.withClient { client in
                let html = try await client.get("/en/confiance/sources").text
                #expect(html.contains("</b>: ") && !html.contains("</b> : "))
                for state in states { #expect(html.contains(state), "\(state)") }
                #expect(html.contains("<td class=\"when\">31 March 2025</td>"))
                let yesterday = try await client.get("/en/hier").text
                #expect(yesterday.contains("class=\"note late\"") == (now >= Self.due))
            }
        }
    }

    @Test func aSourceThatBecomesLateOverNightIsNotAnsweredFromTheBrowsersCopy() async throws {
        let now = Mutex(Self.due - 1)
        let site = try SharedFixture.site(
            of: SharedFixture.noised.get(), for: PublicAudience.self, clock: { now.withLock { $0 } })
        try await site.withClient { client in
            let first = try await client.get("/fr/hier")
            let tag = try #require(first.headers[.eTag])
            #expect(try await client.get("/fr/hier", headers: [.ifNoneMatch: tag]).status == .notModified)
            now.withLock { $0 = Self.due }
            let second = try await client.get("/fr/hier", headers: [.ifNoneMatch: tag])
            #expect(second.status == .ok && second.text.contains("En retard".lowercased()))
        }
    }

    @Test func thePageLinksToItsOtherLanguageAndIsLinkedFromTrust() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/fr/confiance/sources").text
            #expect(html.contains("href=\"/en/confiance/sources\""))
            #expect(html.contains("est en retard, et aucune"))
            #expect(try await client.get("/fr/confiance").text.contains("href=\"/fr/confiance/sources\""))
            #expect(try await client.get("/fr/confiance/sources?x=1").status == .badRequest)
        }
    }

    @Test func aFileWhoseCodesAreNoLongerKnownIsSaidToHaveAnotherShape() async throws {
        let days = SharedFixture.firstDay...SharedFixture.lastDay
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 40)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [.init(place: .territory, time: .month, category: .all, epsilon: 0.5)], days: days)
        try editions.publishOutcomes(days: days, epsilon: 0.5, brokenFrom: SharedFixture.lastDay.adding(days: -30))
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/fr/confiance/sources").text
            #expect(html.contains("une autre forme</b>"))
            #expect(html.contains("mars 2025"))
            #expect(html.contains("catégorie non prévue"))
            #expect(html.contains("ne ressemble plus aux mois"))
        }
    }
}
