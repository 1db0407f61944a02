import Analysis
import Markup
import Vocabulary

/// A short table of changes for a sheet of paper: how many, and whether that is more, less, or no clear difference.
struct BulletinTable {
    let rows: [(title: String, change: Change?)]
    /// What the first column holds.
    let heading: String
    /// What the period compared with is called.
    let against: String
    let language: Language

    /// The table.
    var html: HTML {
        let isFrench = language == .french
        let body = HTML.each(rows) { title, change in
            "<tr><th scope=\"row\">\(title)</th>\(cells(change))</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-label="\(heading)">
            <table><thead><tr><th scope="col">\(heading)</th>\
            <th scope="col">\(isFrench ? "Combien" : "How many")</th><th scope="col">\(against)</th></tr></thead>
            <tbody>
            \(body)</tbody></table></div>

            """
    }

    private func cells(_ change: Change?) -> HTML {
        guard let change else { return "<td class=\"unknown\" colspan=\"2\">\(Words.unknown[language])</td>" }
        let words = ChangeWords(language: language)
        let verdict = change.isClear ? words.text(change) : words.verdict(change.verdict)
        return "<td>\(words.count(change.after))</td><td>\(verdict)</td>"
    }
}
