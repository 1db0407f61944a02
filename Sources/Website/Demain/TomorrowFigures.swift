import Editions
import Vocabulary

/// What the pages of *Demain* are made from, each part kept as long as it holds.
struct TomorrowFigures<A: AudienceKind>: Sendable {
    let forecasts: ForecastShelf<A>
    let outlines: PlaceOutlines
    private let context: [ContextSeries]
    private let models = AnalysisCache<WhatIfModel>(capacity: 64)
    /// What contextual series are called, by their names.
    let titles: [String: Phrase]

    init(figures: YesterdayFigures<A>, context: [ContextSeries]) {
        forecasts = ForecastShelf(reader: figures.shelf.reader)
        outlines = PlaceOutlines(territory: figures.territory)
        self.context = context
        titles = Dictionary(context.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    /// What went along with the published counts of the place and category that are chosen.
    func model(
        of choices: TomorrowChoices, figures: YesterdayFigures<A>, holidays: Holidays
    ) throws -> WhatIfModel {
        let catalogue = try figures.shelf.catalogue()
        let shown = choices.days
        let key = "\(shown.ledger.table)&\(shown.place)&\(shown.category)"
        return try models.answer(key, state: catalogue.state) {
            let about = catalogue.family(key: shown.ledger.table)?.latest ?? choices.table.family.latest
            let categories: CategoryLevel = if case .incidents(let level) = about.contents { level } else { .all }
            let isWhole = about.place == .territory
            let last = figures.territory.calendar.date(at: shown.ledger.knownUntil - 1)
            let question = Question(
                source: about.source, from: last, to: last, level: about.place, step: about.time,
                selection: CategorySelection(level: categories, id: shown.forecast.categories[shown.category]),
                place: isWhole ? nil : shown.forecast.places[shown.place])
            let read = try LongSeries(question, step: about.time, catalogue, figures.territory).read(
                from: figures.shelf)
            return WhatIfModel(
                question: question, read: read, territory: figures.territory, holidays: holidays, context: context)
        }
    }

    /// The value of a covariate that is known ahead for a bin of what is shown, as the model has it.
    func foreseen(_ name: String, on bin: TimeBin, _ choices: TomorrowChoices, _ territory: Territory) -> Double? {
        let shown = choices.days
        let place = CountedPlace(id: shown.forecast.places[shown.place], name: "", position: nil)
        let table = CountTable<A, Contextual>(
            places: [place], bins: [bin], categories: ["all"], values: [0], variances: [0], isKnown: [false])
        let joined = ContextAnswer.joined(
            table, at: PlaceLevel(key: shown.forecast.placeLevel), context, territory, tellsHeat: false)
        return joined.table.covariates.first { $0.name == name }?.values.first { !$0.isNaN }
    }
}
