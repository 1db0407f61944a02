import Vocabulary

/// A date, or a date and time, as ISO 8601 writes them.
struct ISOMoment: Equatable {
    /// Seconds since 1970-01-01T00:00:00 on the clock that wrote it.
    let clock: Int64
    /// How far that clock is ahead of UTC, where the text says.
    let offset: Int64?
    /// Whether the text has a time of day.
    let hasTime: Bool

    /// The moment, on the territory's clock where the text names none.
    func time(in calendar: CivilCalendar) -> UTCSeconds {
        offset.map { clock - $0 } ?? calendar.time(local: clock)
    }

    /// Reads `2026-03-01`, `2026-03`, `2026-03-01T22:15`, `2026-03-01 22:15:30.5`, with `Z`, `+01:00` or `+0100`.
    ///
    /// - Returns: nil for anything else.
    init?(_ text: borrowing Span<UInt8>, from: Int, to: Int) {
        var index = from
        func digits(_ count: Int, _ text: borrowing Span<UInt8>) -> Int? {
            guard index + count <= to else { return nil }
            var value = 0
            for place in index..<index + count {
                let digit = text[place] &- 48
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            index += count
            return value
        }
        func mark(_ wanted: UInt8, _ text: borrowing Span<UInt8>) -> Bool {
            guard index < to, text[index] == wanted else { return false }
            index += 1
            return true
        }
        guard let year = digits(4, text), mark(45, text), let month = digits(2, text) else { return nil }
        var day = 1
        if mark(45, text) {
            guard let stated = digits(2, text) else { return nil }
            day = stated
        }
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        guard index < to else {
            (clock, offset, hasTime) = (Int64(date.dayNumber) * 86_400, nil, false)
            return
        }
        guard mark(84, text) || mark(32, text) || mark(116, text), let hour = digits(2, text), mark(58, text),
            let minute = digits(2, text), hour < 25, minute < 60
        else { return nil }
        var second = 0
        if mark(58, text) {
            guard let stated = digits(2, text), stated < 61 else { return nil }
            second = stated
            if mark(46, text) || mark(44, text) {
                guard digits(1, text) != nil else { return nil }
                while digits(1, text) != nil {}
            }
        }
        // Midnight at the end of a day, and nothing after it.
        guard hour < 24 || (minute == 0 && second == 0) else { return nil }
        var ahead: Int64?
        if mark(90, text) || mark(122, text) {
            ahead = 0
        } else if index < to, text[index] == 43 || text[index] == 45 {
            let sign: Int64 = text[index] == 45 ? -1 : 1
            index += 1
            guard let hours = digits(2, text), hours < 19 else { return nil }
            _ = mark(58, text)
            let minutes = index < to ? digits(2, text) : 0
            guard let minutes, minutes < 60 else { return nil }
            ahead = sign * Int64(hours * 3600 + minutes * 60)
        }
        guard index == to else { return nil }
        clock = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        offset = ahead
        hasTime = true
    }
}
