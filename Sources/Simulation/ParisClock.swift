/// The legal time of metropolitan France, by the rule of directive 2000/84/EC.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, both changes at 01:00 UTC: the first
/// day has 23 hours, the second has 25, and its local times from 02:00 to 02:59 come twice.
public enum ParisClock {
    /// One hour of a local day.
    public struct Hour: Sendable, Equatable {
        /// The start of the hour, in seconds since 1970-01-01 00:00 UTC.
        public let start: Int
        /// The hour that a wall clock shows, 0…23.
        public let shown: Int
        /// Seconds to add to UTC to get local time: 3600 or 7200.
        public let offset: Int
    }

    /// The day on which summer time starts (month 3) or ends (month 10) in a year.
    static func lastSunday(of month: Int, in year: Int) -> CalendarDay {
        let last = CalendarDay(year, month, 31)
        return last.advanced(by: -((last.weekday + 1) % 7))
    }

    /// Seconds to add to UTC at an instant given in seconds since 1970-01-01 00:00 UTC.
    public static func offset(at instant: Int) -> Int {
        let day = CalendarDay(number: Int((Double(instant) / 86_400).rounded(.down)))
        let year = day.civil.year
        let start = lastSunday(of: 3, in: year).number * 86_400 + 3600
        let end = lastSunday(of: 10, in: year).number * 86_400 + 3600
        return instant >= start && instant < end ? 7200 : 3600
    }

    /// The instant of local midnight at the start of a day.
    public static func start(of day: CalendarDay) -> Int {
        // No change happens between 22:00 and 23:00 UTC, where the two candidates lie.
        let midnight = day.number * 86_400
        return midnight - offset(at: midnight - 5400)
    }

    /// The 23, 24 or 25 hours of a local day, in order.
    public static func hours(of day: CalendarDay) -> [Hour] {
        let end = start(of: day.advanced(by: 1))
        return stride(from: start(of: day), to: end, by: 3600).map { instant in
            let offset = offset(at: instant)
            return Hour(start: instant, shown: (instant + offset) / 3600 % 24, offset: offset)
        }
    }
}
