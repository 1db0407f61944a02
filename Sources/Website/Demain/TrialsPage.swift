import Analysis
import Editions
import Markup
import Vocabulary

/// The page of the back-test behind the newest forecast: what it was worth over the past, and how it is made.
struct TrialsPage {
    let choices: TomorrowChoices
    let frame: PageFrame

    private var language: Language { frame.language }
    private var isFrench: Bool { language == .french }
    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var forecast: IssuedForecast { choices.everywhere.forecast }

    /// The whole page.
    var html: HTML {
        let words = SkillWords(language: language)
        let address = "/\(language.rawValue)/\(TomorrowTabs.Tab.trials.path)?\(choices.question.query)"
        return frame.page(
            """
            \(TomorrowTabs(current: .trials, language: language, query: choices.question.query).html)\
            <div id="answer">
            <h1>\(isFrench ? "Demain : les essais" : "Tomorrow: the trials")</h1>
            <p class="headline">\(headline(words))</p>
            <p class="lead">\(setting)</p>
            </div>
            \(TomorrowControls(choices: choices, territory: frame.territory, language: language, tab: .trials).html)
            \(skills(words))\(weights)\
            <section class="how" aria-labelledby="how-title">
            <h2 id="how-title">\(isFrench ? "Ce que les scores veulent dire" : "What the scores mean")</h2>
            <dl>
            \(.each(meanings) { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" })</dl>
            <p class="links"><a href="/\(language.rawValue)/confiance">\(Words.confidence[language])</a> \
            <a href="/api/v1/forecasts/\(Int(choices.everywhere.ledger.id))">JSON</a> \
            <a href="\(address)">\(isFrench ? "Lien permanent" : "Permanent link")</a></p>
            </section>

            """)
    }

    private func headline(_ words: SkillWords) -> String {
        let shown = choices.everywhere
        guard shown.hasSkill else {
            let measured = words.sentence(shown.skills) ?? ""
            return
                (isFrench
                ? "Pas de mieux net que l'habitude : aucune carte n'est montrée."
                : "Not clearly better than the usual: no map is shown.") + (measured.isEmpty ? "" : " " + measured)
        }
        return words.sentence(shown.skills) ?? ""
    }

    /// From when to when, from how many origins, and how often these days were looked at.
    private var setting: String {
        let calendar = frame.territory.calendar
        let method = forecast.method
        let period = DateFormat(language: language).period(
            calendar.date(at: method.testedFrom), calendar.date(at: max(method.testedFrom, method.testedUntil - 1)))
        let origins = numbers.integer(method.origins)
        return isFrench
            ? "Comme si l'on y était : depuis \(origins) dates passées, chaque fois avec les seuls chiffres publiés avant, sur les jours \(period). \(looks)"
            : "As if one were there: from \(origins) past dates, each time with nothing but the figures published before, over the days \(period). \(looks)"
    }

    private var looks: String {
        let count = looksAtTest
        return isFrench
            ? "Ces jours d'essai ont été mesurés \(numbers.integer(count)) fois : chaque prévision écrite les essaie de nouveau."
            : "These trial days were measured \(numbers.integer(count)) time\(count == 1 ? "" : "s"): each forecast that is written tries them again."
    }

    /// How many of the table's forecasts were tried on days of the same period: trials end where a forecast's knowledge does.
    var looksAtTest: Int {
        choices.table.forecasts.count { $0.knownUntil > forecast.method.testedFrom }
    }

    // MARK: Skills

