import Vocabulary

/// A recurrence rule of iCalendar (RFC 5545, 3.3.10): on which days an event comes again.
struct RecurrenceRule {
    enum Frequency: String {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// Where a rule ends: on a local day, or at a moment in UTC or on the event's own clock.
    enum Until: Equatable {
        case day(CivilDate)
        case clock(Int64)
        case instant(UTCSeconds)
    }

    /// A day of the week, 0 for Monday; the nth of the month or year, from the end when negative, or every one when 0.
    struct Weekday: Equatable {
        let day: Int
        let ordinal: Int
    }

    private(set) var frequency = Frequency.daily
    private(set) var interval = 1
    private(set) var count: Int?
    private(set) var until: Until?
    private(set) var weekdays: [Weekday] = []
    private(set) var monthDays: [Int] = []
    private(set) var months: [Int] = []
    private(set) var positions: [Int] = []
    private(set) var weekStart = 0

    private static let dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// Reads a rule.
    ///
    /// - Throws: ``ContextError/notUnderstood(_:_:)`` with the name of a part that isn't understood, whether it is
    ///   known to RFC 5545 or not.
    init(_ line: CalendarLine, file: String) throws {
        let position = TextPosition(file: file, line: line.line, field: "RRULE")
        var hasFrequency = false
        for part in line.value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let refusal = ContextError.notUnderstood(String(part), position)
            guard pair.count == 2 else { throw refusal }
            let value = pair[1].uppercased()
            func numbers(_ range: ClosedRange<Int>) throws -> [Int] {
                try value.split(separator: ",").map { text in
                    guard let number = Int(text), number != 0, range.contains(number) else { throw refusal }
                    return number
                }
            }
            switch pair[0].uppercased() {
            case "FREQ":
                guard let known = Frequency(rawValue: value) else { throw refusal }
                frequency = known
                hasFrequency = true
            case "INTERVAL":
                guard let number = Int(value), (1...10_000).contains(number) else { throw refusal }
                interval = number
            case "COUNT":
                guard let number = Int(value), number > 0 else { throw refusal }
                count = number
            case "UNTIL":
                switch CalendarMoment(value) {
                case .day(let date): until = .day(date)
                case .clock(let clock): until = .clock(clock)
                case .instant(let time): until = .instant(time)
                case nil: throw refusal
                }
            case "BYDAY":
                weekdays = try value.split(separator: ",").map { text in
                    guard let day = Self.dayNames.firstIndex(of: String(text.suffix(2))) else { throw refusal }
                    let prefix = text.dropLast(2)
                    guard let ordinal = prefix.isEmpty ? 0 : Int(prefix), prefix.isEmpty || ordinal != 0,
                        abs(ordinal) <= 53
                    else { throw refusal }
                    return Weekday(day: day, ordinal: ordinal)
                }
            case "BYMONTHDAY": monthDays = try numbers(-31...31)
            case "BYMONTH": months = try numbers(1...12)
            case "BYSETPOS": positions = try numbers(-366...366)
            case "WKST":
                guard let day = Self.dayNames.firstIndex(of: value) else { throw refusal }
                weekStart = day
            default: throw refusal
            }
        }
        guard hasFrequency else { throw ContextError.notUnderstood("FREQ", position) }
        // RFC 5545 forbids these together.
        if frequency == .daily || frequency == .weekly, weekdays.contains(where: { $0.ordinal != 0 }) {
            throw ContextError.notUnderstood("BYDAY", position)
        }
        if frequency == .weekly, !monthDays.isEmpty { throw ContextError.notUnderstood("BYMONTHDAY", position) }
        if count != nil, until != nil { throw ContextError.notUnderstood("COUNT;UNTIL", position) }
    }

