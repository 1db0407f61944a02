import Markup
import Vocabulary

/// The map's twin: a row for each place, with the same figures, a page at a time where there are many.
struct PlaceTable {
    let answer: YesterdayAnswer
    let territory: Territory
    let language: Language
    let search: PlaceSearch

    /// The most rows of a page.
    static let longest = 200

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var figures: RangeFigures { answer.map.figures }

    /// The table, and ways to the rest of it.
    var html: HTML {
        let order = order
        let pages = max(1, (order.count + Self.longest - 1) / Self.longest)
        let page = min(search.page, pages)
        let shown = order.dropFirst((page - 1) * Self.longest).prefix(Self.longest)
        let hasForm = figures.places.count > Self.longest
        let note: HTML =
            pages == 1
            ? .nothing
            : """
            <p class="note">\(YesterdayWords.rows(
                numbers.integer(shown.startIndex + 1), numbers.integer(shown.endIndex),
                of: numbers.integer(order.count))[language])</p>

            """
        return """
            \(hasForm ? form : .nothing)\(note)\(order.isEmpty && search.text != nil ? nothingFound : table(of: shown))\
            \(pages == 1 ? .nothing : links(page, of: pages))
            """
    }

    /// The numbers of the places that are looked for, highest count first.
    private var order: [Int] {
        var order = Array(figures.places.indices)
        if search.text != nil { order.removeAll { !search.finds(figures.places[$0].title(in: territory)) } }
        order.sort { a, b in
            (figures.readings[a]?.value ?? .min, b) > (figures.readings[b]?.value ?? .min, a)
        }
        return order
    }

    private func table(of order: ArraySlice<Int>) -> HTML {
        let rest = answer.question.about(place: nil).query
        let most = figures.readings.compactMap { $0?.high }.max() ?? 0
        let rows = HTML.each(order) { number in
            let place = figures.places[number]
            let isChosen = place.id == answer.question.place
            let current: HTML = isChosen ? " aria-current=\"true\"" : .nothing
            return """
                <tr><th scope="row"><a href="?\(rest)&amp;place=\(QueryItems.encode(place.id))"\(current)>\
                \(place.title(in: territory))</a></th>\
                \(ReadingCells.html(figures.readings[number], language, numbers))\(rate(of: number))\
                <td class="whisker">\(whisker(figures.readings[number], upTo: most))</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="map-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.place[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\(rateHeading)<td></td></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private var rateHeading: HTML {
        answer.population.isEmpty
            ? .nothing : "<th scope=\"col\" class=\"number\">\(YesterdayWords.yearlyRate[language])</th>"
    }

    /// The count a year and thousand inhabitants over the days that are published, with its interval.
    private func rate(of number: Int) -> HTML {
        guard !answer.population.isEmpty else { return .nothing }
        let days = figures.cover.parts.reduce(0) { $0 + Double($1.bin.end - $1.bin.start) } / 86_400
        guard let reading = figures.readings[number], let people = answer.population[figures.places[number].id],
            people > 0, days > 0
        else { return "<td class=\"number\">—</td>" }
        let scale = 1000 / people * 365.25 / days
        func text(_ count: Int) -> String { numbers.decimal(Double(count) * scale, decimals: 1) }
        let interval: HTML = reading.isExact ? .nothing : " <i>\(text(reading.low))–\(text(reading.high))</i>"
        return "<td class=\"number\">\(text(reading.shown))\(interval)</td>"
    }

    /// The interval as a line from end to end, with a mark at the figure; its numbers stand beside it.
    private func whisker(_ reading: Reading?, upTo most: Int) -> HTML {
        guard let reading, most > 0 else { return .nothing }
        func place(_ value: Int) -> Int { value * 100 / most }
        return """
            <svg viewBox="-2 0 104 10" aria-hidden="true"><path d="M\(place(reading.low)) 5H\(place(reading.high))"/>\
            <circle cx="\(place(reading.shown))" cy="5" r="3"/></svg>
            """
    }

    private var nothingFound: HTML { "<p class=\"empty\">\(YesterdayWords.noPlaceFound[language])</p>\n" }

    private var form: HTML {
        let state = HTML.each(answer.question.items) {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">\n"
        }
        return """
            <form action="/\(language.rawValue)/hier#map-table" method="get" class="find" role="search">
            \(state)<div class="field"><label for="find">\(YesterdayWords.find[language])</label>
            <input type="search" id="find" name="find" value="\(search.text ?? "")"></div>
            <button type="submit">\(YesterdayWords.search[language])</button></form>

            """
    }

    private func links(_ page: Int, of pages: Int) -> HTML {
        func link(_ to: Int, _ relation: HTML, _ words: Phrase) -> HTML {
            guard (1...pages).contains(to) else { return .nothing }
            return """
                <a rel="\(relation)" href="?\(answer.question.query)\(search.query(page: to))#map-table">\
                \(words[language])</a>
                """
        }
        return """
            <nav class="pages" aria-label="\(YesterdayWords.pages[language])">\
            \(link(page - 1, "prev", YesterdayWords.previousPage)) \(link(page + 1, "next", YesterdayWords.nextPage))</nav>

            """
    }
}

/// The cells of a table that show a figure and its interval.
enum ReadingCells {
    static func html(
        _ reading: Reading?, _ language: Language, _ numbers: NumberFormat, missing: Phrase = Words.unknown
    ) -> HTML {
        guard let reading else {
            return "<td class=\"number unknown\" colspan=\"2\">\(missing[language])</td>"
        }
        let shown = numbers.integer(reading.shown)
        if reading.isExact {
            return "<td class=\"number\">\(shown)</td><td class=\"number exact\">\(Words.exact[language])</td>"
        }
        let few: HTML = reading.isTooFew ? " <i>\(YesterdayWords.tooFew[language])</i>" : .nothing
        return """
            <td class="number">\(shown)</td>\
            <td class="number">\(numbers.integer(reading.low))–\(numbers.integer(reading.high))\(few)</td>
            """
    }
}
