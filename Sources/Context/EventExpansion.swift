import Vocabulary

/// Turns events and their rules into occurrences within a range.
struct EventExpansion {
    /// The most steps of rules for a whole file: ten thousand daily events over three years.
    static let stepLimit = 10_000_000
    /// The most occurrences within a range.
    static let occurrenceLimit = 1_000_000

    private(set) var occurrences: [Occurrence] = []
    private let range: Range<UTCSeconds>
    private let file: String
    private var steps = 0

    init(range: Range<UTCSeconds>, file: String) {
        self.range = range
        self.file = file
    }

    /// Adds an event's occurrences, but for those at moments that another event replaces.
    mutating func add(_ event: CalendarEvent, except moved: Set<UTCSeconds>) throws {
        var seen: Set<UTCSeconds> = []
        func isWanted(
            _ moment: CalendarMoment, _ time: UTCSeconds
        ) -> Bool {
            let day: CivilDate
            if case .day(let date) = moment { day = date } else { day = event.zone.date(at: time) }
            return !event.excluded.contains(time) && !event.excludedDays.contains(day) && !moved.contains(time)
        }
        var steps = steps
        defer { self.steps = steps }
        try Self.recurring(event, before: range.upperBound, file: file, steps: &steps) { moment in
            let time = CalendarEvent.time(moment, in: event.zone)
            guard seen.insert(time).inserted, isWanted(moment, time) else { return }
            try keep(event, moment, time)
        }
        for moment in event.added {
            let time = CalendarEvent.time(moment, in: event.zone)
            guard seen.insert(time).inserted, isWanted(moment, time) else { continue }
            try keep(event, moment, time)
        }
    }

    private mutating func keep(_ event: CalendarEvent, _ moment: CalendarMoment, _ start: UTCSeconds) throws {
        let end: UTCSeconds
        switch event.length {
        case .exact(let seconds): end = start + seconds
        case .nominal(let days, let seconds):
            switch moment {
            case .day(let date): end = event.zone.start(of: date.adding(days: days)) + seconds
            case .clock(let clock): end = event.zone.time(local: clock + Int64(days) * 86_400) + seconds
            case .instant(let time): end = time + Int64(days) * 86_400 + seconds
            }
        }
        guard start < range.upperBound, max(end, start + 1) > range.lowerBound else { return }
        guard occurrences.count < Self.occurrenceLimit else {
            throw ContextError.tooMany(file: file, limit: Self.occurrenceLimit)
        }
        occurrences.append(Occurrence(start: start, end: end, attendance: event.attendance))
    }

    /// Calls `body` for the event's start and each moment of its rule, in order, up to the end of the range.
    ///
    /// The start is the first occurrence even when the rule doesn't make it (RFC 5545, 3.8.5.3).
    private static func recurring(
        _ event: CalendarEvent, before end: UTCSeconds, file: String, steps: inout Int,
        _ body: (CalendarMoment) throws -> Void
    ) throws {
        try body(event.start)
        guard let rule = event.rule else { return }
        let first: CivilDate
        // Seconds from the first moment of a day on the clock on which the rule is told.
        var second: Int64 = 0
        switch event.start {
        case .day(let date): first = date
        case .clock(let clock), .instant(let clock):
            first = CivilCalendar.day(ofClock: clock)
            second = clock - Int64(first.dayNumber) * 86_400
        }
        var made = 1
        var period = 0
        while let days = rule.days(ofPeriod: period, from: first) {
            period += 1
            steps += 1 + days.count
            guard steps <= stepLimit else { throw ContextError.tooMany(file: file, limit: stepLimit) }
            for day in days where day > first {
                let moment: CalendarMoment
                let clock = Int64(day.dayNumber) * 86_400 + second
                switch event.start {
                case .day: moment = .day(day)
                case .clock: moment = .clock(clock)
                case .instant: moment = .instant(clock)
                }
                let time = CalendarEvent.time(moment, in: event.zone)
                if isOver(rule.until, day, clock, time) || time >= end { return }
                if let count = rule.count, made >= count { return }
                made += 1
                try body(moment)
            }
            // A rule that makes no more days, such as 30 February, still passes the range's end.
            let reached = days.first ?? first.adding(days: period * rule.shortestPeriod)
            if reached.dayNumber > Int(end / 86_400) + 400 { return }
        }
    }

    private static func isOver(
        _ until: RecurrenceRule.Until?, _ day: CivilDate, _ clock: Int64, _ time: UTCSeconds
    ) -> Bool {
        switch until {
        case nil: false
        case .day(let last): day > last
        case .clock(let last): clock > last
        case .instant(let last): time > last
        }
    }
}

extension RecurrenceRule {
    /// Fewest days by which a period comes after the one before.
    var shortestPeriod: Int {
        switch frequency {
        case .daily: interval
        case .weekly: interval * 7
        case .monthly: interval * 28
        case .yearly: interval * 365
        }
    }
}

extension CivilCalendar {
    /// The day of a clock's reading.
    static func day(ofClock clock: Int64) -> CivilDate {
        CivilDate(dayNumber: Int(clock >= 0 ? clock / 86_400 : -((86_399 - clock) / 86_400)))
    }
}