    /// The days of the nth period of the rule for an event that first happens on `start`, in order; some may come
    /// before `start`.
    ///
    /// - Returns: nil when the period begins after the year 9999.
    func days(ofPeriod number: Int, from start: CivilDate) -> [CivilDate]? {
        let (year, month, day) = start.parts
        var days: [CivilDate]
        switch frequency {
        case .daily:
            let date = start.adding(days: number * interval)
            guard date.parts.year <= 9999 else { return nil }
            days = [date].filter { isInMonths($0) && isOnMonthDays($0) && isOnWeekdays($0) }
        case .weekly:
            let first = start.adding(days: number * interval * 7 - (start.weekday - weekStart + 7) % 7)
            guard first.parts.year <= 9999 else { return nil }
            let wanted = weekdays.isEmpty ? [start.weekday] : weekdays.map(\.day)
            days = (0..<7).map { first.adding(days: $0) }.filter { wanted.contains($0.weekday) && isInMonths($0) }
        case .monthly:
            let index = year * 12 + month - 1 + number * interval
            guard index / 12 <= 9999 else { return nil }
            days = isInMonths(index % 12 + 1) ? daysOfMonth(index / 12, index % 12 + 1, day: day) : []
        case .yearly:
            let year = year + number * interval
            guard year <= 9999 else { return nil }
            if !weekdays.isEmpty, months.isEmpty, monthDays.isEmpty {
                days = weekdaysOfYear(year)
            } else {
                let months = !months.isEmpty ? months : monthDays.isEmpty ? [month] : Array(1...12)
                days = Set(months).sorted().flatMap { daysOfMonth(year, $0, day: day) }
            }
        }
        guard !positions.isEmpty else { return days }
        let chosen = positions.compactMap { position in
            let index = position > 0 ? position - 1 : days.count + position
            return days.indices.contains(index) ? days[index] : nil
        }
        days = Set(chosen).sorted()
        return days
    }

    private func isInMonths(_ date: CivilDate) -> Bool { isInMonths(date.parts.month) }
    private func isInMonths(_ month: Int) -> Bool { months.isEmpty || months.contains(month) }
    private func isOnWeekdays(_ date: CivilDate) -> Bool {
        weekdays.isEmpty || weekdays.contains { $0.day == date.weekday }
    }

    private func isOnMonthDays(_ date: CivilDate) -> Bool {
        guard !monthDays.isEmpty else { return true }
        let (year, month, day) = date.parts
        let length = CivilDate.days(inMonth: month, of: year)
        return monthDays.contains { $0 == day || $0 + length + 1 == day }
    }

    private func daysOfMonth(_ year: Int, _ month: Int, day: Int) -> [CivilDate] {
        let dates = (1...CivilDate.days(inMonth: month, of: year)).compactMap {
            CivilDate(year: year, month: month, day: $0)
        }
        if weekdays.isEmpty, monthDays.isEmpty { return dates.filter { $0.parts.day == day } }
        return dates.filter { isOnMonthDays($0) && isNth($0, among: dates) }
    }

    private func weekdaysOfYear(_ year: Int) -> [CivilDate] {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return [] }
        let length = CivilDate.days(inMonth: 2, of: year) == 29 ? 366 : 365
        let dates = (0..<length).map { first.adding(days: $0) }
        return dates.filter { isNth($0, among: dates) }
    }

    /// Whether a date is one of the weekdays wanted among the days of a month or year.
    private func isNth(_ date: CivilDate, among dates: [CivilDate]) -> Bool {
        guard !weekdays.isEmpty, let first = dates.first, let last = dates.last else { return true }
        return weekdays.contains { wanted in
            guard wanted.day == date.weekday else { return false }
            if wanted.ordinal == 0 { return true }
            let fromStart = (date.dayNumber - first.dayNumber) / 7 + 1
            let fromEnd = -((last.dayNumber - date.dayNumber) / 7 + 1)
            return wanted.ordinal == fromStart || wanted.ordinal == fromEnd
        }
    }
}

/// A value of the kinds DATE and DATE-TIME: `20240331`, `20240331T023000`, `20240331T003000Z`.
enum CalendarMoment: Equatable {
    case day(CivilDate)
    case clock(Int64)
    case instant(UTCSeconds)

    /// - Returns: nil for anything else.
    init?(_ text: String) {
        let isUTC = text.hasSuffix("Z")
        let parts = (isUTC ? text.dropLast() : text[...]).split(separator: "T", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 8, let day = CompactTime.time(String(first)) else {
            return nil
        }
        if parts.count == 1, !isUTC {
            self = .day(CivilCalendar.day(ofClock: day))
        } else if parts.count == 2, parts[1].utf8.count == 6 {
            // A leap second is the second before it.
            let clockText = parts[1].hasSuffix("60") ? parts[1].dropLast(2) + "59" : parts[1]
            guard let time = CompactTime.time(String(first) + clockText) else { return nil }
            self = isUTC ? .instant(time) : .clock(time)
        } else {
            return nil
        }
    }
}
