import Vocabulary

/// A day or a month, as files write them.
enum CalendarText: Equatable {
    case day(CivilDate)
    case month(year: Int, month: Int)
}

/// Reads dates: `2024-03-31`, `20240331`, `31/03/2024`, `31.03.24`, `3 mars 2024`, `3-Mar-24`, `March 3, 2024`, and
/// months alone: `2024-03`, `03/2024`, `mars 2024`.
struct DateText: Sendable {
    let order: TimeColumns.DateOrder

    /// Years of two digits from this one on are of the twentieth century, earlier ones of the twenty-first (POSIX).
    static let pivot = 69

    /// Reads what is next in a field.
    ///
    /// - Returns: nil for anything else, for days that don't exist, and for dates that the order of parts leaves open.
    func read(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> CalendarText? {
        if scan.isAtLetter(text) { return monthFirst(text, &scan) }
        let start = scan.index
        guard let first = scan.number(text, digits: 1...4) else { return nil }
        switch scan.index - start {
        case 4: return yearFirst(first, text, &scan)
        case 1, 2: return dayOrMonthFirst(first, text, &scan)
        default: return nil
        }
    }

    private func yearFirst(_ year: Int, _ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> CalendarText? {
        guard let separator = scan.separator(text) else {
            // Six digits alone may be a year and a month, or a short date: eight or none.
            guard let month = scan.number(text, digits: 2...2), let day = scan.number(text, digits: 2...2) else {
                return nil
            }
            return Self.day(year, month, day)
        }
        guard let month = scan.number(text, digits: 1...2) else { return nil }
        guard scan.skip(text, anyOf: separator) else { return Self.month(year, month) }
        guard let day = scan.number(text, digits: 1...2) else { return nil }
        return Self.day(year, month, day)
    }

    private func dayOrMonthFirst(
        _ first: Int, _ text: borrowing Span<UInt8>, _ scan: inout DigitScan
    ) -> CalendarText? {
        if first == 1 { _ = scan.skip(text, word: "er") }
        let separator = scan.separator(text)
        if separator == nil {
            let start = scan.index
            scan.skipSpaces(text)
            guard scan.index > start || scan.isAtLetter(text) else { return nil }
        }
        if scan.isAtLetter(text) {
            guard let month = MonthName.read(text, &scan) else { return nil }
            if scan.separator(text) == nil { scan.skipSpaces(text) }
            guard let year = year(text, &scan) else { return nil }
            return Self.day(year, month, first)
        }
        guard let separator else { return nil }
        let start = scan.index
        guard let second = scan.number(text, digits: 1...4) else { return nil }
        if scan.index - start == 4 { return Self.month(second, first) }
        guard order != .yearMonthDay, scan.index - start <= 2, scan.skip(text, anyOf: separator),
            let year = year(text, &scan)
        else { return nil }
        let (day, month) = order == .dayMonthYear ? (first, second) : (second, first)
        return Self.day(year, month, day)
    }

    /// `mars 2024`, `March 3, 2024`.
    private func monthFirst(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> CalendarText? {
        guard let month = MonthName.read(text, &scan) else { return nil }
        if scan.separator(text) == nil { scan.skipSpaces(text) }
        let start = scan.index
        guard let number = scan.number(text, digits: 1...4) else { return nil }
        switch scan.index - start {
        case 4: return Self.month(number, month)
        case 1, 2:
            _ = scan.skip(text, anyOf: 44)
            scan.skipSpaces(text)
            guard let year = scan.number(text, digits: 4...4) else { return nil }
            return Self.day(year, month, number)
        default: return nil
        }
    }

    /// A year of four digits, or of two.
    func year(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> Int? {
        let start = scan.index
        guard let year = scan.number(text, digits: 2...4) else { return nil }
        switch scan.index - start {
        case 2: return year + (year < Self.pivot ? 2000 : 1900)
        case 4: return year
        default: return nil
        }
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarText? {
        CivilDate(year: year, month: month, day: day).map { .day($0) }
    }

    static func month(_ year: Int, _ month: Int) -> CalendarText? {
        CivilDate(year: year, month: month, day: 1) == nil ? nil : .month(year: year, month: month)
    }
}
