import Editions
import Foundation
import HummingbirdTesting
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
        #expect(entry.isExact)
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
