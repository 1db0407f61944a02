import Editions
import Markup
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
                row.edition?.correction.map { " <i>\(YesterdayWords.mark(of: $0)[language])</i>" } ?? .nothing
            return """
                <tr><th scope="row">\(dates.bin(row.bin, in: calendar))\(mark)</th>\
                \(ReadingCells.html(
                    row.reading, language, numbers, missing: row.isInterrupted ? Words.interrupted : Words.unknown))</tr>

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

    /// The lowest, the highest and the trend, each only where noise and chance leave it standing.
    var summary: String {
        let known = series.figures.rows.compactMap { row in row.reading.map { (bin: row.bin, reading: $0) } }
        guard let highest = known.max(by: { $0.reading.value < $1.reading.value }),
            let lowest = known.min(by: { $0.reading.value < $1.reading.value }), known.count > 1
        else { return "" }
        let isFrench = language == .french
        var sentences: [String] = []
        if highest.reading.low > lowest.reading.high {
            let (top, bottom) = (point(highest.bin, highest.reading), point(lowest.bin, lowest.reading))
            sentences.append(
                isFrench ? "Le plus haut : \(top) ; le plus bas : \(bottom)." : "Highest: \(top); lowest: \(bottom).")
        } else {
            sentences.append(
                isFrench
                    ? "Les intervalles se recouvrent tous : aucun point ne se distingue."
                    : "All intervals overlap: no point can be told from the others.")
        }
        if let trend = trend(known.map(\.reading)) { sentences.append(trend) }
        let missing = series.figures.rows.count - known.count
        if missing > 0 {
            sentences.append(
                (isFrench ? "Points non publiés : " : "Points not published: ") + numbers.integer(missing) + ".")
        }
        return sentences.joined(separator: " ")
    }

    private func point(_ bin: TimeBin, _ reading: Reading) -> String {
        let interval = reading.isExact ? "" : ", \(numbers.between(reading.low, reading.high))"
        return "\(numbers.integer(reading.shown))\(interval) (\(dates.bin(bin, in: territory.calendar)))"
    }

    /// Whether the second half lies above or below the first by more than 2.58 standard deviations of Poisson counts
    /// with their noise; nil for too few points to speak of halves.
    private func trend(_ readings: [Reading]) -> String? {
        let half = readings.count / 2
        guard half >= 3 else { return nil }
        let (first, second) = (readings.prefix(half), readings.suffix(half))
        let gap = Double(second.reduce(0) { $0 + $1.value } - first.reduce(0) { $0 + $1.value })
        let spread = (first + second).reduce(0) { $0 + Double($1.shown) + $1.variance }.squareRoot()
        let isFrench = language == .french
        if abs(gap) <= 2.58 * spread {
            return isFrench ? "Pas de tendance nette." : "No clear trend."
        }
        return isFrench
            ? "Tendance : la seconde moitié est plus \(gap > 0 ? "haute" : "basse") que la première."
            : "Trend: the second half is \(gap > 0 ? "higher" : "lower") than the first."
    }
}
