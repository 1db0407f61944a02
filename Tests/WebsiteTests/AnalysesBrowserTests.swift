import Editions
import Foundation
import Logging
import TestBrowser
import Testing
import Vocabulary

@testable import Website

/// The pages of trends, context and measures in a real browser.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(if: BrowserNeeds.canRun, "needs chromedriver and axe; see the message above"))
struct AnalysesBrowserTests {
    private static let pages = [
        "/fr/hier/tendances", "/en/hier/contexte?level=quartier&category=all&from=2024-01-01&to=2025-03-31&step=month",
        "/fr/hier/mesures",
    ]

    private func withBrowser(
        _ window: Browser.Window, _ body: (Browser, _ site: String) async throws -> Void
    ) async throws {
        let editions = try MeasuresPageTests.city.get()
        let site = try Site<PublicAudience>(
            territory: editions.territory, editions: EditionReader(folder: editions.folder),
            libraries: BrowserNeeds.libraries, logger: Logger(label: "test"), clock: { SharedFixture.afterwards })
        try await Browser.look(at: site, window, body)
    }

    @Test(arguments: [false, true], [1440, 360])
    func axeFindsNoViolationAndNothingIsRefused(isDark: Bool, width: Int) async throws {
        try await withBrowser(Browser.Window(width: width, height: 800, isDark: isDark)) { browser, site in
            for page in Self.pages {
                try await browser.open(site + page)
                #expect(try await browser.violations() == [], "\(page) \(isDark ? "dark" : "light") \(width)")
                #expect(try await browser.consoleErrors() == [], "\(page)")
            }
        }
    }

    @Test func nothingScrollsSidewaysOnATelephone() async throws {
        for width in [320, 360] {
            try await withBrowser(Browser.Window(width: width, height: 720)) { browser, site in
                for page in Self.pages {
                    try await browser.open(site + page)
                    #expect(try await browser.sidewaysExcess() == 0, "\(page) at \(width)")
                }
            }
        }
    }

    @Test func withoutScriptsPicturesAndTablesStandThere() async throws {
        try await withBrowser(Browser.Window(runsScripts: false)) { browser, site in
            try await browser.open(site + "/fr/hier/mesures")
            let seen = try await browser.run(
                "return [document.querySelectorAll('svg.chart[role=img]').length, document.querySelectorAll('.twin[open]').length]"
            )
            // Two of the four measures can be told of with a chart and two tables each, and a third by six places.
            #expect(seen as? [Int] == [3, 6])
        }
    }

    @Test func aLinkOfTheTabsKeepsTheQuestion() async throws {
        try await withBrowser(Browser.Window()) { browser, site in
            try await browser.open(site + "/fr/hier/tendances?level=quartier&category=all&place=0102")
            try await browser.click(".subtabs a[href*='contexte']")
            try await browser.wait(until: "location.pathname === '/fr/hier/contexte'")
            let place = try await browser.run("return new URLSearchParams(location.search).get('place')") as? String
            #expect(place == "0102")
        }
    }
}
