import Markup
import Vocabulary

/// A page of a tab that has several.
protocol SubTab: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
    /// What the navigation calls it.
    var title: Phrase { get }
}

/// The navigation among the pages of a tab, which keeps the question.
struct SubTabs<Tab: SubTab> {
    let current: Tab
    let label: Phrase
    let language: Language
    /// The question in the address.
    let query: String

    /// The navigation.
    var html: HTML {
        let items = HTML.each(Tab.allCases) { tab in
            let mark: HTML = tab == current ? " aria-current=\"page\"" : .nothing
            let address = "/\(language.rawValue)/\(tab.rawValue)" + (query.isEmpty ? "" : "?" + query)
            return "<li><a href=\"\(address)\"\(mark)>\(tab.title[language])</a></li>"
        }
        return """
            <nav class="subtabs" aria-label="\(label[language])"><ul>\(items)</ul></nav>

            """
    }
}
