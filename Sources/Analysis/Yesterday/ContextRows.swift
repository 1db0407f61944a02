import Foundation
import Vocabulary

/// The rows and columns of a regression on context, made from a table.
struct ContextRows {
    /// A column with what a reader must know of it.
    struct Column {
        let name: String
        let values: [Double]
        /// What a change of 1 is; nil for nuisance columns that no record tells of.
        let unit: String?
        let more: [String: AnalysisReport.Value]
    }

    let level: TimeLevel
    /// The category's key if it is only one.
    let category: String?
    private(set) var counts: [Double] = []
    private(set) var noise: [Double] = []
    private(set) var exposures: [Double] = []
    /// Each row's cluster.
    private(set) var clusters: [Int] = []
    /// Each row's week, counted from 1970.
    private(set) var weeks: [Int] = []
    /// Calendar, trend and places.
    private(set) var base: [Column] = []
    /// Covariates and holidays.
    private(set) var extra: [Column] = []
    /// Known rows that lack a covariate.
    private(set) var leftOut = 0
    private(set) var notes: [Phrase] = []
    let isByPlace: Bool
    /// What counts are per.
    let exposure: String

    static let associationNote = Phrase(
        fr: "Association, pas une preuve : rien ici ne dit que l'un cause l'autre.",
        en: "Association, not proof: nothing here says that one causes the other.")

    init<A, O>(
        _ table: CountTable<A, O>, options: ContextRegression, calendar: CivilCalendar
    ) throws(AnalysisError) {
        let chosen = try SeriesSelection(table, categories: options.categories)
        level = table.bins[0].level
        category = chosen.categories.count == 1 ? table.categories[chosen.categories[0]] : nil
        let names = table.covariates.map(\.name)
        var used =
            try options.covariates.map { wanted throws(AnalysisError) in
                wanted.isEmpty ? [] : try SeriesSelection.numbers(of: wanted, among: names, kind: "covariate")
            } ?? Array(names.indices)
        let cut = try options.cuts.map { cut throws(AnalysisError) in
            try SeriesSelection.numbers(of: [cut.covariate], among: names, kind: "covariate")[0]
        }
        used.removeAll { cut.contains($0) }
        let needed = used + cut
        let places = table.places.count
        // The order of ids, so that the order of the table's places changes nothing.
        let order = table.places.indices.sorted { table.places[$0].id < table.places[$1].id }
        let differs = needed.contains { covariate in
            let values = table.covariates[covariate].values
            return table.bins.indices.contains { bin in
                (1..<max(places, 1)).contains { place in
                    let (a, b) = (values[bin * places], values[bin * places + place])
                    return a != b && !(a.isNaN && b.isNaN)
                }
            }
        }
        isByPlace = places > 1 && (options.byPlace ?? (differs || places <= 12))
        let hasPopulation = table.places.allSatisfy { ($0.population ?? 0) > 0 }
        let bySize = hasPopulation && places > 1 && isByPlace
        exposure = bySize ? "population" : (level >= .month ? "days" : "bins")
        var kept: [(bin: Int, place: Int)] = []
        for bin in table.bins.indices where table.isKnown[bin] {
            for place in isByPlace ? order : [0] {
                let complete = needed.allSatisfy { table.covariates[$0].values[bin * places + place].isFinite }
                if complete { kept.append((bin, place)) } else { leftOut += 1 }
            }
        }
        let days = table.bins.map { calendar.date(at: $0.start) }
        for (bin, place) in kept {
            let summed = isByPlace ? [place] : chosen.places
            var count = 0.0
            for category in chosen.categories {
                for place in summed { count += table.value(bin: bin, category: category, place: place) }
            }
            counts.append(count)
            noise.append(table.variances[bin] * Double(chosen.categories.count * summed.count))
            let length = Double(table.bins[bin].end - table.bins[bin].start) / 2_629_800
            exposures.append(
                (bySize ? table.places[place].population ?? 1 : 1) * (level >= .month ? length : 1))
            let week = EvenSeries.step(of: days[bin], level: .week)
            weeks.append(week)
            switch options.clusters {
            case .weeks: clusters.append(level >= .month ? bin : week)
            case .places: clusters.append(place)
            case .independent: clusters.append(counts.count)
            }
        }
        guard let firstRow = kept.first, let lastRow = kept.last else {
            throw .tooLittle(
                needed: Phrase(fr: "des intervalles connus avec leur contexte", en: "known bins with their context"),
                found: 0)
        }
        let columns = ContextCalendar(
            level: level, days: kept.map { days[$0.bin] },
            hours: kept.map { row in
                let local = calendar.local(table.bins[row.bin].start)
                return Int(floorDivide(local, 3600)) - days[row.bin].dayNumber * 24
            },
            ends: kept.map { calendar.date(at: table.bins[$0.bin].end - 1) },
            span: days[lastRow.bin].dayNumber - days[firstRow.bin].dayNumber + 1)
        base = columns.columns(season: options.season)
        notes = columns.notes
        if isByPlace, places <= 60 {
            for place in order.dropFirst() {
                base.append(
                    Column(
                        name: "place=\(table.places[place].id)", values: kept.map { $0.place == place ? 1 : 0 },
                        unit: nil, more: [:]))
            }
        } else if isByPlace {
            notes.append(
                Phrase(
                    fr: "Plus de 60 lieux : ils n'ont pas chacun leur niveau.",
                    en: "More than 60 places: they don't have a level each."))
            if options.clusters != .places {
                notes.append(
                    Phrase(
                        fr: "Ce qui tient aux lieux (lumière, commerces) a ici un intervalle trop étroit : groupez par "
                            + "lieu.",
                        en: "What belongs to places (light, shops) has too narrow an interval here: group by place."))
            }
        }
        extra = columns.holidays(public: options.publicHolidays, school: options.schoolHolidays)
        for covariate in used {
            let own = table.covariates[covariate]
            let values = kept.map { own.values[$0.bin * places + $0.place] }
            if values.allSatisfy({ $0 == values[0] }) {
                notes.append(
                    Phrase(
                        fr: "« \(own.name) » ne varie pas et n'entre pas.",
                        en: "`\(own.name)` doesn't vary and is left out."))
                continue
            }
            extra.append(
                Column(
                    name: own.name, values: values, unit: options.units[own.name] ?? "1",
                    more: ["covariate": .text(own.name), "level": .text(level.rawValue)]))
        }
        for (cut, covariate) in zip(options.cuts, cut) {
            let own = table.covariates[covariate]
            let values = kept.map { row in
                let value = own.values[row.bin * places + row.place]
                return (cut.side == .above ? value > cut.threshold : value < cut.threshold) ? 1.0 : 0.0
            }
            guard Set(values).count == 2 else {
                throw .missing(
                    Phrase(
                        fr: "Tous les intervalles connus sont du même côté du seuil « \(cut.name) ».",
                        en: "All known bins are on one side of the threshold `\(cut.name)`."),
                    remedy: Phrase(
                        fr: "Choisissez un seuil que certains intervalles dépassent et d'autres non.",
                        en: "Choose a threshold that some bins are above and others below."))
            }
            extra.append(
                Column(
                    name: cut.name, values: values, unit: "yes",
                    more: [
                        "covariate": .text(own.name), "side": .text(cut.side.rawValue),
                        "threshold": .number(cut.threshold), "level": .text(level.rawValue),
                        "measured_in": .text(options.units[own.name] ?? ""),
                        "yes": .integer(Int(values.reduce(0, +))),
                    ]))
        }
    }
}
