import Analysis
import Editions
import Markup
import Vocabulary

/// The page *Tendances*: what rose or fell, when the level changed, and how months and weekdays differ.
struct TrendsPage {
    let answer: TrendsAnswer
    let page: AnalysisFrame

    private static let title = Phrase(fr: "Hier : les tendances", en: "Yesterday: trends")

    private var language: Language { page.language }
    private var isFrench: Bool { page.isFrench }
    private var numbers: NumberFormat { page.numbers }
    private var dates: DateFormat { DateFormat(language: language) }
    private var words: RatioWords { RatioWords(language: language) }
    private var origins: OriginMix { page.origins(answer.tables) }

    /// The whole page.
    var html: HTML {
        let kicker = origins.main == .discovered ? Words.serviceActivity[language] : nil
        return page.page(
            title: Self.title, kicker: kicker, sentences: sentences,
            """
            \(page.controls)
            <div class="pictures">
            \(series)\(changes)\(SeasonSection(records: answer.seasons, language: language).html)</div>
            \(page.proof(answer.tables, answer.publishedAt, try? answer.report.get()))
            """)
    }

    // MARK: The sentence

    private var sentences: [String] {
        guard let trend = answer.trend else { return [page.tooLittle(page.subject)] }
        return [headline(trend), changeSentence].compactMap(\.self)
    }

    private func headline(_ trend: AnalysisReport.Record) -> String {
        let counted = Words.counted(origins.main, 2)[language]
        guard let ratio = trend.estimate, let interval = trend.interval else { return page.tooLittle(page.subject) }
        if trend.verdict == "no_clear_trend" {
            // A range that holds a third and the triple says nothing.
            guard interval.low > 1 / 3.0, interval.high < 3 else {
                return isFrench
                    ? "\(page.subject) : trop peu de recul pour dire une tendance."
                    : "\(page.subject): too short a time to tell a trend."
            }
            return isFrench
                ? "\(page.subject) : pas de tendance nette des \(counted) (d'une année à la suivante, \(words.range(interval)))."
                : "\(page.subject): no clear trend of \(counted) (from one year to the next, \(words.range(interval)))."
        }
        return isFrench
            ? "\(page.subject) : d'une année à la suivante, \(words.change(ratio, of: counted)) (\(words.range(interval)))."
            : "\(page.subject): from one year to the next, \(words.change(ratio, of: counted)) (\(words.range(interval)))."
    }

    private var changeSentence: String? {
        let found = answer.changes
        guard let largest = found.max(by: { size($0) < size($1) }), let date = largest.day("date") else {
            return isFrench ? "Aucun changement net de niveau." : "No clear change of level."
        }
        if largest.verdict == "gradual" {
            return isFrench
                ? "Pas de rupture : une pente explique les nombres aussi bien qu'un saut."
                : "No break: a slope explains the counts as well as a jump."
        }
        let when = dates.date(date)
        let span = between(largest).map { " (\($0))" } ?? ""
        var sentence =
            isFrench
            ? "Le niveau a changé vers le \(when)\(span) : \(effect(largest))."
            : "The level changed around \(when)\(span): \(effect(largest))."
        if found.count > 1 {
            let others = found.count - 1
            sentence +=
                isFrench
                ? " Et \(numbers.integer(others)) \(others == 1 ? "autre changement, moindre" : "autres, moindres")."
                : " And \(numbers.integer(others)) smaller \(others == 1 ? "change" : "changes")."
        }
        return sentence
    }

    private func size(_ change: AnalysisReport.Record) -> Double {
        guard let ratio = change.estimate, ratio > 0 else { return 0 }
        return max(ratio, 1 / ratio)
    }

    private func between(_ change: AnalysisReport.Record) -> String? {
        guard let earliest = change.day("earliest"), let latest = change.day("latest"), earliest < latest else {
            return nil
        }
        return isFrench
            ? "entre le \(dates.date(earliest)) et le \(dates.date(latest))"
            : "between \(dates.date(earliest)) and \(dates.date(latest))"
    }

    private func effect(_ change: AnalysisReport.Record) -> String {
        guard let ratio = change.estimate, let interval = change.interval else {
            return isFrench ? "de combien, on ne sait" : "by how much isn't known"
        }
        return "\(words.change(ratio)) (\(words.range(interval)))"
    }

    // MARK: The series

    private var series: HTML {
        let step = answer.course.map { Words.step($0.level)[language] } ?? ""
        let title =
            isFrench ? "La courbe et sa tendance, par \(step)" : "The series and its trend, by \(step)"
        guard let course = answer.course, case .success = answer.report else {
            let why: HTML = if case .failure(let error) = answer.report { page.refusal(error) } else { .nothing }
            return """
                <section class="picture" aria-labelledby="trend-title">
                <h2 id="trend-title">\(isFrench ? "La courbe et sa tendance" : "The series and its trend")</h2>
                \(why)</section>

                """
        }
        return """
            <section class="picture" aria-labelledby="trend-title">
            <h2 id="trend-title">\(title)</h2>
            <p class="about">\(page.period(answer.extent, answer.tables.last))</p>
            \(chart(course).html)\(key(course))<p class="summary">\(summary(course))</p>
            <details open id="trend-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(table(course))</details>
            \(page.downloads("trends"))
            </section>

            """
    }

