import Editions
import Markup
import Vocabulary

/// The page *Demain*: a sentence, the calendar of the days ahead, the picture with its twin, places, and how it is known.
struct TomorrowPage {
    let choices: TomorrowChoices
    let frame: PageFrame
    let titles: [String: Phrase]
    /// The shapes of the table's places, where they can be drawn.
    let sheet: PlaceOutlines.Sheet?

    /// What the page is called.
    static let title = Phrase(fr: "Demain", en: "Tomorrow")

    private var language: Language { frame.language }
    private var isFrench: Bool { language == .french }
    private var words: TomorrowWords {
        TomorrowWords(choices: choices, territory: frame.territory, language: language, titles: titles)
    }

    /// The whole page.
    var html: HTML {
        let words = words
        let sentences = words.sentences
        return frame.page(
            """
            \(TomorrowTabs(current: .days, language: language, query: choices.question.query).html)\
            <div id="answer">
            <h1>\(isFrench ? "Demain : les jours qui viennent" : "Tomorrow: the days ahead")</h1>
            \(stopped(words))<p class="headline">\(sentences[0])</p>
            <p class="lead">\(sentences.dropFirst().joined(separator: " "))</p>
            \(changed)</div>
            \(TomorrowControls(choices: choices, territory: frame.territory, language: language).html)
            \(days(words))\(teams(words))\(places(words))\
            \(TomorrowProof(words: words, address: "/\(language.rawValue)/demain?\(choices.question.query)").html)
            """)
    }

    /// That nothing is under way, and what is shown instead.
    private func stopped(_ words: TomorrowWords) -> HTML {
        guard case .current = choices.standing else {
            let none = isFrench ? "Aucune prévision n'est en cours." : "No forecast is under way."
            return """
                <p class="empty" role="status"><b>\(none)</b> \(words.written) \(words.howToMake)</p>

                """
        }
        return .nothing
    }

    private var changed: HTML {
        guard !choices.changed.isEmpty else { return .nothing }
        let names = choices.changed.map {
            YesterdayWords.parameter[$0]?[language] ?? ($0 == "day" ? (isFrench ? "le jour" : "the day") : $0)
        }
        let list = NumberFormat(language: language).list(names)
        return "<p class=\"note\" role=\"status\">\(YesterdayWords.changed(list)[language])</p>\n"
    }

    private func days(_ words: TomorrowWords) -> HTML {
        let picture = ExpectedPicture(
            days: choices.drawn, territory: frame.territory, language: language, title: "days-title")
        let place = choices.question.place.map { choices.place($0).title(in: frame.territory) } ?? frame.territory.name
        let category = choices.categoryTitle(choices.question.category)[language]
        let state = choices.question.query
        return """
            <section class="picture" aria-labelledby="days-title">
            <h2 id="days-title">\(place)</h2>
            <p class="about">\(category)</p>
            \(Fortnight(words: words).html)\
            \(picture.html)\(picture.key)\
            <p class="summary">\(summary(words)) \(rest)</p>
            <details open id="days-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            \(ExpectedTable(words: words).html)</details>
            <p class="downloads"><a href="/api/v1/demain.csv?\(state)" download>CSV</a> \
            <a href="/api/v1/demain?\(state)">JSON</a> \
            <a href="/\(language.rawValue)/demain.ics?\(state)" download>\(isFrench
                ? "Agenda (iCalendar)" : "Calendar file (iCalendar)")</a></p>
            </section>

            """
    }

    /// That the table goes on.
    private var rest: String {
        guard choices.days.forecast.bins.count > TomorrowChoices.mostDrawn else { return "" }
        return isFrench ? "Le tableau a la suite." : "The table goes on."
    }

