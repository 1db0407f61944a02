import Editions
import Vocabulary

/// What can be asked: only combinations that a published table answers.
struct Choices: Sendable {
    /// The sources that have any published count of incidents.
    let sources: [(id: String, title: Phrase)]
    /// For the question's source, the levels of its maps, coarse zones first.
    let levels: [PlaceLevel]
    /// For its level, what can be counted.
    let selections: [(selection: CategorySelection, title: Phrase)]
    /// For its place and selection, the steps of its series.
    let steps: [TimeLevel]
    /// Why there is no series, where the coarsest that is published would have too many points.
    let seriesTooLong: AddressError?
    /// The places of its level.
    let places: [NamedPlace]
    /// The first and the last day published at all, of its source.
    let firstDay: CivilDate
    let lastDay: CivilDate
    /// The question as it can be answered.
    let question: Question
    /// What of the question was changed for it, by parameter.
    let changed: [String]

    /// Reads a question and finds what can be asked in its stead where nothing answers it.
    ///
    /// - Parameter strictly: whether to refuse such a question instead, as the API does.
    /// - Returns: nil when nothing is published.
    /// - Throws: ``AddressError`` for what can't be read.
    init?(_ items: QueryItems, catalogue: Catalogue, territory: Territory, strictly: Bool = false) throws {
        let calendar = territory.calendar
        var changed: [String] = []
        func pick<T: Equatable>(
            _ parameter: String, _ wanted: T?, among offered: [T], else fallback: T, key: (T) -> String
        ) throws -> T {
            guard let wanted else { return fallback }
            if offered.contains(wanted) { return wanted }
            if strictly {
                throw AddressError.notOffered(
                    parameter: parameter, value: key(wanted), offered: offered.prefix(40).map(key))
            }
            changed.append(parameter)
            return fallback
        }

        sources = Self.sources(of: catalogue)
        guard let firstSource = sources.first else { return nil }
        let source = try pick(
            "source", items["source"], among: sources.map(\.id), else: firstSource.id, key: { $0 })

        levels = Self.levels(of: source, catalogue: catalogue, geography: territory.geography)
        let finestZones = levels.last { if case .zone = $0 { true } else { false } }
        let level = try pick(
            "level", items["level"].map(PlaceLevel.init), among: levels,
            else: finestZones ?? levels.first ?? .territory, key: \.key)

        selections = Self.selections(of: source, level: level, catalogue: catalogue)
        guard let firstSelection = selections.first?.selection else { return nil }
        var wanted: CategorySelection?
        if let text = items["category"] {
            wanted = CategorySelection(text)
            if wanted == nil {
                throw AddressError.notOffered(
                    parameter: "category", value: text, offered: selections.prefix(40).map(\.selection.text))
            }
        }
        let group = wanted.flatMap { selection in
            selection.level != .category
                ? nil : territory.taxonomy.categories.first { $0.id == selection.id }?.group
        }.map { CategorySelection(level: .group, id: $0) }
        let nearest = selections.first { $0.selection == group }?.selection ?? firstSelection
        let selection = try pick(
            "category", wanted, among: selections.map(\.selection), else: nearest, key: \.text)

        let families = catalogue.families(source: source, place: level, contents: selection.contents)
        places = families.last?.latest.places ?? []
        var place = items["place"]
        if let name = place, !families.contains(where: { $0.has(place: name) }) {
            if strictly { throw AddressError.notOffered(parameter: "place", value: name, offered: []) }
            changed.append("place")
            place = nil
        }

        let extents = catalogue.families.filter { $0.latest.source == source && $0.latest.contents != .outcomes }
            .compactMap(\.extent)
        let first = extents.map(\.lowerBound).min() ?? 0
        let last = extents.map(\.upperBound).max() ?? 0
        firstDay = calendar.date(at: first)
        lastDay = calendar.date(at: last - 1)
        let period = Self.latestPeriod(families, calendar: calendar) ?? (firstDay, lastDay)
        let askedFrom = try items.date("from")
        let askedTo = try items.date("to")
        let from: CivilDate
        let to: CivilDate
        switch (askedFrom, askedTo) {
        case (let askedFrom?, let askedTo?): (from, to) = (askedFrom, askedTo)
        case (let askedFrom?, nil): (from, to) = (askedFrom, max(askedFrom, lastDay))
        case (nil, let askedTo?): (from, to) = (min(askedTo, firstDay), askedTo)
        case (nil, nil): (from, to) = period
        }
        guard from <= to else { throw AddressError.backwards(from: from, to: to) }
        let days = to.dayNumber - from.dayNumber + 1

        let published = catalogue.families(
            source: source, place: place == nil ? .territory : level, contents: selection.contents
        ).map(\.latest.time)
        func tooLong(_ step: TimeLevel) -> AddressError? {
            let bins = Self.binCount(step, days: days)
            return bins > SeriesFigures.longest ? .tooLong(bins: bins, most: SeriesFigures.longest) : nil
        }
        steps = published.filter { tooLong($0) == nil }
        seriesTooLong = steps.isEmpty ? published.last.flatMap(tooLong) : nil
        var step = Self.step(for: days, among: steps)
        if let text = items["step"] {
            guard let asked = TimeLevel(rawValue: text) else {
                throw AddressError.notOffered(
                    parameter: "step", value: text, offered: steps.map(\.rawValue))
            }
            if strictly, published.contains(asked), let error = tooLong(asked) { throw error }
            if let fallback = step {
                step = try pick("step", asked, among: steps, else: fallback, key: \.rawValue)
            } else if strictly {
                throw AddressError.notOffered(parameter: "step", value: text, offered: [])
            }
        }
        question = Question(
            source: source, from: from, to: to, level: level, step: step, selection: selection, place: place)
        self.changed = changed
    }

