import Vocabulary

/// When a record happened, read as its convention says.
struct TimeReading: Sendable {
    /// Where the parts stand among the gate's columns.
    private enum Layout {
        case together(Int)
        case dateAndHour(date: Int, hour: Int)
        case yearAndMonth(year: Int, month: Int)
        case between(start: Int, end: Int, IntervalDraw)
    }

    /// What became of a record's time.
    enum Finding {
        case bin(TimeBin, ClockChange)
        case refused(Refusal)
    }

    let calendar: CivilCalendar
    private let layout: Layout
    private let moments: MomentText

    /// Makes the reading that a convention asks for.
    ///
    /// - Throws: ``GateError`` for a column that the file lacks, and for intervals without a secret.
    init(
        _ convention: Convention, calendar: CivilCalendar, secret: DrawSecret?, selection: inout ColumnSelection
    ) throws(GateError) {
        self.calendar = calendar
        moments = MomentText(convention.time)
        switch convention.time.parts {
        case .together(let column): layout = .together(try selection.slot(column))
        case .dateAndHour(let date, let hour):
            layout = .dateAndHour(date: try selection.slot(date), hour: try selection.slot(hour))
        case .yearAndMonth(let year, let month):
            layout = .yearAndMonth(year: try selection.slot(year), month: try selection.slot(month))
        case .between(let start, let end):
            guard let secret else { throw .missingSecret(source: convention.source) }
            layout = .between(
                start: try selection.slot(start), end: try selection.slot(end),
                IntervalDraw(secret: secret, source: convention.source))
        }
    }

