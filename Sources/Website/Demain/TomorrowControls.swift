import Editions
import Markup
import Vocabulary

/// The controls of *Demain*: a plain form whose whole state is the address.
struct TomorrowControls {
    let choices: TomorrowChoices
    let territory: Territory
    let language: Language
    /// The page that they lead back to.
    var tab = TomorrowTabs.Tab.days
    /// Fields that another page has beside these.
    var more = HTML.nothing

    private var question: TomorrowQuestion { choices.question }
    private var isFrench: Bool { language == .french }

    /// The form.
    var html: HTML {
        """
        <details open id="controls" class="controls"><summary>\(isFrench ? "Choisir ce qui est prévu, et où" : "Choose what is forecast, and where")</summary>
        <form action="/\(language.rawValue)/\(tab.path)" method="get">
        \(tables)\(categories)\(places)\(tab == .days ? teams : .nothing)\(more)<div class="field action">\
        <button type="submit">\(YesterdayWords.show[language])</button></div>
        </form></details>

        """
    }

    private var tables: HTML {
        guard choices.tables.count > 1 else {
            return "<input type=\"hidden\" name=\"table\" value=\"\(question.table)\">\n"
        }
        let hasSources = Set(choices.tables.map(\.family.latest.source)).count > 1
        return select(
            "table", isFrench ? "Ce qui est prévu" : "What is forecast",
            .each(choices.tables) { table in
                let about = table.family.latest
                let level = Words.level(about.place, in: territory)[language].lowercased()
                let kinds: String =
                    if case .incidents(let level) = about.contents { Words.categories(level)[language] } else { "" }
                let step = (isFrench ? "par " : "by ") + Words.step(about.time)[language]
                // What tells the tables apart comes first; a narrow list cuts the rest.
                let title = "\(level), \(step), \(kinds)" + (hasSources ? ", \(about.sourceTitle[language])" : "")
                return option(table.key, title, isChosen: table.key == question.table)
            })
    }

    private var categories: HTML {
        let offered = choices.everywhere.forecast.categories
        guard offered.count > 1 else { return .nothing }
        return select(
            "category", YesterdayWords.category[language],
            .each(offered) {
                option($0, choices.categoryTitle($0)[language], isChosen: $0 == question.category)
            })
    }

    private var places: HTML {
        guard choices.table.family.latest.place != .territory else { return .nothing }
        let offered = choices.everywhere.forecast.places
        let all =
            choices.hasTerritory ? option("", territory.name, isChosen: question.place == nil) : HTML.nothing
        let shown =
            offered.count <= YesterdayControls.longestList ? offered : question.place.map { [$0] } ?? []
        let sorted = shown.map { (id: $0, title: choices.place($0).title(in: territory)) }
            .sorted { $0.title < $1.title }
        return select(
            "place", YesterdayWords.place[language],
            all + .each(sorted) { option($0.id, $0.title, isChosen: $0.id == question.place) })
    }

    private var teams: HTML {
        let value = question.perTeam.map { "\($0)" } ?? ""
        let range = TomorrowQuestion.perTeamRange
        return """
            <div class="field"><label for="par">\(isFrench
                ? "Combien une équipe peut en prendre" : "How many one team can take")</label>
            <input type="number" id="par" name="par" min="\(range.lowerBound)" max="\(range.upperBound)" value="\(value)"></div>
            \(select(
                "cover", isFrench ? "Couvrir ce qui peut venir" : "Cover what may come",
                .each(TomorrowQuestion.covers) { cover in
                    let text = isFrench ? "\(cover)\u{202F}% des cas" : "\(cover)% of cases"
                    return option("\(cover)", text, isChosen: cover == question.cover)
                }))
            """
    }

    private func select(_ name: String, _ title: String, _ options: HTML) -> HTML {
        """
        <div class="field"><label for="\(name)">\(title)</label>
        <select id="\(name)" name="\(name)">\(options)</select></div>

        """
    }

    private func option(_ value: String, _ title: String, isChosen: Bool) -> HTML {
        let chosen: HTML = isChosen ? " selected" : .nothing
        return "<option value=\"\(value)\"\(chosen)>\(title)</option>"
    }
}
