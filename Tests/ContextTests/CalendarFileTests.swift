import Context
import Foundation
import Testing
import Vocabulary

struct CalendarFileTests {
    private func paris() throws -> CivilCalendar { try #require(CivilCalendar(timeZoneName: "Europe/Paris")) }

    private func calendar(_ lines: String...) -> String {
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n" + lines.joined(separator: "\r\n")
            + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    }

    private func occurrences(_ text: String, _ from: String, _ to: String) throws -> [Occurrence] {
        let paris = try paris()
        let range =
            paris.start(of: try #require(CivilDate(iso: from)))..<paris.start(of: try #require(CivilDate(iso: to)))
        return try CalendarFile(file: contextFile(text), calendar: paris).occurrences(within: range)
    }

    @Test func seededCalendarsExpandAsRecurringIcalEventsDoes() throws {
        let text = try String(contentsOfFile: FixtureFile.path("calendars.ics"), encoding: .utf8)
        let calendars = text.components(separatedBy: "BEGIN:VCALENDAR").dropFirst().map { "BEGIN:VCALENDAR" + $0 }
        let rows = try FixtureFile.rows("calendars.csv")
        #expect(rows.count == 120 && calendars.count == 120)
        let range: Range<UTCSeconds> = 1_704_067_200..<1_735_689_600
        for (row, text) in zip(rows, calendars) {
            let found = try CalendarFile(file: contextFile(text), calendar: paris()).occurrences(within: range)
            let ours = [
                Int64(found.count), found.reduce(0) { $0 + $1.start }, found.reduce(0) { $0 + $1.end },
            ]
            #expect(ours == row.dropFirst().compactMap(Int64.init), "calendar \(row[0]):\n\(text)")
        }
    }

    @Test func theClockDecidesWhenTheOffsetChanges() throws {
        let found = try occurrences(
            calendar("DTSTART;TZID=Europe/Paris:20240329T200000", "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=4"),
            "2024-03-01", "2024-05-01")
        #expect(found.map { $0.start % 86_400 / 3600 } == [19, 19, 18, 18])
    }

    @Test func aDayWithoutAnEndLastsADayAndAWindowsZoneIsKnown() throws {
        let days = try occurrences(calendar("DTSTART;VALUE=DATE:20240331"), "2024-03-01", "2024-05-01")
        #expect(days.map { $0.end - $0.start } == [23 * 3600])
        let outlook = try occurrences(
            calendar("DTSTART;TZID=\"Romance Standard Time\":20240701T120000", "DTEND:20240701T120000Z"),
            "2024-07-01", "2024-07-02")
        #expect(outlook.map { $0.end - $0.start } == [2 * 3600])
    }

    @Test func cancelledEventsAndInstancesDontHappen() throws {
        let text =
            calendar("DTSTART:20240701T120000Z", "RRULE:FREQ=DAILY;COUNT=3").replacing(
                "END:VEVENT",
                with: "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20240702T120000Z\r\n"
                    + "DTSTART:20240702T120000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT")
        #expect(try occurrences(text, "2024-07-01", "2024-08-01").count == 2)
        #expect(
            try occurrences(calendar("DTSTART:20240701T120000Z", "STATUS:CANCELLED"), "2024-07-01", "2024-08-01")
                .isEmpty)
    }

    @Test(arguments: [
        "RRULE:FREQ=YEARLY;BYWEEKNO=20", "RRULE:FREQ=HOURLY", "RRULE:FREQ=DAILY;BYHOUR=9",
        "RRULE:FREQ=YEARLY;BYYEARDAY=1",
        "RRULE:FREQ=WEEKLY;BYDAY=1MO", "RRULE:COUNT=3", "RRULE:FREQ=DAILY;COUNT=0", "RRULE:FREQ=DAILY;UNTIL=soon",
        "EXRULE:FREQ=DAILY", "RDATE;VALUE=PERIOD:20240101T000000Z/PT1H", "RRULE:FREQ=DAILY;RSCALE=HEBREW",
    ])
    func whatIsNotUnderstoodIsRefusedByItsName(line: String) throws {
        do {
            _ = try occurrences(calendar("DTSTART:20240701T120000Z", line), "2024-07-01", "2024-08-01")
            Issue.record("\(line) was guessed")
        } catch let error as ContextError {
            guard case .notUnderstood(let name, let position) = error else { throw error }
            #expect(position.line == 5)
            #expect(!name.isEmpty)
        }
    }

    @Test func anUnknownZoneIsRefusedByItsName() throws {
        #expect(
            throws: ContextError.notUnderstood(
                "TZID=Atlantis", TextPosition(file: "file", line: 4, field: "DTSTART"))
        ) {
            try occurrences(calendar("DTSTART;TZID=Atlantis:20240701T120000"), "2024-07-01", "2024-08-01")
        }
    }

