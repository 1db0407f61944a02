import Markup
import Vocabulary

/// The legend of a map of change: how many places fall in each class.
struct ChangeLegend {
    let changes: [Change?]
    let language: Language

    /// The legend.
    var html: HTML {
        let words = ChangeWords(language: language)
        var counts: [Change.Shade: Int] = [:]
        for case let change? in changes { counts[change.shade, default: 0] += 1 }
        let unknown = changes.count { $0 == nil }
        let most = max(1, counts.values.max() ?? 0, unknown)
        var rows = HTML.each(Change.Shade.allCases.filter { counts[$0] != nil }) {
            MapLegend.row($0.rawValue, words.shade($0), counts[$0] ?? 0, most, language)
        }
        if unknown > 0 { rows += MapLegend.row("none", Words.unknown[language], unknown, most, language) }
        return "<ul class=\"legend\" aria-label=\"\(YesterdayWords.legend[language])\">\n\(rows)</ul>\n"
    }
}
