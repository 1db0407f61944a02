import Analysis
import Editions
import Markup
import Vocabulary

/// What the pages of analyses have in common: the tabs, the sentence, the controls, and what was changed in the question.
struct AnalysisFrame {
    let frame: PageFrame
    let tab: YesterdayTabs.Tab
    let choices: Choices

    var language: Language { frame.language }
    var territory: Territory { frame.territory }
    var question: Question { choices.question }
    var isFrench: Bool { language == .french }
    var numbers: NumberFormat { NumberFormat(language: language) }

    /// The page's address with its question.
    var address: String { "/\(language.rawValue)/\(tab.path)?\(question.query)" }

    /// The page around its pictures.
    ///
    /// - Parameter sentences: the first answers; the others say more.
    func page(title: Phrase, kicker: String? = nil, sentences: [String], _ rest: HTML) -> HTML {
        let above: HTML = kicker.map { "<p class=\"kicker\">\($0)</p>\n" } ?? .nothing
        let lead = sentences.dropFirst().joined(separator: " ")
        let more: HTML = lead.isEmpty ? .nothing : "<p class=\"lead\">\(lead)</p>\n"
        return frame.page(
            """
            \(YesterdayTabs(current: tab, language: language, query: question.query).html)\
            <div id="answer">
            <h1>\(title[language])</h1>
            \(above)<p class="headline">\(sentences.first ?? "")</p>
            \(more)\(changed)</div>
            \(rest)
            """)
    }

    /// The controls, which lead back to this page.
    var controls: HTML {
        YesterdayControls(choices: choices, territory: territory, language: language, path: tab.path).html
    }

    private var changed: HTML {
        guard !choices.changed.isEmpty else { return .nothing }
        let names = choices.changed.compactMap { YesterdayWords.parameter[$0]?[language] }
        return "<p class=\"note\" role=\"status\">\(YesterdayWords.changed(numbers.list(names))[language])</p>\n"
    }

    /// The chosen place, or the territory.
    var who: String {
        guard let place = question.place else { return territory.name }
        let name =
            choices.places.first { $0.id == place }?.title(in: territory) ?? CellName.name(of: place, in: territory)
        return "\(name) (\(territory.name))"
    }

    /// The place, and the category where it isn't all.
    var subject: String {
        guard question.selection != .all,
            let title = choices.selections.first(where: { $0.selection == question.selection })?.title[language]
        else { return who }
        return who + (isFrench ? ", «\u{A0}\(title)\u{A0}»" : ", “\(title)”")
    }

    /// How what is counted came to be.
    func origins(_ tables: [TableDescription]) -> OriginMix {
        OriginMix(of: question.selection, source: tables.last?.origin ?? .reported, taxonomy: territory.taxonomy)
    }

    /// Where it comes from and how it was worked out.
    func proof(_ tables: [TableDescription], _ publishedAt: UTCSeconds?, _ report: AnalysisReport?) -> HTML {
        AnalysisProof(
            source: tables.last?.sourceTitle[language]
                ?? choices.sources.first { $0.id == question.source }?.title[language] ?? "", origin: origins(tables),
            tables: tables, publishedAt: publishedAt, report: report, territory: territory, language: language,
            address: address
        ).html
    }

    /// The links to the same figures for programs.
    func downloads(_ name: String, query: String? = nil) -> HTML {
        let state = query ?? question.query
        return """
            <p class="downloads"><a href="/api/v1/\(name).csv?\(state)" download>CSV</a> \
            <a href="/api/v1/\(name)?\(state)">JSON</a></p>
            """
    }

    /// The period that was read, and by what step.
    func period(_ extent: Range<UTCSeconds>?, _ table: TableDescription?) -> String {
        guard let extent, let table else { return "" }
        let calendar = territory.calendar
        let days = DateFormat(language: language).period(
            calendar.date(at: extent.lowerBound), calendar.date(at: extent.upperBound - 1))
        let step = Words.step(table.time)[language]
        return "\(subject), \(days), \(isFrench ? "par" : "by") \(step)"
    }

    /// What stands against an answer, said in its place.
    func refusal(_ error: AnalysisError) -> HTML {
        let explanation = error.explanation
        return "<p class=\"empty\">\(explanation.what[language]) \(explanation.remedy[language])</p>\n"
    }

    /// « trop peu pour conclure » as a first sentence.
    func tooLittle(_ subject: String) -> String {
        isFrench ? "\(subject) : trop peu pour conclure." : "\(subject): too little to tell."
    }
}
