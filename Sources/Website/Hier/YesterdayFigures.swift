import Editions
import Vocabulary

/// Reads off the shelf what a question of *Hier* asks.
struct YesterdayFigures<A: AudienceKind>: Sendable {
    let territory: Territory
    let shelf: EditionShelf<A>
    /// For each level of places, how many people live in each, where anybody counted.
    let population: [PlaceLevel: [String: Double]]
    /// For each level of places, the middle of each place.
    private let middles: [PlaceLevel: [String: PlanarPoint]]

    init(territory: Territory, shelf: EditionShelf<A>, population: [PlaceLevel: [String: Double]] = [:]) {
        self.territory = territory
        self.population = population
        self.shelf = shelf
        let levels =
            territory.geography.layers.map { PlaceLevel.zone($0.level) }
            + territory.geography.cellSizes.map { PlaceLevel.cell(metres: $0) }
        middles = Dictionary(
            uniqueKeysWithValues: levels.map {
                ($0, territory.geography.middles(at: $0, territory: territory.asPlace) ?? [:])
            })
    }

    /// The middle of each place of a level.
    func middles(at level: PlaceLevel) -> [String: PlanarPoint] { middles[level] ?? [:] }

    /// The places of a map that stand out.
    func spots(_ map: MapAnswer) -> HotSpotAnswer? {
        middles[map.question.level].flatMap { HotSpotAnswer(map, in: territory, middles: $0) }
    }

    /// The counts of every place of the map's level over the period, with the map's classes.
    func map(_ question: Question, _ catalogue: Catalogue) throws -> MapAnswer {
        let figures = try figures(question, at: question.level, catalogue)
        let families = catalogue.families(
            source: question.source, place: question.level, contents: question.selection.contents)
        return MapAnswer(
            question: question, figures: figures, breaks: ClassBreaks(of: figures.readings),
            interruptions: figures.cover.gaps.flatMap { gap in families.flatMap { $0.interruptions(within: gap) } })
    }

    /// The counts of the chosen place, or of the territory, bin by bin; nil where no table has such bins.
    func series(_ question: Question, _ catalogue: Catalogue) throws -> SeriesAnswer? {
        let place = question.placeLevel
        guard let step = question.step,
            let family = catalogue.family(
                source: question.source, place: place, time: step, contents: question.selection.contents)
        else { return nil }
        let bins = territory.calendar.bins(step, within: question.range(in: territory.calendar))
        let figures = try SeriesFigures(
            of: family, place: question.place ?? territory.id, category: question.selection.id, bins: bins, from: shelf)
        return SeriesAnswer(question: question, family: family, figures: figures)
    }

    /// The mean counts by weekday and hour; nil where no table has hours.
    ///
    /// Over the twelve months that end with the question's period where that is less than half a year, which would have
    /// too few of each hour.
    func week(_ question: Question, _ catalogue: Catalogue) throws -> WeekFigures? {
        for step in [TimeLevel.hour, .sixHours] {
            guard
                let family = catalogue.family(
                    source: question.source, place: question.placeLevel, time: step,
                    contents: question.selection.contents
                ), !family.isEmpty
            else { continue }
            let range = yearly(question).range(in: territory.calendar)
            let figures = try WeekFigures(
                of: family, place: question.place ?? territory.id, category: question.selection.id, range: range,
                calendar: territory.calendar, from: shelf)
            return figures.isEmpty ? nil : figures
        }
        return nil
    }

    /// The counts of each day of the twelve months that end with the question's period; nil where no table has days.
    func days(_ question: Question, _ catalogue: Catalogue) throws -> SeriesFigures? {
        guard
            let family = catalogue.family(
                source: question.source, place: question.placeLevel, time: .day, contents: question.selection.contents),
            let extent = family.extent
        else { return nil }
        let asked = question.during(max(question.from, question.to.adding(days: -364)), question.to)
        let range = yearly(asked).range(in: territory.calendar).clamped(to: extent)
        let figures = try SeriesFigures(
            of: family, place: question.place ?? territory.id, category: question.selection.id,
            bins: territory.calendar.bins(.day, within: range), from: shelf)
        return figures.rows.contains { $0.reading != nil } ? figures : nil
    }

    /// The question, about twelve months at least.
    private func yearly(_ question: Question) -> Question {
        question.days >= 182 ? question : question.during(question.to.adding(days: -364), question.to)
    }

    /// The map's places bin by bin; nil where the period has fewer than two bins.
    func frames(_ question: Question, _ catalogue: Catalogue) throws -> MapFrames? {
        try MapFrames(
            question,
            catalogue.families(source: question.source, place: question.level, contents: question.selection.contents),
            calendar: territory.calendar, from: shelf)
    }

    /// The figures of all places of a level, or of one alone, over the question's period.
    func figures(
        _ question: Question, at level: PlaceLevel, only place: String? = nil, _ catalogue: Catalogue
    ) throws -> RangeFigures {
        let families = catalogue.families(
            source: question.source, place: level, contents: question.selection.contents)
        let cover = Cover(
            of: question.range(in: territory.calendar), by: families, category: question.selection.id)
        return try RangeFigures(cover, category: question.selection.id, only: place, from: shelf)
    }