    @Test(arguments: [
        "", "BEGIN:VCALENDAR\r\n", "hello", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "DTSTART:20240701\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20249999\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20240101\r\nDURATION:-P1D\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20240102T000000Z\r\nDTEND:20240101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ])
    func brokenCalendarsAreRefused(text: String) throws {
        #expect(throws: ContextError.self) { try occurrences(text, "2024-01-01", "2025-01-01") }
    }

    @Test(.timeLimit(.minutes(1))) func aRuleWithoutDaysEndsAndAFloodOfThemIsRefused() throws {
        #expect(
            try occurrences(
                calendar("DTSTART:20240101T120000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "2024-01-01",
                "2025-01-01"
            ).count == 1)
        let event = "BEGIN:VEVENT\r\nDTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
        let flood = "BEGIN:VCALENDAR\r\n" + String(repeating: event, count: 10_000) + "END:VCALENDAR\r\n"
        #expect(throws: ContextError.self) { try occurrences(flood, "2024-01-01", "2025-01-01") }
    }

    @Test func attendanceIsSummedAndUnknownWhereAnEventDoesNotSayIt() throws {
        let text =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240701T100000Z\nDTEND:20240701T120000Z\n"
            + "X-EXPECTED-ATTENDANCE:500\nATTENDEE;CN=Jeanne:mailto:j@example.org\nEND:VEVENT\n"
            + "BEGIN:VEVENT\nUID:b\nDTSTART:20240701T113000Z\nDTEND:20240701T123000Z\nEND:VEVENT\nEND:VCALENDAR\n"
        let day = try #require(CivilDate(iso: "2024-07-01"))
        let series = try CalendarFile(file: contextFile(text), calendar: paris())
            .series(days: day..<day.adding(days: 1), territory: NamedPlace(id: "city", name: "City"))
        let (events, people) = (series[0], series[1])
        func at(_ hour: Int64) -> UTCSeconds { UTCSeconds(day.dayNumber) * 86_400 + hour * 3600 }
        #expect((9...13).map { events.value(at: "city", time: at($0)) } == [0, 1, 2, 1, 0])
        #expect((9...13).map { people.value(at: "city", time: at($0)) } == [0, 500, nil, nil, 0])
        #expect(events.readings.count == 24)
    }

    @Test func aTableOfEventsCountsByZone() throws {
        let text = """
            start,end,attendance,place
            2024-07-01T20:00,2024-07-01T22:00,1000,Q1
            2024-07-01,2024-07-01,,Q2

            """
        let day = try #require(CivilDate(iso: "2024-07-01"))
        let places = ["Q1", "Q2", "Q3"].map { NamedPlace(id: $0, name: $0) }
        let series = try EventTable.series(
            of: contextFile(text), days: day..<day.adding(days: 1), calendar: paris(), level: .zone("quartier"),
            places: places)
        func at(_ hour: Int64) throws -> UTCSeconds { try paris().start(of: day) + hour * 3600 }
        #expect(try places.map { series[1].value(at: $0.id, time: try at(21)) } == [1000, nil, 0])
        #expect(try places.map { series[0].value(at: $0.id, time: try at(3)) } == [0, 1, 0])
        #expect(throws: ContextError.self) {
            try EventTable.series(
                of: contextFile(text.replacing("Q2", with: "Q9")), days: day..<day.adding(days: 1), calendar: paris(),
                level: .zone("quartier"), places: places)
        }
    }
}
