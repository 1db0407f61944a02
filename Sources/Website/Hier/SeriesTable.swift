import Editions
import Vocabulary

/// The series' twin: a row for each bin, with the same figures, and a summary in words.
struct SeriesTable {
    let series: SeriesAnswer
    let territory: Territory
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }

    /// The table.
    var html: HTML {
        let calendar = territory.calendar
        let rows = HTML.each(series.figures.rows) { row in
            let mark: HTML =
                row.edition?.correctedAt == nil
                ? .nothing : " <i>\(YesterdayWords.correctedSince[language])</i>"
            return """
                <tr><th scope="row">\(dates.bin(row.bin, in: calendar))\(mark)</th>\
                \(ReadingCells.html(row.reading, language, numbers))</tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="series-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.when[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    /// The lowest and the highest, in a sentence; where their intervals overlap it says so.
    var summary: String {
        let known = series.figures.rows.compactMap { row in row.reading.map { (bin: row.bin, reading: $0) } }
        guard let highest = known.max(by: { $0.reading.value < $1.reading.value }),
            let lowest = known.min(by: { $0.reading.value < $1.reading.value }), known.count > 1
        else { return "" }
        let missing = series.figures.rows.count - known.count
        let calendar = territory.calendar
        let isFrench = language == .french
        var text: String
        if highest.reading.low > lowest.reading.high {
            let (high, low) = (numbers.integer(highest.reading.shown), numbers.integer(lowest.reading.shown))
            let (top, bottom) = (dates.bin(highest.bin, in: calendar), dates.bin(lowest.bin, in: calendar))
            text =
                isFrench
                ? "Le plus haut : \(high) (\(top)) ; le plus bas : \(low) (\(bottom))."
                : "Highest: \(high) (\(top)); lowest: \(low) (\(bottom))."
        } else {
            text =
                isFrench
                ? "Les intervalles se recouvrent tous : aucun point ne se distingue."
                : "All intervals overlap: no point can be told from the others."
        }
        if missing > 0 {
            text +=
                isFrench
                ? " Points non publiés : \(numbers.integer(missing))."
                : " Points not published: \(numbers.integer(missing))."
        }
        return text
    }
}