    private func chart(_ course: TrendCourse) -> LineChart {
        let steps = course.steps
        func line(_ style: HTML, _ value: (TrendCourse.Step) -> Double?) -> LineChart.Line {
            LineChart.Line(style: style, points: steps.map { step in value(step).map { (step.day.dayNumber, $0) } })
        }
        var lines = [line("observed") { $0.count }]
        if steps.contains(where: { $0.trend != nil }) { lines.append(line("trend") { $0.trend }) }
        return LineChart(
            bands: steps.contains { $0.variance > 0 }
                ? [
                    LineChart.Band(
                        points: steps.map { step in
                            step.count.map { count in
                                let reach = 1.96 * step.variance.squareRoot()
                                return (step.day.dayNumber, max(0, count - reach), max(0, count + reach))
                            }
                        })
                ] : [],
            lines: lines,
            marks: answer.changes.filter { $0.verdict != "gradual" }.compactMap { change in
                change.day("date").map {
                    LineChart.Mark(
                        day: $0.dayNumber, earliest: change.day("earliest")?.dayNumber,
                        latest: change.day("latest")?.dayNumber)
                }
            }, language: language, title: "trend-title")
    }

    private func key(_ course: TrendCourse) -> HTML {
        var items = [ChartKey.line("observed", isFrench ? "Publié" : "Published")]
        if course.steps.contains(where: { $0.variance > 0 }) {
            items.append(ChartKey.area("between", YesterdayWords.interval[language]))
        }
        if course.steps.contains(where: { $0.trend != nil }) {
            items.append(ChartKey.line("trend", isFrench ? "Tendance" : "Trend"))
        }
        if answer.changes.contains(where: { $0.verdict != "gradual" }) {
            items.append(ChartKey.area("around", isFrench ? "Changement, et quand au plus" : "Change, and its span"))
        }
        return "<p class=\"key\">\(.each(items) { $0 })</p>\n"
    }

    private func summary(_ course: TrendCourse) -> String {
        let known = course.steps.compactMap { step in step.count.map { (day: step.day, count: max(0, $0)) } }
        guard let highest = known.max(by: { $0.count < $1.count }), let lowest = known.min(by: { $0.count < $1.count })
        else { return "" }
        func point(_ point: (day: CivilDate, count: Double)) -> String {
            "\(numbers.integer(Int(point.count.rounded()))) (\(name(point.day, course.level)))"
        }
        var sentence =
            isFrench
            ? "Le plus haut : \(point(highest)) ; le plus bas : \(point(lowest))."
            : "Highest: \(point(highest)); lowest: \(point(lowest))."
        let cycles = course.cycles.compactMap { Self.cycle[$0]?[language] }
        if !cycles.isEmpty {
            sentence +=
                isFrench ? " Retirés de la tendance : \(numbers.list(cycles))." : " Taken out: \(numbers.list(cycles))."
        }
        return sentence
    }

    private static let cycle = [
        "hour": Phrase(fr: "les heures du jour", en: "the hours of the day"),
        "weekday": Phrase(fr: "les jours de la semaine", en: "the days of the week"),
        "month": Phrase(fr: "les saisons de l'année", en: "the seasons of the year"),
    ]

    private func name(_ day: CivilDate, _ level: TimeLevel) -> String {
        let calendar = page.territory.calendar
        let start = calendar.start(of: day)
        return dates.bin(TimeBin(level: level, start: start, end: start + 1), in: calendar)
    }

    private func table(_ course: TrendCourse) -> HTML {
        func cell(_ value: Double?) -> HTML {
            value.map { "<td class=\"number\">\(numbers.integer(Int(max(0, $0).rounded())))</td>" }
                ?? "<td class=\"number unknown\">—</td>"
        }
        let rows = HTML.each(course.steps) { step in
            let interval: HTML
            if let count = step.count, step.variance > 0 {
                let reach = 1.96 * step.variance.squareRoot()
                let (low, high) = (Int(max(0, count - reach).rounded()), Int(max(0, count + reach).rounded()))
                interval = "<td class=\"number\">\(numbers.integer(low))–\(numbers.integer(high))</td>"
            } else {
                let text = step.count == nil ? Words.unknown[language] : Words.exact[language]
                interval = "<td class=\"number exact\">\(text)</td>"
            }
            return """
                <tr><th scope="row">\(name(step.day, course.level))</th>\(cell(step.count))\(interval)\
                \(cell(step.adjusted))\(cell(step.trend))</tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="trend-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.when[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">\(isFrench ? "Sans saisons" : "Without seasons")</th>\
            <th scope="col" class="number">\(isFrench ? "Tendance" : "Trend")</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    // MARK: Changes of level

    private var changes: HTML {
        guard case .success = answer.report, !answer.changes.isEmpty else { return .nothing }
        let rows = HTML.each(answer.changes) { change in
            let date = change.day("date").map(dates.date) ?? ""
            let verdict = change.verdict == "gradual" ? (isFrench ? "une pente suffit" : "a slope does as well") : ""
            return """
                <tr><th scope="row">\(date)\(verdict.isEmpty ? .nothing : "<i>\(verdict)</i>")</th>\
                <td>\(between(change) ?? date)</td>\
                <td class="number">\(change.estimate.map { words.change($0) } ?? "—")</td>\
                <td class="number">\(change.interval.map { words.range($0) } ?? "—")</td>\
                <td class="number">\(words.probability(change.p))</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="changes-title">
            <h2 id="changes-title">\(isFrench ? "Quand le niveau a changé" : "When the level changed")</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="changes-title">
            <table><thead><tr><th scope="col">\(isFrench ? "Vers le" : "Around")</th>\
            <th scope="col">\(isFrench ? "Date probable à 95\u{202F}%" : "95% span of the date")</th>\
            <th scope="col" class="number">\(isFrench ? "Changement" : "Change")</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">p</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>

            """
    }
}
