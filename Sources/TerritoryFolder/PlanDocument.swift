import Vocabulary

/// The file `plan.yaml`: what is published, for whom, at what cost.
struct PlanDocument {
    /// A table with the place in the file where it is asked for.
    struct Entry {
        let map: YAMLMapping
        let table: PlannedTable
    }

    let map: YAMLMapping
    let plan: EditionPlan
    let entries: [Entry]
    let reportMaps: [YAMLMapping]
    /// The most figures that a month of the plan may hold, over all tables.
    let figuresPerMonth: Int

    /// Reads the file; what is wrong goes to the log.
    ///
    /// - Returns: nil when anything needed is missing.
    init?(_ file: FolderFile, log: ErrorLog) throws {
        let keys = ["limits", "figures_per_month", "tables", "reports"]
        guard let map = try YAMLDocument(file, log: log).mapping(keys: keys) else { return nil }
        let limits = map.requiredMapping("limits", keys: ["public", "staff"]).map { limits in
            Audience.allCases.reduce(into: [Audience: Epsilon]()) { result, audience in
                guard limits.text(audience.rawValue) != nil else { return }
                result[audience] = limits.epsilon(audience.rawValue)
            }
        }
        let figures = map.integer("figures_per_month", in: 1...1_000_000_000)
        if !map.has("tables") { _ = map.text("tables") }
        let tables = map.mappings(
            "tables", keys: ["source", "place", "time", "category", "public", "staff", "exact"])
        let entries = tables.compactMap(Self.entry)
        let reportMaps = map.mappings("reports", keys: ["source", "public", "staff", "exact"])
        let reports = reportMaps.map { map -> PlannedReport? in
            let protection = Self.protection(in: map)
            guard let source = map.identifier("source"), let protection else { return nil }
            return PlannedReport(source: source, protection: protection)
        }
        guard let limits, let figures, entries.count == tables.count, reports.allSatisfy({ $0 != nil }) else {
            return nil
        }
        self.map = map
        self.entries = entries
        self.reportMaps = reportMaps
        figuresPerMonth = figures
        plan = EditionPlan(tables: entries.map(\.table), reports: reports.compactMap(\.self), limits: limits)
    }

    private static func entry(_ map: YAMLMapping) -> Entry? {
        let source = map.identifier("source")
        let place = map.identifier("place")
        let time: TimeLevel? = map.choice("time")
        let category: CategoryLevel? = map.choice("category")
        let protection = protection(in: map)
        guard let source, let place, let time, let category, let protection else { return nil }
        return Entry(
            map: map,
            table: PlannedTable(
                source: source, place: PlaceLevel(key: place), time: time, category: category, protection: protection))
    }

    private static func protection(in map: YAMLMapping) -> PlannedTable.Protection? {
        let exact = map.flag("exact")
        let forPublic = map.epsilon("public")
        let forStaff = map.epsilon("staff")
        guard let exact, map.has("public") == (forPublic != nil), map.has("staff") == (forStaff != nil) else {
            return nil
        }
        if exact {
            guard forPublic == nil, forStaff == nil else {
                map.refuse(
                    "exact",
                    Phrase(
                        fr: "Une table exacte ne paie pas d'ε.", en: "An exact table pays no ε."),
                    remedy: Phrase(
                        fr: "Gardez « exact: true », ou les ε.", en: "Keep `exact: true`, or the ε's."))
                return nil
            }
            return .exact
        }
        guard forPublic != nil || forStaff != nil else {
            map.refuse(
                nil,
                Phrase(
                    fr: "Personne ne recevrait cette table : ni « public », ni « staff », ni « exact ».",
                    en: "Nobody would get this table: neither `public` nor `staff` nor `exact`."),
                remedy: Phrase(
                    fr: "Donnez un ε à un public, ou « exact: true » pour des données ouvertes.",
                    en: "Give an audience its ε, or write `exact: true` for open data."))
            return nil
        }
        for (key, epsilon) in [("public", forPublic), ("staff", forStaff)] where epsilon == .zero {
            map.refuse(
                key, Phrase(fr: "Avec un ε nul, rien ne se lit.", en: "With an ε of zero nothing can be read."),
                remedy: Phrase(fr: "Retirez « \(key) », ou augmentez-le.", en: "Take `\(key)` out, or raise it."))
            return nil
        }
        if let forPublic, let forStaff, forPublic > forStaff {
            map.refuse(
                "public",
                Phrase(
                    fr: "L'ε du public (\(forPublic)) dépasse celui du service (\(forStaff)).",
                    en: "The public's ε (\(forPublic)) is larger than the staff's (\(forStaff))."),
                why: Phrase(
                    fr: "Le chiffre public est celui du service, bruité davantage.",
                    en: "The public figure is the staff figure with further noise."),
                remedy: Phrase(
                    fr: "Baissez « public » ; ou retirez « staff », et le site du service n'aura plus cette table.",
                    en: "Lower `public`; or take `staff` out, and the staff's site has the table no more."))
            return nil
        }
        return .noised(public: forPublic, staff: forStaff)
    }
}
