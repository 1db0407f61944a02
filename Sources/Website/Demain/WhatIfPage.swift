import Analysis
import Editions
import Markup
import Vocabulary

/// The page *Et si ?*: a day with other weather, an event more, or a holiday.
struct WhatIfPage {
    let words: TomorrowWords
    let frame: PageFrame
    let question: WhatIfQuestion
    let answer: WhatIfAnswer
    let model: WhatIfModel

    private var language: Language { words.language }
    private var isFrench: Bool { words.isFrench }
    private var numbers: NumberFormat { words.numbers }
    private var choices: TomorrowChoices { words.choices }
    private var ratios: RatioWords { RatioWords(language: language) }

    /// The whole page.
    var html: HTML {
        let query = choices.question.query + question.query
        return frame.page(
            """
            \(TomorrowTabs(current: .whatIf, language: language, query: choices.question.query).html)\
            <div id="answer">
            <h1>\(isFrench ? "Demain : et si ?" : "Tomorrow: what if?")</h1>
            <p class="headline">\(headline)</p>
            <p class="lead">\(lead)</p>
            \(warnings)</div>
            \(TomorrowControls(
                choices: choices, territory: frame.territory, language: language, tab: .whatIf, more: fields).html)
            \(changes)\(proof(query))
            """)
    }

    // MARK: The sentences

    private var headline: String {
        let when = words.capitalised(words.bin(answer.day.bin))
        let (mean, range) = (words.number(answer.day.mean), words.between(answer.day.range80))
        let what = words.counted(answer.day.mean)
        guard !answer.changes.isEmpty else {
            let plural = isFrench ? (answer.day.mean >= 2 ? "attendus" : "attendu") : "expected"
            return "\(when), \(mean) \(what) \(plural) (\(range))."
        }
        let then = words.number(answer.mean)
        let widened = words.between(answer.range80)
        return isFrench
            ? "\(when), on attendrait \(then) \(words.counted(answer.mean)) (\(widened)) au lieu de \(mean) (\(range))."
            : "\(when), \(then) \(words.counted(answer.mean)) would be expected (\(widened)) instead of \(mean) (\(range))."
    }

    private var lead: String {
        guard !answer.changes.isEmpty else {
            return isFrench
                ? "Changez le temps qu'il fait, ajoutez un événement ou un jour férié : le jour change comme il a changé par le passé."
                : "Change the weather, add an event or a holiday: the day changes as it did in the past."
        }
        let ratio = answer.ratio
        let change = ratios.change(ratio.value)
        let range = ratios.range(.init(low: ratio.low, high: ratio.high))
        guard ratio.low > 1 || ratio.high < 1 else {
            return isFrench
                ? "Cela ne se distingue pas nettement de la prévision (\(range))."
                : "This can't clearly be told from the forecast (\(range))."
        }
        return isFrench
            ? "Soit \(change) (\(range)). C'est une association du passé, pas une preuve de cause."
            : "That is \(change) (\(range)). It is an association of the past, not proof of a cause."
    }

    private var warnings: HTML {
        var notes = HTML.nothing
        for change in answer.changes where change.isExtrapolated {
            let seen = self.seen(change)
            let text =
                isFrench
                ? "Attention, extrapolation : pour \(name(change.kind)), le passé n'a montré que des valeurs \(seen) ; au-delà, ce chiffre est une supposition."
                : "Beware, extrapolation: for \(name(change.kind)), the past has only shown values \(seen); beyond them, this figure is a guess."
            notes += "<p class=\"note late\" role=\"status\">\(text)</p>\n"
        }
        for kind in answer.untold {
            let text =
                isFrench
                ? "Aucune donnée ne dit ce que change : \(name(kind)). Le jour reste tel quel pour cela."
                : "No data tells what this changes: \(name(kind)). In this respect the day stays as it is."
            notes += "<p class=\"note\" role=\"status\">\(text)</p>\n"
        }
        return notes
    }

    private func name(_ kind: WhatIfChange.Kind) -> String {
        switch kind {
        case .temperature: isFrench ? "la température" : "the temperature"
        case .rain: isFrench ? "la pluie" : "rain"
        case .people: isFrench ? "le public d'un événement" : "an event's attendance"
        case .holiday(.public): isFrench ? "un jour férié" : "a public holiday"
        case .holiday(.school): isFrench ? "les vacances scolaires" : "school holidays"
        }
    }

    private func value(_ value: Double, _ kind: WhatIfChange.Kind) -> String {
        switch kind {
        case .temperature: numbers.decimal(value, decimals: 1) + "\u{202F}°C"
        case .rain: numbers.decimal(value, decimals: 1) + "\u{202F}mm"
        case .people:
            numbers.integer(Int((value * 1000).rounded()))
                + (isFrench ? (value * 1000 < 2 ? " personne" : " personnes") : " people")
        case .holiday: value > 0 ? (isFrench ? "oui" : "yes") : (isFrench ? "non" : "no")
        }
    }

    /// « entre −2 et 31 °C ».
    private func seen(_ change: WhatIfChange) -> String {
        let (low, high) = (value(change.seen.lowerBound, change.kind), value(change.seen.upperBound, change.kind))
        return isFrench ? "entre \(low) et \(high)" : "between \(low) and \(high)"
    }

    // MARK: The controls

