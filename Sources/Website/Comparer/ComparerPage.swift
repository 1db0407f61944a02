import Analysis
import Editions
import Markup
import Vocabulary

/// The page *Comparer*: two periods, place by place and category by category.
struct ComparerPage {
    let answer: ComparisonAnswer
    let frame: PageFrame

    private var language: Language { frame.language }
    private var territory: Territory { frame.territory }
    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }
    private var question: Question { answer.question }
    private var compared: CompareQuestion { answer.compared }

    /// What the page is called.
    static let title = Phrase(fr: "Comparer : plus ou moins qu'avant ?", en: "Compare: more or less than before?")

    /// The whole page.
    var html: HTML {
        let sentences = ComparisonSentence(answer: answer, territory: territory, language: language).sentences
        return frame.page(
            """
            \(YesterdayTabs(current: .compare, language: language, query: question.query).html)
            <div id="answer">
            <h1>\(Self.title[language])</h1>
            \(CompareNotes(answer: answer, language: language).html)<p class="headline">\(sentences[0])</p>
            <p class="lead">\(sentences.dropFirst().joined(separator: " "))</p>
            \(gaps)</div>
            \(CompareControls(compared: compared, territory: territory, language: language).html)
            <div class="pictures">
            \(map)\(categories)\(contrasts)</div>
            \(how)
            """)
    }

    private var gaps: HTML {
        guard answer.refusal == nil, !answer.gaps.isEmpty else { return .nothing }
        let dates = DateFormat(language: language)
        let shown = answer.gaps.prefix(3).map {
            dates.period(territory.calendar.date(at: $0.lowerBound), territory.calendar.date(at: $0.upperBound - 1))
        }
        let periods = numbers.list(shown) + (answer.gaps.count > 3 ? " …" : "")
        return "<p class=\"note\">\(YesterdayWords.gaps(periods)[language])</p>\n"
    }

    // MARK: The map

    private var map: HTML {
        guard answer.refusal == nil, !answer.places.isEmpty else { return .nothing }
        let title = Words.level(question.level, in: territory)[language]
        let rows = answer.places.map { place, change in
            ChangeTable.Row(
                title: place.title(in: territory), link: compared.query(about: place.id),
                isChosen: place.id == question.place, change: change)
        }
        return """
            <section class="picture" aria-labelledby="map-title">
            <h2 id="map-title">\(isFrench ? "Écart par lieu" : "Change by place"), \(title.lowercased())</h2>
            <p class="about">\(about)</p>
            \(picture)\(ChangeLegend(changes: answer.places.map(\.change), language: language).html)
            <details open id="map-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(ChangeTable(
                rows: rows, heading: YesterdayWords.place[language], titleId: "map-title", language: language).html)\
            </details>
            <p class="downloads"><a href="/api/v1/compare.csv?\(compared.query)" download>CSV</a> \
            <a href="/api/v1/compare?\(compared.query)">JSON</a></p>
            </section>

            """
    }

    private var picture: HTML {
        MapBox(
            question: question, figures: "/api/v1/compare?\(compared.query)", territory: territory, language: language
        ).html
    }

    private var about: String {
        let title = compared.choices.selections.first { $0.selection == question.selection }?.title[language] ?? ""
        let dates = DateFormat(language: language)
        let (from, to) = compared.before
        let (now, then) = (dates.period(question.from, question.to), dates.period(from, to))
        return isFrench ? "\(title), \(now) contre \(then)" : "\(title), \(now) against \(then)"
    }

    // MARK: Categories and contrasts

    private var categories: HTML {
        guard !answer.categories.isEmpty else { return .nothing }
        let rows = answer.categories.map { title, change in
            ChangeTable.Row(title: title[language], link: nil, isChosen: false, change: change)
        }
        return """
            <section class="picture" aria-labelledby="categories-title">
            <h2 id="categories-title">\(isFrench ? "Écart par catégorie" : "Change by category")</h2>
            <p class="about">\(placeName)</p>
            \(ChangeTable(
                rows: rows, heading: YesterdayWords.category[language], titleId: "categories-title",
                language: language).html)\
            </section>

            """
    }

    private var placeName: String {
        question.place.map { id in
            compared.choices.places.first { $0.id == id }?.title(in: territory) ?? CellName.name(of: id, in: territory)
        } ?? territory.name
    }

    private var contrasts: HTML {
        guard !answer.contrasts.isEmpty else { return .nothing }
        let sentences = HTML.each(answer.contrasts) {
            "<p class=\"summary\">\(ContrastSentence(answer: $0, language: language).text)</p>\n"
        }
        return """
            <section class="picture" aria-labelledby="contrast-title">
            <h2 id="contrast-title">\(isFrench ? "L'un face à l'autre" : "One beside the other")</h2>
            <p class="about">\(DateFormat(language: language).period(question.from, question.to))</p>
            \(sentences)</section>

            """
    }

    // MARK: How it is known

    private var how: HTML {
        AnalysisProof(
            source: compared.choices.sources.first { $0.id == question.source }?.title[language] ?? question.source,
            origin: answer.origins, tables: answer.tables, publishedAt: answer.editions.map(\.publishedAt).max(),
            report: answer.report, territory: territory, language: language,
            address: "/\(language.rawValue)/\(CompareQuestion.path)?\(compared.query)"
        ).html
    }
}

/// How one place or category stands beside another, in a sentence.
struct ContrastSentence {
    let answer: ContrastAnswer
    let language: Language

    /// The sentence.
    var text: String {
        let words = ChangeWords(language: language)
        let numbers = NumberFormat(language: language)
        let isFrench = language == .french
        let (first, second) = (answer.first[language], answer.second[language])
        let counts =
            isFrench
            ? "\(first) : \(words.count(answer.firstCount)) ; \(second) : \(words.count(answer.secondCount))."
            : "\(first): \(words.count(answer.firstCount)); \(second): \(words.count(answer.secondCount))."
        guard let ratio = answer.record.estimate, let interval = answer.record.interval else {
            return counts + (isFrench ? " C'est trop peu pour conclure." : " That is too few to tell.")
        }
        func times(_ value: Double) -> String { value.isFinite ? numbers.decimal(value, decimals: 2) : "∞" }
        let per =
            answer.isPerInhabitant
            ? (isFrench ? ", par habitant" : ", per inhabitant")
            : (isFrench ? ", en nombres bruts" : ", in plain counts")
        let between =
            isFrench
            ? "entre \(times(interval.low)) et \(times(interval.high))"
            : "between \(times(interval.low)) and \(times(interval.high))"
        guard answer.record.verdict == "higher" || answer.record.verdict == "lower" else {
            return counts
                + (isFrench
                    ? " Pas de différence nette : le premier compte \(between) fois autant que le second\(per)."
                    : " No clear difference: the first has \(between) times as many as the second\(per).")
        }
        return counts
            + (isFrench
                ? " Le premier compte \(times(ratio)) fois autant que le second\(per) (\(between))."
                : " The first has \(times(ratio)) times as many as the second\(per) (\(between)).")
    }
}
