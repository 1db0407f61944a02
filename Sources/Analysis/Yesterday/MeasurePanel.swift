import Vocabulary

/// Counts of treated places, their ring and controls over weeks or months before and after a measure.
struct MeasurePanel {
    /// The places' ids, sorted, so that the order of the table's places changes nothing.
    let ids: [String]
    let treated: [Int]
    let ring: [Int]
    let controls: [Int]
    /// Weeks or months.
    let level: TimeLevel
    /// Each period's first day.
    let periods: [CivilDate]
    /// Each place's counts by period.
    let counts: [[Double]]
    /// The variance of the noise in a count, by period.
    let noise: [Double]
    /// How many of a period's bins are known, over the most that a period has.
    let exposures: [Double]
    /// The first period of the measure.
    let start: Int

    var isExact: Bool { noise.allSatisfy { $0 == 0 } }

    init<A, O>(
        _ table: CountTable<A, O>, _ options: MeasureEffect, calendar: CivilCalendar
    ) throws(AnalysisError) {
        let chosen = try SeriesSelection(table, categories: options.categories)
        let order = table.places.indices.sorted { table.places[$0].id < table.places[$1].id }
        ids = order.map { table.places[$0].id }
        guard !options.treated.isEmpty else {
            throw .tooLittle(needed: Phrase(fr: "un lieu traité", en: "a treated place"), found: 0)
        }
        let treated = try SeriesSelection.numbers(of: options.treated, among: ids, kind: "place")
        let ring = try Self.ring(options.ring, ids, treated, positions: order.map { table.places[$0].position })
        (self.treated, self.ring) = (treated, ring)
        controls = ids.indices.filter { !treated.contains($0) && !ring.contains($0) }
        guard controls.count >= 3 else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "3 lieux sans la mesure pour comparer", en: "3 places without the measure to compare with"),
                found: controls.count)
        }
        let tableLevel = table.bins[0].level
        let (from, end) = (calendar.start(of: options.start), options.end.map { calendar.start(of: $0) })
        let usable = table.bins.indices.filter { bin in
            let span = table.bins[bin]
            return table.isKnown[bin] && !(span.start < from && span.end > from) && (end.map { span.end <= $0 } ?? true)
        }
        let days = table.bins.map { calendar.date(at: $0.start) }
        let isAfter = table.bins.map { $0.start >= from }
        var level = max(tableLevel, options.level ?? .week)
        if options.level == nil, level == .week {
            var sum = 0.0
            for bin in usable where !isAfter[bin] {
                for category in chosen.categories {
                    for place in treated { sum += table.value(bin: bin, category: category, place: order[place]) }
                }
            }
            let known = Set(usable.map { EvenSeries.step(of: days[$0], level: .week) })
            let before = Set(usable.filter { !isAfter[$0] }.map { EvenSeries.step(of: days[$0], level: .week) }).count
            let sparse = sum < Double(before * treated.count)
            if sparse, before >= 52, known.count - before >= 26, tableLevel != .week { level = .month }
        }
        self.level = level
        var groups: [Int: [Int]] = [:]
        for bin in usable { groups[EvenSeries.step(of: days[bin], level: level), default: []].append(bin) }
        let most = groups.values.map(\.count).max() ?? 0
        // A period that the measure begins in, or of which less than half is known, says too little.
        let kept = groups.keys.sorted().filter { key in
            let bins = groups[key] ?? []
            return 2 * bins.count >= most && Set(bins.map { isAfter[$0] }).count == 1
        }
        let bins = kept.map { groups[$0] ?? [] }
        start = bins.firstIndex { $0.contains { isAfter[$0] } } ?? bins.count
        guard start >= 8, bins.count - start >= 4 else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "8 périodes (\(level == .week ? "semaines" : "mois")) connues avant la mesure et 4 après",
                    en: "8 known periods (\(level == .week ? "weeks" : "months")) before the measure and 4 after"),
                found: min(start, bins.count - start))
        }
        periods = bins.map { days[$0.first ?? 0] }
        exposures = bins.map { Double($0.count) / Double(max(most, 1)) }
        noise = bins.map { own in own.reduce(0) { $0 + table.variances[$1] * Double(chosen.categories.count) } }
        counts = order.map { place in
            bins.map { own in
                var sum = 0.0
                for bin in own {
                    for category in chosen.categories {
                        sum += table.value(bin: bin, category: category, place: place)
                    }
                }
                return sum
            }
        }
    }

    private static func ring(
        _ ring: MeasureEffect.Ring?, _ ids: [String], _ treated: [Int], positions: [PlanarPoint?]
    ) throws(AnalysisError) -> [Int] {
        switch ring {
        case nil: return []
        case .places(let names):
            guard !names.isEmpty else { return [] }
            return try SeriesSelection.numbers(of: names, among: ids, kind: "place").filter { !treated.contains($0) }
        case .within(let metres):
            let centres = treated.compactMap { positions[$0] }
            guard centres.count == treated.count else {
                throw .missing(
                    Phrase(
                        fr: "Un anneau par distance demande la position des lieux traités.",
                        en: "A ring by distance takes the positions of the treated places."),
                    remedy: Phrase(
                        fr: "Donnez-la, ou nommez les lieux de l'anneau.", en: "Give them, or name the ring's places."))
            }
            return ids.indices.filter { place in
                guard !treated.contains(place), let own = positions[place] else { return false }
                return centres.contains { centre in
                    let (x, y) = (centre.x - own.x, centre.y - own.y)
                    return (x * x + y * y).squareRoot() <= metres
                }
            }
        }
    }
}
