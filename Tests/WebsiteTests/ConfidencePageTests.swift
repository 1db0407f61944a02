import Editions
import Foundation
import HummingbirdTesting
import Markup
import Testing
import Vocabulary

@testable import Website

@Suite struct ConfidencePageTests {
    @Test func theBudgetIsTheSumOverTheTablesOfOneRecordsCost() throws {
        let fixture = try SharedFixture.noised.get()
        let catalogue = try SharedFixture.shelf(of: fixture).catalogue()
        let ledger = LedgerSummary(of: catalogue, territory: fixture.territory, audience: .public)
        let entry = try #require(ledger.entries.first)
        // Fifteen tables and the report, each at half a unit.
        #expect(entry.spent == Epsilon(billionths: Int64(SharedFixture.tables.count + 1) * 500_000_000))
        #expect(entry.isEnforced)
        #expect(ledger.total == entry.recordsPerIncident * entry.spent)
    }

    @Test func openDataHasSpentNothing() throws {
        let fixture = try SharedFixture.exact.get()
        let catalogue = try SharedFixture.shelf(of: fixture).catalogue()
        let entry = try #require(
            LedgerSummary(of: catalogue, territory: fixture.territory, audience: .public).entries.first)
        #expect(entry.disclosure == .exact)
        #expect(entry.spent == .zero)
    }

    @Test func thePlanTheRefusalsAndTheLogAreShown() async throws {
        let fixture = try SharedFixture.noised.get()
        let head = try EditionReader<PublicAudience>(folder: fixture.folder).logHead()
        let site = try SharedFixture.site(of: fixture, for: PublicAudience.self)
        try await site.withClient { client in
            let html = try await client.get("/en/confiance").text
            for table in SharedFixture.tables { #expect(html.contains("<code>\(table.key)</code>")) }
            #expect(html.contains(head.root))
            #expect(html.contains("no coordinates"))
            #expect(html.contains("unmapped category"))
            #expect(html.contains("What is not promised"))
            #expect(html.contains("checked on import"))
        }
    }

    /// A page of a site with these tables published over January 2024.
    private func page(_ tables: [FixtureEditions.Table], isOpen: Bool, _ address: String) async throws -> String {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 30)
        let editions = try FixtureEditions(
            territory: try FixtureCity.territory(isOpen: isOpen), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(tables, days: days)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self)
        let server = try await RunningSite(site)
        let text = try await server.get(address).text
        await server.stop()
        return text
    }

    @Test func wherePublishedTablesHoldNothingYetNoFigureIsCalledExact() async throws {
        // A year ends after January does, so the table is there and no bin of it.
        let html = try await page(
            [.init(place: .territory, time: .year, category: .all)], isOpen: true, "/en/confiance")
        #expect(html.contains("Nothing is published here yet"))
        #expect(!html.contains("open data already"))
        #expect(!html.contains("open data, unprotected"))
    }

    @Test func onlyNoisedSourcesAreSaidToBeProtectedByNoise() async throws {
        let open = try await page(
            [.init(place: .territory, time: .month, category: .all)], isOpen: true, "/en/confiance")
        #expect(open.contains("open data already"))
        #expect(open.contains("In exact tables nothing protects them"))
        for claim in ["the noise alone protects", "noise is drawn", "zeros included", "with their noise"] {
            #expect(!open.contains(claim), "\(claim)")
        }
        let noised = try await page(
            [.init(place: .territory, time: .month, category: .all, epsilon: 0.5)], isOpen: false, "/en/confiance")
        #expect(noised.contains("In noised tables the noise alone protects them"))
        #expect(!noised.contains("In exact tables"))
    }

    @Test func theHeadlineCountsWhatAnIncidentPaysInAllSources() throws {
        let fixture = try SharedFixture.noised.get()
        let catalogue = try SharedFixture.shelf(of: fixture).catalogue()
        let one = LedgerSummary(of: catalogue, territory: fixture.territory, audience: .public)
        let two = LedgerSummary(entries: one.entries + one.entries)
        let pages = Pages(
            figures: YesterdayFigures(territory: fixture.territory, shelf: try SharedFixture.shelf(of: fixture)),
            assets: try Assets(libraries: SharedFixture.stubLibraries.get()), clock: { SharedFixture.afterwards })
        let page = ConfidencePage(
            frame: pages.frame(language: .english, tab: .confidence, query: "", title: ""), ledger: two, outcomes: [],
            logHead: try EditionReader<PublicAudience>(folder: fixture.folder).logHead(), catalogue: catalogue)
        let total = NumberFormat(language: .english).decimal(two.total.value, decimals: 3)
        #expect(page.html.text.contains("at most ε = \(total):"))
    }

    @Test func aCoarseQuestionIsNotSaidToBeAlwaysAnsweredByACoarseTable() async throws {
        let site = try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
        try await site.withClient { client in
            #expect(try await client.get("/fr/confiance").text.contains("additionne le moins de chiffres possible"))
            let english = try await client.get("/en/confiance").text
            #expect(!english.contains("never by a sum"))
        }
    }

    @Test func theTotalsOfRefusalsCarryTheNoiseOfAllTheirMonths() throws {
        let fixture = try SharedFixture.noised.get()
        let shelf = try SharedFixture.shelf(of: fixture)
        let totals = try #require(try OutcomeTotals.all(of: shelf.catalogue(), from: shelf).first)
        let one = try #require(try shelf.catalogue().family(key: "incidents.outcomes.month")).latest.noise.variance
        #expect(totals.rows.count == 3)
        for row in totals.rows { #expect(abs(row.reading.variance - 15 * one) < 1e-6) }
        #expect(totals.rows[0].reading.value > totals.rows[1].reading.value)
    }
}
