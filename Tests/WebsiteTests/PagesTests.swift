import Editions
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Testing
import Vocabulary

@testable import Website

@Suite struct PagesTests {
    private static let month = "from=2024-05-01&to=2024-05-31&level=quartier&category=all"

    private func site(noised: Bool = true) throws -> Site<PublicAudience> {
        try SharedFixture.site(
            of: noised ? SharedFixture.noised.get() : SharedFixture.exact.get(), for: PublicAudience.self)
    }

    @Test func theRootLeadsToYesterdayInTheTerritorysLanguage() async throws {
        try await site().withClient { client in
            let response = try await client.get("/")
            #expect(response.status == .found)
            #expect(response.headers[.location] == "/fr/hier")
        }
    }

    @Test(arguments: [
        "/fr/hier", "/en/hier", "/fr/hier/comparer", "/en/hier/bulletin", "/fr/confiance", "/en/confiance",
        "/fr/nowhere", "/fr/demain", "/en/confiance/boucle",
        "/fr/hier?from=x",
    ])
    func everyPageSaysItsLanguageAndHasNothingInline(address: String) async throws {
        try await site().withClient { client in
            let response = try await client.get(address)
            let html = response.text
            #expect(html.contains("<html lang=\"\(address.dropFirst().prefix(2))\">"))
            #expect(!html.contains("style="))
            #expect(!html.contains("<style"))
            #expect(!html.contains(" onclick=") && !html.contains("javascript:"))
            for script in html.components(separatedBy: "<script").dropFirst() {
                #expect(script.contains("src=\"/static/"))
                #expect(script.contains("></script>"))
            }
            let policy = try #require(response.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none';"))
            #expect(!policy.contains("unsafe"))
            #expect(html.contains("simulé") || html.contains("simulated"))
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func anUnknownPageIsDesignedAndLeadsOn() async throws {
        try await site().withClient { client in
            let response = try await client.get("/en/nowhere")
            #expect(response.status == .notFound)
            #expect(response.text.contains("<a href=\"/en/confiance\">"))
        }
    }

    @Test func anUnreadableDateIsExplained() async throws {
        try await site().withClient { client in
            let response = try await client.get("/fr/hier?from=hier")
            #expect(response.status == .badRequest)
            #expect(response.text.contains("2026-03-04"))
        }
    }

    @Test func theTableIsExactlyWhatTheMapsAPISays() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/hier?\(Self.month)").text
            let places = try #require(
                try await client.get("/api/v1/map?\(Self.month)").object()["places"] as? [[String: Any]])
            #expect(places.count == 6)
            let table = try #require(html.components(separatedBy: "id=\"map-table\"").last)
            let numbers = NumberFormat(language: .english)
            for place in places {
                let value = try #require(place["value"] as? Int)
                let low = try #require(place["low"] as? Int)
                let high = try #require(place["high"] as? Int)
                let name: HTML = "\(try #require(place["name"] as? String))"
                #expect(
                    table.contains(
                        ">\(name.text)</a></th><td class=\"number\">\(numbers.integer(max(0, value)))</td>"
                            + "<td class=\"number\">\(numbers.integer(low))–\(numbers.integer(high))"))
            }
        }
    }

    @Test func theTablesStandOpenForReadersWithoutScripts() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier?\(Self.month)").text
            #expect(html.contains("<details open id=\"map-table\""))
            #expect(html.contains("<details open id=\"series-table\""))
        }
    }

    @Test func aNameWithMarkupIsShownAsText() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier").text
            #expect(html.contains("La Criée &lt;vieille&gt;"))
            #expect(!html.contains("<vieille>"))
        }
    }

    @Test func aCombinationWithoutATableIsChangedAndSaidSo() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/hier?level=cell1000&category=category.noise").text
            #expect(html.contains("No published table answers that combination; we changed the category."))
        }
    }

    @Test func onlyCombinationsWithATableAreOffered() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/hier?level=cell1000").text
            #expect(!html.contains("category.noise"))
            let zones = try await client.get("/en/hier?level=quartier&category=category.noise").text
            #expect(zones.contains("<option value=\"week\" selected") || zones.contains("<option value=\"week\">"))
            #expect(!zones.contains("<option value=\"day\""))
        }
    }

    @Test func aPeriodBeforeTheFirstEditionIsUnknownAndNotZero() async throws {
        try await site().withClient { client in
            let html = try await client.get("/en/hier?from=2020-01-01&to=2020-01-31&level=quartier").text
            #expect(html.contains("no total is published"))
            #expect(html.contains("unknown (and not zero)"))
            #expect(html.contains("Nothing is published for this period"))
        }
    }

    @Test func aMapWithoutAllDaysOfThePeriodSaysSo() async throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .territory, time: .day, category: .all),
                .init(place: .zone("quartier"), time: .week, category: .all),
            ], days: days)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await site.withClient { client in
            // The total is whole, the map is made of the weeks that lie inside.
            let html = try await client.get("/en/hier?from=2024-01-03&to=2024-01-31&level=quartier").text
            #expect(!html.contains("for the published part of the period only"))
            let map = try #require(html.components(separatedBy: "id=\"map-title\"").last)
            let note = try #require(map.components(separatedBy: "class=\"note gaps\">").dropFirst().first?.prefix(400))
            #expect(note.contains("count 21 of the 29 days only"))
            #expect(note.contains("from 3 to 7 January 2024 and from 29 to 31 January 2024"))
            let whole = try await client.get("/en/hier?from=2024-01-01&to=2024-01-28&level=quartier").text
            #expect(!whole.contains("note gaps"))
        }
    }

    @Test func whatAnInterruptedPublicationDrewIsToldApartAndPaidFor() async throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        let table = FixtureEditions.Table(place: .zone("quartier"), time: .month, category: .all, epsilon: 0.5)
        let city = FixtureEditions.Table(place: .territory, time: .month, category: .all, epsilon: 0.5)
        let lost = FixtureEditions.Table(place: .territory, time: .day, category: .all, epsilon: 0.25)
        let january = days.lowerBound...days.lowerBound.adding(days: 30)
        try editions.publish([table, city], days: january)
        // No day fits into this empty stretch, so the table is known and holds nothing.
        try editions.publish([lost], days: january, through: [])
        for key in [table.key, city.key, lost.key] {
            try editions.interrupt(key, days: january.upperBound.adding(days: 1)...days.upperBound)
        }
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get(
                "/en/hier?from=2024-01-01&to=2024-02-29&level=quartier&category=all&step=month"
            ).text
            #expect(html.contains("interrupted there after its draw, and won&#39;t be made again: in February 2024"))
            #expect(html.contains("not published: interrupted"))
            let budget = try await client.get("/en/confiance").text
            #expect(budget.contains("at most ε = 1.25:"))
        }
    }

    @Test func wherePeriodAndTablesDoNotMeetNothingIsClaimedOfProtection() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier?from=1990-01-01&to=2000-01-01&level=quartier").text
            #expect(html.contains("cette page ne montre donc aucun chiffre"))
            for claim in ["chiffres exacts", "Données déjà ouvertes", "le compte lui-même", "<dt>Protection"] {
                #expect(!html.contains(claim), "\(claim)")
            }
        }
    }

    @Test func theProtectionIsSaidInChancesAndNotInAdverbs() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier?\(Self.month)&step=month").text
            #expect(!html.contains("presque rien"))
            // Two tables at ε = 0.5: e¹ / (1 + e¹) is 73.1 %.
            #expect(html.contains("50\u{202F}% à 74\u{202F}% de bonnes réponses au plus"))
        }
    }

    @Test func aTableOfManyPlacesIsReadPageByPageAndSearchedWithoutScripts() async throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        let editions = try FixtureEditions(
            territory: try FixtureCity.territory(cellSize: 100), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish([.init(place: .cell(metres: 100), time: .month, category: .all)], days: days)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        let all = try #require(editions.territory.places(at: .cell(metres: 100))).count
        #expect(all > 500)
        @Sendable func rows(_ html: String) -> [String] {
            html.matches(of: /place=(CRS[A-Z0-9a-z]+)"/).map { String($0.output.1) }
        }
        try await site.withClient { client in
            var seen: [String] = []
            var address: String? = "/en/hier?level=cell100&category=all"
            while let page = address {
                let html = try await client.get(page).text
                seen += rows(html)
                let next = html.firstMatch(of: /rel="next" href="([^"#]+)#map-table"/).map { String($0.output.1) }
                address = next.map { "/en/hier" + $0.replacingOccurrences(of: "&amp;", with: "&") }
            }
            #expect(seen.count == all)
            #expect(Set(seen).count == all)
            let found = try await client.get("/en/hier?level=cell100&category=all&find=horloge").text
            #expect(!rows(found).isEmpty && rows(found).count < all)
            #expect(found.contains("value=\"horloge\""))
            let none = try await client.get("/en/hier?level=cell100&category=all&find=zzz").text
            #expect(none.contains("No place has that name") && rows(none).isEmpty)
            #expect(try await client.get("/en/hier?page=0").status == .badRequest)
        }
    }

    @Test func findingsOfAgentsAreTitledAsTheServicesActivity() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier?level=quartier&category=category.drugs").text
            #expect(html.contains("Activité du service, pas des habitants"))
            let noise = try await client.get("/fr/hier?level=quartier&category=category.noise").text
            #expect(!noise.contains("Activité du service, pas des habitants"))
        }
    }

    @Test func anUnchangedPageIsNotSentAgain() async throws {
        try await site().withClient { client in
            let first = try await client.get("/fr/hier")
            let tag = try #require(first.headers[.eTag])
            let second = try await client.get("/fr/hier", headers: [.ifNoneMatch: tag])
            #expect(second.status == .notModified)
            #expect(second.body.readableBytes == 0)
            let other = try await client.get("/fr/hier?\(Self.month)", headers: [.ifNoneMatch: tag])
            #expect(other.status == .ok)
        }
    }

    @Test func pagesAreCompressedAndSmall() async throws {
        try await site().withClient { client in
            for address in ["/fr/hier?from=2024-01-01&to=2025-03-31&step=day", "/fr/confiance"] {
                let response = try await client.get(address, headers: [.acceptEncoding: "gzip, br"])
                #expect(response.headers[.contentEncoding] == "gzip")
                #expect(response.body.readableBytes < 60_000)
                #expect(response.headers[.contentLength] == "\(response.body.readableBytes)")
            }
        }
    }

    @Test func filesMayBeKeptForEverAtAnAddressThatChangesWithThem() async throws {
        try await site().withClient { client in
            let html = try await client.get("/fr/hier").text
            let address = try #require(html.firstMatch(of: /href="(\/static\/[0-9a-f]{16}\/site\.css)"/)).output.1
            let response = try await client.get(String(address))
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            #expect(try await client.get("/static/0000000000000000/site.css").status == .notFound)
        }
    }

    @Test func staffFiguresAreCalledNotAnonymous() async throws {
        let territory = try FixtureCity.territory(isSimulated: false)
        let editions = try FixtureEditions(
            territory: territory, days: SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 40), perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [.init(place: .zone("quartier"), time: .month, category: .all, epsilon: 1)],
            days: SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 40), staff: true)
        let site = try SharedFixture.site(of: editions, for: StaffAudience.self)
        try await site.withClient { client in
            for page in ["/fr/hier", "/fr/confiance"] {
                let html = try await client.get(page).text
                #expect(html.contains("ces chiffres ne sont pas anonymes"))
                #expect(!html.contains("simulés"))
            }
        }
        let open = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await open.withClient { client in
            let response = try await client.get("/fr/hier")
            #expect(response.text.contains("encore publié ici."))
            #expect(try await client.get("/api/v1/tables/incidents.quartier.month.all").status == .notFound)
        }
    }

    @Test func aNewEditionIsShownWithoutARestart() async throws {
        let territory = try FixtureCity.territory()
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(territory: territory, days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        let table = FixtureEditions.Table(place: .zone("quartier"), time: .month, category: .all)
        let january = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        try editions.publish([table], days: january)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await site.withClient { client in
            #expect(try await client.get("/en/hier").text.contains("in January 2024"))
            let february = SharedFixture.firstDay.adding(days: 31)...SharedFixture.firstDay.adding(days: 59)
            try editions.publish([table], days: february)
            try editions.correct(days: january, at: 1_760_000_000)
            // What is published now may be a second old.
            try await Task.sleep(for: .milliseconds(1100))
            #expect(try await client.get("/en/hier").text.contains("in February 2024"))
            let corrected = try await client.get("/en/hier?from=2024-01-01&to=2024-01-31").text
            #expect(corrected.contains("Corrected since"))
        }
    }

    @Test func aNoisedPeriodDeliveredAgainIsNotSaidToHaveChanged() async throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .zone("quartier"), time: .month, category: .all, epsilon: 0.5),
                .init(place: .territory, time: .month, category: .all, epsilon: 0.5),
            ], days: days)
        try editions.correct(days: days, at: 1_760_000_000)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/en/hier?from=2024-01-01&to=2024-01-31&step=month").text
            #expect(html.contains("Delivered again since"))
            #expect(html.contains("<i>delivered again since</i>"))
            #expect(!html.contains("orrected since"))
            let bins = try #require(
                try await client.get("/api/v1/series?from=2024-01-01&to=2024-01-31&step=month").object()["bins"]
                    as? [[String: Any]])
            #expect(bins.map { $0["corrected"] as? Bool } == [false])
            #expect(bins.map { $0["deliveredAgain"] as? Bool } == [true])
        }
    }
}
