import Editions
import Foundation
import Logging
import TestBrowser
import Testing
import Vocabulary

@testable import Website

@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(if: BrowserNeeds.canRun, "needs chromedriver and axe; see the message above"))
struct BrowserTests {
    private static let month = "from=2024-05-01&to=2024-05-31&level=quartier&category=all"
    private static let quarter = "from=2025-01-01&to=2025-03-31&level=quartier&category=all"

    /// Runs `body` with a window on a site of the noised city, and closes everything after.
    private func withBrowser(
        _ window: Browser.Window = Browser.Window(), _ body: (Browser, _ site: String) async throws -> Void
    ) async throws {
        let editions = try SharedFixture.noised.get()
        let site = try Site<PublicAudience>(
            territory: editions.territory, editions: EditionReader(folder: editions.folder),
            libraries: BrowserNeeds.libraries, logger: Logger(label: "test"),
            clock: { SharedFixture.afterwards })
        try await Browser.look(at: site, window, body)
    }

    @Test(arguments: ["quartier", "cell1000"])
    func theMapAndTheSeriesAreDrawn(level: String) async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/fr/hier?from=2024-05-01&to=2024-05-31&level=\(level)&category=all")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            let drawn = try await browser.run("return Number(document.querySelector('#map').dataset.drawn)") as? Int
            let listed = try await browser.run("return document.querySelectorAll('#map-table tbody tr').length") as? Int
            #expect((drawn ?? 0) >= (listed ?? 1))
            // Several colours in the canvas: something was painted.
            let colours =
                try await browser.run(
                    """
                    const map = document.querySelector("#map canvas");
                    const copy = document.createElement("canvas");
                    [copy.width, copy.height] = [map.width, map.height];
                    const pen = copy.getContext("2d");
                    pen.drawImage(map, 0, 0);
                    const seen = new Set();
                    const data = pen.getImageData(0, 0, copy.width, copy.height).data;
                    for (let i = 0; i < data.length; i += 4 * 97) seen.add(data[i] + "," + data[i + 1] + "," + data[i + 2]);
                    return seen.size;
                    """) as? Int
            #expect((colours ?? 0) >= 4)
            try await browser.wait(until: "document.querySelector('#series canvas')")
            #expect(try await browser.run("return document.querySelector('#series').dataset.drawn") as? String == "31")
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func theMapIsPlayedThroughTimeOnRequestOnly() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/en/hier?\(Self.month)")
            try await browser.wait(until: "document.querySelector('#playback:not([hidden])')")
            let text = "return document.querySelector('#playback output').textContent"
            #expect(try await browser.run(text) as? String == "")
            _ = try await browser.run("document.querySelector('#playback').scrollIntoView({ block: 'center' })")
            try await browser.click("#playback button")
            try await browser.wait(
                until: "document.querySelector('#playback output').textContent.includes('2 May 2024')")
            try await browser.click("#playback button")
            let value = try await browser.run("return document.querySelector('#playback input').value") as? String
            try await Task.sleep(for: .milliseconds(1500))
            #expect(try await browser.run("return document.querySelector('#playback input').value") as? String == value)
            #expect(try await browser.run("return document.querySelector('#playback input').max") as? String == "31")
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func theMapOfChangeIsDrawnWithItsOwnColours() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/fr/hier/comparer?\(Self.quarter)&with=dates")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            let drawn = try await browser.run("return Number(document.querySelector('#map').dataset.drawn)") as? Int
            #expect((drawn ?? 0) >= 6)
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func theTableIsExactlyWhatTheAPISays() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/en/hier?\(Self.month)")
            let rows =
                try await browser.run(
                    """
                    return [...document.querySelectorAll("#map-table tbody tr")].map(row =>
                        [...row.querySelectorAll("th, td:not(.whisker)")].map(cell => cell.firstChild.textContent.trim()));
                    """) as? [[String]]
            let answer =
                try await browser.runUntilCalledBack(
                    """
                    const done = arguments[arguments.length - 1];
                    fetch(document.querySelector("#map").dataset.figures).then(answer => answer.json())
                        .then(map => done(map.places.map(place => [place.name, Math.max(0, place.value).toLocaleString("en"),
                            `${place.low.toLocaleString("en")}–${place.high.toLocaleString("en")}`])));
                    """) as? [[String]]
            let expected = try #require(answer)
            #expect(
                Set(try #require(rows).map { $0.joined(separator: "|") })
                    == Set(expected.map { $0.joined(separator: "|") }))
        }
    }

    @Test func thePickersLeadToTheAnswerAndTheAddressHoldsIt() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/fr/hier")
            _ = try await browser.run(
                """
                document.querySelector("#from").value = "2024-06-01";
                document.querySelector("#to").value = "2024-06-30";
                document.querySelector("#category").value = "category.noise";
                document.querySelector("#place").value = "0102";
                """)
            try await browser.click("#controls button")
            try await browser.wait(until: "location.search.includes('category=category.noise')")
            let headline = try await browser.run("return document.querySelector('.headline').textContent") as? String
            #expect(headline?.hasPrefix("Le Phare (Port-Essai), en juin 2024") == true)
            #expect(headline?.contains("« Bruit »".replacingOccurrences(of: " ", with: "\u{A0}")) == true)
            let chosen =
                try await browser.run("return document.querySelector('tr [aria-current]').textContent") as? String
            #expect(chosen == "Le Phare")
        }
    }

    @Test func aPlaceClickedOnTheMapIsChosen() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/en/hier?\(Self.month)")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            _ = try await browser.run("document.querySelector('#map').scrollIntoView({ block: 'center' })")
            try await browser.click("#map canvas")
            try await browser.wait(until: "new URLSearchParams(location.search).get('place')")
            let title = try await browser.run("return document.querySelector('#series-title').textContent") as? String
            #expect(title?.hasPrefix("Port-Essai") == false)
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func theKeyboardAloneReachesAPlace() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/en/hier?\(Self.month)")
            try await browser.press("\u{E004}")
            #expect(try await browser.run("return document.activeElement.className") as? String == "skip")
            try await browser.press("\u{E007}")
            #expect(try await browser.run("return document.activeElement.id") as? String == "content")
            var reached = false
            for _ in 0..<40 where !reached {
                try await browser.press("\u{E004}")
                if try await browser.run("return document.activeElement.matches('#map-table summary')") as? Bool == true
                {
                    try await browser.press("\u{E007}")
                }
                reached =
                    try await browser.run("return document.activeElement.matches('#map-table a')") as? Bool ?? false
            }
            #expect(reached)
            try await browser.press("\u{E007}")
            try await browser.wait(until: "new URLSearchParams(location.search).get('place')")
        }
    }

    @Test func nothingScrollsSidewaysOnATelephoneOrWhenEnlargedFourfold() async throws {
        for width in [320, 360] {
            try await withBrowser(Browser.Window(width: width, height: 720)) { browser, site in
                for page in [
                    "/fr/hier?\(Self.month)", "/en/hier?level=cell1000&category=all", "/fr/confiance", "/en/none",
                    "/fr/hier/comparer?\(Self.month)", "/fr/hier/bulletin?\(Self.month)",
                ] {
                    try await browser.open(site + page)
                    let excess = try await browser.sidewaysExcess()
                    #expect(excess == 0, "\(page) at \(width)")
                }
            }
        }
    }

    @Test func withoutScriptsTheTablesStandOpenAndThePictureIsNotPromised() async throws {
        try await withBrowser(Browser.Window(runsScripts: false)) { browser, site in
            try await browser.open(site + "/fr/hier?\(Self.month)")
            #expect(try await browser.run("return document.querySelector('#map-table').open") as? Bool == true)
            #expect(try await browser.run("return document.querySelector('#map').hidden") as? Bool == true)
            #expect(
                try await browser.run("return document.querySelectorAll('#map-table tbody tr').length") as? Int == 6)
        }
    }

    @Test func thePrintedPageHasTheMapsTable() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/fr/hier?\(Self.month)")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            #expect(try await browser.run("return document.querySelector('#map-table').open") as? Bool == false)
            _ = try await browser.run(
                """
                addEventListener("beforeprint", () => {
                    document.body.dataset.printed = document.querySelector("#map-table").open;
                });
                """)
            try await browser.tell("Page.printToPDF", [:])
            #expect(try await browser.run("return document.body.dataset.printed") as? String == "true")
            #expect(try await browser.run("return document.querySelector('#map-table').open") as? Bool == false)
        }
    }

    @Test func theCurveSaysOfAWeekThatItIsOne() async throws {
        try await withBrowser { browser, site in
            try await browser.open(
                site + "/en/hier?from=2024-01-01&to=2024-03-31&level=quartier&category=category.noise&step=week")
            try await browser.wait(until: "document.querySelector('#series')?.dataset.drawn")
            _ = try await browser.run(
                """
                const plot = document.querySelector("#series .u-over");
                const box = plot.getBoundingClientRect();
                const at = { clientX: box.left + 2, clientY: box.top + 20, bubbles: true };
                plot.dispatchEvent(new MouseEvent("mouseenter", at));
                plot.dispatchEvent(new MouseEvent("mousemove", at));
                """)
            try await browser.wait(until: "document.querySelector('#series-hover').textContent")
            let said = try await browser.run("return document.querySelector('#series-hover').textContent") as? String
            #expect(said?.hasPrefix("week of 1 January 2024: ") == true, "\(said ?? "")")
        }
    }

    @Test func theMapSpeaksThePagesLanguage() async throws {
        try await withBrowser(Browser.Window(width: 360, height: 720)) { browser, site in
            try await browser.open(site + "/fr/hier?\(Self.month)")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            let buttons =
                try await browser.run("return [...document.querySelectorAll('#map button')].map(b => b.title)")
                as? [String]
            #expect(buttons == ["Agrandir", "Réduire"])
        }
    }

    @Test func aFingerOnTheMapScrollsThePage() async throws {
        try await withBrowser(Browser.Window(width: 360, height: 720)) { browser, site in
            try await browser.tell("Emulation.setTouchEmulationEnabled", ["enabled": true])
            try await browser.open(site + "/fr/hier?\(Self.month)")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            let action = try await browser.run(
                "return getComputedStyle(document.querySelector('.maplibregl-canvas-container')).touchAction")
            #expect((action as? String)?.contains("pan-y") == true, "\(action)")
            let help = try await browser.run("return document.querySelector('#map').textContent") as? String
            #expect(help?.contains("Deux doigts") == true)
        }
    }

    @Test func aSearchedTableStaysOpenWithScripts() async throws {
        try await withBrowser { browser, site in
            try await browser.open(site + "/fr/hier?\(Self.month)#map-table")
            try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
            #expect(try await browser.run("return document.querySelector('#map-table').open") as? Bool == true)
        }
    }

    @Test(arguments: [false, true], [1280, 360])
    func axeFindsNoViolation(isDark: Bool, width: Int) async throws {
        try await withBrowser(Browser.Window(width: width, height: 800, isDark: isDark)) { browser, site in
            for page in [
                "/fr/hier?\(Self.month)", "/en/hier?\(Self.month)&place=0102", "/fr/confiance", "/en/confiance",
                "/fr/hier/comparer?\(Self.quarter)", "/en/hier/bulletin?from=2025-01-01&to=2025-01-31", "/fr/none",
                "/en/hier?from=2020-01-01&to=2020-01-02&level=quartier",
            ] {
                try await browser.open(site + page)
                if page.contains("2024") || page.contains("comparer") {
                    try await browser.wait(until: "document.querySelector('#map')?.dataset.drawn")
                }
                let violations = try await browser.violations()
                #expect(violations == [], "\(page) \(isDark ? "dark" : "light") \(width)")
                if !page.contains("none") && !page.contains("2020") {
                    #expect(try await browser.consoleErrors() == [], "\(page)")
                } else {
                    _ = try await browser.consoleErrors()
                }
            }
        }
    }
}
