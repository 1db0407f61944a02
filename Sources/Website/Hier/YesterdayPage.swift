import Editions
import Markup
import Vocabulary

/// The page *Hier*: a sentence, the picture, the table of what is drawn, and how it is known.
struct YesterdayPage {
    let answer: YesterdayAnswer
    let frame: PageFrame
    let search: PlaceSearch
    /// What is said where the source is late or has stopped.
    var lateness: String?

    private var language: Language { frame.language }
    private var territory: Territory { frame.territory }
    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var question: Question { answer.question }

    /// The whole page.
    var html: HTML {
        frame.page(
            """
            \(YesterdayTabs(current: .overview, language: language, query: question.query).html)
            <div id="answer">
            \(headline)\(changes)</div>
            \(YesterdayControls(choices: answer.choices, territory: territory, language: language).html)
            \(neighbours)
            <div class="pictures">
            \(map)\(series)\(days)\(week)\(spots)</div>
            \(HowWeKnow(answer: answer, territory: territory, language: language).html)
            """)
    }

    /// The period before and the one after: a whole month leads to whole months.
    private var neighbours: HTML {
        let choices = answer.choices
        let (first, last) = question.neighbours
        func link(_ period: (from: CivilDate, to: CivilDate), _ relation: HTML, _ words: Phrase) -> HTML {
            guard period.to >= choices.firstDay, period.from <= choices.lastDay else { return .nothing }
            return """
                <a rel="\(relation)" href="?\(question.during(period.from, period.to).query)">\(words[language])</a>
                """
        }
        return """
            <nav class="pages" aria-label="\(YesterdayWords.periods[language])">\
            \(link(first, "prev", YesterdayWords.previousPeriod)) \(link(last, "next", YesterdayWords.nextPeriod))</nav>
            """
    }

    private var headline: HTML {
        let sentences = HeadlineSentence(answer: answer, territory: territory, language: language).sentences
        let kicker: HTML =
            answer.origins.main == .discovered
            ? "<p class=\"kicker\">\(Words.serviceActivity[language])</p>\n" : .nothing
        return """
            <h1>\(YesterdayWords.title[language])</h1>
            \(kicker)<p class="headline">\(sentences[0])</p>
            <p class="lead">\(sentences.dropFirst().joined(separator: " "))</p>

            """
    }

    private var changes: HTML {
        var notes = HTML.nothing
        if let lateness {
            notes += """
                <p class="note late"><a href="/\(language.rawValue)/\(SourcesPage.path)">\(lateness)</a></p>

                """
        }
        if !answer.choices.changed.isEmpty {
            let names = answer.choices.changed.compactMap { YesterdayWords.parameter[$0]?[language] }
            notes += """
                <p class="note" role="status">\(YesterdayWords.changed(numbers.list(names))[language])</p>

                """
        }
        if let gaps = answer.total?.cover.gaps, !gaps.isEmpty {
            notes += "<p class=\"note\">\(YesterdayWords.gaps(periods(of: gaps))[language])</p>\n"
        }
        return notes
    }

    /// What the map and its table leave out; their tables may end elsewhere than those of the headline's total.
    private var mapGaps: HTML {
        let gaps = answer.map.figures.cover.gaps
        guard !gaps.isEmpty else { return .nothing }
        let whole = question.range(in: territory.calendar)
        let missing = gaps.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        let interruptions = answer.map.interruptions
        let interrupted: HTML =
            interruptions.isEmpty
            ? .nothing
            : "<p class=\"note\">\(YesterdayWords.interrupted(periods(of: interruptions))[language])</p>\n"
        guard missing < whole.upperBound - whole.lowerBound else {
            return "<p class=\"note\">\(YesterdayWords.gaps(periods(of: gaps))[language])</p>\n\(interrupted)"
        }
        // Days of 23 or 25 hours round to days.
        let days = Int((Double(missing) / 86_400).rounded(.up))
        let words = YesterdayWords.mapGaps(
            numbers.integer(max(0, question.days - days)), of: numbers.integer(question.days), periods(of: gaps))
        return "<p class=\"note gaps\">\(words[language])</p>\n\(interrupted)"
    }

    private func periods(of gaps: [Range<UTCSeconds>]) -> String {
        let dates = DateFormat(language: language)
        let calendar = territory.calendar
        let shown = gaps.prefix(3).map {
            dates.period(calendar.date(at: $0.lowerBound), calendar.date(at: $0.upperBound - 1))
        }
        return numbers.list(shown) + (gaps.count > 3 ? " …" : "")
    }

    // MARK: The map

    private var map: HTML {
        let figures = answer.map.figures
        guard !answer.choices.levels.isEmpty else { return .nothing }
        let title = Words.level(question.level, in: territory)[language]
        let state = question.query
        return """
            <section class="picture" aria-labelledby="map-title">
            <h2 id="map-title">\(title)</h2>
            <p class="about">\(about)</p>
            \(mapGaps)\(figures.places.isEmpty ? nothingPublished : mapPicture(state))\
            <details open id="map-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(PlaceTable(answer: answer, territory: territory, language: language, search: search).html)</details>
            <p class="downloads"><a href="/api/v1/map.csv?\(state)" download>CSV</a> \
            <a href="/api/v1/map.geojson?\(state)" download>GeoJSON</a> \
            <a href="/api/v1/map?\(state)">JSON</a></p>
            </section>

            """
    }

