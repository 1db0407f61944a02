public import Vocabulary

/// An event calendar (iCalendar, RFC 5545): when something is on, and how many people are expected.
///
/// Of an event only its times, its recurrence, its status and a stated `X-` property are read: no title, no organiser,
/// no attendee. Recurrence is understood for `FREQ` from days to years with `INTERVAL`, `COUNT`, `UNTIL`, `BYDAY`,
/// `BYMONTHDAY`, `BYMONTH`, `BYSETPOS`, `WKST`, and for `RDATE`, `EXDATE` and `RECURRENCE-ID`; anything else is refused
/// by its name.
public struct CalendarFile: Sendable {
    /// The property that states how many people are expected, unless another is asked for.
    public static let attendanceProperty = "X-EXPECTED-ATTENDANCE"

    private let file: ContextFile
    private let attendance: String
    private let calendar: CivilCalendar

    /// A calendar's file; times without a zone are those of `calendar`.
    public init(file: ContextFile, calendar: CivilCalendar, attendanceProperty: String = attendanceProperty) {
        self.file = file
        self.calendar = calendar
        attendance = attendanceProperty.uppercased()
    }

    /// What is on at some moment of a range, in order of its start.
    ///
    /// - Throws: ``ContextError`` with the line and the property.
    /// - Complexity: linear in the recurrences from an event's first to the end of the range; more than
    ///   ``EventExpansion/stepLimit`` in all are refused.
    public func occurrences(within range: Range<UTCSeconds>) throws -> [Occurrence] {
        var zones: [String: CivilCalendar] = [:]
        let events = try CalendarText.components("VEVENT", of: file).compactMap { component in
            try CalendarEvent(component, file: file.name, attendance: attendance, local: calendar, zones: &zones)
        }
        // A changed instance replaces the one that the rule makes at its moment.
        var changed: [String: Set<UTCSeconds>] = [:]
        for event in events {
            guard let instance = event.recurrenceID else { continue }
            changed[event.uid, default: []].insert(instance)
        }
        var expansion = EventExpansion(range: range, file: file.name)
        for event in events where !event.isCancelled {
            let moved = event.recurrenceID == nil ? changed[event.uid] ?? [] : []
            try expansion.add(event, except: moved)
        }
        return expansion.occurrences.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// Two series by hours over some days: how many events are on, and how many people they expect.
    ///
    /// - Parameters:
    ///   - days: the days for which the calendar is complete: the first, and the first after the last.
    ///   - territory: the territory, which is the place of the readings.
    /// - Throws: ``ContextError`` with the line and the property.
    public func series(days: Range<CivilDate>, territory: NamedPlace) throws -> [ContextSeries] {
        var count = try OccurrenceCount(
            days: days, level: .hour, calendar: calendar, places: [territory], file: file.name)
        let range = calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound)
        for occurrence in try occurrences(within: range) { count.add(occurrence) }
        return try EventSeries.series(count, level: .territory)
    }
}

/// The two series that events make.
enum EventSeries {
    static func series(_ count: OccurrenceCount, level: PlaceLevel) throws -> [ContextSeries] {
        [
            try ContextSeries(
                name: "events", title: Phrase(fr: "Événements en cours", en: "Events under way"), unit: "",
                level: level, source: "agenda", licence: "", readings: count.countReadings),
            try ContextSeries(
                name: "event-attendance", title: Phrase(fr: "Public attendu", en: "Expected attendance"), unit: "",
                level: level, source: "agenda", licence: "", readings: count.attendanceReadings),
        ]
    }
}
