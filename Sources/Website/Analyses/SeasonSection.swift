import Analysis
import Markup
import Vocabulary

/// The section of *Tendances* that tells how months, weekdays and hours differ from their mean.
struct SeasonSection {
    /// The records of the kind `season`.
    let records: [AnalysisReport.Record]
    let language: Language

    private var isFrench: Bool { language == .french }
    private var dates: DateFormat { DateFormat(language: language) }
    private var words: RatioWords { RatioWords(language: language) }

    /// The section; nothing where no season was found.
    var html: HTML {
        guard !records.isEmpty else { return .nothing }
        let whisker = RatioWhisker(records)
        let rows = HTML.each(records) { record in
            let figures = words.figures(record)
            return """
                <tr><th scope="row">\(phase(record))</th><td class="number">\(figures.ratio)</td>\
                <td class="number">\(figures.interval)</td>\
                <td class="whisker">\(whisker.html(record))</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="seasons-title">
            <h2 id="seasons-title">\(isFrench ? "Jours et saisons" : "Days and seasons")</h2>
            <p class="about">\(isFrench ? "Combien de fois le niveau moyen, avec son intervalle." : "How many times the mean level, with its interval.")</p>
            <p class="summary">\(seasonSummary)</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="seasons-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.when[language])</th>\
            <th scope="col" class="number">\(isFrench ? "Fois la moyenne" : "Times the mean")</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="scale">\(whisker.head(language))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>

            """
    }

    private func phase(_ record: AnalysisReport.Record) -> String {
        let parts = (record.term ?? "").split(separator: "=")
        guard parts.count == 2, let number = Int(parts[1]) else { return record.term ?? "" }
        switch parts[0] {
        case "weekday": return dates.weekday(number - 1)
        case "month": return dates.monthName(number)
        default: return isFrench ? "\(number)\(NumberFormat.narrowSpace)h" : "\(number):00"
        }
    }

    /// The phases that stand apart from each other, by cycle.
    private var seasonSummary: String {
        var sentences: [String] = []
        for cycle in ["month", "weekday", "hour"] {
            let own = records.filter { $0.term?.hasPrefix(cycle + "=") ?? false }
            guard let highest = own.max(by: { ($0.estimate ?? 0) < ($1.estimate ?? 0) }),
                let lowest = own.min(by: { ($0.estimate ?? 0) < ($1.estimate ?? 0) }),
                let top = highest.interval, let bottom = lowest.interval, top.low > bottom.high
            else { continue }
            sentences.append(
                isFrench
                    ? "Le plus : \(phase(highest)) ; le moins : \(phase(lowest))."
                    : "Most: \(phase(highest)); least: \(phase(lowest)).")
        }
        guard sentences.isEmpty else { return sentences.joined(separator: " ") }
        return isFrench
            ? "Les intervalles se recouvrent : aucun moment ne se distingue."
            : "The intervals overlap: no time can be told from the others."
    }
}
