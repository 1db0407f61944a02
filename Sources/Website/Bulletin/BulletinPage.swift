import Editions
import Markup
import Vocabulary

/// The page *Bulletin*: what happened on one sheet of A4, for people who don't read statistics.
struct BulletinPage {
    let answer: BulletinAnswer
    let frame: PageFrame

    private var language: Language { frame.language }
    private var territory: Territory { frame.territory }
    private var isFrench: Bool { language == .french }
    private var question: Question { answer.question }
    private var compared: CompareQuestion { answer.comparison.compared }

    /// The page's address below its language.
    static let path = "hier/bulletin"
    /// What the page is called.
    static let title = Phrase(fr: "Bulletin", en: "Bulletin")

    /// The whole page.
    var html: HTML {
        let dates = DateFormat(language: language)
        let sentences = BulletinSentences(answer: answer, territory: territory, language: language).all
        return frame.page(
            """
            \(YesterdayTabs(current: .bulletin, language: language, query: question.query).html)
            <h1>\(Self.title[language]) · \(territory.name), \(dates.period(question.from, question.to))</h1>
            \(CompareNotes(answer: answer.comparison, language: language).html)<ol class="bulletin">
            \(.each(sentences) { "<li>\($0)</li>\n" })</ol>
            <p class="print"><button type="button" id="print" hidden>\(isFrench ? "Imprimer sur une feuille A4" : "Print on a sheet of A4")</button></p>
            \(CompareControls(compared: compared, territory: territory, language: language, path: Self.path).html)
            \(series)\(places)\(categories)
            <p class="small">\(source)</p>

            """)
    }

    private var series: HTML {
        guard let series = answer.yesterday.series else { return .nothing }
        let step = Words.step(series.family.latest.time)[language]
        let title = YesterdayWords.seriesTitle(placeName, step)[language]
        let table = SeriesTable(series: series, territory: territory, language: language)
        return """
            <section aria-labelledby="series-title">
            <h2 id="series-title">\(title)</h2>
            \(SeriesPicture(figures: series.figures, territory: territory, language: language, label: table.summary).html)
            <details open class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(table.html)</details>
            </section>

            """
    }

    private var placeName: String {
        question.place.map { id in
            compared.choices.places.first { $0.id == id }?.title(in: territory) ?? CellName.name(of: id, in: territory)
        } ?? territory.name
    }

    /// The places with the most, as many as a sheet holds.
    private var places: HTML {
        let known = answer.comparison.places
        guard question.place == nil, !known.isEmpty else { return .nothing }
        let most = known.sorted { ($0.change?.after.value ?? -1) > ($1.change?.after.value ?? -1) }.prefix(8)
        return """
            <section aria-labelledby="places-title">
            <h2 id="places-title">\(isFrench
                ? "Les lieux qui en comptent le plus" : "The places with the most of them")</h2>
            <p class="about">\(origin) \(isFrench
                ? "Ce n'est pas un classement de dangers." : "This is no ranking of dangers.")</p>
            \(BulletinTable(
                rows: most.map { ($0.place.title(in: territory), $0.change) }, heading: YesterdayWords.place[language],
                against: against, language: language).html)</section>

            """
    }

    private var categories: HTML {
        guard !answer.comparison.categories.isEmpty else { return .nothing }
        return """
            <section aria-labelledby="categories-title">
            <h2 id="categories-title">\(isFrench ? "De quoi il s'agit" : "What it is about")</h2>
            \(BulletinTable(
                rows: answer.comparison.categories.prefix(6).map { ($0.title[language], $0.change) },
                heading: YesterdayWords.category[language], against: against, language: language).html)</section>

            """
    }

    /// What a count means, by how it came to be.
    private var origin: String {
        switch answer.comparison.origins.main {
        case .reported: isFrench ? "Signalé, non pas survenu." : "Reported, not occurred."
        case .discovered:
            isFrench ? "Activité du service, pas des habitants." : "The service's activity, not the residents'."
        case .measured: isFrench ? "Mesuré par des capteurs." : "Measured by sensors."
        case .contextual: isFrench ? "Contexte." : "Context."
        }
    }

    private var against: String {
        let (from, to) = compared.before
        let period = DateFormat(language: language).period(from, to)
        return isFrench ? "Par rapport à la période \(period)" : "Beside the period \(period)"
    }

    private var source: HTML {
        let title =
            answer.yesterday.choices.sources.first { $0.id == question.source }?.title[language] ?? question.source
        let published = answer.comparison.editions.map(\.publishedAt).max().map { time -> String in
            let date = DateFormat(language: language).longDate(territory.calendar.date(at: time))
            return isFrench ? " Publié le \(date)." : " Published on \(date)."
        }
        let method =
            isFrench
            ? "Les intervalles, où il y en a, contiennent le vrai nombre 95 fois sur 100 ; les écarts tiennent compte du hasard."
            : "Intervals, where there are any, hold the true count 95 times in 100; changes allow for chance."
        return """
            \(isFrench ? "Source :" : "Source:") \(title).\(published ?? "") \(method) \
            <a href="/\(language.rawValue)/\(Self.path)?\(compared.query)">\(isFrench ? "Lien permanent" : "Permanent link")</a>
            """
    }
}
