import Analysis
import Editions
import Vocabulary

/// Everything that the page *Comparer* shows.
struct ComparisonAnswer: Sendable {
    let compared: CompareQuestion
    let origins: OriginMix
    /// The chosen place, or the territory; nil where a period isn't published.
    let total: Change?
    /// Each place of the level, in the order of the table, with nil where it isn't known.
    let places: [(place: NamedPlace, change: Change?)]
    /// Each category, or group, where all are asked for as one.
    let categories: [(title: Phrase, change: Change)]
    /// The chosen place against another, and the chosen category against another, over the later period.
    let contrasts: [ContrastAnswer]
    /// What isn't published of the two periods.
    let gaps: [Range<UTCSeconds>]
    let tables: [TableDescription]
    let editions: [Edition]
    /// The comparison of the chosen place or the territory; of the places, where there is none.
    let report: AnalysisReport?
    /// Why nothing can be compared.
    let refusal: Explanation?

    var question: Question { compared.question }
}

/// One place or category against another.
struct ContrastAnswer: Sendable {
    let first: Phrase
    let second: Phrase
    let firstCount: Change.Count
    let secondCount: Change.Count
    let record: AnalysisReport.Record
    /// Whether the rates are set against the inhabitants.
    let isPerInhabitant: Bool
}

extension YesterdayFigures {
    /// Compares the two periods of a question.
    func comparison(_ compared: CompareQuestion, _ catalogue: Catalogue) throws -> ComparisonAnswer {
        let mix = origins(of: compared.question, catalogue)
        switch mix.main {
        case .reported: return try comparison(compared, catalogue, mix, as: Reported.self)
        case .discovered: return try comparison(compared, catalogue, mix, as: Discovered.self)
        case .measured: return try comparison(compared, catalogue, mix, as: Measured.self)
        case .contextual: return try comparison(compared, catalogue, mix, as: Contextual.self)
        }
    }

    private func comparison<O: OriginKind>(
        _ compared: CompareQuestion, _ catalogue: Catalogue, _ origins: OriginMix, as _: O.Type
    ) throws -> ComparisonAnswer {
        let question = compared.question
        let after = question.range(in: territory.calendar)
        let before = question.during(compared.before.from, compared.before.to).range(in: territory.calendar)
        let periods = Comparison.Periods.ranges(before: before, after: after)
        let ordered = [before, after].sorted { $0.lowerBound < $1.lowerBound }
        func counts(
            _ level: PlaceLevel, _ contents: TableContents, _ categories: [String], only: [String]?,
            during: [Range<UTCSeconds>]
        ) throws -> ComparedCounts<A, O>? {
            try ComparedCounts(
                catalogue.families(source: question.source, place: level, contents: contents), categories: categories,
                periods: during, only: only, population: population[level] ?? [:], from: shelf)
        }
        func report(_ counts: ComparedCounts<A, O>, by grouping: Comparison.Grouping) throws -> AnalysisReport {
            try Comparison(Comparison.Options(periods, by: grouping, calendar: territory.calendar))
                .compare(counts.table, variation: counts.variation)
        }
        let selection = question.selection
        let placeId = question.place ?? territory.id
        var (total, places, categories): (Change?, [(NamedPlace, Change?)], [(Phrase, Change)]) = (nil, [], [])
        var (told, tables, editions): (AnalysisReport?, [TableDescription], [Edition]) = (nil, [], [])
        var gaps: [Range<UTCSeconds>] = []
        var refusal: Explanation?
        func note(_ counts: ComparedCounts<A, O>) {
            editions += counts.editions
            for table in counts.tables where !tables.contains(where: { $0.id == table.id }) { tables.append(table) }
        }
        do {
            if let counts = try counts(
                question.placeLevel, selection.contents, [selection.id], only: [placeId], during: ordered)
            {
                let report = try report(counts, by: .total)
                total = report.records.first.flatMap { Change($0, isExact: counts.table.isExact) }
                (told, gaps) = (report, counts.gaps)
                note(counts)
            }
            if let counts = try counts(question.level, selection.contents, [selection.id], only: nil, during: ordered) {
                let report = try report(counts, by: .place)
                let changes = Dictionary(
                    report.records.compactMap { record in
                        record.place.flatMap { id in
                            Change(record, isExact: counts.table.isExact).map { (id, $0) }
                        }
                    }, uniquingKeysWith: { first, _ in first })
                places = compared.choices.places.map { ($0, changes[$0.id]) }
                if told == nil { told = report }
                gaps += counts.gaps.filter { !gaps.contains($0) }
                note(counts)
            }
            categories = try self.categories(of: question, catalogue) { level, ids in
                guard
                    let counts = try counts(
                        question.placeLevel, .incidents(level), ids, only: [placeId], during: ordered)
                else { return [] }
                note(counts)
                return try report(counts, by: .category).records
                    .compactMap { Change($0, isExact: counts.table.isExact) }
            }
        } catch let error as AnalysisError {
            refusal = error.explanation
        }
        return ComparisonAnswer(
            compared: compared, origins: origins, total: total, places: places, categories: categories,
            contrasts: try contrasts(compared) { try counts($0, $1, $2, only: $3, during: [after]) }, gaps: gaps,
            tables: tables, editions: editions, report: told, refusal: refusal)
    }