    private static func sources(of catalogue: Catalogue) -> [(id: String, title: Phrase)] {
        var sources: [(id: String, title: Phrase)] = []
        for family in catalogue.families where family.latest.contents != .outcomes && !family.isEmpty {
            if !sources.contains(where: { $0.id == family.latest.source }) {
                sources.append((family.latest.source, family.latest.sourceTitle))
            }
        }
        return sources
    }

    /// Zone levels by number of zones, then cells from large to small.
    private static func levels(of source: String, catalogue: Catalogue, geography: Geography) -> [PlaceLevel] {
        var known: Set<PlaceLevel> = []
        for family in catalogue.families
        where family.latest.source == source && family.latest.contents != .outcomes && !family.isEmpty {
            known.insert(family.latest.place)
        }
        known.remove(.territory)
        let zones = geography.layers.sorted { $0.zones.count < $1.zones.count }.map { PlaceLevel.zone($0.level) }
        let cells = geography.cellSizes.sorted(by: >).map { PlaceLevel.cell(metres: $0) }
        return (zones + cells).filter(known.contains)
    }

    private static func selections(
        of source: String, level: PlaceLevel, catalogue: Catalogue
    ) -> [(selection: CategorySelection, title: Phrase)] {
        [CategoryLevel.all, .group, .category].flatMap { categories in
            (catalogue.families(source: source, place: level, contents: .incidents(categories)).last?
                .latest.categories ?? [])
                .map { (CategorySelection(level: categories, id: $0.id), $0.title) }
        }
    }

    /// The latest published month; without months, the latest four weeks.
    private static func latestPeriod(
        _ families: [TableFamily], calendar: CivilCalendar
    ) -> (CivilDate, CivilDate)? {
        if let months = families.first(where: { $0.latest.time == .month }),
            let bin = months.versions.compactMap(\.bins.last).max()
        {
            return (calendar.date(at: bin.start), calendar.date(at: bin.end - 1))
        }
        guard let extent = families.compactMap(\.extent).max(by: { $0.upperBound < $1.upperBound }) else { return nil }
        let last = calendar.date(at: extent.upperBound - 1)
        return (max(calendar.date(at: extent.lowerBound), last.adding(days: -27)), last)
    }

    private static func binCount(_ step: TimeLevel, days: Int) -> Int {
        switch step {
        case .hour: days * 24
        case .sixHours: days * 4
        case .day: days
        case .week: days / 7
        case .month: days / 28
        case .year: days / 365
        }
    }

    private static func step(for days: Int, among steps: [TimeLevel]) -> TimeLevel? {
        let ideal: TimeLevel = days <= 2 ? .hour : days <= 92 ? .day : days <= 800 ? .week : .month
        return steps.first { $0 >= ideal && binCount($0, days: days) >= 1 } ?? steps.last { $0 <= ideal }
    }
}