    private func skills(_ words: SkillWords) -> HTML {
        // With a single category its skill is that of all.
        let all = forecast.skills.filter { forecast.categories.count > 1 || $0.category == nil }
        guard !all.isEmpty else { return .nothing }
        // How many times the naive guess's error: below 1 is better.
        let records = all.map { skill in
            AnalysisReport.Record(
                kind: "skill", estimate: 1 - skill.crpsSkill,
                interval: .init(
                    low: max(1e-3, 1 - skill.crpsSkillHigh), high: min(1e3, max(1e-3, 1 - skill.crpsSkillLow))))
        }
        let whisker = RatioWhisker(records)
        let ratios = RatioWords(language: language)
        let rows = HTML.each(zip(all, records)) { skill, record in
            let title = skill.category.map { choices.categoryTitle($0)[language] } ?? (isFrench ? "Toutes" : "All")
            let isUnclear = !(skill.crpsSkillLow > 0 && skill.logScoreGainLow > 0)
            let unclear: HTML = isUnclear ? " class=\"unclear\"" : .nothing
            let verdict =
                isUnclear
                ? Phrase(fr: "pas nettement mieux", en: "not clearly better") : Phrase(fr: "mieux", en: "better")
            let figures = ratios.figures(record)
            func nats(_ value: Double) -> String { numbers.decimal(value, decimals: 3) }
            return """
                <tr\(unclear)><th scope="row">\(title)<i>\(words.guess(skill.over))</i></th>\
                <td class="whisker">\(whisker.html(record))</td>\
                <td class="number">\(figures.ratio)<i>\(figures.interval)</i></td>\
                <td class="number">\(nats(skill.logScoreGain))\
                <i>\(words.ends(skill.logScoreGainLow, skill.logScoreGainHigh, nats))</i></td><td>\(verdict[language])</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="skills-title">
            <h2 id="skills-title">\(isFrench ? "L'erreur, à côté de deux règles naïves" : "The error beside two naive rules")</h2>
            <p class="about">\(isFrench
                ? "Combien de fois l'erreur de la règle naïve : à gauche de 1, c'est mieux."
                : "How many times the naive rule's error: left of 1 is better.")</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="skills-title">
            <table class="forest"><thead><tr>\
            <th scope="col">\(isFrench ? "Catégorie, et règle naïve" : "Category, and naive rule")</th>\
            <th scope="col" class="scale">\(whisker.head(language))</th>\
            <th scope="col" class="number">\(isFrench ? "Fois" : "Times")</th>\
            <th scope="col" class="number">\(isFrench ? "Gain de score log" : "Log-score gain")</th>\
            <th scope="col">\(isFrench ? "Ce que cela dit" : "What it says")</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>

            """
    }

    // MARK: Weights

    /// A model that weighs less isn't listed.
    private static let leastWeight = 0.005

    private var weights: HTML {
        let byCategory = forecast.method.weights.filter { !$0.value.isEmpty }
        guard !byCategory.isEmpty else { return .nothing }
        let sections = HTML.each(forecast.categories.filter { byCategory[$0] != nil }) { category in
            let all = (byCategory[category] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let members = all.filter { $0.value >= Self.leastWeight }
            let rest = all.count - members.count
            let others: HTML =
                rest == 0
                ? .nothing
                : """
                <tr><th scope="row" colspan="3"><i>\(isFrench
                    ? "\(rest) autres, moins de \(numbers.percent(Self.leastWeight)) chacun"
                    : "\(rest) others, less than \(numbers.percent(Self.leastWeight)) each")</i></th></tr>

                """
            let rows = HTML.each(members) { model, weight in
                """
                <tr><th scope="row"><code>\(model)</code></th>\
                <td class="share"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
                <rect width="\(Int((weight * 100).rounded()))" height="10"/></svg></td>\
                <td class="number">\(numbers.percent(weight))</td></tr>

                """
            }
            return """
                <tbody><tr><th scope="rowgroup" colspan="3"><b>\(choices.categoryTitle(category)[language])</b></th></tr>
                \(rows)\(others)</tbody>
                """
        }
        return """
            <section class="picture" aria-labelledby="weights-title">
            <h2 id="weights-title">\(isFrench ? "De quoi la prévision est faite" : "What the forecast is made of")</h2>
            <p class="about">\(isFrench
                ? "Chaque modèle pèse selon son score passé." : "Each model weighs by its past score.")</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="weights-title">
            <table><thead><tr><th scope="col">\(isFrench ? "Modèle" : "Model")</th>\
            <th scope="col">\(isFrench ? "Part" : "Share")</th><th scope="col" class="number">%</th></tr></thead>
            \(sections)</table></div>
            </section>

            """
    }

    // MARK: What scores mean

    private var meanings: [(String, String)] {
        isFrench
            ? [
                (
                    "CRPS",
                    "L'écart entre toute la loi annoncée et le chiffre venu, dans l'unité du chiffre. Pour une annonce sans intervalle, c'est l'erreur absolue."
                ),
                (
                    "Score log",
                    "Le prix de la surprise : combien la prévision croyait peu au chiffre qui est venu. Une prévision trop sûre d'elle le paie cher."
                ),
                (
                    "Règles naïves",
                    "Répéter les semaines d'avant, et prendre la moyenne de chaque lieu. Qui ne bat pas les deux n'a rien à montrer."
                ),
                (
                    "Intervalle",
                    "À 95 %, tiré des semaines d'essai par blocs : les jours d'une même semaine se ressemblent."
                ),
                (
                    "Pas de carte sans mieux",
                    "Il faut que les deux scores soient nettement meilleurs que les deux règles ; sinon l'habitude est montrée."
                ),
            ]
            : [
                (
                    "CRPS",
                    "The distance between the whole announced law and the figure that came, in the figure's unit. For an announcement without an interval it is the absolute error."
                ),
                (
                    "Log score",
                    "The price of surprise: how little the forecast believed in the figure that came. A forecast too sure of itself pays dearly."
                ),
                (
                    "Naive rules",
                    "Repeating the weeks before, and taking each place's mean. Who doesn't beat both has nothing to show."
                ),
                ("Interval", "At 95%, drawn from the trial weeks as blocks: days of one week resemble each other."),
                (
                    "No skill, no map",
                    "Both scores must be clearly better than both rules'; if not, the usual is shown."
                ),
            ]
    }
}