    /// The changes of the groups, or else of the categories, where all are asked for as one; largest count first.
    private func categories(
        of question: Question, _ catalogue: Catalogue,
        _ changes: (CategoryLevel, [String]) throws -> [Change]
    ) throws -> [(title: Phrase, change: Change)] {
        guard question.selection == .all else { return [] }
        for level in [CategoryLevel.group, .category] {
            guard
                let newest = catalogue.families(
                    source: question.source, place: question.placeLevel, contents: .incidents(level)
                ).last?.latest
            else { continue }
            let titles = Dictionary(
                newest.categories.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
            return try changes(level, newest.categories.map(\.id)).compactMap { change in
                change.key.flatMap { titles[$0] }.map { ($0, change) }
            }.sorted { $0.change.after.value > $1.change.after.value }
        }
        return []
    }

    /// The chosen place against another, the chosen category against another.
    private func contrasts<O: OriginKind>(
        _ compared: CompareQuestion,
        _ counts: (PlaceLevel, TableContents, [String], [String]?) throws -> ComparedCounts<A, O>?
    ) throws -> [ContrastAnswer] {
        let question = compared.question
        let range = question.range(in: territory.calendar)
        var answers: [ContrastAnswer] = []
        func add(_ sides: Contrast.Sides, _ names: (Phrase, Phrase), _ counts: ComparedCounts<A, O>?) throws {
            guard let counts,
                let record = try? Contrast(sides, during: range, calendar: territory.calendar)
                    .find(in: counts.table, variation: counts.variation).records.first,
                let first = Change.Count(record, "count", isExact: counts.table.isExact),
                let second = Change.Count(record, "against", isExact: counts.table.isExact)
            else { return }
            answers.append(
                ContrastAnswer(
                    first: names.0, second: names.1, firstCount: first, secondCount: second, record: record,
                    isPerInhabitant: counts.table.places.allSatisfy { $0.population ?? 0 > 0 }
                        && record.place != nil))
        }
        if let place = question.place, let other = compared.otherPlace {
            func name(_ id: String) -> Phrase {
                Phrase(verbatim: compared.choices.places.first { $0.id == id }?.title(in: territory) ?? id)
            }
            try add(
                .places(place, other), (name(place), name(other)),
                counts(question.level, question.selection.contents, [question.selection.id], [place, other]))
        }
        if let other = compared.otherSelection {
            func name(_ selection: CategorySelection) -> Phrase {
                compared.choices.selections.first { $0.selection == selection }?.title
                    ?? Phrase(verbatim: selection.text)
            }
            try add(
                .categories(question.selection.id, other.id), (name(question.selection), name(other)),
                counts(
                    question.placeLevel, question.selection.contents, [question.selection.id, other.id],
                    [question.place ?? territory.id]))
        }
        return answers
    }
}

extension Change.Count {
    /// One side of a contrast.
    fileprivate init?(_ record: AnalysisReport.Record, _ name: String, isExact: Bool) {
        func number(_ key: String) -> Double? {
            if case .number(let value)? = record.more[key] { return value }
            return nil
        }
        guard let value = number(name == "count" ? "count" : "against_count"), let low = number(name + "_low"),
            let high = number(name + "_high")
        else { return nil }
        self.init(value: value, low: low, high: high, isExact: isExact)
    }
}
