import Analysis
import Editions
import Markup
import Vocabulary

/// A measure with its effect: the sentence, its places beside the others, and the tests that could have spoken against it.
struct MeasureSection {
    let answer: EffectAnswer
    let page: AnalysisFrame

    private var language: Language { page.language }
    private var isFrench: Bool { page.isFrench }
    private var numbers: NumberFormat { page.numbers }
    private var dates: DateFormat { DateFormat(language: language) }
    private var words: RatioWords { RatioWords(language: language) }
    private var measure: Measure { answer.measure }
    private var anchor: String { "measure-" + measure.id }
    private var query: String { "measure=" + QueryItems.encode(measure.id) }

    /// The section.
    var html: HTML {
        let body: HTML
        switch answer.report {
        case .success:
            body = """
                \(picture)<p class="summary">\(checks.joined(separator: " "))</p>
                <details open class="twin"><summary>\(isFrench ? "Voir les tests" : "Show the tests")</summary>
                \(tests)</details>
                <details open class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
                \(courseTable)</details>
                \(page.downloads("effects", query: query))
                """
        case .failure(let error): body = page.refusal(error)
        }
        return """
            <section class="measure" aria-labelledby="\(anchor)">
            <h2 id="\(anchor)">\(measure.title[language])</h2>
            <p class="about">\(about)</p>
            <p class="finding">\(sentence(named: false))</p>
            \(body)</section>

            """
    }

    // MARK: The sentence

    private var about: String {
        let places = (page.territory.places(at: measure.level) ?? []).filter { measure.places.contains($0.id) }
            .map { $0.title(in: page.territory) }
        let names = places.prefix(6).joined(separator: ", ") + (places.count > 6 ? " …" : "")
        var parts = [measure.kind.title[language], places.isEmpty ? page.territory.name : names]
        if let to = measure.to {
            parts.append(dates.period(measure.from, to.adding(days: -1)))
        } else {
            parts.append((isFrench ? "depuis le " : "since ") + dates.date(measure.from))
        }
        let meant = measure.categories.compactMap { page.territory.taxonomy.title(of: $0, at: .category)?[language] }
        parts.append(
            meant.isEmpty ? (isFrench ? "toutes catégories" : "all categories") : meant.joined(separator: ", "))
        return parts.joined(separator: " · ") + (measure.note[language].isEmpty ? "" : ". " + measure.note[language])
    }

    /// What the difference in differences says, for somebody who has never heard of it.
    func sentence(named: Bool) -> String {
        let start = named ? "« \(measure.title[language]) »" : (isFrench ? "Dans ses lieux" : "In its places")
        let subject = named && !isFrench ? "“\(measure.title[language])”" : start
        let colon = isFrench ? " : " : ": "
        guard let record = answer.difference, let ratio = record.estimate, let interval = record.interval else {
            return subject + colon + (isFrench ? "trop peu pour conclure." : "too little to tell.")
        }
        let counted = Words.counted(origin, 2)[language]
        switch record.verdict {
        case "fewer", "more":
            return isFrench
                ? "\(subject)\(colon)\(words.change(ratio, of: counted)) que ce qu'on attendait sans la mesure (\(words.range(interval)))."
                : "\(subject)\(colon)\(words.change(ratio, of: counted)) than expected without the measure (\(words.range(interval)))."
        default:
            guard interval.high.isFinite, interval.low > 0 else {
                return subject + colon + (isFrench ? "trop peu pour conclure." : "too little to tell.")
            }
            return isFrench
                ? "\(subject)\(colon)pas d'effet net (\(words.range(interval)), par rapport à ce qu'on attendait sans la mesure)."
                : "\(subject)\(colon)no clear effect (\(words.range(interval)), against what was expected without the measure)."
        }
    }

    private var origin: Origin { answer.tables.last?.origin ?? .reported }

    /// What speaks for the finding and against it.
    private var checks: [String] {
        var sentences: [String] = []
        // With many places the finding's own p isn't the placebos'.
        if let record = answer.difference, let p = record.number("p_placebo"),
            let placebos = record.number("placebos")
        {
            let asLarge = max(0, Int((p * (placebos + 1)).rounded()) - 1)
            let (few, all) = (numbers.integer(asLarge), numbers.integer(Int(placebos)))
            let shown =
                switch asLarge {
                case 0: isFrench ? "aucun ne montre" : "none shows"
                case 1: isFrench ? "un seul montre" : "one shows"
                default: isFrench ? "\(few) montrent" : "\(few) show"
                }
            sentences.append(
                isFrench
                    ? "Placebo : sur \(all) choix d'autres lieux, où rien n'a été fait, \(shown) un écart aussi grand."
                    : "Placebo: of \(all) choices of other places, where nothing was done, \(shown) as large a difference."
            )
        }
        if let record = answer.synthetic, let ratio = record.number("ratio"), let low = record.number("ratio_low"),
            let high = record.number("ratio_high")
        {
            let range = words.range(AnalysisReport.Interval(low: low, high: high))
            let change = words.change(ratio) + " (" + range + ")"
            let clear = record.verdict != "no_clear_effect"
            sentences.append(
                isFrench
                    ? "Témoin composé des lieux qui évoluaient comme eux : \(change), \(clear ? "net aussi" : "mais pas nettement")."
                    : "Set against a mix of places that had gone like them: \(change), \(clear ? "clear too" : "but not clearly")."
            )
        }
        if let record = answer.displacement, let interval = record.interval, let ratio = record.estimate {
            let range = words.range(interval)
            sentences.append(
                record.verdict == "no_clear_effect"
                    ? (isFrench
                        ? "Autour : pas de report net (\(range))." : "Around: no clear displacement (\(range)).")
                    : (isFrench
                        ? "Autour : \(words.change(ratio)) (\(range))." : "Around: \(words.change(ratio)) (\(range))."))
        }
        if answer.earlier.map({ $0.verdict != "no_clear_effect" }) ?? false {
            sentences.append(
                isFrench
                    ? "Attention : ces lieux s'écartaient déjà des autres avant la mesure."
                    : "Beware: these places had left the others before the measure already.")
        } else if answer.pretrend?.verdict == "diverging" {
            sentences.append(
                isFrench
                    ? "Attention : avant la mesure, ces lieux n'évoluaient déjà pas comme les autres."
                    : "Beware: before the measure these places weren't going like the others.")
        }
        return sentences
    }

