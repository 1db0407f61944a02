import Markup
import Vocabulary

/// What every page has around its content.
struct PageFrame: Sendable {
    /// A tab of the header; a tab stands here once it works.
    enum Tab: String, CaseIterable, Sendable {
        case yesterday = "hier"
        case tomorrow = "demain"
        case confidence = "confiance"

        var title: Phrase {
            switch self {
            case .yesterday: Words.yesterday
            case .tomorrow: TomorrowPage.title
            case .confidence: Words.confidence
            }
        }
    }

    let territory: Territory
    let audience: Audience
    let language: Language
    let assets: Assets
    /// The tab shown, if any.
    let tab: Tab?
    /// The page's address below its language, where it isn't the tab's own.
    var path: String?
    /// The state to keep when the language changes.
    let query: String
    let title: String
    /// Whether the page draws a map and a series.
    var draws = false
    /// Whether it has our script without drawing.
    var isScripted = false

    /// The whole page.
    func page(_ main: HTML) -> HTML {
        let page = markup(main)
        return language == .french ? HTML(stringLiteral: FrenchTypography.spaced(page.text)) : page
    }

    private func markup(_ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · \(territory.name) · Clairevoie</title>
        <link rel="icon" type="image/svg+xml" href="\(assets.address(of: "icon.svg"))">
        <link rel="stylesheet" href="\(assets.address(of: "site.css"))">
        \(drawing)</head>
        <body>
        <a class="skip" href="#content">\(Words.skip[language])</a>
        <header>
        <div class="top">
        <p class="brand"><a href="/\(language.rawValue)/hier"><b>Clairevoie</b> <span>\(territory.name)</span></a></p>
        <nav aria-label="\(Words.tabs[language])"><ul>\(tabs)</ul></nav>
        <nav class="languages" aria-label="\(Words.languages[language])"><ul>\(languages)</ul></nav>
        </div>
        \(notices)</header>
        <main id="content" tabindex="-1">
        \(main)</main>
        <footer>
        <p>\(Words.free[language]) <a href="/api/v1/openapi.json">\(Words.programs[language])</a></p>
        </footer>
        </body>
        </html>

        """
    }

    private var drawing: HTML {
        let ours: HTML = "<script type=\"module\" src=\"\(assets.address(of: "hier.js"))\"></script>\n"
        guard draws else { return isScripted ? ours : .nothing }
        return """
            <link rel="stylesheet" href="\(assets.address(of: "maplibre-gl.css"))">
            <link rel="stylesheet" href="\(assets.address(of: "uplot.min.css"))">
            <script defer src="\(assets.address(of: "uplot.iife.min.js"))"></script>
            <script defer src="\(assets.address(of: "maplibre-gl.js"))"></script>
            \(ours)
            """
    }

    private var tabs: HTML {
        .each(Tab.allCases) { tab in
            let current: HTML = tab == self.tab ? " aria-current=\"page\"" : .nothing
            return "<li><a href=\"/\(language.rawValue)/\(tab.rawValue)\"\(current)>\(tab.title[language])</a></li>"
        }
    }

    private var languages: HTML {
        .each(Language.allCases) { other in
            let name = other == .french ? "Français" : "English"
            let current: HTML = other == language ? " aria-current=\"true\"" : .nothing
            let page = (path ?? (tab ?? .yesterday).rawValue) + (query.isEmpty ? "" : "?" + query)
            return """
                <li><a href="/\(other.rawValue)/\(page)" lang="\(other.rawValue)" hreflang="\(other.rawValue)"\(current)>\
                <abbr aria-hidden="true">\(other.rawValue.uppercased())</abbr><span>\(name)</span></a></li>
                """
        }
    }

    private var notices: HTML {
        var notices = HTML.nothing
        if territory.isSimulated { notices += "<p class=\"notice\">\(Words.simulated[language])</p>\n" }
        if audience == .staff { notices += "<p class=\"notice staff\">\(Words.staffOnly[language])</p>\n" }
        return notices
    }
}
