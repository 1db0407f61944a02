import Analysis
import Markup
import Vocabulary

/// The page *Contexte*: what goes along with more or fewer counts, as sentences with intervals; association, not proof.
struct ContextPage {
    let answer: ContextAnswer
    let page: AnalysisFrame

    private static let title = Phrase(fr: "Hier : dans quel contexte", en: "Yesterday: in what context")

    private var language: Language { page.language }
    private var isFrench: Bool { page.isFrench }
    private var words: RatioWords { RatioWords(language: language) }
    private var origins: OriginMix { page.origins(answer.tables) }
    private var teller: TermSentence { TermSentence(counted: Words.counted(origins.main, 2)) }

    /// The whole page.
    var html: HTML {
        let kicker = origins.main == .discovered ? Words.serviceActivity[language] : nil
        return page.page(
            title: Self.title, kicker: kicker, sentences: sentences,
            """
            \(page.controls)
            \(terms)\(page.proof(answer.tables, answer.publishedAt, try? answer.report.get()))
            """)
    }

    // MARK: The sentences

    private var sentences: [String] {
        guard case .success = answer.report else { return [page.tooLittle(page.subject)] }
        let clear = answer.terms.filter { $0.verdict != "no_clear_association" }
        let strongest = clear.max { abs($0.statistic ?? 0) < abs($1.statistic ?? 0) }
        let colon = isFrench ? " : " : ": "
        let first =
            strongest.flatMap { teller.phrase($0)?[language] }.map { page.subject + colon + $0 + "." }
            ?? (isFrench
                ? "\(page.subject) : rien ne va nettement avec plus ou moins de \(teller.counted[language])."
                : "\(page.subject): nothing clearly goes along with more or fewer \(teller.counted[language]).")
        let notProof =
            isFrench
            ? "C'est une association, pas une preuve : rien ici ne dit que l'un cause l'autre."
            : "This is association, not proof: nothing here says that one causes the other."
        return [first, notProof, gain].compactMap(\.self)
    }

    /// What is explained in weeks that no estimate saw.
    private var gain: String? {
        guard let record = answer.gain, let share = record.estimate, let interval = record.interval else { return nil }
        let numbers = page.numbers
        let (low, high) = (numbers.percent(interval.low), numbers.percent(interval.high))
        if interval.low <= 0 {
            return isFrench
                ? "Sur des semaines que l'estimation n'a pas vues, le gain n'est pas net (entre \(low) et \(high))."
                : "In weeks that the estimate hasn't seen, the gain isn't clear (between \(low) and \(high))."
        }
        return isFrench
            ? "Sur des semaines que l'estimation n'a pas vues, cela explique \(numbers.percent(share)) des écarts (entre \(low) et \(high))."
            : "In weeks that the estimate hasn't seen, it explains \(numbers.percent(share)) of the differences (between \(low) and \(high))."
    }

    // MARK: The picture, which is a table too

    private var terms: HTML {
        let title = isFrench ? "Ce qui va avec plus ou moins" : "What goes along with more or fewer"
        guard case .success = answer.report else {
            let why: HTML = if case .failure(let error) = answer.report { page.refusal(error) } else { .nothing }
            return """
                <section class="picture" aria-labelledby="terms-title">
                <h2 id="terms-title">\(title)</h2>
                \(why)</section>

                """
        }
        let whisker = RatioWhisker(answer.terms)
        let rows = HTML.each(answer.terms) { term in
            let sentence = teller.phrase(term)?[language] ?? term.term ?? ""
            let unclear: HTML = term.verdict == "no_clear_association" ? " class=\"unclear\"" : .nothing
            let figures = words.figures(term)
            return """
                <tr\(unclear)><th scope="row">\(sentence.prefix(1).uppercased() + sentence.dropFirst())</th>\
                <td class="whisker">\(whisker.html(term))</td>\
                <td class="number">\(figures.ratio)</td>\
                <td class="number">\(figures.interval)</td>\
                <td class="number">\(words.probability(term.p))</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="terms-title">
            <h2 id="terms-title">\(title)</h2>
            <p class="about">\(page.period(answer.extent, answer.tables.last))</p>
            <p class="summary">\(reading)</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="terms-title">
            <table class="forest"><thead><tr><th scope="col">\(isFrench ? "Quand" : "When")</th>\
            <th scope="col" class="scale">\(whisker.head(language))</th>\
            <th scope="col" class="number">\(isFrench ? "Fois" : "Times")</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">p</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(page.downloads("context"))
            <p class="note">\(covered)</p>
            </section>

            """
    }

    private var reading: String {
        isFrench
            ? "Chaque rapport vaut toutes choses égales par ailleurs ; un trait qui traverse le milieu ne dit rien de net."
            : "Each ratio holds with all else equal; a line across the middle says nothing clear."
    }

    /// What entered, and what couldn't.
    private var covered: String {
        guard !answer.hasContext else {
            return isFrench
                ? "Entrent le calendrier, et le temps qu'il fait, les événements et les travaux dont des séries sont connues."
                : "The calendar enters, and weather, events and works of which series are known."
        }
        let hasHolidays = answer.terms.contains { $0.term?.hasSuffix("_holiday") ?? false }
        if isFrench {
            let holidays = hasHolidays ? ", vacances et jours fériés" : ""
            return "Le calendrier seulement : jour de la semaine, mois, année\(holidays). "
                + "Le temps qu'il fait et les événements n'y entrent pas."
        }
        let holidays = hasHolidays ? ", holidays" : ""
        return "The calendar only: weekday, month, year\(holidays). Weather and events don't enter."
    }
}
