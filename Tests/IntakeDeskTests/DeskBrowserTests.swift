import Foundation
import TestBrowser
import TestCity
import Testing

/// The page *Nouvelle source* as a person meets it, in a real browser.
@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: BrowserNeeds.canRun, "needs chromedriver and axe; see the message above"))
struct DeskBrowserTests {
    /// Runs `body` with a window before a desk, and closes everything after.
    private func withDesk(
        _ window: Browser.Window = Browser.Window(),
        _ body: (Browser, _ address: String, _ folder: CityFolder) async throws -> Void
    ) async throws {
        let folder = try CityFolder()
        let desk = try await RunningDesk(FixtureDesk.make(in: folder))
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await Browser.look(window) { try await body($0, desk.address, folder) })
        } catch {
            outcome = .failure(error)
        }
        await desk.stop()
        try outcome.get()
    }

    private static func english(_ address: String) -> String {
        address.replacing("/fr/nouvelle-source", with: "/en/new-source")
    }

    /// Fills the form in as a script of the test, not of the page.
    private static func fill(_ browser: Browser, _ change: [String: String] = [:]) async throws {
        for (name, value) in FixtureDesk.complete.merging(change, uniquingKeysWith: { $1 }) where name != "save" {
            _ = try await browser.run("document.getElementsByName('\(name)')[0].value = '\(value)'")
        }
    }

    @Test(arguments: [false, true], [1440, 360])
    func axeFindsNoViolationInAnyState(isDark: Bool, width: Int) async throws {
        try await withDesk(Browser.Window(width: width, height: 800, isDark: isDark)) { browser, address, folder in
            for (language, start) in [("fr", address), ("en", Self.english(address))] {
                try await browser.open(start)
                #expect(try await browser.violations() == [], "the page, \(language) \(isDark) \(width)")
                #expect(try await browser.run("return document.documentElement.lang") as? String == language)
                try await Self.fill(browser, ["k": ""])
                try await browser.click("[name=save]")
                try await browser.wait(until: "document.querySelector('[role=alert]')", seconds: 60)
                #expect(try await browser.violations() == [], "not saved, \(language) \(isDark) \(width)")
                try await Self.fill(browser, ["source": "handrail-\(language)"])
                try await browser.click("[name=save]")
                try await browser.wait(until: "document.querySelector('[role=status]')", seconds: 60)
                #expect(try await browser.violations() == [], "saved, \(language) \(isDark) \(width)")
                let path = folder.path + "/conventions/handrail-\(language).yaml"
                #expect(FileManager.default.fileExists(atPath: path))
                try await Self.fill(browser, ["header_row": "60"])
                try await browser.click("[name=relook]")
                try await browser.wait(until: "!document.querySelector('form')", seconds: 60)
                #expect(try await browser.violations() == [], "unreadable, \(language) \(isDark) \(width)")
                // What was refused is told by its status, which the console repeats; nothing else may be said there.
                let errors = try await browser.consoleErrors().filter { !$0.contains("422") && !$0.contains("favicon") }
                #expect(errors == [])
            }
        }
    }

    @Test(arguments: [320, 360, 1440])
    func nothingScrollsSidewaysOnATelephoneOrWhenEnlargedFourfold(width: Int) async throws {
        // 320 pixels are those of a window of 1280 that is enlarged fourfold.
        try await withDesk(Browser.Window(width: width, height: 720)) { browser, address, _ in
            for start in [address, Self.english(address)] {
                try await browser.open(start)
                #expect(try await browser.sidewaysExcess() == 0)
                try await Self.fill(browser, ["k": "", "title_fr": String(repeating: "long", count: 60)])
                try await browser.click("[name=save]")
                try await browser.wait(until: "document.querySelector('[role=alert]')", seconds: 60)
                #expect(try await browser.sidewaysExcess() == 0)
            }
        }
    }

    @Test func thePageWorksWithoutScripts() async throws {
        try await withDesk(Browser.Window(runsScripts: false)) { browser, address, folder in
            try await browser.open(address)
            #expect(try await browser.run("return document.scripts.length") as? Int == 0)
            try await Self.fill(browser)
            try await browser.click("[name=show]")
            try await browser.wait(
                until: "document.querySelector('pre').textContent.includes('Main courante')", seconds: 60)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/conventions/handrail.yaml"))
            try await browser.click("[name=save]")
            try await browser.wait(until: "document.querySelector('[role=status]')", seconds: 60)
            #expect(FileManager.default.fileExists(atPath: folder.path + "/conventions/handrail.yaml"))
        }
    }

    @Test func theKeyboardAloneSavesAConvention() async throws {
        try await withDesk { browser, address, folder in
            try await browser.open(address)
            let asked = ["source", "title_fr", "purpose_fr", "legal_basis_fr", "origin", "k"]
            let answers = [
                "source": "handrail", "title_fr": "Main courante", "purpose_fr": "Compter", "legal_basis_fr": "Mission",
                "k": "1",
            ]
            var met: [String] = []
            for _ in 0..<120 where met.last != "save" {
                // The tabulator.
                try await browser.press("\u{E004}")
                let name = try await browser.run("return document.activeElement.name || ''") as? String ?? ""
                met.append(name)
                let outline =
                    try await browser.run("return getComputedStyle(document.activeElement).outlineStyle") as? String
                #expect(outline != "none", "where the focus is can be seen: \(name)")
                if let answer = answers[name] {
                    try await browser.type(answer)
                } else if name == "origin" {
                    // The arrow down: the first of the origins.
                    try await browser.press("\u{E015}")
                }
            }
            #expect(asked.allSatisfy(met.contains) && met.last == "save", "\(met)")
            try await browser.press("\u{E007}")
            try await browser.wait(until: "document.querySelector('[role=status], [role=alert]')", seconds: 60)
            let text = try await browser.run("return document.querySelector('main').innerText.slice(0, 800)") as? String
            #expect(
                FileManager.default.fileExists(atPath: folder.path + "/conventions/handrail.yaml"), "\(text ?? "")")
        }
    }
}
