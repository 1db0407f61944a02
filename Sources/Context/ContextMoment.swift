import Vocabulary

/// A moment or a day as files of context write them, in the forms of ISO 8601.
enum ContextMoment: Equatable {
    /// A whole day, without an hour.
    case day(CivilDate)
    /// A moment of a clock that the text doesn't name: seconds since 1970-01-01T00:00:00 on that clock.
    case clock(Int64)
    /// A moment with its offset from UTC.
    case instant(UTCSeconds)

    /// Reads `2024-03-31`, `2024-03-31T02:30[:00[.000]]`, with a space for the `T`, and with `Z`, `+01:00` or `+0100`.
    ///
    /// - Returns: nil for anything else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes.count <= 40, let date = CivilDate(iso: text.prefix(10)) else { return nil }
        if bytes.count == 10 {
            self = .day(date)
            return
        }
        var index = 11
        func two() -> Int64? {
            guard index + 2 <= bytes.count, bytes[index] &- 48 < 10, bytes[index + 1] &- 48 < 10 else { return nil }
            defer { index += 2 }
            return Int64(bytes[index] - 48) * 10 + Int64(bytes[index + 1] - 48)
        }
        func take(_ byte: UInt8) -> Bool {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), let hour = two(), hour < 24,
            take(UInt8(ascii: ":")), let minute = two(), minute < 60
        else { return nil }
        var second: Int64 = 0
        if take(UInt8(ascii: ":")) {
            guard let seconds = two(), seconds < 60 else { return nil }
            second = seconds
            if take(UInt8(ascii: ".")) {
                let start = index
                while index < bytes.count, bytes[index] &- 48 < 10 { index += 1 }
                guard index > start else { return nil }
            }
        }
        let clock = Int64(date.dayNumber) * 86_400 + hour * 3600 + minute * 60 + second
        if index == bytes.count {
            self = .clock(clock)
        } else if bytes[index] == UInt8(ascii: "Z"), index + 1 == bytes.count {
            self = .instant(clock)
        } else {
            let sign: Int64 = bytes[index] == UInt8(ascii: "-") ? -1 : 1
            guard bytes[index] == UInt8(ascii: "+") || sign < 0 else { return nil }
            index += 1
            guard let hours = two(), hours <= 15 else { return nil }
            _ = take(UInt8(ascii: ":"))
            let minutes = index < bytes.count ? two() : 0
            guard let minutes, minutes < 60, index == bytes.count else { return nil }
            self = .instant(clock - sign * (hours * 3600 + minutes * 60))
        }
    }

    /// The moment in UTC; a day is its first moment, and a clock without an offset is the calendar's.
    func time(in calendar: CivilCalendar) -> UTCSeconds {
        switch self {
        case .day(let date): calendar.start(of: date)
        case .clock(let clock): calendar.time(local: clock)
        case .instant(let time): time
        }
    }

    /// The local day.
    func date(in calendar: CivilCalendar) -> CivilDate {
        switch self {
        case .day(let date): date
        case .clock, .instant: calendar.date(at: time(in: calendar))
        }
    }
}
