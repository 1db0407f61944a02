import Vocabulary

/// Times in one column, as files write them.
struct MomentText: Sendable {
    let date: DateText
    let clock: TimeColumns.Clock

    /// What was read: a moment known to the second or minute, or a day or a month only.
    enum Moment: Equatable {
        case instant(UTCSeconds, ClockChange)
        case day(CivilDate)
        case month(year: Int, month: Int)
    }

    init(_ columns: TimeColumns) {
        date = DateText(order: columns.order)
        clock = columns.clock
    }

    /// Reads a date or a month alone, or a date with a time and an offset: `2024-03-31 02:30:00+02`,
    /// `31/03/2024 à 2h30`, `3/31/2024, 2:30:00 PM`.
    ///
    /// - Returns: nil for anything else, and for days and hours that don't exist.
    func read(_ text: borrowing Span<UInt8>, from: Int, to: Int, _ cache: inout CalendarCache) -> Moment? {
        var scan = DigitScan(index: from, end: to)
        scan.skipSpaces(text)
        guard let date = date.read(text, &scan) else { return nil }
        if scan.isAtEnd(text) {
            switch date {
            case .day(let day): return .day(day)
            case .month(let year, let month): return .month(year: year, month: month)
            }
        }
        guard case .day(let day) = date else { return nil }
        if !scan.skip(text, anyOf: 84, 116) {
            let isCut = scan.skip(text, anyOf: 44) || scan.skip(text, anyOf: 32)
            scan.skipSpaces(text)
            guard isCut else { return nil }
            if scan.skip(text, word: "à") { scan.skipSpaces(text) }
        }
        guard let clock = ClockText(text, &scan) else { return nil }
        let local = Int64(day.dayNumber) * 86_400 + clock.seconds
        scan.skipSpaces(text)
        if scan.index == scan.end { return instant(local: local, &cache) }
        guard let offset = scan.offset(text), scan.isAtEnd(text) else { return nil }
        return .instant(local - offset, .none)
    }

    /// The moment of a time without an offset.
    func instant(local: Int64, _ cache: inout CalendarCache) -> Moment {
        guard clock == .local else { return .instant(local, .none) }
        let (time, change) = cache.moment(local: local)
        return .instant(time, change)
    }
}
