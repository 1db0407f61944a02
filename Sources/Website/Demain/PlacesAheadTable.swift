import Editions
import Markup
import Vocabulary

/// Places by days: a row a place, the most expected first; each place leads to its own calendar.
struct PlacesAheadTable {
    let words: TomorrowWords

    /// The most rows of a page; the CSV has all of them.
    static let longest = 120
    /// The most columns.
    static let widest = 14

    private var choices: TomorrowChoices { words.choices }
    private var isFrench: Bool { words.isFrench }

    /// The table.
    var html: HTML {
        let everywhere = choices.everywhere
        let places = everywhere.forecast.places
        let bins = everywhere.forecast.bins.indices.prefix(Self.widest)
        let expected = places.indices.map { everywhere.days(of: $0) }
        let order = places.indices.sorted { a, b in
            let (own, other) = (expected[a].reduce(0) { $0 + $1.mean }, expected[b].reduce(0) { $0 + $1.mean })
            return own == other ? a < b : own > other
        }
        let rest = choices.question.with { $0.place = nil }.query
        let heads = HTML.each(bins) { bin in
            "<th scope=\"col\">\(head(expected[0][bin].bin))</th>"
        }
        let rows = HTML.each(order.prefix(Self.longest)) { number in
            let current: HTML = places[number] == choices.question.place ? " aria-current=\"true\"" : .nothing
            let cells = HTML.each(bins) { bin in
                let day = expected[number][bin]
                return "<td>\(words.number(day.mean))<i>\(words.range(day.range80))</i></td>"
            }
            return """
                <tr><th scope="row"><a href="?\(rest)&amp;place=\(QueryItems.encode(places[number]))"\(current)>\
                \(choices.place(places[number]).title(in: words.territory))</a></th>\(cells)</tr>

                """
        }
        let more = places.count - Self.longest
        let note: HTML =
            more > 0
            ? """
            <p class="note">\(isFrench
                ? "Et \(words.numbers.integer(more)) autres lieux : le CSV les a tous."
                : "And \(words.numbers.integer(more)) more places: the CSV has all of them.")</p>

            """ : .nothing
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="places-title">
            <table class="grid ranges"><thead><tr><th scope="col">\(YesterdayWords.place[words.language])</th>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(note)
            """
    }

    /// A column's head: a short weekday with the day's number, or the bin's name.
    private func head(_ bin: TimeBin) -> String {
        guard bin.level == .day else { return words.bin(bin) }
        let date = words.territory.calendar.date(at: bin.start)
        let name = words.dates.weekday(date.weekday).prefix(3)
        return "\(name)\(isFrench ? "." : "") \(date.parts.day)"
    }
}
