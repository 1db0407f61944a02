import Vocabulary

/// What is read of a `VEVENT`.
struct CalendarEvent {
    /// How long it lasts.
    enum Length: Equatable {
        /// So many seconds, whatever the clocks do.
        case exact(Int64)
        /// So many days of the clock and seconds after them.
        case nominal(days: Int, seconds: Int64)
    }

    let uid: String
    let start: CalendarMoment
    let length: Length
    let zone: CivilCalendar
    let rule: RecurrenceRule?
    /// Moments added by `RDATE`.
    let added: [CalendarMoment]
    /// Moments and days left out by `EXDATE`.
    let excluded: Set<UTCSeconds>
    let excludedDays: Set<CivilDate>
    /// The moment of the instance that this event replaces.
    let recurrenceID: UTCSeconds?
    let isCancelled: Bool
    let attendance: Double?
    let line: Int

    /// Windows' names of zones that Outlook writes where it should write IANA's.
    private static let windowsZones = [
        "Romance Standard Time": "Europe/Paris", "W. Europe Standard Time": "Europe/Berlin",
        "Central Europe Standard Time": "Europe/Budapest", "Central European Standard Time": "Europe/Warsaw",
        "GMT Standard Time": "Europe/London",
    ]

    /// Reads an event.
    ///
    /// - Returns: nil for one that has no start, which RFC 5545 allows to requests alone.
    init?(
        _ component: CalendarComponent, file: String, attendance name: String, local: CivilCalendar,
        zones: inout [String: CivilCalendar]
    ) throws {
        guard let startLine = component.first("DTSTART") else { return nil }
        var calendars = zones
        defer { zones = calendars }
        func position(_ line: CalendarLine) -> TextPosition {
            TextPosition(file: file, line: line.line, field: line.name)
        }
        func zone(of line: CalendarLine) throws -> CivilCalendar {
            guard let name = line.parameters["TZID"] else { return local }
            if let known = calendars[name] { return known }
            guard let calendar = CivilCalendar(timeZoneName: Self.windowsZones[name] ?? name) else {
                throw ContextError.notUnderstood("TZID=\(name)", position(line))
            }
            calendars[name] = calendar
            return calendar
        }
        func moments(_ line: CalendarLine) throws -> [CalendarMoment] {
            try line.value.split(separator: ",").map { text in
                guard line.parameters["VALUE"] != "PERIOD" else {
                    throw ContextError.notUnderstood("VALUE=PERIOD", position(line))
                }
                guard let moment = CalendarMoment(String(text)) else {
                    throw ContextError.value(
                        String(text), position(line),
                        expected: Phrase(fr: "une date iCalendar", en: "a date of iCalendar"))
                }
                return moment
            }
        }
        func moment(_ line: CalendarLine) throws -> CalendarMoment {
            guard let moment = try moments(line).first else {
                throw ContextError.value(
                    line.value, position(line), expected: Phrase(fr: "une date iCalendar", en: "a date of iCalendar"))
            }
            return moment
        }
        if let line = component.first("EXRULE") { throw ContextError.notUnderstood("EXRULE", position(line)) }
        let start = try moment(startLine)
        let zone = try zone(of: startLine)
        self.start = start
        self.zone = zone
        line = component.line
        uid = component.first("UID")?.value ?? "line \(component.line)"
        isCancelled = component.first("STATUS")?.value.uppercased() == "CANCELLED"
        let rules = component.lines.filter { $0.name == "RRULE" }
        guard rules.count < 2 else { throw ContextError.notUnderstood("RRULE × \(rules.count)", position(rules[1])) }
        rule = try rules.first.map { try RecurrenceRule($0, file: file) }
        added = try component.lines.filter { $0.name == "RDATE" }.flatMap { line in
            let own = try zoneOf(line, zone, zone(of:))
            return try moments(line).map { Self.restated($0, own, in: zone) }
        }
        var excluded: Set<UTCSeconds> = []
        var excludedDays: Set<CivilDate> = []
        for line in component.lines where line.name == "EXDATE" {
            let own = try zoneOf(line, zone, zone(of:))
            for moment in try moments(line) {
                if case .day(let date) = moment {
                    excludedDays.insert(date)
                } else {
                    excluded.insert(Self.time(moment, in: own))
                }
            }
        }
        self.excluded = excluded
        self.excludedDays = excludedDays
        recurrenceID = try component.first("RECURRENCE-ID").map { line in
            guard line.parameters["RANGE"] == nil else { throw ContextError.notUnderstood("RANGE", position(line)) }
            return Self.time(try moment(line), in: try zoneOf(line, zone, zone(of:)))
        }
        if let line = component.first("DTEND") {
            let end = try moment(line)
            if case .day(let first) = start, case .day(let last) = end {
                length = .nominal(days: last.dayNumber - first.dayNumber, seconds: 0)
            } else {
                length = .exact(Self.time(end, in: try zoneOf(line, zone, zone(of:))) - Self.time(start, in: zone))
            }
            guard length.isForward else {
                throw ContextError.value(
                    line.value, position(line),
                    expected: Phrase(fr: "une fin après le début", en: "an end after the start"))
            }
        } else if let line = component.first("DURATION") {
            guard let duration = CalendarDuration.length(line.value) else {
                throw ContextError.value(
                    line.value, position(line), expected: Phrase(fr: "une durée", en: "a duration"))
            }
            length = duration
        } else if case .day = start {
            length = .nominal(days: 1, seconds: 0)
        } else {
            length = .exact(0)
        }
        attendance = try component.first(name).map { line in
            guard let number = line.value.trimmed.decimalNumber, number >= 0, number < 1e8 else {
                throw ContextError.value(
                    line.value, position(line),
                    expected: Phrase(fr: "un nombre de personnes", en: "a number of people"))
            }
            return number
        }
    }