    /// What is counted and when, for whoever sees a picture alone.
    private var about: String {
        let title = answer.choices.selections.first { $0.selection == question.selection }?.title[language] ?? ""
        return title + ", " + DateFormat(language: language).period(question.from, question.to)
    }

    private func seriesKey(_ series: SeriesAnswer) -> HTML {
        let isExact = series.figures.rows.allSatisfy { $0.reading?.isExact ?? true }
        let name = isExact ? YesterdayWords.exactValue[language] : YesterdayWords.seriesValue[language]
        let line: HTML = """
            <svg class="swatch line" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">\
            <path d="M0 6h24"/></svg> \(name)
            """
        guard !isExact else { return line }
        return line + """
             <svg class="swatch band" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">\
            <rect width="24" height="12"/></svg> \(YesterdayWords.interval[language])
            """
    }

    private var nothingPublished: HTML {
        "<p class=\"empty\">\(YesterdayWords.nothingInPeriod[language])</p>\n"
    }

    private func mapPicture(_ state: String) -> HTML {
        let box = MapBox(
            question: question, figures: "/api/v1/map?\(state)", territory: territory, language: language)
        return """
            \(box.html)\(playback(state))\(MapLegend(map: answer.map, language: language).html)\(standing)
            """
    }

    /// The map bin by bin, for readers with scripts; others turn the periods above.
    private func playback(_ state: String) -> HTML {
        """
        <div id="playback" class="playback" hidden data-frames="/api/v1/frames?\(state)" \
        data-play="\(YesterdayWords.play[language])" data-pause="\(YesterdayWords.pause[language])" \
        data-whole="\(YesterdayWords.wholePeriod[language])"><button type="button">\(YesterdayWords.play[language])</button>
        <label for="playback-bin">\(YesterdayWords.playbackBin[language])</label>
        <input type="range" id="playback-bin" min="0" max="0" value="0"><output for="playback-bin"></output></div>

        """
    }

    /// What the outlines on the map mean, where there are any.
    private var standing: HTML {
        guard let spots = answer.spots?.spots, !spots.isEmpty else { return .nothing }
        func mark(_ name: HTML, _ words: Phrase) -> HTML {
            """
            <span><svg class="swatch \(name)" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">\
            <rect width="18" height="18"/></svg> \(words[language])</span>
            """
        }
        var marks = HTML.nothing
        if spots.contains(where: \.isHot) { marks += mark("hot", YesterdayWords.standsOut) }
        if spots.contains(where: { !$0.isHot }) { marks += mark("cold", YesterdayWords.standsBelow) }
        return "<p class=\"key classes\">\(marks)</p>\n"
    }

    // MARK: The calendar and the hours

    /// What is counted and where, for pictures that say their period themselves.
    private var aboutPlace: String {
        let title = answer.choices.selections.first { $0.selection == question.selection }?.title[language] ?? ""
        return title + ", " + placeName
    }

    private var days: HTML {
        answer.days.map {
            DayCalendar(figures: $0, question: question, territory: territory, language: language, about: aboutPlace)
                .html
        } ?? .nothing
    }

    private var spots: HTML {
        answer.spots.map {
            HotSpotSection(answer: $0, question: question, territory: territory, language: language).html
        } ?? .nothing
    }

    private var week: HTML {
        answer.week.map {
            WeekChart(figures: $0, territory: territory, language: language, about: aboutPlace, query: question.query)
                .html
        } ?? .nothing
    }

    // MARK: The series

    private var placeName: String {
        question.place.map { id in
            answer.map.figures.places.first { $0.id == id }?.title(in: territory)
                ?? CellName.name(of: id, in: territory)
        } ?? territory.name
    }

    private var whyNoSeries: String {
        guard let tooLong = answer.choices.seriesTooLong?.explanation else { return YesterdayWords.noSeries[language] }
        return tooLong.what[language] + " " + tooLong.remedy[language]
    }

    private var series: HTML {
        let name = placeName
        let back: HTML =
            question.place == nil
            ? .nothing
            : """
            <p class="back"><a href="?\(question.about(place: nil).query)">\
            \(YesterdayWords.backTo(territory.name)[language])</a></p>

            """
        guard let series = answer.series, series.figures.rows.contains(where: { $0.reading != nil }) else {
            return """
                <section class="picture" id="series-section" aria-labelledby="series-title">
                <h2 id="series-title">\(name)</h2>
                \(back)<p class="empty">\(whyNoSeries)</p>
                </section>

                """
        }
        let state = question.query
        let step = Words.step(series.family.latest.time)[language]
        return """
            <section class="picture" id="series-section" aria-labelledby="series-title">
            <h2 id="series-title">\(YesterdayWords.seriesTitle(name, step)[language])</h2>
            <p class="about">\(about)</p>
            \(back)<div id="series" class="series" hidden data-figures="/api/v1/series?\(state)" \
            data-zone="\(territory.calendar.timeZoneName)" data-unknown="\(Words.unknown[language])" \
            data-between="\(YesterdayWords.between[language])"></div>
            <p id="series-hover" class="hover" hidden></p>
            <p class="key">\(seriesKey(series))</p>
            <p class="summary">\(SeriesTable(series: series, territory: territory, language: language).summary)</p>
            <details open id="series-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(SeriesTable(series: series, territory: territory, language: language).html)</details>
            <p class="downloads"><a href="/api/v1/series.csv?\(state)" download>CSV</a> \
            <a href="/api/v1/series?\(state)">JSON</a></p>
            </section>

            """
    }
}
