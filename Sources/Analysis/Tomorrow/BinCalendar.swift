import Foundation
public import Vocabulary

/// What the calendar says of a bin, known long before it comes.
public struct BinCalendar: Sendable, Hashable {
    /// The bin's place in its season: the hour of the week, the six hours of the week, the day of the week, the week or
    /// the month of the year.
    public let position: Int
    /// Its place in a coarser season: the hour (or six hours) of a working day or of a weekend's, working day or
    /// weekend; the quarter of the year.
    public let group: Int
    /// Whether it lies in the first day of a month, to which records without a known day are often dated.
    public let isMonthStart: Bool
    /// How far the year has come, in 0..<1.
    public let phase: Double

    /// How many positions a season of a level has.
    ///
    /// - Returns: 168 hours, 28 times six hours, 7 days, 53 weeks, 12 months; 1 for years.
    public static func period(_ level: TimeLevel) -> Int {
        switch level {
        case .hour: 168
        case .sixHours: 28
        case .day: 7
        case .week: 53
        case .month: 12
        case .year: 1
        }
    }

    /// How many groups a level has.
    public static func groups(_ level: TimeLevel) -> Int {
        switch level {
        case .hour: 48
        case .sixHours: 8
        case .day: 2
        case .week, .month: 4
        case .year: 1
        }
    }

    /// How many bins of a level make a day; parts of one for longer bins.
    public static func perDay(_ level: TimeLevel) -> Double {
        switch level {
        case .hour: 24
        case .sixHours: 4
        case .day: 1
        case .week: 1.0 / 7
        case .month: 12 / 365.25
        case .year: 1 / 365.25
        }
    }

    /// How many bins apart the same position comes again: as for ``period(_:)``, but 52 weeks.
    public static func recurrence(_ level: TimeLevel) -> Int { level == .week ? 52 : period(level) }

    /// Reads the calendar of a bin.
    public init(_ bin: TimeBin, in calendar: CivilCalendar) {
        let date = calendar.date(at: bin.start)
        let parts = date.parts
        let newYear = CivilDate(year: parts.year, month: 1, day: 1)?.dayNumber ?? date.dayNumber
        let dayOfYear = date.dayNumber - newYear
        let isWeekend = date.weekday >= 5
        // The clock may have changed since midnight.
        let second = Int(floorModulo(calendar.local(bin.start), 86_400))
        phase = Double(dayOfYear) / 366
        switch bin.level {
        case .hour:
            position = date.weekday * 24 + second / 3600
            group = (isWeekend ? 24 : 0) + second / 3600
            isMonthStart = parts.day == 1
        case .sixHours:
            position = date.weekday * 4 + second / 21_600
            group = (isWeekend ? 4 : 0) + second / 21_600
            isMonthStart = parts.day == 1
        case .day:
            position = date.weekday
            group = isWeekend ? 1 : 0
            isMonthStart = parts.day == 1
        case .week:
            position = min(52, dayOfYear / 7)
            group = (parts.month - 1) / 3
            isMonthStart = false
        case .month:
            position = parts.month - 1
            group = (parts.month - 1) / 3
            isMonthStart = false
        case .year:
            (position, group, isMonthStart) = (0, 0, false)
        }
    }
}

private func floorModulo(_ a: Int64, _ b: Int64) -> Int64 { a - b * Int64((Double(a) / Double(b)).rounded(.down)) }
