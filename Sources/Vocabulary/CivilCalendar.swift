import Foundation

/// The hours, days, weeks, months and years of one time zone.
///
/// The zone's changes of offset are tabulated once, for 1970 to 2099, so that a question costs a binary search and
/// no call of the system.
public struct CivilCalendar: Sendable, Hashable {
    /// The zone's name in the IANA database, such as `Europe/Paris`.
    public let timeZoneName: String

    /// The time that is tabulated: 1970 to 2099, in UTC.
    public static let tabulated: Range<UTCSeconds> = 0..<4_102_444_800

    private let starts: [UTCSeconds]
    private let offsets: [Int64]

    /// The calendar of a zone.
    ///
    /// - Returns: nil for a name that the system doesn't know.
    public init?(timeZoneName: String) {
        guard let zone = TimeZone(identifier: timeZoneName) else { return nil }
        self.timeZoneName = timeZoneName
        func offset(_ t: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(t))))
        }
        var starts: [UTCSeconds] = [.min]
        var offsets = [offset(0)]
        // Ten days are shorter than any stretch between two changes, Morocco's Ramadan included.
        let step: Int64 = 10 * 86_400
        var t: Int64 = 0
        while t < Self.tabulated.upperBound {
            let here = offset(t + step)
            if here != offsets[offsets.count - 1] {
                var low = t
                var high = t + step
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == here { high = middle } else { low = middle }
                }
                starts.append(high)
                offsets.append(here)
            }
            t += step
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// Seconds to add to UTC for the local clock at `time`.
    public func offset(at time: UTCSeconds) -> Int64 {
        offsets[segment(at: time)]
    }

    private func segment(at time: UTCSeconds) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// What the local clock shows, as seconds since 1970-01-01T00:00:00 on that clock.
    public func local(_ time: UTCSeconds) -> Int64 {
        time + offset(at: time)
    }

    /// The local day of `time`.
    public func date(at time: UTCSeconds) -> CivilDate {
        CivilDate(dayNumber: Int(floorDivide(local(time), 86_400)))
    }

    /// The moment at which the local clock shows `local`; see ``moment(local:)``.
    public func time(local: Int64) -> UTCSeconds {
        moment(local: local).time
    }

    /// The moment at which the local clock shows `local`, and whether a change of the clock decided it.
    ///
    /// An hour shown twice means its first showing; an hour left out is read as if the clock had not yet been put
    /// forward, which gives the first moment after the gap for its first second.
    public func moment(local: Int64) -> (time: UTCSeconds, change: ClockChange) {
        let before = offset(at: local - 86_400)
        let after = offset(at: local + 86_400)
        if before == after { return (local - before, .none) }
        let early = local - max(before, after)
        let late = local - min(before, after)
        let isEarly = offset(at: early) == local - early
        let isLate = offset(at: late) == local - late
        if isEarly { return (early, isLate ? .repeated : .none) }
        return isLate ? (late, .none) : (local - before, .skipped)
    }

    /// The local times around `local` that have no change of the clock within a day, and their offset.
    ///
    /// For those ``moment(local:)`` is a subtraction.
    /// - Returns: nil where there is a change.
    package func steadyTimes(around local: Int64) -> (times: Range<Int64>, offset: Int64)? {
        let segment = segment(at: local - 86_400)
        let end = segment + 1 < starts.count ? starts[segment + 1] - 86_400 : .max
        guard local < end else { return nil }
        return ((starts[segment] == .min ? .min : starts[segment] + 86_400)..<end, offsets[segment])
    }

    /// The first moment of a local day.
    public func start(of date: CivilDate) -> UTCSeconds {
        time(local: Int64(date.dayNumber) * 86_400)
    }

    /// The bin of `level` that holds `time`.
    public func bin(_ level: TimeLevel, containing time: UTCSeconds) -> TimeBin {
        switch level {
        case .hour:
            let local = local(time)
            let start = time - (local - floorDivide(local, 3600) * 3600)
            // A change of half an hour cuts an hour in two.
            let segment = segment(at: time)
            let cut = segment + 1 < starts.count ? starts[segment + 1] : .max
            return TimeBin(level: level, start: max(start, starts[segment]), end: min(start + 3600, cut))
        case .sixHours:
            let quarter = floorDivide(local(time), 21_600)
            return TimeBin(
                level: level, start: self.time(local: quarter * 21_600), end: self.time(local: (quarter + 1) * 21_600))
        case .day, .week, .month, .year:
            let (first, next) = dates(of: level, around: date(at: time))
            return TimeBin(level: level, start: start(of: first), end: start(of: next))
        }
    }

    /// The first day of the day, week, month or year around `date`, and the first day of the next one.
    private func dates(of level: TimeLevel, around date: CivilDate) -> (CivilDate, CivilDate) {
        let (year, month, _) = date.parts
        switch level {
        case .week:
            let monday = date.adding(days: -date.weekday)
            return (monday, monday.adding(days: 7))
        case .month:
            return (
                CivilDate(uncheckedYear: year, month: month, day: 1),
                CivilDate(uncheckedYear: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
            )
        case .year:
            return (
                CivilDate(uncheckedYear: year, month: 1, day: 1),
                CivilDate(uncheckedYear: year + 1, month: 1, day: 1)
            )
        default:
            return (date, date.adding(days: 1))
        }
    }

    /// The bins of `level` that lie wholly inside `range`, in order.
    public func bins(_ level: TimeLevel, within range: Range<UTCSeconds>) -> [TimeBin] {
        var result: [TimeBin] = []
        var time = range.lowerBound
        while time < range.upperBound {
            let bin = bin(level, containing: time)
            if bin.start >= range.lowerBound, bin.end <= range.upperBound { result.append(bin) }
            time = bin.end
        }
        return result
    }
}

/// What a change of the clocks does to a time that they show.
public enum ClockChange: Sendable, Hashable {
    /// The time is shown once.
    case none
    /// The time is shown twice, as in the night in which the clocks are put back.
    case repeated
    /// The time is never shown, as in the night in which they are put forward.
    case skipped
}
