import Editions
import Markup
import Vocabulary

/// The page of all forecasts ever made of a table, with their scores when the figures came: the bad ones too.
struct LedgerPage {
    let choices: TomorrowChoices
    let frame: PageFrame
    let scored: [ScoredForecast]
    /// Which page of the list, from 1.
    let page: Int
    /// The forecast looked at closely, if any.
    let chosen: LedgerForecast?

    /// The most forecasts of a page.
    static let longest = 40

    private var language: Language { frame.language }
    private var isFrench: Bool { language == .french }
    private var territory: Territory { frame.territory }
    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }
    private var forecasts: [LedgerForecast] { choices.table.forecasts }
    private var address: String { "/\(language.rawValue)/\(TomorrowTabs.Tab.ledger.path)" }

    /// The whole page.
    var html: HTML {
        let totals = LedgerTotals(scored, calendar: territory.calendar)
        let words = LedgerWords(language: language)
        return frame.page(
            """
            \(TomorrowTabs(current: .ledger, language: language, query: choices.question.query).html)\
            <div id="answer">
            <h1>\(isFrench ? "Demain : toutes les prévisions" : "Tomorrow: all forecasts")</h1>
            <p class="headline">\(words.headline(forecasts, totals))</p>
            <p class="lead">\(words.lead)</p>
            </div>
            \(TomorrowControls(choices: choices, territory: territory, language: language, tab: .ledger).html)
            \(picture)\(sums(totals))\(chosen.map(detail) ?? .nothing)\(list)\(check)
            """)
    }

    // MARK: The picture

    /// The error heaped up day after day, ours beside the naive guess's.
    private var picture: HTML {
        var byDay: [Int: (own: Double, naive: Double)] = [:]
        for item in scored where !item.forecast.isReplay {
            let day = territory.calendar.date(at: item.score.bin).dayNumber
            byDay[day, default: (0, 0)].own += item.score.crps
            byDay[day, default: (0, 0)].naive += item.score.naiveCRPS
        }
        guard byDay.count > 1 else { return .nothing }
        var (own, naive): ([(day: Int, value: Double)?], [(day: Int, value: Double)?]) = ([], [])
        var sum = (own: 0.0, naive: 0.0)
        for (day, errors) in byDay.sorted(by: { $0.key < $1.key }) {
            sum = (sum.own + errors.own, sum.naive + errors.naive)
            own.append((day, sum.own))
            naive.append((day, sum.naive))
        }
        let title = isFrench ? "L'erreur, ajoutée jour après jour" : "The error, added up day after day"
        let chart = LineChart(
            lines: [.init(style: "expected", points: naive), .init(style: "observed", points: own)],
            language: language, title: "error-title")
        return """
            <section class="picture" aria-labelledby="error-title">
            <h2 id="error-title">\(title)</h2>
            <p class="about">\(isFrench
                ? "Le score CRPS, compté en \(Words.counted(choices.days.forecast.origin, 2)[language]) : plus la courbe est basse, mieux c'est."
                : "The CRPS score, in \(Words.counted(choices.days.forecast.origin, 2)[language]): the lower the curve, the better.")</p>
            \(chart.html)<p class="key">\(ChartKey.line("observed", isFrench ? "nos prévisions" : "our forecasts"))\
            \(ChartKey.line("expected", isFrench ? "la règle naïve" : "the naive rule"))</p>
            <p class="summary">\(isFrench
                ? "En tout \(numbers.decimal(sum.own, decimals: 0)), contre \(numbers.decimal(sum.naive, decimals: 0)) pour la règle naïve ; l'écart avec son intervalle est dans le tableau."
                : "In all \(numbers.decimal(sum.own, decimals: 0)), against \(numbers.decimal(sum.naive, decimals: 0)) for the naive rule; the difference with its interval is in the table.")</p>
            </section>

            """
    }

    // MARK: The sums

    private func sums(_ totals: LedgerTotals) -> HTML {
        guard totals.figures > 0 else { return .nothing }
        let categories = Set(scored.map(\.score.category)).sorted()
        let words = LedgerWords(language: language)
        var rows = words.row(isFrench ? "Toutes les prévisions" : "All forecasts", totals)
        if categories.count > 1 {
            rows += .each(categories) { category in
                words.row(
                    choices.categoryTitle(category)[language],
                    LedgerTotals(scored.filter { $0.score.category == category }, calendar: territory.calendar))
            }
        }
        let query = "table=\(QueryItems.encode(choices.question.table))"
        return """
            <section class="picture" aria-labelledby="sums-title">
            <h2 id="sums-title">\(isFrench ? "Ce qu'elles ont valu" : "What they were worth")</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="sums-title">
            <table><thead><tr>\(words.heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            <p class="note">\(words.explanation)</p>
            <p class="downloads"><a href="/api/v1/forecasts/scores.csv?\(query)" download>CSV</a> \
            <a href="/api/v1/forecasts/scores?\(query)">JSON</a></p>
            </section>

            """
    }

    // MARK: One forecast

    private func detail(_ forecast: LedgerForecast) -> HTML {
        let own = scored.filter { $0.forecast.id == forecast.id }.map(\.score)
        let isSingle = Set(own.map(\.category)).count < 2
        let rows = HTML.each(own) { score in
            let bin = territory.calendar.bin(choices.table.family.latest.time, containing: score.bin)
            let title = choices.categoryTitle(score.category)[language]
            let category: HTML = isSingle ? .nothing : "<td>\(title)</td>"
            let places = numbers.integer(score.figures)
            func figure(_ value: Double, _ decimals: Int) -> String { numbers.decimal(value, decimals: decimals) }
            return """
                <tr><th scope="row">\(dates.bin(bin, in: territory.calendar))</th>\(category)\
                <td class="number">\(figure(score.expected, 1))</td><td class="number">\(figure(score.observed, 0))</td>\
                <td class="number">\(numbers.integer(score.inside80)) / \(places)</td>\
                <td class="number">\(numbers.integer(score.inside95)) / \(places)</td>\
                <td class="number">\(figure(score.crps, 2))<i>\(figure(score.naiveCRPS, 2))</i></td>\
                <td class="number">\(figure(score.logScore, 2))<i>\(figure(score.naiveLogScore, 2))</i></td></tr>

                """
        }
        let heads = LedgerWords(language: language).detailHeads(hasCategory: !isSingle)
        let waiting = isFrench ? "Aucun de ses chiffres n'est encore publié." : "None of its figures is published yet."
        let table: HTML =
            own.isEmpty
            ? "<p class=\"empty\">\(waiting)</p>\n"
            : """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="one-title">
            <table><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            <p class="note">\(isFrench
                ? "En petit, le score de la règle naïve. Attendu et publié : sommes des lieux."
                : "In small type, the naive rule's score. Expected and published: sums over places.")</p>

            """
        return """
            <section class="picture" aria-labelledby="one-title">
            <h2 id="one-title">\(isFrench ? "La prévision" : "Forecast") \(Int(forecast.id)), \(period(forecast))</h2>
            \(table)</section>

            """
    }

    // MARK: The list

    private var list: HTML {
        let pages = max(1, (forecasts.count + Self.longest - 1) / Self.longest)
        let page = min(page, pages)
        let scores = Dictionary(grouping: scored, by: \.forecast.id)
        let query = choices.question.query
        let rows = HTML.each(forecasts.dropFirst((page - 1) * Self.longest).prefix(Self.longest)) { forecast in
            let number = Int(forecast.id)
            let replay: HTML =
                forecast.isReplay ? "<i>\(isFrench ? "rejouée après coup" : "replayed afterwards")</i>" : .nothing
            return """
                <tr><th scope="row"><a href="\(address)?\(query)&amp;forecast=\(number)#one-title">\(number)</a>\(replay)</th>\
                <td>\(dates.date(territory.calendar.date(at: forecast.issuedAt)))</td><td>\(period(forecast))</td>\
                \(LedgerWords(language: language).outcome(scores[forecast.id]?.map(\.score) ?? [], forecast, choices.now))\
                <td><a href="/api/v1/forecasts/\(number)">\(isFrench ? "texte" : "text")</a> \
                <code>\(String(forecast.hash.prefix(12)))…</code></td><td class="number">\(Int(forecast.leaf))</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="list-title">
            <h2 id="list-title">\(isFrench ? "Le registre" : "The ledger")</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="list-title">
            <table><thead><tr>\(LedgerWords(language: language).listHeads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(links(page, of: pages, query))\
            <p class="downloads"><a href="/api/v1/forecasts?table=\(QueryItems.encode(choices.question.table))">JSON</a></p>
            </section>

            """
    }

    private func links(_ page: Int, of pages: Int, _ query: String) -> HTML {
        guard pages > 1 else { return .nothing }
        func link(_ number: Int, _ words: String) -> HTML {
            guard number != page, (1...pages).contains(number) else { return .nothing }
            return "<a href=\"\(address)?\(query)&amp;page=\(number)#list-title\">\(words)</a> "
        }
        return """
            <nav class="pages" aria-label="\(isFrench ? "Pages du registre" : "Pages of the ledger")">\
            \(link(page - 1, isFrench ? "Plus récentes" : "Newer"))\(link(page + 1, isFrench ? "Plus anciennes" : "Older"))</nav>

            """
    }

    private func period(_ forecast: LedgerForecast) -> String {
        let calendar = territory.calendar
        return dates.period(
            calendar.date(at: forecast.period.lowerBound), calendar.date(at: forecast.period.upperBound - 1))
    }

    // MARK: How to check

    private var check: HTML {
        let newest = choices.table.shown
        let steps =
            isFrench
            ? [
                "Chaque prévision est écrite avant la période dont elle parle ; la base refuse celle dont un chiffre est déjà publié, tout changement et tout effacement.",
                frame.audience == .staff
                    ? "Dans le journal public, l'empreinte d'une prévision réservée aux agents est celle d'un secret suivi de son texte."
                    : "Téléchargez le texte d'une prévision sans l'ouvrir, puis « sha256sum » : le résultat est son empreinte.",
                "L'empreinte est dans une feuille du journal en ajout seul, avec l'heure : la dernière est la feuille \(newest.leaf).",
            ]
            : [
                "Each forecast is written before the period that it is about; the store refuses one of which a figure is published already, any change and any deletion.",
                frame.audience == .staff
                    ? "In the public log the hash of a forecast for staff is that of a secret followed by its text."
                    : "Download a forecast's text without opening it, then run `sha256sum`: the result is its hash.",
                "The hash is in a leaf of the append-only log, with the time: the newest one is leaf \(newest.leaf).",
            ]
        let command: HTML =
            frame.audience == .staff
            ? .nothing
            : """
            <p><code>curl -s …/api/v1/forecasts/\(Int(newest.id)) | sha256sum</code><br>\
            <code class="long">\(newest.hash)</code></p>

            """
        return """
            <section class="how" aria-labelledby="how-title">
            <h2 id="how-title">\(isFrench ? "Comment le vérifier ?" : "How to check it?")</h2>
            <ol class="prose">\(.each(steps) { "<li>\($0)</li>" })</ol>
            \(command)<p class="links"><a href="/\(language.rawValue)/confiance#log">\(Words.confidence[language])</a> \
            <a href="\(address)?\(choices.question.query)">\(isFrench ? "Lien permanent" : "Permanent link")</a></p>
            </section>

            """
    }
}