    // MARK: The picture and its table

    private var picture: HTML {
        guard let course = answer.course else { return .nothing }
        let start = course.periods.first { $0.isAfter }?.day ?? measure.from
        let chart = LineChart(
            bands: [
                LineChart.Band(
                    points: course.periods.map { period in
                        period.interval.map { (period.day.dayNumber, max(0, $0.low), max(0, $0.high)) }
                    })
            ],
            lines: [
                LineChart.Line(
                    style: "expected", points: course.periods.map { ($0.day.dayNumber, max(0, $0.expected)) }),
                LineChart.Line(style: "observed", points: course.periods.map { ($0.day.dayNumber, max(0, $0.count)) }),
            ],
            marks: [LineChart.Mark(day: start.dayNumber)], language: language, title: anchor)
        var key = [
            ChartKey.line("observed", isFrench ? "Ses lieux" : "Its places"),
            ChartKey.line("expected", isFrench ? "Attendu d'après les autres lieux" : "Expected from the other places"),
            ChartKey.line("mark", isFrench ? "Début de la mesure" : "Beginning of the measure"),
        ]
        if course.periods.contains(where: { $0.interval != nil }) {
            key.insert(ChartKey.area("between", YesterdayWords.interval[language]), at: 1)
        }
        let counted = numbers.list(answer.counted.map { $0[language] })
        let step = Words.step(course.level)[language]
        return """
            <p class="about">\(counted), \(isFrench ? "par" : "by") \(step)</p>
            \(chart.html)<p class="key">\(.each(key) { $0 })</p>

            """
    }

    private var courseTable: HTML {
        guard let course = answer.course else { return .nothing }
        let calendar = page.territory.calendar
        func count(_ value: Double) -> String { numbers.integer(Int(max(0, value).rounded())) }
        let rows = HTML.each(course.periods) { period in
            let start = calendar.start(of: period.day)
            let name = dates.bin(TimeBin(level: course.level, start: start, end: start + 1), in: calendar)
            let interval = period.interval.map { "\(count($0.low))–\(count($0.high))" } ?? Words.exact[language]
            let mark: HTML = period.isAfter ? " <i>\(isFrench ? "avec la mesure" : "with the measure")</i>" : .nothing
            return """
                <tr><th scope="row">\(name)\(mark)</th><td class="number">\(count(period.count))</td>\
                <td class="number">\(interval)</td><td class="number">\(count(period.expected))</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="\(anchor)">
            <table><thead><tr><th scope="col">\(YesterdayWords.when[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">\(isFrench ? "Attendu" : "Expected")</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private var tests: HTML {
        let named: [(Phrase, AnalysisReport.Record?)] = [
            (
                Phrase(fr: "Avant et après, ici et ailleurs", en: "Before and after, here and elsewhere"),
                answer.difference
            ),
            (Phrase(fr: "Autour (report)", en: "Around (displacement)"), answer.displacement),
            (Phrase(fr: "Comme si elle avait commencé plus tôt", en: "As if it had begun earlier"), answer.earlier),
            (Phrase(fr: "Pente avant la mesure, par an", en: "Slope before the measure, a year"), answer.pretrend),
        ]
        var rows = HTML.each(named) { name, record -> HTML in
            guard let record else { return .nothing }
            return row(
                name, record.estimate.map { words.change($0) }, record.interval.map { words.range($0) }, record.p)
        }
        if let record = answer.synthetic {
            let step = Words.step(answer.course?.level ?? .week)[language]
            let per = isFrench ? "par \(step)" : "a \(step)"
            rows += row(
                Phrase(fr: "Témoin composé (\(per))", en: "Mix of places (\(per))"),
                record.estimate.map { numbers.decimal($0, decimals: 1) },
                record.interval.map {
                    "\(numbers.decimal($0.low, decimals: 1)) … \(numbers.decimal($0.high, decimals: 1))"
                }, record.p)
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="\(anchor)">
            <table><thead><tr><th scope="col">\(isFrench ? "Comparaison" : "Comparison")</th>\
            <th scope="col" class="number">\(isFrench ? "Effet" : "Effect")</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">p</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private func row(_ name: Phrase, _ effect: String?, _ interval: String?, _ p: Double?) -> HTML {
        """
        <tr><th scope="row">\(name[language])</th><td class="number">\(effect ?? "—")</td>\
        <td class="number">\(interval ?? "—")</td><td class="number">\(words.probability(p))</td></tr>

        """
    }
}
