import Markup
import Vocabulary

/// The matrix of weekdays and hours: a picture, its summary in words, and the table of the same means.
struct WeekChart {
    let figures: WeekFigures
    let territory: Territory
    let language: Language
    /// What is counted, and where.
    let about: String
    /// The question in the address of the figures.
    let query: String

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }
    private var slots: Int { 24 / figures.hoursPerSlot }

    /// The section.
    var html: HTML {
        """
        <section class="picture" aria-labelledby="week-title">
        <h2 id="week-title">\(isFrench ? "Heures et jours" : "Hours and days")</h2>
        <p class="about">\(about), \(period)</p>
        \(picture)
        \(key)<p class="summary">\(summary)</p>
        <details open id="week-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
        \(table)</details>
        <p class="downloads"><a href="/api/v1/hours.csv?\(query)" download>CSV</a> \
        <a href="/api/v1/hours?\(query)">JSON</a></p>
        </section>

        """
    }

    private var period: String {
        DateFormat(language: language).period(
            territory.calendar.date(at: figures.range.lowerBound),
            territory.calendar.date(at: figures.range.upperBound - 1))
    }

    private func hour(_ slot: Int) -> String {
        let hour = slot * figures.hoursPerSlot
        return isFrench ? "\(hour)\(NumberFormat.narrowSpace)h" : (hour < 10 ? "0\(hour):00" : "\(hour):00")
    }

    private func mean(_ mean: WeekFigures.Mean) -> String {
        let decimals = mean.shown < 9.95 ? 1 : 0
        let figure = numbers.decimal(mean.shown, decimals: decimals)
        guard !mean.isExact else { return figure }
        let (low, high) = (
            numbers.decimal(mean.low, decimals: decimals), numbers.decimal(mean.high, decimals: decimals)
        )
        return figure + " (" + (isFrench ? "entre \(low) et \(high)" : "between \(low) and \(high)") + ")"
    }

    private var summary: String {
        guard let (highest, lowest) = figures.extremes else {
            return isFrench
                ? "Les intervalles se recouvrent tous : aucune heure ne se distingue."
                : "All intervals overlap: no hour can be told from the others."
        }
        func point(_ point: (day: Int, slot: Int, mean: WeekFigures.Mean)) -> String {
            let day = DateFormat(language: language).weekday(point.day)
            let when =
                isFrench
                ? "le \(day)\(NumberFormat.narrowSpace)à \(hour(point.slot))" : "\(day) at \(hour(point.slot))"
            return "\(when), \(mean(point.mean))"
        }
        return isFrench
            ? "En moyenne, le plus : \(point(highest)) ; le moins : \(point(lowest))."
            : "On average, most: \(point(highest)); least: \(point(lowest))."
    }

    /// Of means in hundredths, so that those below ten fall into classes too.
    private var breaks: ClassBreaks {
        let known = figures.days.joined().compactMap { $0 }.filter { !$0.isTooFew }
        return ClassBreaks(figures: known.map { Int(($0.shown * 100).rounded()) })
    }

    private var key: HTML {
        let hasFew = figures.days.joined().contains { $0?.isTooFew ?? false }
        return ClassKey(breaks: breaks, hasFew: hasFew, language: language, unit: 0.01).html
    }

    private static let side = 20
    private static let margin = 36

    private var picture: HTML {
        let breaks = breaks
        let width = Self.side * 24 / slots
        var cells = SquarePaths()
        for (day, means) in figures.days.enumerated() {
            for (slot, mean) in means.enumerated() {
                let found: ClassBreaks.Class =
                    mean.map { $0.isTooFew ? .tooFew : breaks.classify(figure: Int(($0.shown * 100).rounded())) }
                    ?? .unknown
                cells.add(
                    SquarePaths.colour(found, in: breaks), x: Self.margin + slot * width, y: 16 + day * Self.side,
                    width: width, height: Self.side)
            }
        }
        let names = HTML.each(0..<7) { day in
            let name = String(DateFormat(language: language).weekday(day).prefix(3))
            return "<text x=\"0\" y=\"\(30 + day * Self.side)\">\(name)</text>"
        }
        let hours = HTML.each(stride(from: 0, to: 24, by: 6)) { hour in
            "<text x=\"\(Self.margin + hour * Self.side)\" y=\"11\">\(self.hour(hour / figures.hoursPerSlot))</text>"
        }
        return """
            <svg class="matrix" viewBox="0 0 \(Self.margin + 24 * Self.side) \(16 + 7 * Self.side)" role="img" \
            aria-labelledby="week-title">\(names)\(hours)\(cells.html)</svg>
            """
    }

    private var table: HTML {
        let heads = HTML.each(0..<7) {
            "<th scope=\"col\">\(DateFormat(language: language).weekday($0))</th>"
        }
        let rows = HTML.each(0..<slots) { slot in
            let cells = HTML.each(figures.days) { means -> HTML in
                guard let mean = means[slot] else {
                    return "<td class=\"unknown\">\(Words.unknown[language])</td>"
                }
                let decimals = mean.shown < 9.95 ? 1 : 0
                let figure = numbers.decimal(mean.shown, decimals: decimals)
                guard !mean.isExact else { return "<td>\(figure)</td>" }
                return """
                    <td>\(figure)<i>\(numbers.decimal(mean.low, decimals: decimals))–\
                    \(numbers.decimal(mean.high, decimals: decimals))</i></td>
                    """
            }
            return "<tr><th scope=\"row\">\(hour(slot))</th>\(cells)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="week-title">
            <table class="grid"><thead><tr><th scope="col">\(YesterdayWords.when[language])</th>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }
}