    /// A moment in UTC.
    static func time(_ moment: CalendarMoment, in zone: CivilCalendar) -> UTCSeconds {
        switch moment {
        case .day(let date): zone.start(of: date)
        case .clock(let clock): zone.time(local: clock)
        case .instant(let time): time
        }
    }

    /// A moment of one zone's clock as a moment of the event's.
    private static func restated(
        _ moment: CalendarMoment, _ own: CivilCalendar, in zone: CivilCalendar
    ) -> CalendarMoment {
        guard case .clock(let clock) = moment, own != zone else { return moment }
        return .instant(own.time(local: clock))
    }
}

/// The zone of a line, or of the event where the line names none.
private func zoneOf(
    _ line: CalendarLine, _ event: CivilCalendar, _ zone: (CalendarLine) throws -> CivilCalendar
) rethrows -> CivilCalendar {
    line.parameters["TZID"] == nil ? event : try zone(line)
}

extension CalendarEvent.Length {
    var isForward: Bool {
        switch self {
        case .exact(let seconds): seconds >= 0
        case .nominal(let days, let seconds): days >= 0 && seconds >= 0
        }
    }
}

/// Values of the kind DURATION: `P1D`, `PT1H30M`, `P2W`.
enum CalendarDuration {
    /// - Returns: nil for anything else, a negative one included.
    static func length(_ text: String) -> CalendarEvent.Length? {
        var rest = text.uppercased().utf8[...]
        if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var days = 0
        var seconds: Int64 = 0
        var inTime = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "T") {
                guard !inTime else { return nil }
                inTime = true
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0 &- 48 < 10 }
            rest = rest.dropFirst(digits.count)
            guard digits.count <= 6, let number = Int(String(decoding: digits, as: UTF8.self)),
                let unit = rest.popFirst()
            else { return nil }
            switch (unit, inTime) {
            case (UInt8(ascii: "W"), false): days += number * 7
            case (UInt8(ascii: "D"), false): days += number
            case (UInt8(ascii: "H"), true): seconds += Int64(number) * 3600
            case (UInt8(ascii: "M"), true): seconds += Int64(number) * 60
            case (UInt8(ascii: "S"), true): seconds += Int64(number)
            default: return nil
            }
        }
        return .nominal(days: days, seconds: seconds)
    }
}
