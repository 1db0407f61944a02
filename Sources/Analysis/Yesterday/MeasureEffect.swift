public import Vocabulary

/// Did a measure work? Its places before and after, beside places without it.
///
/// Poisson difference in differences with an effect for every place and period (Wooldridge 2010; Correia, Guimarães & Zylkin
/// 2020), a synthetic control (Abadie, Diamond & Hainmueller 2010), the ring of places around (Bowers & Johnson 2003), and
/// placebos: in space (other sets of as many places) and in time (the measure taken to begin earlier). Bins become weeks, or
/// months where the treated places have less than a count a week each. Records:
/// - `effect`, its method in the term: `did`, `synthetic_control`, `displacement`, `placebo_time`;
/// - `pretrend`: by what treated places left the controls in a year before, verdict `parallel` or `diverging`.
public struct MeasureEffect: Sendable, Hashable {
    /// The places next to the treated ones, which a measure may move counts to.
    public enum Ring: Sendable, Hashable {
        /// By their ids; treated ones are left out.
        case places([String])
        /// Those with a position at most so far from that of a treated place.
        case within(metres: Double)

        /// The places around the treated ones at the distance at which neighbours lie here: one and a half times the median
        /// distance of a place to the nearest other.
        ///
        /// - Returns: nil where fewer than three places have a position, or the ring would leave fewer places without the
        ///   measure than it holds.
        /// - Complexity: O(places²).
        public static func neighbours(of treated: [String], among places: [CountedPlace]) -> Ring? {
            let known = places.compactMap { place in place.position.map { (id: place.id, at: $0) } }
            guard known.count >= 3 else { return nil }
            func distance(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
                ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
            }
            let nearest = known.indices.map { own in
                known.indices.reduce(Double.infinity) {
                    $1 == own ? $0 : min($0, distance(known[own].at, known[$1].at))
                }
            }.sorted()
            let metres = 1.5 * nearest[nearest.count / 2]
            let inside = Set(treated)
            let centres = known.filter { inside.contains($0.id) }
            guard centres.count == inside.count, !centres.isEmpty else { return nil }
            let around = known.count { place in
                !inside.contains(place.id) && centres.contains { distance($0.at, place.at) <= metres }
            }
            guard around > 0, places.count - inside.count - around >= max(around, 3) else { return nil }
            return .within(metres: metres)
        }
    }

    /// The ids of the treated places.
    public let treated: [String]
    /// The first day of the measure.
    public let start: CivilDate
    /// The first day without it; nil where it goes on.
    public let end: CivilDate?
    /// The places around, which are no controls.
    public let ring: Ring?
    /// The categories counted together; empty for all.
    public let categories: [String]
    /// How many of the categories counted the measure wasn't meant for.
    public private(set) var besides = 0
    /// What bins are gathered to, week or month; nil decides.
    public let level: TimeLevel?
    /// How often intervals hold the truth, in 0.5..<1; a verdict is given at 1 − coverage.
    public let coverage: Double
    /// The most placebos in space, at least 19.
    public let draws: Int
    /// What the placebos begin from.
    public let seed: UInt64

    /// Makes the analysis.
    ///
    /// - Precondition: `draws` is at least 19, `coverage` in 0.5..<1, and `level` is a week, a month or nil.
    public init(
        treated: [String], from start: CivilDate, to end: CivilDate? = nil, ring: Ring? = nil,
        categories: [String] = [], level: TimeLevel? = nil, coverage: Double = 0.95, draws: Int = 199, seed: UInt64 = 1
    ) {
        precondition(draws >= 19 && (0.5..<1).contains(coverage) && [nil, .week, .month].contains(level))
        (self.treated, self.start, self.end, self.ring) = (treated, start, end, ring)
        (self.categories, self.level, self.coverage) = (categories, level, coverage)
        (self.draws, self.seed) = (draws, seed)
    }

    /// Makes the analysis of a recorded measure.
    ///
    /// - Parameters:
    ///   - measure: gives the places and the days.
    ///   - scope: what of the table is counted.
    /// - Precondition: as that of the other.
    public init(
        of measure: Measure, counting scope: Measure.Scope, ring: Ring? = nil, level: TimeLevel? = nil,
        coverage: Double = 0.95, draws: Int = 199, seed: UInt64 = 1
    ) {
        self.init(
            treated: measure.places, from: measure.from, to: measure.to, ring: ring, categories: scope.keys,
            level: level, coverage: coverage, draws: draws, seed: seed)
        besides = scope.besides
    }

    /// Estimates the effect.
    ///
    /// - Throws: ``AnalysisError/unknown(kind:name:known:)`` for a name that the table lacks;
    ///   ``AnalysisError/tooLittle(needed:found:)`` for fewer than three controls, eight periods before or four after;
    ///   ``AnalysisError/missing(_:remedy:)`` for a ring by distance without positions;
    ///   ``AnalysisError/failed(method:reason:)`` where treated places or controls have no counts before or after.
    /// - Complexity: O(draws × treated places), and at most forty synthetic controls.
    public func find<A, O>(
        in table: CountTable<A, O>, calendar: CivilCalendar
    ) throws(AnalysisError) -> AnalysisReport {
        let panel = try MeasurePanel(table, self, calendar: calendar)
        let findings = try MeasureFindings(panel, self)
        return AnalysisReport(
            analysis: "effect",
            method: AnalysisReport.Method(
                name: "Poisson difference in differences, synthetic control, placebos",
                source: "Wooldridge 2010; Correia, Guimarães & Zylkin 2020; Abadie, Diamond & Hainmueller 2010; "
                    + "Bowers & Johnson 2003; Fisher 1935",
                parameters: [
                    ("from", .text(start.description)), ("to", .text(end?.description ?? "")),
                    ("categories", .list(categories.map { .text($0) })), ("besides", .integer(besides)),
                    ("level", .text(panel.level.rawValue)), ("periods_before", .integer(panel.start)),
                    ("periods_after", .integer(panel.periods.count - panel.start)),
                    ("treated", .list(panel.treated.map { .text(panel.ids[$0]) })),
                    ("ring", .list(panel.ring.map { .text(panel.ids[$0]) })),
                    ("controls", .integer(panel.controls.count)), ("inference", .text(findings.inference)),
                    ("placebos", .integer(findings.placebos)), ("coverage", .number(coverage)),
                    ("seed", .text(String(seed))),
                ]),
            records: findings.records, notes: findings.notes)
    }
}
