import Analysis
import Vocabulary

/// A comparison's figures, written as JSON and CSV: exactly what is shown.
struct ComparisonDocuments {
    let territory: Territory

    /// The comparison as JSON.
    func json(_ answer: ComparisonAnswer) -> String {
        let (from, to) = answer.compared.before
        let places = answer.places.map { place, change in
            JSON.object(
                [("id", .string(place.id)), ("name", .string(place.title(in: territory)))]
                    + members(change)
                    + [
                        ("class", .string(change?.shade.rawValue ?? "unknown")), ("colour", .null),
                        ("label", change.map(label) ?? .null),
                    ])
        }
        let categories = answer.categories.map { title, change in
            JSON.object(
                [
                    ("id", change.key.map { .string($0) } ?? .null),
                    ("title", .object([("fr", .string(title[.french])), ("en", .string(title[.english]))])),
                ] + members(change))
        }
        let contrasts = answer.contrasts.map { contrast -> JSON in
            let record = contrast.record
            var against = JSON.null
            if case .text(let key)? = record.more["against"] { against = .string(key) }
            return .object([
                ("first", (record.place ?? record.category).map { .string($0) } ?? .null), ("second", against),
                ("firstCount", count(contrast.firstCount)), ("secondCount", count(contrast.secondCount)),
                ("ratio", record.estimate.map { .number($0) } ?? .null),
                ("low", record.interval.map { .number($0.low) } ?? .null),
                ("high", record.interval.map { .number($0.high) } ?? .null),
                ("verdict", record.verdict.map { .string($0) } ?? .null),
                ("perInhabitant", .boolean(contrast.isPerInhabitant)),
            ])
        }
        return JSON.object([
            ("question", FigureDocuments(territory: territory).question(answer.question)),
            ("before", .object([("from", .string("\(from)")), ("to", .string("\(to)"))])),
            ("total", answer.total.map { .object(members($0)) } ?? .null),
            ("categories", .array(categories)), ("places", .array(places)), ("contrasts", .array(contrasts)),
        ]).text
    }

    private func count(_ count: Change.Count) -> JSON {
        .object([("value", .number(count.value)), ("low", .number(count.low)), ("high", .number(count.high))])
    }

    private func members(_ change: Change?) -> [(String, JSON)] {
        guard let change else { return [("value", .null)] }
        return [
            ("value", .number(change.after.value)), ("before", count(change.before)), ("after", count(change.after)),
            ("ratio", change.ratio.map { .number($0) } ?? .null), ("low", .number(change.interval.low)),
            ("high", .number(change.interval.high)), ("q", change.q.map { .number($0) } ?? .null),
            ("verdict", .string(change.verdict.rawValue)),
        ]
    }

    private func label(_ change: Change) -> JSON {
        func text(_ language: Language) -> JSON {
            let words = ChangeWords(language: language)
            let verdict = change.verdict == .noClearDifference ? ", " + words.verdict(change.verdict) : ""
            let text = words.text(change) + verdict
            return .string(language == .french ? FrenchTypography.spaced(text) : text)
        }
        return .object([("fr", text(.french)), ("en", text(.english))])
    }

    /// The comparison as CSV: a row for all, for each category, for each place.
    func csv(_ answer: ComparisonAnswer) -> String {
        var csv = CSV(
            columns: [
                "kind", "key", "name", "before_from", "before_to", "from", "to", "before", "before_low", "before_high",
                "after", "after_low", "after_high", "ratio", "ratio_low", "ratio_high", "q", "verdict",
            ])
        let (from, to) = answer.compared.before
        let days = ["\(from)", "\(to)", "\(answer.question.from)", "\(answer.question.to)"]
        func add(_ kind: String, _ key: String, _ name: String, _ change: Change?) {
            func fields(_ count: Change.Count?) -> [String] {
                [count?.value, count?.low, count?.high].map { $0.map(JSON.rounded) ?? "" }
            }
            let ratio = [change?.ratio, change?.interval.low, change?.interval.high, change?.q]
                .map { $0.map { $0.isFinite ? JSON.rounded($0) : "" } ?? "" }
            csv.add(
                [kind, key, name] + days + fields(change?.before) + fields(change?.after) + ratio
                    + [change?.verdict.rawValue ?? ""])
        }
        if let total = answer.total { add("total", answer.question.place ?? territory.id, "", total) }
        for (title, change) in answer.categories {
            add("category", change.key ?? "", title[territory.language], change)
        }
        for (place, change) in answer.places { add("place", place.id, place.title(in: territory), change) }
        return csv.text
    }
}
