public import Vocabulary

extension Comparison {
    /// Which two periods are compared.
    public enum Periods: Sendable, Hashable {
        /// Any two that don't overlap.
        case ranges(before: Range<UTCSeconds>, after: Range<UTCSeconds>)
        /// A range of time with the one so many whole weeks earlier (52 for a year), so that every day meets its own
        /// weekday.
        case sameWeekdays(after: Range<UTCSeconds>, weeksEarlier: Int)
        /// The last so many known days with as many before; whole weeks hold every weekday equally often.
        case lastDays(Int)
        /// From 1 January to the last known day, with the same dates a year before.
        case yearToDate

        /// The two ranges for a table.
        ///
        /// - Throws: `tooLittle` for a table without a known bin, `missing` for ranges that overlap or are empty.
        /// - Complexity: O(bins).
        public func ranges<A, O>(
            in table: CountTable<A, O>, calendar: CivilCalendar
        ) throws(AnalysisError) -> (before: Range<UTCSeconds>, after: Range<UTCSeconds>) {
            let found: (before: Range<UTCSeconds>, after: Range<UTCSeconds>)
            switch self {
            case .ranges(let before, let after): found = (before, after)
            case .sameWeekdays(let after, let weeks):
                guard weeks > 0 else { throw Self.overlap }
                found = (
                    Self.moved(after.lowerBound, weeks, calendar)..<Self.moved(after.upperBound, weeks, calendar), after
                )
            case .lastDays(let days):
                guard days > 0 else { throw Self.overlap }
                let end = try Self.dayAfterLast(table, calendar)
                let (middle, first) = (end.adding(days: -days), end.adding(days: -2 * days))
                found = (
                    calendar.start(of: first)..<calendar.start(of: middle),
                    calendar.start(of: middle)..<calendar.start(of: end)
                )
            case .yearToDate:
                let last = try Self.dayAfterLast(table, calendar).adding(days: -1)
                let (year, month, day) = last.parts
                guard let thisYear = CivilDate(year: year, month: 1, day: 1),
                    let lastYear = CivilDate(year: year - 1, month: 1, day: 1),
                    let same = CivilDate(
                        year: year - 1, month: month, day: min(day, CivilDate.days(inMonth: month, of: year - 1)))
                else { throw Self.overlap }
                found = (
                    calendar.start(of: lastYear)..<calendar.start(of: same.adding(days: 1)),
                    calendar.start(of: thisYear)..<calendar.start(of: last.adding(days: 1))
                )
            }
            guard !found.before.isEmpty, !found.after.isEmpty, !found.before.overlaps(found.after) else {
                throw Self.overlap
            }
            return found
        }

        /// The name among a method's parameters.
        var name: String {
            switch self {
            case .ranges: "ranges"
            case .sameWeekdays(_, let weeks): "same_weekdays_\(weeks)_weeks_earlier"
            case .lastDays(let days): "last_\(days)_days"
            case .yearToDate: "year_to_date"
            }
        }

        /// The same moment of the clock so many weeks earlier.
        private static func moved(_ time: UTCSeconds, _ weeks: Int, _ calendar: CivilCalendar) -> UTCSeconds {
            calendar.time(local: calendar.local(time) - Int64(weeks) * 604_800)
        }

        /// The day after the last one that known bins reach the end of.
        private static func dayAfterLast<A, O>(
            _ table: CountTable<A, O>, _ calendar: CivilCalendar
        ) throws(AnalysisError) -> CivilDate {
            guard let last = table.bins.indices.last(where: { table.isKnown[$0] }) else {
                throw .tooLittle(needed: Phrase(fr: "une période connue", en: "a known period"), found: 0)
            }
            return calendar.date(at: table.bins[last].end)
        }

        private static var overlap: AnalysisError {
            .missing(
                Phrase(
                    fr: "Les deux périodes se recouvrent ou l'une est vide.",
                    en: "The two periods overlap or one of them is empty."),
                remedy: Phrase(
                    fr: "Donnez deux périodes qui ne se recouvrent pas.", en: "Give two periods that don't overlap."))
        }
    }
}
