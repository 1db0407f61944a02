import Editions
import Foundation
import Logging
import TestBrowser
import Testing
import Vocabulary

@testable import Website

/// The pages of *Demain* in a real browser.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(if: BrowserNeeds.canRun, "needs chromedriver and axe; see the message above"))
struct TomorrowBrowserTests {
    private static let pages = [
        "/fr/demain", "/en/demain?table=\(ForecastFixture.byQuarter)&place=0102&par=5&day=2025-04-05",
        "/en/demain?table=\(ForecastFixture.byCategory)&category=litter",
        "/fr/demain/previsions?table=\(ForecastFixture.byDistrict)&forecast=3", "/fr/demain/essais",
        "/en/demain/et-si?day=2025-04-05&temperature=40&people=3000", "/fr/confiance/boucle",
    ]

    private func withBrowser(
        _ window: Browser.Window, _ body: (Browser, _ site: String) async throws -> Void
    ) async throws {
        let editions = try ForecastFixture.city.get()
        let site = try Site<PublicAudience>(
            territory: editions.territory, editions: EditionReader(folder: editions.folder),
            context: ForecastFixture.context(editions.territory), libraries: BrowserNeeds.libraries,
            logger: Logger(label: "test"), clock: { SharedFixture.afterwards })
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

    @Test func nothingScrollsSidewaysOnATelephoneOrWhenEnlargedFourfold() async throws {
        for width in [320, 360] {
            try await withBrowser(Browser.Window(width: width, height: 720)) { browser, site in
                for page in Self.pages {
                    try await browser.open(site + page)
                    #expect(try await browser.sidewaysExcess() == 0, "\(page) at \(width)")
                }
            }
        }
    }

    @Test func withoutScriptsTheCalendarTheMapAndTheTablesStandThere() async throws {
        try await withBrowser(Browser.Window(runsScripts: false)) { browser, site in
            try await browser.open(site + "/fr/demain")
            let seen = try await browser.run(
                """
                return [document.querySelectorAll('.fortnight > li').length, document.querySelectorAll('svg.ahead[role=img]').length,
                    document.querySelectorAll('svg.places-map[role=img]').length, document.querySelectorAll('.twin[open]').length]
                """)
            #expect(seen as? [Int] == [14, 1, 1, 1])
        }
    }

    @Test func weeksAreRowsOnAWideScreenAndDaysAListOnATelephone() async throws {
        let tops =
            "return [...document.querySelectorAll('.fortnight > li')].map(d => Math.round(d.getBoundingClientRect().top))"
        try await withBrowser(Browser.Window(width: 1440, height: 900)) { browser, site in
            try await browser.open(site + "/fr/demain")
            let rows = try #require(try await browser.run(tops) as? [Int])
            // From a Thursday: four days, seven, three.
            #expect(Set(rows).count == 3)
            #expect(Set(rows[0..<4]).count == 1 && Set(rows[4..<11]).count == 1 && Set(rows[11...]).count == 1)
        }
        try await withBrowser(Browser.Window(width: 360, height: 720)) { browser, site in
            try await browser.open(site + "/fr/demain")
            let rows = try #require(try await browser.run(tops) as? [Int])
            #expect(Set(rows).count == 14)
        }
    }
}
