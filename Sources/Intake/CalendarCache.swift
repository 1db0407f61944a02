import Vocabulary

/// The last answers of a calendar, since neighbouring rows mostly share an hour and nearly all share an offset.
struct CalendarCache {
    private let calendar: CivilCalendar
    private var last = TimeBin(level: .hour, start: 0, end: 0)
    private var steady: Range<Int64> = 0..<0
    private var offset: Int64 = 0

    init(calendar: CivilCalendar) {
        self.calendar = calendar
    }

    /// The hour that holds a moment.
    mutating func hour(containing time: UTCSeconds) -> TimeBin {
        if time < last.start || time >= last.end { last = calendar.bin(.hour, containing: time) }
        return last
    }

    /// See ``CivilCalendar/moment(local:)``.
    mutating func moment(local: Int64) -> (time: UTCSeconds, change: ClockChange) {
        if steady.contains(local) { return (local - offset, .none) }
        guard let (times, offset) = calendar.steadyTimes(around: local), times.contains(local) else {
            return calendar.moment(local: local)
        }
        (steady, self.offset) = (times, offset)
        return (local - offset, .none)
    }
}