    /// The lowest and the highest day.
    private func summary(_ words: TomorrowWords) -> String {
        let days = choices.days.days
        guard let low = days.min(by: { $0.mean < $1.mean }), let high = days.max(by: { $0.mean < $1.mean }),
            days.count > 1
        else { return "" }
        func tell(_ day: ExpectedCount) -> String {
            "\(words.bin(day.bin)) (\(words.number(day.mean)), \(words.between(day.range80)))"
        }
        return isFrench
            ? "Le plus haut : \(tell(high)) ; le plus bas : \(tell(low))."
            : "Highest: \(tell(high)); lowest: \(tell(low))."
    }

    private func teams(_ words: TomorrowWords) -> HTML {
        guard let perTeam = choices.question.perTeam,
            let sentence = TeamsAhead(perTeam: perTeam, cover: choices.question.cover).sentence(words)
        else { return .nothing }
        return """
            <section aria-labelledby="teams-title">
            <h2 id="teams-title">\(isFrench ? "Combien d'équipes" : "How many teams")</h2>
            <p class="finding">\(sentence)</p>
            <p class="note">\(isFrench
                ? "Le nombre d'équipes de chaque jour est dans le tableau ci-dessus. Le calcul prend toute la loi de probabilité du jour, pas sa moyenne : c'est un besoin, pas un ordre de mission."
                : "Each day's number of teams is in the table above. It takes the day's whole law of probability, not its mean: it is a need, not an order.")</p>
            </section>

            """
    }

    private func places(_ words: TomorrowWords) -> HTML {
        let everywhere = choices.everywhere
        guard everywhere.forecast.places.count > 1 else { return .nothing }
        let level = Words.level(choices.table.family.latest.place, in: frame.territory)[language]
        let step = Words.step(everywhere.forecast.timeLevel)[language]
        let origin =
            isFrench ? "Ce n'est pas un classement de dangers." : "This is no ranking of dangers."
        return """
            \(map(words))<section class="picture" aria-labelledby="places-title">
            <h2 id="places-title">\(level), \(step) \(isFrench ? "par" : "by") \(step)</h2>
            <p class="about">\(everywhere.hasSkill ? (isFrench ? "Attendu, et entre quoi huit fois sur dix." : "Expected, and between what eight times in ten.") : (isFrench ? "D'habitude, et entre quoi huit fois sur dix." : "Usual, and between what eight times in ten.")) \(origin)</p>
            \(PlacesAheadTable(words: words).html)
            <p class="downloads"><a href="/api/v1/demain.csv?\(choices.question.with { $0.place = nil }.query)" download>CSV</a></p>
            </section>

            """
    }

    private func map(_ words: TomorrowWords) -> HTML {
        guard choices.everywhere.hasSkill, let sheet else { return .nothing }
        let bin = choices.everywhere.forecast.bins[choices.bin]
        let when = words.bin(TimeBin(level: choices.everywhere.forecast.timeLevel, start: bin.start, end: bin.end))
        return """
            <section class="picture" aria-labelledby="map-title">
            <h2 id="map-title">\(isFrench ? "La carte : " : "The map: ")\(when)</h2>
            \(PlacesAheadMap(words: words, sheet: sheet).html)</section>

            """
    }
}

/// The page *Demain* where no forecast was ever written.
struct NoForecastPage {
    let frame: PageFrame

    /// The whole page.
    var html: HTML {
        let isFrench = frame.language == .french
        return frame.page(
            """
            <h1>\(TomorrowPage.title[frame.language])</h1>
            <p class="headline">\(isFrench ? "Aucune prévision n'est encore écrite." : "No forecast is written yet.")</p>
            <p class="lead">\(isFrench
                ? "Une prévision s'écrit avant les faits, depuis les chiffres publiés, et reste : elle est notée en public quand les chiffres arrivent."
                : "A forecast is written before the fact, from published figures, and stays: it is scored in public when the figures come.")</p>
            <p class="empty">\(isFrench
                ? "Pour en écrire une, après « clairevoie publish » : « clairevoie forecast »."
                : "To write one, after `clairevoie publish`: `clairevoie forecast`.")</p>
            <p class="links"><a href="/\(frame.language.rawValue)/hier">\(Words.yesterday[frame.language])</a></p>

            """)
    }
}