    /// Everything that the page shows.
    func answer(_ choices: Choices, _ catalogue: Catalogue) throws -> YesterdayAnswer {
        let question = choices.question
        let map = try map(question, catalogue)
        let total = try total(question, catalogue, map: map)
        let before = question.during(
            question.from.adding(days: -question.days), question.from.adding(days: -1))
        return YesterdayAnswer(
            choices: choices, map: map, series: try series(question, catalogue),
            week: try week(question, catalogue), days: try days(question, catalogue), spots: spots(map),
            total: total,
            previous: try self.total(before, catalogue, map: nil),
            categories: try categories(question, catalogue), origins: origins(of: question, catalogue),
            population: population[question.level] ?? [:])
    }

    /// The count of the chosen place or of the territory over the period.
    private func total(_ question: Question, _ catalogue: Catalogue, map: MapAnswer?) throws -> Total? {
        let place = question.place ?? territory.id
        let figures =
            if let map, question.place != nil { map.figures } else {
                try self.figures(question, at: question.placeLevel, only: place, catalogue)
            }
        guard let reading = figures.reading(of: place) else { return nil }
        return Total(reading: reading, cover: figures.cover)
    }

    /// When all categories are asked for as one: the count of each, or of each group, largest first.
    private func categories(_ question: Question, _ catalogue: Catalogue) throws -> [(title: Phrase, reading: Reading)]
    {
        guard question.selection == .all else { return [] }
        for level in [CategoryLevel.group, .category] {
            let families = catalogue.families(
                source: question.source, place: question.placeLevel, contents: .incidents(level))
            guard let newest = families.last?.latest else { continue }
            let place = question.place ?? territory.id
            let range = question.range(in: territory.calendar)
            let readings = try newest.categories.compactMap { category -> (title: Phrase, reading: Reading)? in
                let cover = Cover(of: range, by: families, category: category.id)
                guard cover.isComplete,
                    let reading = try RangeFigures(cover, category: category.id, only: place, from: shelf)
                        .reading(of: place)
                else { return nil }
                return (category.title, reading)
            }
            return readings.sorted { $0.reading.value > $1.reading.value }
        }
        return []
    }

    /// How what is counted came to be.
    func origins(of question: Question, _ catalogue: Catalogue) -> OriginMix {
        let source =
            catalogue.families(source: question.source, place: question.level, contents: question.selection.contents)
            .last?.latest.origin ?? .reported
        return OriginMix(of: question.selection, source: source, taxonomy: territory.taxonomy)
    }
}

/// What a map draws.
struct MapAnswer: Sendable {
    let question: Question
    let figures: RangeFigures
    let breaks: ClassBreaks
    /// What of its gaps an interrupted publication drew, so that it will never be published.
    let interruptions: [Range<UTCSeconds>]
}

/// What a series draws.
struct SeriesAnswer: Sendable {
    let question: Question
    let family: TableFamily
    let figures: SeriesFigures
}

/// A count over the whole period.
struct Total: Sendable {
    let reading: Reading
    let cover: Cover
}

/// Everything that the page *Hier* shows.
struct YesterdayAnswer: Sendable {
    let choices: Choices
    let map: MapAnswer
    let series: SeriesAnswer?
    let week: WeekFigures?
    let days: SeriesFigures?
    let spots: HotSpotAnswer?
    let total: Total?
    /// The count of as many days just before.
    let previous: Total?
    /// The counts of the categories, largest first, where all are asked for.
    let categories: [(title: Phrase, reading: Reading)]
    let origins: OriginMix
    /// How many people live in the map's places, by id, where anybody counted.
    let population: [String: Double]

    var question: Question { choices.question }

    /// The places that stand out: at most three, well apart from all the others.
    var placesThatStandOut: [NamedPlace] {
        var known: [(place: NamedPlace, reading: Reading)] = []
        for (place, reading) in zip(map.figures.places, map.figures.readings) {
            guard let reading else { return [] }
            known.append((place, reading))
        }
        guard known.count > 1 else { return [] }
        known.sort { $0.reading.value > $1.reading.value }
        var best: (count: Int, ratio: Double) = (0, 1.25)
        for count in 1...min(3, known.count - 1) {
            let (last, next) = (known[count - 1].reading, known[count].reading)
            let ratio = Double(last.shown) / Double(max(1, next.shown))
            if !last.isTooFew, last.standsAbove(next), ratio >= best.ratio { best = (count, ratio) }
        }
        return known.prefix(best.count).map(\.place)
    }

    /// The most frequent category, where it is well apart from the second.
    var categoryThatStandsOut: (title: Phrase, reading: Reading)? {
        guard categories.count > 1, categories[0].reading.standsAbove(categories[1].reading) else { return nil }
        return categories[0]
    }
}
