import Foundation
public import Vocabulary

/// The counts of a measure's places over time, beside what they would be had they gone as the places without it.
///
/// What is expected is the controls' count of the period times the share of the treated places in both before the measure:
/// what difference in differences compares with. Periods are those of ``MeasureEffect``.
public struct MeasureCourse: Sendable, Hashable {
    /// A week or a month.
    public struct Period: Sendable, Hashable {
        /// Its first day.
        public let day: CivilDate
        /// Whether the measure was on.
        public let isAfter: Bool
        /// The count of the treated places; noise can make it negative.
        public let count: Double
        /// The interval of that count without its noise, or nil where it is exact.
        public let interval: AnalysisReport.Interval?
        /// The count expected of them.
        public let expected: Double
    }

    /// Weeks or months.
    public let level: TimeLevel
    /// The periods, in order.
    public let periods: [Period]

    /// Gathers a table's counts.
    ///
    /// - Throws: as ``MeasureEffect/find(in:calendar:)``.
    public init<A, O>(
        of effect: MeasureEffect, in table: CountTable<A, O>, calendar: CivilCalendar
    ) throws(AnalysisError) {
        let panel = try MeasurePanel(table, effect, calendar: calendar)
        level = panel.level
        func sum(_ places: [Int], _ period: Int) -> Double { places.reduce(0) { $0 + panel.counts[$1][period] } }
        func before(_ places: [Int]) -> Double { (0..<panel.start).reduce(0) { $0 + sum(places, $1) } }
        let (own, others) = (before(panel.treated), before(panel.controls))
        guard own > 0, others > 0 else {
            throw .failed(
                method: "did", reason: "Treated places or controls have no counts before or after the measure.")
        }
        periods = panel.periods.indices.map { period in
            let count = sum(panel.treated, period)
            let variance = panel.noise[period] * Double(panel.treated.count)
            // A sum of the noises of several bins or places is all but normal.
            let reach = 1.96 * variance.squareRoot()
            return Period(
                day: panel.periods[period], isAfter: period >= panel.start, count: count,
                interval: variance > 0 ? AnalysisReport.Interval(low: count - reach, high: count + reach) : nil,
                expected: sum(panel.controls, period) * own / others)
        }
    }
}
