import Markup
import Vocabulary

/// The controls of *Hier*: a plain form whose whole state is the address.
struct YesterdayControls {
    let choices: Choices
    let territory: Territory
    let language: Language
    /// The address of the page below its language.
    var path = "hier"
    /// Fields that another page has beside these.
    var more = HTML.nothing

    /// The most places that a list offers; more are chosen on the map, or found by name in its table.
    static let longestList = 500

    private var question: Question { choices.question }

    /// The form.
    var html: HTML {
        """
        <details open id="controls" class="controls"><summary>\(YesterdayWords.choose[language])</summary>
        <form action="/\(language.rawValue)/\(path)" method="get">
        \(source)<div class="field"><label for="from">\(YesterdayWords.from[language])</label>
        <input type="date" id="from" name="from" value="\(question.from.description)" \
        min="\(choices.firstDay.description)" max="\(choices.lastDay.description)"></div>
        <div class="field"><label for="to">\(YesterdayWords.to[language])</label>
        <input type="date" id="to" name="to" value="\(question.to.description)" \
        min="\(choices.firstDay.description)" max="\(choices.lastDay.description)"></div>
        \(levels)\(categories)\(places)\(steps)\(more)<div class="field action">\
        <button type="submit">\(YesterdayWords.show[language])</button></div>
        </form></details>
        """
    }

    private var source: HTML {
        guard choices.sources.count > 1 else {
            return "<input type=\"hidden\" name=\"source\" value=\"\(question.source)\">\n"
        }
        let options = HTML.each(choices.sources) {
            option($0.id, $0.title[language], isChosen: $0.id == question.source)
        }
        return select("source", YesterdayWords.source, options)
    }

    private var levels: HTML {
        guard !choices.levels.isEmpty else { return .nothing }
        return select(
            "level", YesterdayWords.level,
            .each(choices.levels) {
                option($0.key, Words.level($0, in: territory)[language], isChosen: $0 == question.level)
            })
    }

    private var categories: HTML {
        let groups = choices.selections.filter { $0.selection.level == .group }
        let single = choices.selections.filter { $0.selection.level == .category }
        var options = HTML.each(choices.selections.filter { $0.selection.level == .all }) {
            option($0.selection.text, $0.title[language], isChosen: $0.selection == question.selection)
        }
        for (title, members) in [(YesterdayWords.groups, groups), (YesterdayWords.category, single)]
        where !members.isEmpty {
            let inner = HTML.each(members) {
                option($0.selection.text, $0.title[language], isChosen: $0.selection == question.selection)
            }
            options += "<optgroup label=\"\(title[language])\">\(inner)</optgroup>"
        }
        return select("category", YesterdayWords.category, options)
    }

    private var places: HTML {
        let all = option("", territory.name, isChosen: question.place == nil)
        guard choices.places.count <= Self.longestList else {
            guard let place = question.place else { return .nothing }
            return select(
                "place", YesterdayWords.place,
                all + option(place, CellName.name(of: place, in: territory), isChosen: true))
        }
        let sorted = choices.places.map { (id: $0.id, title: $0.title(in: territory)) }.sorted { $0.title < $1.title }
        return select(
            "place", YesterdayWords.place,
            all + .each(sorted) { option($0.id, $0.title, isChosen: $0.id == question.place) })
    }

    private var steps: HTML {
        guard let step = question.step else { return .nothing }
        return select(
            "step", YesterdayWords.step,
            .each(choices.steps) { option($0.rawValue, Words.step($0)[language], isChosen: $0 == step) })
    }

    private func select(_ name: String, _ title: Phrase, _ options: HTML) -> HTML {
        """
        <div class="field"><label for="\(name)">\(title[language])</label>
        <select id="\(name)" name="\(name)">\(options)</select></div>

        """
    }

    private func option(_ value: String, _ title: String, isChosen: Bool) -> HTML {
        let chosen: HTML = isChosen ? " selected" : .nothing
        return "<option value=\"\(value)\"\(chosen)>\(title)</option>"
    }
}
