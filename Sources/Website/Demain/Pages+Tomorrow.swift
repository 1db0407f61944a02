import Editions
import HTTPTypes
import Hummingbird
import Markup
import Vocabulary

/// The handlers of the pages of *Demain*.
extension Pages {
    func tomorrow(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: TomorrowQuestion.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            let title = TomorrowPage.title[language]
            guard
                let choices = try TomorrowChoices(
                    items, forecasts: tomorrow.forecasts, catalogue: catalogue, territory: territory, now: clock())
            else {
                let frame = frame(language: language, tab: .tomorrow, query: "", title: title)
                return .page(NoForecastPage(frame: frame).html, keeping: keeping)
            }
            var frame = frame(language: language, tab: .tomorrow, query: choices.question.query, title: title)
            frame.isScripted = true
            let page = TomorrowPage(
                choices: choices, frame: frame, titles: tomorrow.titles,
                sheet: tomorrow.outlines.sheet(at: choices.table.family.latest.place))
            return .page(page.html, keeping: keeping)
        }
    }

    /// The days ahead as a file for agendas; never a replay, which nobody said before the fact.
    func tomorrowAsCalendar(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: TomorrowQuestion.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            guard
                let choices = try TomorrowChoices(
                    items, forecasts: tomorrow.forecasts, catalogue: catalogue, territory: territory, now: clock()),
                choices.standing != .replayed
            else { throw HTTPError(.notFound) }
            let words = TomorrowWords(
                choices: choices, territory: territory, language: language, titles: tomorrow.titles)
            return Answer(
                TomorrowCalendarFile(words: words).text, type: "text/calendar; charset=utf-8", keeping: keeping)
        }
    }

    /// All forecasts of a table with their scores.
    func ledger(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(
            request.uri.query, allowed: TomorrowQuestion.parameters.union(["page", "forecast"]))
        let page = try items.integer("page", in: 1...100_000) ?? 1
        let number = try items.integer("forecast", in: 1...Int.max)
        return try tomorrow(items, request, .ledger, language) { choices, frame, scored in
            LedgerPage(
                choices: choices, frame: frame, scored: scored, page: page,
                chosen: number.flatMap { number in choices.table.forecasts.first { $0.id == Int64(number) } }
            ).html
        }
    }

    /// What the newest forecast's method was worth over the past.
    func trials(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: TomorrowQuestion.parameters)
        return try tomorrow(items, request, .trials, language) { choices, frame, _ in
            TrialsPage(choices: choices, frame: frame).html
        }
    }

    /// A day with other weather, an event more, or a holiday.
    func whatIf(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(
            request.uri.query, allowed: TomorrowQuestion.parameters.union(WhatIfQuestion.parameters))
        let question = try WhatIfQuestion(items)
        return try tomorrow(items, request, .whatIf, language) { choices, frame, _ in
            let model = try tomorrow.model(of: choices, figures: figures, holidays: analyses.holidays)
            let calendar = territory.calendar
            let bin = choices.everywhere.forecast.bins[choices.bin]
            let days = choices.days.days
            let day = days.first { $0.bin.start == bin.start } ?? days[min(choices.bin, days.count - 1)]
            let date = calendar.date(at: day.bin.start)
            let answer = WhatIfAnswer(
                question, day: day, date: date, model: model,
                isHoliday: {
                    ($0 == .public ? analyses.holidays.publicDays : analyses.holidays.schoolDays).contains(date)
                },
                foreseen: { tomorrow.foreseen($0, on: day.bin, choices, territory) })
            let words = TomorrowWords(
                choices: choices, territory: territory, language: language, titles: tomorrow.titles)
            return WhatIfPage(words: words, frame: frame, question: question, answer: answer, model: model).html
        }
    }

    /// A page about one table's forecasts, or that there are none.
    private func tomorrow(
        _ items: QueryItems, _ request: Request, _ tab: TomorrowTabs.Tab, _ language: Language,
        _ page: (TomorrowChoices, PageFrame, [ScoredForecast]) throws -> HTML
    ) throws -> Response {
        let catalogue = try figures.shelf.catalogue()
        let choices = try TomorrowChoices(
            items, forecasts: tomorrow.forecasts, catalogue: catalogue, territory: territory, now: clock())
        guard let choices else {
            return unlessUnchanged(request, state: catalogue.state) { keeping in
                let frame = frame(
                    language: language, tab: .tomorrow, path: tab.path, query: "", title: tab.title[language])
                return .page(NoForecastPage(frame: frame).html, keeping: keeping)
            }
        }
        let scored = try tomorrow.forecasts.scored(choices.table.forecasts, of: choices.table.key)
        // Scores come after the figures without a leaf of their own.
        return try unlessUnchanged(request, state: catalogue.state &+ Int64(scored.count) << 32) { keeping in
            var frame = frame(
                language: language, tab: .tomorrow, path: tab.path, query: choices.question.query,
                title: tab.title[language])
            frame.isScripted = true
            return .page(try page(choices, frame, scored), keeping: keeping)
        }
    }
}
