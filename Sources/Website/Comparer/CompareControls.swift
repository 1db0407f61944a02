import Markup
import Vocabulary

/// The controls of *Comparer*: those of *Hier*, what to compare with, and ready-made comparisons.
struct CompareControls {
    let compared: CompareQuestion
    let territory: Territory
    let language: Language
    /// The address of the page below its language.
    var path = CompareQuestion.path

    private var isFrench: Bool { language == .french }
    private var question: Question { compared.question }

    /// Ready-made comparisons, and the form.
    var html: HTML {
        let links = HTML.each(readyMade) { title, query in
            "<li><a href=\"/\(language.rawValue)/\(path)?\(query)\">\(title)</a></li>\n"
        }
        return """
            <nav aria-label="\(isFrench ? "Comparaisons toutes faites" : "Ready-made comparisons")">
            <ul class="links">
            \(links)</ul></nav>
            \(YesterdayControls(
                choices: compared.choices, territory: territory, language: language, path: path, more: fields).html)

            """
    }

    /// The latest 28 days, the latest month, and the year so far.
    private var readyMade: [(String, String)] {
        let last = compared.choices.lastDay
        let (year, month, day) = last.parts
        let isMonthOver = day == CivilDate.days(inMonth: month, of: year)
        let lastOfMonth = isMonthOver ? last : last.adding(days: -day)
        let firstOfMonth = lastOfMonth.adding(days: 1 - lastOfMonth.parts.day)
        var all = [
            (
                isFrench ? "28 derniers jours et les 28 d'avant" : "Last 28 days and the 28 before",
                compared.query(from: last.adding(days: -27), to: last, with: .before)
            ),
            (
                isFrench ? "Dernier mois et le même un an plus tôt" : "Last month and the same a year earlier",
                compared.query(from: firstOfMonth, to: lastOfMonth, with: .dates)
            ),
        ]
        if let first = CivilDate(year: year, month: 1, day: 1) {
            all.append(
                (
                    isFrench
                        ? "Depuis le 1er janvier et mêmes dates de l'an dernier"
                        : "Year to date and the same dates last year",
                    compared.query(from: first, to: last, with: .dates)
                ))
        }
        return all
    }

    private var fields: HTML {
        let current = compared.earlier.items.first?.value
        let options: [(String, String)] = [
            ("before", isFrench ? "Autant de jours juste avant" : "As many days just before"),
            ("weekdays", isFrench ? "Mêmes jours de semaine, 52 semaines plus tôt" : "Same weekdays, 52 weeks earlier"),
            ("dates", isFrench ? "Mêmes dates, un an plus tôt" : "Same dates, a year earlier"),
            ("chosen", isFrench ? "Les dates ci-après" : "The dates given next"),
        ]
        let (from, to) = compared.before
        return """
            <div class="field"><label for="with">\(isFrench ? "Comparer à" : "Compare with")</label>
            <select id="with" name="with">\(.each(options) { option($0.0, $0.1, isChosen: $0.0 == current) })</select></div>
            <div class="field"><label for="with_from">\(isFrench ? "Comparer à : du" : "Compare with: from")</label>
            <input type="date" id="with_from" name="with_from" value="\(from.description)"></div>
            <div class="field"><label for="with_to">\(isFrench ? "Comparer à : au" : "Compare with: to")</label>
            <input type="date" id="with_to" name="with_to" value="\(to.description)"></div>
            \(otherPlace)\(otherCategory)
            """
    }

    private var otherPlace: HTML {
        let places = compared.choices.places
        guard question.place != nil, places.count <= YesterdayControls.longestList else { return .nothing }
        let sorted = places.filter { $0.id != question.place }
            .map { (id: $0.id, title: $0.title(in: territory)) }.sorted { $0.title < $1.title }
        let options =
            option("", "—", isChosen: compared.otherPlace == nil)
            + .each(sorted) { option($0.id, $0.title, isChosen: $0.id == compared.otherPlace) }
        return """
            <div class="field"><label for="other">\(isFrench ? "Face à un autre lieu" : "Beside another place")</label>
            <select id="other" name="other">\(options)</select></div>

            """
    }

    private var otherCategory: HTML {
        let selections = compared.choices.selections.filter {
            $0.selection.level == question.selection.level && $0.selection != question.selection
        }
        guard !selections.isEmpty else { return .nothing }
        let options =
            option("", "—", isChosen: compared.otherSelection == nil)
            + .each(selections) {
                option($0.selection.text, $0.title[language], isChosen: $0.selection == compared.otherSelection)
            }
        let title = isFrench ? "Face à une autre catégorie" : "Beside another category"
        return """
            <div class="field"><label for="other_category">\(title)</label>
            <select id="other_category" name="other_category">\(options)</select></div>

            """
    }

    private func option(_ value: String, _ title: String, isChosen: Bool) -> HTML {
        let chosen: HTML = isChosen ? " selected" : .nothing
        return "<option value=\"\(value)\"\(chosen)>\(title)</option>"
    }
}
