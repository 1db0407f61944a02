import Accountability
import Markup
import Vocabulary

/// The page on sources under *Confiance*: which is late, has stopped, has changed shape or has drifted.
struct SourcesPage {
    /// The page's address below its language.
    static let path = "confiance/sources"

    let frame: PageFrame
    let health: [SourceHealth]

    private var words: SourceWords { SourceWords(language: frame.language) }
    private var dates: DateFormat { DateFormat(language: frame.language) }
    private var calendar: CivilCalendar { frame.territory.calendar }

    /// The whole page.
    var html: HTML {
        frame.page(
            """
            <h1 id="sources">\(words.title)</h1>
            <p class="headline">\(words.headline(health))</p>
            \(health.isEmpty ? .nothing : table)
            <p class="prose">\(words.how)</p>
            <p class="links"><a href="/\(frame.language.rawValue)/confiance">\(Words.confidence[frame.language])</a></p>

            """)
    }

    private var table: HTML {
        let rows = HTML.each(health) { source in
            let until = source.lastDay.map(dates.date) ?? words.nothing
            let state = words.sentence(source.timeliness, source.rhythm, in: calendar)
            let changes = words.sentences(source.drift, reasons: source.reasons, in: calendar)
            return """
                <tr><th scope="row">\(source.title[frame.language])</th><td>\(words.rhythm(source.rhythm))</td>\
                <td class="when">\(until)</td><td><b>\(words.name(source.timeliness))</b>\(words.colon)\(state)</td>\
                <td><b>\(words.name(source.drift))</b>\(words.colon)\(.each(changes) { "<span>\($0)</span> " })</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="sources"><table class="health">
            <thead><tr><th scope="col">\(words.source)</th><th scope="col">\(words.rhythm)</th>\
            <th scope="col">\(words.published)</th><th scope="col">\(words.state)</th>\
            <th scope="col">\(words.change)</th></tr></thead>
            <tbody>\(rows)</tbody>
            </table></div>

            """
    }
}
