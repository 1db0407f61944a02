import Markup
import Vocabulary

/// The calendar: a square a day, its summary in words, and the table of the same figures, a row a week.
///
/// In the table each week leads to its days.
struct DayCalendar {
    let figures: SeriesFigures
    let question: Question
    let territory: Territory
    let language: Language
    /// What is counted, and where.
    let about: String

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// The section.
    var html: HTML {
        guard let first = figures.rows.first?.bin, let last = figures.rows.last?.bin else { return .nothing }
        let period = dates.period(date(first), date(last))
        return """
            <section class="picture" aria-labelledby="days-title">
            <h2 id="days-title">\(isFrench ? "Jour après jour" : "Day by day")</h2>
            <p class="about">\(about), \(period)</p>
            <div class="scroll calendar" tabindex="0" role="group" aria-labelledby="days-title">\(picture)</div>
            \(key)            <p class="summary">\(summary)</p>
            <details open id="days-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(table)</details>
            <p class="downloads"><a href="/api/v1/days.csv?\(question.query)" download>CSV</a> \
            <a href="/api/v1/days?\(question.query)">JSON</a></p>
            </section>

            """
    }

    private func date(_ bin: TimeBin) -> CivilDate { territory.calendar.date(at: bin.start) }

    /// The three days with the most, where they can be told from the middle one.
    private var summary: String {
        let known = figures.rows.compactMap { row in row.reading.map { (date: date(row.bin), reading: $0) } }
            .sorted { $0.reading.value > $1.reading.value }
        guard known.count > 6 else { return "" }
        let middle = known[known.count / 2].reading
        let high = known.prefix(3).filter { $0.reading.standsAbove(middle) }
        guard !high.isEmpty else {
            return isFrench
                ? "Aucun jour ne se distingue des autres." : "No day can be told from the others."
        }
        let names = high.map { day -> String in
            let interval =
                day.reading.isExact ? "" : ", " + numbers.between(day.reading.low, day.reading.high)
            return "\(dates.longDate(day.date)) (\(numbers.integer(day.reading.shown))\(interval))"
        }
        let usual = numbers.integer(middle.shown)
        return isFrench
            ? "Les plus hauts : \(numbers.list(names)) ; un jour moyen en compte \(usual)."
            : "Highest: \(numbers.list(names)); a middling day has \(usual)."
    }

    private var breaks: ClassBreaks { ClassBreaks(of: figures.rows.map(\.reading)) }

    private var key: HTML {
        ClassKey(
            breaks: breaks, hasFew: figures.rows.contains { $0.reading?.isTooFew ?? false }, language: language
        ).html
    }

    private static let side = 15
    private static let margin = 34

    private var picture: HTML {
        guard let first = figures.rows.first.map({ date($0.bin) }), let last = figures.rows.last.map({ date($0.bin) })
        else { return .nothing }
        let breaks = breaks
        let monday = first.dayNumber - first.weekday
        func column(_ date: CivilDate) -> Int { (date.dayNumber - monday) / 7 }
        var days = SquarePaths()
        for row in figures.rows {
            let date = date(row.bin)
            days.add(
                SquarePaths.colour(breaks.classify(row.reading), in: breaks),
                x: Self.margin + column(date) * Self.side, y: 16 + date.weekday * Self.side, width: Self.side - 2,
                height: Self.side - 2)
        }
        let months = HTML.each(first.dayNumber...last.dayNumber) { number -> HTML in
            let date = CivilDate(dayNumber: number)
            guard date.parts.day == 1 else { return .nothing }
            let name = String(dates.monthName(date.parts.month).prefix(4))
            return "<text x=\"\(Self.margin + column(date) * Self.side)\" y=\"11\">\(name)</text>"
        }
        let names = HTML.each([0, 2, 4, 6]) { day in
            "<text x=\"0\" y=\"\(27 + day * Self.side)\">\(String(dates.weekday(day).prefix(3)))</text>"
        }
        let width = Self.margin + (column(last) + 1) * Self.side
        return """
            <svg class="matrix" viewBox="0 0 \(width) \(16 + 7 * Self.side)" width="\(width)" \
            height="\(16 + 7 * Self.side)" aria-hidden="true">\(months)\(names)\(days.html)</svg>
            """
    }

    private var table: HTML {
        var weeks: [Int: [Int: SeriesFigures.Row]] = [:]
        for row in figures.rows {
            let date = date(row.bin)
            weeks[date.dayNumber - date.weekday, default: [:]][date.weekday] = row
        }
        // What every week's link begins with, escaped once.
        let rest = question.items.filter { $0.name != "from" && $0.name != "to" }
            .map { "\($0.name)=\(QueryItems.encode($0.value))&" }.joined()
        let link: HTML = "<a href=\"?\(rest)"
        let heads = HTML.each(0..<7) { "<th scope=\"col\">\(dates.weekday($0))</th>" }
        let rows = HTML.each(weeks.keys.sorted()) { monday in
            let cells = HTML.each(0..<7) { day -> HTML in
                guard let row = weeks[monday]?[day] else { return "<td></td>" }
                guard let reading = row.reading else { return "<td class=\"unknown\">\(Words.unknown[language])</td>" }
                let figure = numbers.integer(reading.shown)
                guard !reading.isExact else { return "<td>\(figure)</td>" }
                return "<td>\(figure)<i>\(numbers.integer(reading.low))–\(numbers.integer(reading.high))</i></td>"
            }
            let (first, last) = (CivilDate(dayNumber: monday), CivilDate(dayNumber: monday + 6))
            let week: HTML = "\(link)from=\(first.description)&amp;to=\(last.description)\">\(dates.date(first))</a>"
            return "<tr><th scope=\"row\">\(week)</th>\(cells)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="days-title">
            <table class="grid"><thead><tr><th scope="col">\(isFrench ? "Semaine du" : "Week of")</th>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }
}
