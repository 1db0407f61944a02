import Vocabulary

/// The map's twin: a row for each place, with the same figures.
struct PlaceTable {
    let answer: YesterdayAnswer
    let territory: Territory
    let language: Language

    /// The most rows of a page; the CSV has them all.
    static let longest = 200

    /// The table.
    var html: HTML {
        let figures = answer.map.figures
        let numbers = NumberFormat(language: language)
        var order = Array(figures.places.indices)
        order.sort { a, b in
            (figures.readings[a]?.value ?? .min, b) > (figures.readings[b]?.value ?? .min, a)
        }
        let isCut = order.count > Self.longest
        let note: HTML =
            isCut
            ? """
            <p class="note">\
            \(YesterdayWords.firstRows(numbers.integer(Self.longest), numbers.integer(order.count))[language])</p>

            """ : .nothing
        let isCell = if case .cell = answer.question.level { true } else { false }
        let rows = HTML.each(order.prefix(isCut ? Self.longest : order.count)) { number in
            let place = figures.places[number]
            let name = isCell ? CellName.name(of: place.id, in: territory) : place.name
            let isChosen = place.id == answer.question.place
            let current: HTML = isChosen ? " aria-current=\"true\"" : .nothing
            let link = answer.question.about(place: place.id).query
            return """
                <tr><th scope="row"><a href="?\(link)"\(current)>\(name)</a></th>\
                \(ReadingCells.html(figures.readings[number], language, numbers))</tr>

                """
        }
        return """
            \(note)<div class="scroll" tabindex="0" role="group" aria-labelledby="map-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.place[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }
}

/// The cells of a table that show a figure and its interval.
enum ReadingCells {
    static func html(_ reading: Reading?, _ language: Language, _ numbers: NumberFormat) -> HTML {
        guard let reading else {
            return "<td class=\"number unknown\" colspan=\"2\">\(Words.unknown[language])</td>"
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
