import Vocabulary

/// The check of a plan against the territory that it is for.
struct PlanReview {
    let document: PlanDocument
    let conventions: [String: Convention]
    let geography: Geography
    let taxonomy: Taxonomy

    /// Notes everything in the plan that the territory can't give or the limits don't allow.
    func run() {
        for entry in document.entries {
            check(source: entry.table.source, entry.table.protection, in: entry.map)
            checkPlace(entry)
        }
        for (map, report) in zip(document.reportMaps, document.plan.reports) {
            check(source: report.source, report.protection, in: map)
        }
        checkRepeats()
        checkCosts()
        checkFigures()
    }

    private func check(source: String, _ protection: PlannedTable.Protection, in map: YAMLMapping) {
        guard let convention = conventions[source] else {
            let known = conventions.keys.sorted()
            let near = nearestWord(to: source, among: known)
            map.refuse(
                "source", Phrase(fr: "Source inconnue : « \(source) ».", en: "Unknown source: `\(source)`."),
                remedy: Phrase(
                    fr: near.map { "Vouliez-vous dire « \($0) » ?" } ?? "Sources connues : \(listed(known)).",
                    en: near.map { "Did you mean `\($0)`?" } ?? "Known sources: \(listed(known))."))
            return
        }
        guard protection == .exact, convention.disclosure.isNoised else { return }
        map.refuse(
            "exact",
            Phrase(
                fr: "La source « \(source) » n'est pas ouverte : elle ne se publie pas exactement.",
                en: "The source `\(source)` isn't open: it can't be published exactly."),
            remedy: Phrase(
                fr:
                    "Donnez un ε, ou prouvez l'ouverture dans la convention (disclosure: open, avec url, licence, checksum).",
                en:
                    "Give an ε, or show in the convention that it is open (disclosure: open, with url, licence, checksum)."
            ))
    }

    private func checkPlace(_ entry: PlanDocument.Entry) {
        let place = entry.table.place
        let levels = ["territory"] + geography.layers.map(\.level) + geography.cellSizes.map { "cell\($0)" }
        guard levels.contains(place.key) else {
            let near = nearestWord(to: place.key, among: levels)
            entry.map.refuse(
                "place",
                Phrase(fr: "Niveau de lieu inconnu : « \(place.key) ».", en: "Unknown place level: `\(place.key)`."),
                remedy: Phrase(
                    fr: (near.map { "Vouliez-vous dire « \($0) » ? " } ?? "") + "Niveaux : \(listed(levels)).",
                    en: (near.map { "Did you mean `\($0)`? " } ?? "") + "Levels: \(listed(levels))."))
            return
        }
        guard case .zone(let level, _)? = conventions[entry.table.source]?.place else { return }
        guard place != .territory, place != .zone(level) else { return }
        entry.map.refuse(
            "place",
            Phrase(
                fr: "La source « \(entry.table.source) » ne connaît que la zone (« \(level) ») de ses enregistrements.",
                en: "The source `\(entry.table.source)` knows its records' zone (`\(level)`) alone."),
            remedy: Phrase(
                fr: "Choisissez « \(level) » ou « territory ».", en: "Choose `\(level)` or `territory`."))
    }

    private func checkRepeats() {
        var seen: Set<String> = []
        let keys =
            document.entries.map { ($0.map, $0.table.key) }
            + zip(document.reportMaps, document.plan.reports).map { ($0, $1.key) }
        for (map, key) in keys where !seen.insert(key).inserted {
            map.refuse(
                nil, Phrase(fr: "« \(key) » est demandé deux fois.", en: "`\(key)` is asked for twice."),
                why: Phrase(
                    fr: "Deux tirages du même chiffre révèlent plus qu'un seul.",
                    en: "Two draws of a figure give more away than one."),
                remedy: Phrase(fr: "N'en gardez qu'un.", en: "Keep one."))
        }
    }

    private func checkCosts() {
        for (source, convention) in conventions.sorted(by: { $0.key < $1.key }) {
            for audience in Audience.allCases {
                let k = convention.recordsPerIncident.count
                let cost = k * document.plan.cost(of: source, for: audience)
                guard let limit = document.plan.limits[audience], cost > limit else { continue }
                let limits = document.map.mapping("limits", keys: ["public", "staff"]) ?? document.map
                limits.refuse(
                    audience.rawValue,
                    Phrase(
                        fr: "Un incident de « \(source) » paierait \(cost) pour « \(audience.rawValue) » "
                            + "(k = \(k)) ; la limite est \(limit).",
                        en: "An incident of `\(source)` would pay \(cost) for `\(audience.rawValue)` "
                            + "(k = \(k)); the limit is \(limit)."),
                    remedy: Phrase(
                        fr: "Baissez des ε, retirez des tables, ou changez la limite en connaissance de cause.",
                        en: "Lower some ε's, take tables out, or change the limit knowingly."))
            }
        }
    }

    private func checkFigures() {
        let territory = NamedPlace(id: "territory", name: "")
        var total = 0
        for entry in document.entries {
            let places = geography.places(at: entry.table.place, territory: territory)?.count ?? 0
            total += places * taxonomy.keys(at: entry.table.category).count * Self.binsOfAMonth(entry.table.time)
        }
        // One figure for the admitted and one for each reason of refusal that is published.
        total += document.plan.reports.count * (1 + Refusal.allCases.count(where: \.isPublished))
        guard total > document.figuresPerMonth else { return }
        document.map.refuse(
            "figures_per_month",
            Phrase(
                fr: "Le plan compte \(total) chiffres par mois ; la limite est de \(document.figuresPerMonth).",
                en: "The plan holds \(total) figures a month; the limit is \(document.figuresPerMonth)."),
            remedy: Phrase(
                fr: "Retirez des tables fines, ou relevez la limite.", en: "Take fine tables out, or raise the limit."))
    }

    /// The most bins that begin in a month.
    private static func binsOfAMonth(_ level: TimeLevel) -> Int {
        switch level {
        case .hour: 745
        case .sixHours: 124
        case .day: 31
        case .week: 5
        case .month, .year: 1
        }
    }
}
