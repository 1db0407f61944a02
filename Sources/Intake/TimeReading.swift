import Vocabulary

/// Moments, as files write them.
struct TimeReading: Sendable {
    let column: TimeColumns
    let calendar: CivilCalendar

    /// What was read: a moment known to the second or minute, or a day only.
    enum Moment: Equatable {
        case instant(UTCSeconds)
        case day(CivilDate)
    }

    /// Reads a date, alone or with a time and an offset: `2024-03-31 02:30:00+02`, `31/03/2024 2:30`, `31.03.24 2h30`,
    /// `3/31/2024 2:30:00 PM`.
    ///
    /// - Returns: nil for anything else, and for days and hours that don't exist.
    func moment(_ text: borrowing Span<UInt8>, from: Int, to: Int) -> Moment? {
        var scan = DigitScan(index: from, end: to)
        scan.skipSpaces(text)
        guard let date = date(text, &scan) else { return nil }
        if scan.isAtEnd(text) { return .day(date) }
        guard scan.skip(text, anyOf: 32, 84, 116) else { return nil }
        scan.skipSpaces(text)
        guard var hour = scan.number(text, digits: 1...2), scan.skip(text, anyOf: 58, 104, 72) else { return nil }
        let minute = scan.number(text, digits: 1...2) ?? 0
        var second = 0
        if scan.skip(text, anyOf: 58) {
            guard let read = scan.number(text, digits: 1...2) else { return nil }
            second = read
            if scan.skip(text, anyOf: 46, 44) { _ = scan.number(text, digits: 1...9) }
        }
        scan.skipSpaces(text)
        if let half = scan.halfOfDay(text) {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + half
        }
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second <= 60 else { return nil }
        let local = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + min(second, 59))
        if scan.isAtEnd(text) {
            return .instant(column.clock == .utc ? local : calendar.time(local: local))
        }
        guard let offset = scan.offset(text), scan.isAtEnd(text) else { return nil }
        return .instant(local - offset)
    }

    private func date(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> CivilDate? {
        switch column.order {
        case .yearMonthDay:
            guard let year = scan.number(text, digits: 4...4) else { return nil }
            if let separator = scan.separator(text) {
                guard let month = scan.number(text, digits: 1...2), scan.skip(text, anyOf: separator),
                    let day = scan.number(text, digits: 1...2)
                else { return nil }
                return CivilDate(year: year, month: month, day: day)
            }
            guard let month = scan.number(text, digits: 2...2), let day = scan.number(text, digits: 2...2) else {
                return nil
            }
            return CivilDate(year: year, month: month, day: day)
        case .dayMonthYear, .monthDayYear:
            guard let first = scan.number(text, digits: 1...2), let separator = scan.separator(text),
                let second = scan.number(text, digits: 1...2), scan.skip(text, anyOf: separator)
            else { return nil }
            let start = scan.index
            guard var year = scan.number(text, digits: 2...4) else { return nil }
            switch scan.index - start {
            case 2: year += 2000
            case 4: break
            default: return nil
            }
            let (day, month) = column.order == .dayMonthYear ? (first, second) : (second, first)
            return CivilDate(year: year, month: month, day: day)
        }
    }
}

/// A place in a field from which digits are read.
struct DigitScan {
    var index: Int
    let end: Int

    mutating func number(_ text: borrowing Span<UInt8>, digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while index < end, count < digits.upperBound, text[index] &- 48 < 10 {
            value = value * 10 + Int(text[index] - 48)
            index += 1
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    mutating func separator(_ text: borrowing Span<UInt8>) -> UInt8? {
        guard index < end, text[index] == 45 || text[index] == 47 || text[index] == 46 else { return nil }
        index += 1
        return text[index - 1]
    }

    mutating func skip(_ text: borrowing Span<UInt8>, anyOf a: UInt8, _ b: UInt8? = nil, _ c: UInt8? = nil) -> Bool {
        guard index < end, text[index] == a || text[index] == b || text[index] == c else { return false }
        index += 1
        return true
    }

    mutating func skipSpaces(_ text: borrowing Span<UInt8>) {
        while index < end, text[index] == 32 { index += 1 }
    }

    /// Whether nothing but spaces is left.
    mutating func isAtEnd(_ text: borrowing Span<UInt8>) -> Bool {
        let start = index
        skipSpaces(text)
        defer { if index < end { index = start } }
        return index == end
    }

    /// 0 for AM, 12 for PM.
    mutating func halfOfDay(_ text: borrowing Span<UInt8>) -> Int? {
        guard index + 1 < end, text[index + 1] | 32 == 109 else { return nil }
        switch text[index] | 32 {
        case 97:
            index += 2
            return 0
        case 112:
            index += 2
            return 12
        default: return nil
        }
    }

    /// Seconds east of Greenwich: `Z`, `+02`, `+0200`, `-05:30`.
    mutating func offset(_ text: borrowing Span<UInt8>) -> Int64? {
        guard index < end else { return nil }
        let sign = text[index]
        index += 1
        if sign | 32 == 122 { return 0 }
        guard sign == 43 || sign == 45, let hours = number(text, digits: 2...2), hours <= 15 else { return nil }
        _ = skip(text, anyOf: 58)
        let minutes = number(text, digits: 2...2) ?? 0
        guard minutes < 60 else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return sign == 45 ? -seconds : seconds
    }
}
