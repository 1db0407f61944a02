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