    /// Reads the time of the record whose first field is `base`.
    ///
    /// - Parameter identity: the fields that tell records apart, for intervals.
    func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ cache: inout CalendarCache, identity: [Int]
    ) -> Finding {
        switch layout {
        case .together(let slot):
            let (from, to) = batch.bounds(base + slot)
            return bin(of: moments.read(text, from: from, to: to, &cache), &cache)
        case .dateAndHour(let date, let hour):
            return dateAndHour(batch.bounds(base + date), batch.trimmedBounds(base + hour, text), text, &cache)
        case .yearAndMonth(let year, let month):
            return yearAndMonth(
                batch.trimmedBounds(base + year, text), batch.trimmedBounds(base + month, text), text, &cache)
        case .between(let start, let end, let draw):
            let (startFrom, startTo) = batch.bounds(base + start)
            let (endFrom, endTo) = batch.trimmedBounds(base + end, text)
            guard let first = moments.read(text, from: startFrom, to: startTo, &cache) else {
                return .refused(.unreadableTime)
            }
            if endFrom == endTo { return bin(of: first, &cache) }
            guard let last = moments.read(text, from: endFrom, to: endTo, &cache) else {
                return .refused(.unreadableTime)
            }
            if first == last { return bin(of: first, &cache) }
            return interval(first, last, &cache) { interval in
                draw.moment(in: interval, identity: Self.identity(batch, base, text, identity))
            }
        }
    }

    private func bin(of moment: MomentText.Moment?, _ cache: inout CalendarCache) -> Finding {
        switch moment {
        case .none: .refused(.unreadableTime)
        case .some(.instant(let instant, let change)): .bin(cache.hour(containing: instant), change)
        case .some(.day(let date)): .bin(calendar.bin(.day, containing: calendar.start(of: date)), .none)
        case .some(.month(let year, let month)):
            CivilDate(year: year, month: month, day: 1).map {
                .bin(calendar.bin(.month, containing: calendar.start(of: $0)), .none)
            } ?? .refused(.unreadableTime)
        }
    }

    // MARK: - Two columns

    /// A date may be written with midnight, and an hour with the day from which a spreadsheet counts.
    private func dateAndHour(
        _ date: (Int, Int), _ hour: (Int, Int), _ text: borrowing Span<UInt8>, _ cache: inout CalendarCache
    ) -> Finding {
        var scan = DigitScan(index: date.0, end: date.1)
        scan.skipSpaces(text)
        guard let read = moments.date.read(text, &scan) else { return .refused(.unreadableTime) }
        if !scan.isAtEnd(text) {
            guard scan.skip(text, anyOf: 32, 84), ClockText(text, &scan)?.seconds == 0, scan.isAtEnd(text) else {
                return .refused(.unreadableTime)
            }
        }
        if hour.0 == hour.1 {
            switch read {
            case .day(let day): return bin(of: .day(day), &cache)
            case .month(let year, let month): return bin(of: .month(year: year, month: month), &cache)
            }
        }
        guard case .day(let day) = read else { return .refused(.unreadableTime) }
        var clock = DigitScan(index: hour.0, end: hour.1)
        if hour.1 - hour.0 > 11, case .day(let epoch)? = DateText(order: .yearMonthDay).read(text, &clock),
            epoch.parts.year <= 1904
        {
            guard clock.skip(text, anyOf: 32, 84) else { return .refused(.unreadableTime) }
        } else {
            clock.index = hour.0
        }
        guard let time = ClockText(alone: text, &clock), clock.isAtEnd(text) else { return .refused(.unreadableTime) }
        return bin(of: moments.instant(local: Int64(day.dayNumber) * 86_400 + time.seconds, &cache), &cache)
    }

    private func yearAndMonth(
        _ year: (Int, Int), _ month: (Int, Int), _ text: borrowing Span<UInt8>, _ cache: inout CalendarCache
    ) -> Finding {
        var years = DigitScan(index: year.0, end: year.1)
        var months = DigitScan(index: month.0, end: month.1)
        let number =
            months.isAtLetter(text) ? MonthName.read(text, &months) : months.number(text, digits: 1...2)
        guard let year = moments.date.year(text, &years), years.isAtEnd(text), let number, months.isAtEnd(text),
            case .month? = DateText.month(year, number)
        else { return .refused(.unreadableTime) }
        return bin(of: .month(year: year, month: number), &cache)
    }

    // MARK: - Intervals

    /// The bin of a record that happened between two moments.
    ///
    /// An interval begins with its first moment's first second, and ends before its last moment, or with the day or
    /// the month that its end names. Within one hour it is that hour; beyond 2520 hours no month holds it all, and it
    /// tells too little. A negative one can't be read.
    private func interval(
        _ first: MomentText.Moment, _ last: MomentText.Moment, _ cache: inout CalendarCache,
        draw: (Range<UTCSeconds>) -> UTCSeconds
    ) -> Finding {
        guard let (start, firstChange) = edge(first, isEnd: false), let (end, lastChange) = edge(last, isEnd: true),
            start <= end
        else { return .refused(.unreadableTime) }
        let hour = cache.hour(containing: start)
        let change = firstChange == .none ? lastChange : firstChange
        if end <= hour.end { return .bin(hour, change) }
        guard end - start <= IntervalDraw.limit else { return .refused(.vagueTime) }
        return .bin(cache.hour(containing: draw(start..<end)), change)
    }

    private func edge(_ moment: MomentText.Moment, isEnd: Bool) -> (UTCSeconds, ClockChange)? {
        let bin: TimeBin
        switch moment {
        case .instant(let time, let change): return (time, change)
        case .day(let date): bin = calendar.bin(.day, containing: calendar.start(of: date))
        case .month(let year, let month):
            guard let date = CivilDate(year: year, month: month, day: 1) else { return nil }
            bin = calendar.bin(.month, containing: calendar.start(of: date))
        }
        return (isEnd ? bin.end : bin.start, .none)
    }

    /// The bytes of some fields, each after its length.
    private static func identity(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ slots: [Int]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        for slot in slots {
            let (from, to) = batch.trimmedBounds(base + slot, text)
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: (to - from) >> shift))
            }
            for index in from..<to { bytes.append(text[index]) }
        }
        return bytes
    }
}
