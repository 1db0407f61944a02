import Editions
import Markup
import Vocabulary

/// The page *Confiance*: what is published, at what cost in privacy, and what is not promised.
struct ConfidencePage {
    let frame: PageFrame
    let ledger: LedgerSummary
    let outcomes: [OutcomeTotals]
    let logHead: LogHead
    let catalogue: Catalogue

    private var language: Language { frame.language }
    private var isFrench: Bool { language == .french }
    private var territory: Territory { frame.territory }
    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }
    private var words: ConfidenceWords { ConfidenceWords(language: language) }

    /// The whole page.
    var html: HTML {
        frame.page(
            """
            <h1>\(words.title)</h1>
            <p class="headline">\(headline)</p>
            <p class="lead">\(words.lead)</p>
            <section aria-labelledby="unit"><h2 id="unit">\(words.unitTitle)</h2>
            <div class="prose">\(.each(words.unit) { "<p>\($0)</p>\n" })</div>
            \(budgetTable)</section>
            <p class="links"><a href="/\(language.rawValue)/\(SourcesPage.path)">\(SourceWords(language: language).link)</a> \
            <a href="/\(language.rawValue)/\(FeedbackPage.path)">\(FeedbackPage.title[language])</a> \
            <a href="/\(language.rawValue)/\(TomorrowTabs.Tab.ledger.path)">\(TomorrowTabs.Tab.ledger.title[language])</a></p>
            <section aria-labelledby="not"><h2 id="not">\(words.notPromisedTitle)</h2>
            <ul class="prose">\(.each(words.notPromised(for: frame.audience)) { "<li>\($0)</li>\n" })</ul></section>
            <section aria-labelledby="plan"><h2 id="plan">\(words.planTitle)</h2>
            <p class="prose">\(words.plan(ledger.disclosure))</p>
            \(planTable)</section>
            <section aria-labelledby="refused"><h2 id="refused">\(words.outcomesTitle)</h2>
            <p class="prose">\(words.outcomes(ledger.disclosure))</p>
            \(outcomeTables)</section>
            <section aria-labelledby="log"><h2 id="log">\(words.logTitle)</h2>
            <p class="prose">\(words.log)</p>
            <dl><div><dt>\(words.leaves)</dt><dd>\(numbers.integer(Int(logHead.size)))</dd></div>
            <div><dt>\(words.root)</dt><dd><code class="long">\(logHead.root)</code></dd></div></dl></section>
            <section aria-labelledby="rules"><h2 id="rules">\(words.rulesTitle)</h2>
            <ul class="prose">\(.each(words.rules(territory.geography.smallPlaces, ledger.disclosure)) { "<li>\($0)</li>\n" })</ul></section>

            """)
    }

    private var headline: String {
        guard !ledger.disclosure.isEmpty else {
            return isFrench
                ? "Rien n'est encore publié ici : aucun chiffre, et donc aucun coût pour personne."
                : "Nothing is published here yet: no figure, and so no cost to anybody."
        }
        guard ledger.disclosure.contains(.noised) else {
            return isFrench
                ? "Les sources publiées ici sont déjà des données ouvertes : leurs chiffres sont exacts."
                : "The sources published here are open data already: their figures are exact."
        }
        let value = epsilon(ledger.total)
        return isFrench
            ? "Pour tout ce qui a été publié ici, un fait donné a « coûté » au plus ε = \(value) : c'est la limite de ce que quiconque peut en apprendre."
            : "For all that was published here, any one incident has “cost” at most ε = \(value): that bounds what anybody can learn of it."
    }

    private func epsilon(_ value: Epsilon) -> String { numbers.decimal(value.value, decimals: 3) }

    private var budgetTable: HTML {
        let rows = HTML.each(ledger.entries) { entry in
            let limit = entry.limit.map(epsilon) ?? "—"
            let isNoised = entry.disclosure.contains(.noised)
            let bound = isNoised ? epsilon(entry.spent) : "—"
            let total =
                isNoised
                ? epsilon(entry.perIncident) : entry.disclosure == .exact ? words.noNoise : words.nothingYet
            return """
                <tr><th scope="row">\(entry.title[language])</th>\
                <td class="number">\(entry.recordsPerIncident) <i>\(words.enforced(entry.isEnforced))</i></td>\
                <td class="number">\(bound)</td><td class="number">\(total)</td>\
                <td class="number">\(entry.disclosure == .exact ? "—" : limit)</td></tr>

                """
        }
        let sum: HTML =
            ledger.entries.count < 2
            ? .nothing
            : """
            <tfoot><tr><th scope="row">\(words.allSources)</th><td></td><td></td>\
            <td class="number">\(epsilon(ledger.total))</td><td></td></tr></tfoot>
            """
        return table(
            "unit",
            """
            <thead><tr><th scope="col">\(words.source)</th><th scope="col" class="number">k</th>\
            <th scope="col" class="number">\(words.spentPerRecord)</th>\
            <th scope="col" class="number">\(words.spentPerIncident)</th>\
            <th scope="col" class="number">\(words.limit)</th></tr></thead>
            <tbody>\(rows)</tbody>\(sum)
            """)
    }

    private var planTable: HTML {
        let rows = HTML.each(catalogue.families) { family in
            let table = family.latest
            let loss = table.noise.isExact ? words.exact : epsilon(table.epsilon)
            let contents: String =
                switch table.contents {
                case .incidents(let level): Words.categories(level)[language]
                case .outcomes: words.outcomesShort
                }
            let published: String
            if let extent = family.extent {
                let calendar = territory.calendar
                published = dates.period(
                    calendar.date(at: extent.lowerBound), calendar.date(at: extent.upperBound - 1))
            } else {
                published = words.nothingYet
            }
            return """
                <tr><th scope="row"><a href="/api/v1/tables/\(table.key)"><code>\(table.key)</code></a></th>\
                <td>\(Words.level(table.place, in: territory)[language])</td><td>\(Words.step(table.time)[language])</td>\
                <td>\(contents)</td><td class="number">\(loss)</td><td class="when">\(published)</td></tr>

                """
        }
        return table(
            "plan",
            """
            <thead><tr><th scope="col">\(words.table)</th><th scope="col">\(words.places)</th>\
            <th scope="col">\(words.time)</th><th scope="col">\(words.counted)</th>\
            <th scope="col" class="number">ε</th><th scope="col">\(words.published)</th></tr></thead>
            <tbody>\(rows)</tbody>
            """)
    }

    private var outcomeTables: HTML {
        guard !outcomes.isEmpty else { return "<p class=\"note\">\(words.noOutcomes)</p>" }
        return .each(outcomes) { totals in
            let rows = HTML.each(totals.rows) { row in
                """
                <tr><th scope="row">\(row.title[language])</th>\
                \(ReadingCells.html(row.reading, language, numbers))</tr>

                """
            }
            let calendar = territory.calendar
            let when = dates.period(
                calendar.date(at: totals.period.lowerBound), calendar.date(at: totals.period.upperBound - 1))
            return """
                <h3 id="outcomes-\(totals.source)">\(totals.title[language]), \(when)</h3>
                \(table(
                    "outcomes-\(totals.source)",
                    """
                    <thead><tr><th scope="col">\(words.outcome)</th>\
                    <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
                    <th scope="col" class="number">\(YesterdayWords.interval[language])</th></tr></thead>
                    <tbody>\(rows)</tbody>
                    """))
                """
        }
    }

    private func table(_ title: String, _ content: HTML) -> HTML {
        """
        <div class="scroll" tabindex="0" role="group" aria-labelledby="\(title)"><table>
        \(content)
        </table></div>

        """
    }
}
