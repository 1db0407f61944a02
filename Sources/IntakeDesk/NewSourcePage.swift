import Inspection
import Markup
import Vocabulary

/// The page *Nouvelle source*: what is in the file, masked, and the convention that a person makes of it.
struct NewSourcePage {
    let territory: Territory
    let fileName: String
    let look: Desk.Look
    let proposal: ConventionProposal
    /// What the person typed, shown again as it was.
    let fields: FormFields
    let key: String
    let language: Language
    /// What keeps the convention from being saved.
    var errors: [Explanation] = []
    /// The questions that wait for an answer.
    var unanswered: [String] = []
    /// Where it was saved.
    var saved: String?

    private var profile: FileProfile { look.profile }

    var html: HTML {
        let controls = ProposalControls(
            territory: territory, look: look, proposal: proposal, fields: fields, language: language)
        return DeskFrame(territory: territory.name, key: key, language: language).page(
            """
            <p class="headline">\(DeskWords.headline(fileName, profile)[language])</p>
            \(outcome)\(doubt)<p class="lead">\(DeskWords.masked[language]) \(DeskWords.notPerfect[language])</p>
            \(table)\(preview)<h2>\(DeskWords.convention[language])</h2>
            <p class="soft">\(DeskWords.proposed[language])</p>
            <form method="post" action="\(Desk.path(language))">
            <input type="hidden" name="key" value="\(key)">
            \(controls.html)\(dropped)<div class="actions">
            <button class="first" name="save" value="1">\(DeskWords.save[language])</button>
            <label for="replace"><input type="checkbox" id="replace" name="replace" value="1">
            \(DeskWords.replace[language])</label>
            <button name="show" value="1">\(DeskWords.show[language])</button></div>
            </form>
            <h2 id="text">\(DeskWords.text[language])</h2>
            <pre role="region" aria-labelledby="text" tabindex="0">\(proposal.yaml())</pre>

            """)
    }

    private var outcome: HTML {
        if let saved {
            return
                "<div class=\"done\" role=\"status\"><p>\(DeskWords.saved[language]) <code>\(saved)</code></p></div>\n"
        }
        guard !errors.isEmpty else { return .nothing }
        // Without all answers the text holds none of them, and the folder misses those that were given, too.
        let told = unanswered.isEmpty ? [] : Set(ProposalForm.questions + unanswered + ["columns"])
        let others = errors.filter { !told.contains($0.position?.field ?? "") }
        return """
            <div class="notice" role="alert"><p><b>\(DeskWords.notSaved[language])</b></p><ul>
            \(HTML.each(unanswered, question))\(HTML.each(others, line))</ul></div>

            """
    }

    private func line(_ error: Explanation) -> HTML {
        let name = error.position?.field ?? ""
        var field: HTML = name.isEmpty ? .nothing : "<code>\(name)</code> "
        if let control = DeskWords.control(of: name) { field = Self.link(control, language) }
        return "<li>\(field)\(error.what[language]) \(error.remedy[language])</li>\n"
    }

    private func question(_ key: String) -> HTML {
        let link = DeskWords.control(of: key).map { Self.link($0, language) } ?? .nothing
        return "<li>\(link)\(DeskWords.unanswered[language])</li>\n"
    }

    private static func link(_ control: (id: String, title: Phrase), _ language: Language) -> HTML {
        "<a href=\"#\(control.id)\">\(control.title[language])</a>\(DeskWords.colon[language]) "
    }

    private var doubt: HTML {
        guard profile.isHeaderDoubtful else { return .nothing }
        return "<p class=\"notice\">\(FileProfile.headerWarning[language])</p>\n"
    }

    private var table: HTML {
        let heads: [(title: Phrase, isNumber: Bool)] = [
            (DeskWords.column, false), (DeskWords.use, false), (DeskWords.type, false), (DeskWords.empty, true),
            (DeskWords.distinct, true), (DeskWords.shapes, false), (DeskWords.personal, false),
        ]
        return """
            <h2 id="columns">\(DeskWords.columns[language])</h2>
            <div class="wide" role="region" aria-labelledby="columns" tabindex="0"><table class="profile">
            <thead><tr>\(HTML.each(heads) { head in
                let kind: HTML = head.isNumber ? " class=\"number\"" : .nothing
                return "<th scope=\"col\"\(kind)>\(head.title[language])</th>"
            })</tr></thead>
            <tbody>
            \(HTML.each(profile.columns, row))</tbody>
            </table></div>

            """
    }

    private func row(_ column: ColumnProfile) -> HTML {
        let about = column.isDistinctExact ? "" : "≈ "
        let kind: HTML = column.personal == nil ? .nothing : " class=\"person\""
        return """
            <tr\(kind)><th scope="row">\(column.title(in: language))</th><td>\(use(of: column)[language])</td>\
            <td>\(column.type.title[language])</td>\
            <td class="number">\(DeskWords.percent(column.shareEmpty, language))</td>\
            <td class="number">\(about)\(DeskWords.count(column.distinct, language))</td>\
            <td>\(HTML.each(column.shapes) { "<code>\($0)</code>" })</td>\
            <td>\(column.personal?.reason[language] ?? "")</td></tr>

            """
    }

    /// What becomes of a column at the gate, as proposed.
    private func use(of column: ColumnProfile) -> Phrase {
        let name = column.name ?? ""
        guard !name.isEmpty else { return DeskWords.leftOut }
        if proposal.place?.columns.contains(name) == true { return DeskWords.usedAsPlace }
        if proposal.time?.columns.contains(name) == true { return DeskWords.usedAsTime }
        if proposal.category?.columns.contains(name) == true { return DeskWords.usedAsCategory }
        return proposal.key == name ? DeskWords.usedAsKey : DeskWords.leftOut
    }

    private var preview: HTML {
        """
        <h2 id="preview">\(DeskWords.preview[language])</h2>
        <p class="soft">\(look.shape.sentence[language])</p>
        <div class="wide" role="region" aria-labelledby="preview" tabindex="0"><table><tbody>
        \(HTML.each(look.shape.preview) { row in
            "<tr>\(HTML.each(row) { "<td><code>\($0)</code></td>" })</tr>\n"
        })</tbody></table></div>

        """
    }

    private var dropped: HTML {
        let all = proposal.dropped
        guard !all.isEmpty else {
            return "<h2>\(DeskWords.dropped[language])</h2>\n<p>\(DeskWords.nothingDropped[language])</p>\n"
        }
        return """
            <h2>\(DeskWords.dropped[language])</h2>
            <ul>
            \(HTML.each(all) { column in
                let reason = column.personal.map { " (\($0.reason[language]))" } ?? ""
                return "<li>\(column.title(in: language))\(reason)</li>\n"
            })</ul>

            """
    }
}