    private var fields: HTML {
        let bins = choices.everywhere.forecast.bins
        let day = HTML.each(bins.enumerated()) { number, bin in
            let date = frame.territory.calendar.date(at: bin.start)
            let chosen: HTML = number == choices.bin ? " selected" : .nothing
            return "<option value=\"\(date.description)\"\(chosen)>\(words.day(date))</option>"
        }
        let holidays = HTML.each(WhatIfQuestion.Holiday.allCases) { holiday in
            let chosen: HTML = holiday == question.holiday ? " selected" : .nothing
            return "<option value=\"\(holiday.rawValue)\"\(chosen)>\(name(.holiday(holiday)))</option>"
        }
        return """
            <div class="field"><label for="day">\(isFrench ? "Le jour" : "The day")</label>
            <select id="day" name="day">\(day)</select></div>
            \(number("temperature", isFrench ? "Température moyenne (°C)" : "Mean temperature (°C)", question.temperature,
                WhatIfQuestion.temperatures))\
            \(number("rain", isFrench ? "Pluie (mm)" : "Rain (mm)", question.rain, WhatIfQuestion.rains))\
            \(number("people", isFrench ? "Événement déclaré : public attendu" : "Declared event: expected attendance",
                question.people, WhatIfQuestion.crowds))\
            <div class="field"><label for="holiday">\(isFrench ? "Jour libre" : "Day off")</label>
            <select id="holiday" name="holiday"><option value="">\(isFrench ? "sans changement" : "no change")</option>\
            \(holidays)</select></div>

            """
    }

    private func number(_ name: String, _ title: String, _ value: Int?, _ range: ClosedRange<Int>) -> HTML {
        """
        <div class="field"><label for="\(name)">\(title)</label>
        <input type="number" id="\(name)" name="\(name)" min="\(range.lowerBound)" max="\(range.upperBound)" \
        value="\(value.map { "\($0)" } ?? "")"></div>

        """
    }

    // MARK: The changes

    private var changes: HTML {
        guard !answer.changes.isEmpty else { return known }
        let records = answer.changes.map {
            AnalysisReport.Record(
                kind: "term", estimate: $0.ratio, interval: .init(low: max(1e-6, $0.low), high: min(1e6, $0.high)))
        }
        let whisker = RatioWhisker(records)
        let rows = HTML.each(zip(answer.changes, records)) { change, record in
            let figures = ratios.figures(record)
            return """
                <tr><th scope="row">\(words.capitalised(name(change.kind)))</th>\
                <td>\(value(change.before, change.kind))<i> \(basis(change))</i></td><td>\(value(change.after, change.kind))</td>\
                <td class="whisker">\(whisker.html(record))</td>\
                <td class="number">\(figures.ratio)<i>\(figures.interval)</i></td>\
                <td>\(seen(change))</td></tr>

                """
        }
        return """
            <section class="picture" aria-labelledby="changes-title">
            <h2 id="changes-title">\(isFrench ? "Ce que chaque changement fait" : "What each change does")</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="changes-title">
            <table class="forest"><thead><tr><th scope="col">\(isFrench ? "Changement" : "Change")</th>\
            <th scope="col">\(isFrench ? "De" : "From")</th><th scope="col">\(isFrench ? "À" : "To")</th>\
            <th scope="col" class="scale">\(whisker.head(language))</th>\
            <th scope="col" class="number">\(isFrench ? "Fois" : "Times")</th>\
            <th scope="col">\(isFrench ? "Vu par le passé" : "Seen in the past")</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>

            """
    }

    /// Where the value that is changed comes from.
    private func basis(_ change: WhatIfChange) -> String {
        if change.isForeseen { return isFrench ? "prévu" : "foreseen" }
        if change.kind == .people { return isFrench ? "aucun événement annoncé" : "no event announced" }
        return isFrench ? "d'habitude en cette saison" : "usual in this season"
    }

    /// Of what the data tells an effect.
    private var known: HTML {
        guard case .success = model.report else {
            let why: HTML =
                if case .failure(let error) = model.report {
                    "<p class=\"empty\">\(error.explanation.what[language]) \(error.explanation.remedy[language])</p>\n"
                } else { .nothing }
            return why
        }
        return .nothing
    }

    private func proof(_ query: String) -> HTML {
        let address = "/\(language.rawValue)/\(TomorrowTabs.Tab.whatIf.path)?\(query)"
        let notes =
            isFrench
            ? [
                "Le rapport vient d'une régression des chiffres publiés sur le temps, les événements et le calendrier, toutes choses égales par ailleurs ; il multiplie la prévision du registre.",
                "Les intervalles de plusieurs changements s'ajoutent au plus large, car on ne sait pas comment ils vont ensemble.",
                "Un rassemblement n'entre que déclaré, par l'affluence que ses organisateurs attendent ; jamais par les réseaux sociaux, et sans savoir qui y vient.",
            ]
            : [
                "The ratio comes from a regression of published figures on weather, events and the calendar, all else equal; it multiplies the ledger's forecast.",
                "Intervals of several changes add up to the widest, as it isn't known how they go together.",
                "A gathering enters only when declared, by the attendance that its organisers expect; never through social networks, and without knowing who comes.",
            ]
        return """
            <section class="how" aria-labelledby="how-title">
            <h2 id="how-title">\(isFrench ? "Comment le sait-on ?" : "How do we know?")</h2>
            <div class="prose">\(.each(notes) { "<p>\($0)</p>" })</div>
            <p class="links"><a href="/\(language.rawValue)/hier/contexte">\(isFrench
                ? "Hier : dans quel contexte" : "Yesterday: in what context")</a> \
            <a href="/\(language.rawValue)/confiance">\(Words.confidence[language])</a> \
            <a href="\(address)">\(isFrench ? "Lien permanent" : "Permanent link")</a></p>
            </section>

            """
    }
}
