import Statistics
import Vocabulary

/// Near repeats of points as records, or a note on why there are none.
struct NearRepeatPairs {
    let records: [AnalysisReport.Record]
    let parameters: [(name: String, value: AnalysisReport.Value)]
    let notes: [Phrase]

    /// With more points the pairs are too many.
    static let mostPoints = 100_000
    /// More close pairs than this aren't counted, in memory's interest.
    static let mostPairs = 60_000_000.0
    /// Close pairs times permutations that are borne before permutations are saved on.
    static let mostWork = 6_000_000_000.0

    init(_ points: PointSet, options: HotSpots.Options) {
        guard !points.times.isEmpty else {
            self.init(
                note: Phrase(
                    fr: "Les répétitions proches ne sont pas calculées : les points n'ont pas d'heure.",
                    en: "Near repeats aren't computed: the points have no times."))
            return
        }
        let pairs = Self.roughPairs(points, within: options.distanceBounds.last ?? 0)
        guard points.x.count <= Self.mostPoints, pairs <= Self.mostPairs else {
            self.init(
                note: Phrase(
                    fr:
                        "Les répétitions proches ne sont pas calculées : il y a trop de points (\(points.x.count), environ "
                        + "\(Int(pairs)) paires proches). Prenez une période plus courte ou une catégorie.",
                    en:
                        "Near repeats aren't computed: there are too many points (\(points.x.count), about \(Int(pairs)) "
                        + "close pairs). Take a shorter period or one category."))
            return
        }
        var permutations = options.permutations
        // With fewer no single pair of 25 could stand out at a level of 5 %.
        if permutations > 499, pairs * Double(permutations) > Self.mostWork { permutations = 499 }
        let found = NearRepeat(
            x: points.x, y: points.y, times: points.times.map { Double(options.calendar.date(at: $0).dayNumber) },
            distanceBounds: options.distanceBounds, timeBounds: options.dayBounds, permutations: permutations,
            seed: options.seed)
        var (bands, cells): ([(distance: Int, day: Int)], [NearRepeat.Cell]) = ([], [])
        for distance in options.distanceBounds.indices {
            for day in options.dayBounds.indices {
                bands.append((distance, day))
                cells.append(found.cells[distance][day])
            }
        }
        let p = cells.map { permutations > 0 ? $0.p : $0.poissonP }
        let q = FalseDiscovery(p: p).q
        let records = bands.indices.map { number in
            let (cell, band) = (cells[number], bands[number])
            let (distances, days) = (options.distanceBounds, options.dayBounds)
            let (from, to) = (band.distance == 0 ? 0 : distances[band.distance - 1], distances[band.distance])
            let (after, until) = (band.day == 0 ? 0 : days[band.day - 1], days[band.day])
            return AnalysisReport.Record(
                kind: "pair", term: Self.text(to, "m") + "," + Self.text(until, "d"),
                estimate: cell.expected > 0 ? Double(cell.observed) / cell.expected : nil,
                statistic: Double(cell.observed), p: p[number], q: q[number],
                verdict: q[number] <= options.falseDiscoveryLevel ? "near_repeat" : "noise",
                more: [
                    "observed": .integer(cell.observed), "expected": .number(cell.expected),
                    "simulated": .number(cell.simulated), "metres_above": .number(from), "metres_up_to": .number(to),
                    "days_above": .number(after), "days_up_to": .number(until),
                ])
        }
        let parameters: [(name: String, value: AnalysisReport.Value)] = [
            ("near_repeat_metres", .list(options.distanceBounds.map { .number($0) })),
            ("near_repeat_days", .list(options.dayBounds.map { .number($0) })),
            ("near_repeat_estimate", .text("observed over expected pairs")),
            ("permutations", .integer(permutations)), ("seed", .text("\(options.seed)")),
            ("near_repeat_p", .text(permutations > 0 ? "permutations, one-sided" : "Poisson, one-sided")),
        ]
        let notes = [
            Phrase(
                fr:
                    "Une paire « near_repeat » : deux faits aussi proches dans l'espace et le temps sont plus nombreux que si les "
                    + "dates étaient redistribuées au hasard entre les lieux. Cela ne dit pas pourquoi.",
                en:
                    "A `near_repeat` pair: there are more pairs of events so near in space and time than if dates were dealt "
                    + "out at random among the places. It doesn't say why.")
        ]
        self.init(records: records, parameters: parameters, notes: notes)
    }

    private init(note: Phrase) { self.init(records: [], parameters: [], notes: [note]) }

    private init(
        records: [AnalysisReport.Record], parameters: [(name: String, value: AnalysisReport.Value)], notes: [Phrase]
    ) {
        (self.records, self.parameters, self.notes) = (records, parameters, notes)
    }

    private static func text(_ bound: Double, _ unit: String) -> String {
        "≤" + (bound == bound.rounded() && abs(bound) < 1e15 ? "\(Int(bound))" : "\(bound)") + unit
    }

    /// About how many pairs lie within a distance, from counts in squares of its side.
    private static func roughPairs(_ points: PointSet, within distance: Double) -> Double {
        struct Square: Hashable {
            let column: Double
            let row: Double
        }
        let side = max(distance, 1)
        var counts: [Square: Double] = [:]
        for (x, y) in zip(points.x, points.y) {
            counts[Square(column: (x / side).rounded(.down), row: (y / side).rounded(.down)), default: 0] += 1
        }
        // A disc has π times the area of its square of the radius.
        return counts.values.reduce(0) { $0 + $1 * $1 } * Double.pi / 2
    }
}
