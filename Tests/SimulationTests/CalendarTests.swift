import Simulation
import Testing

@Suite struct CalendarTests {
    @Test func daysRunThroughLeapYearsAndBack() {
        for number in stride(from: -1000, through: 40_000, by: 37) {
            let date = CalendarDay(number: number).civil
            #expect(CalendarDay(date.year, date.month, date.day).number == number)
        }
        #expect(CalendarDay(1970, 1, 1).number == 0)
        #expect(CalendarDay(2024, 2, 29).advanced(by: 1) == CalendarDay(2024, 3, 1))
        #expect(CalendarDay(2024, 1, 1).weekday == 0)
        #expect(CalendarDay(2024, 12, 31).dayOfYear == 365)
    }

    @Test(arguments: [
        (CalendarDay(2024, 3, 31), 23), (CalendarDay(2024, 10, 27), 25), (CalendarDay(2025, 3, 30), 23),
        (CalendarDay(2025, 10, 26), 25), (CalendarDay(2025, 10, 25), 24),
    ])
    func theDaysOfAChangeOfClocksHave23Or25Hours(day: CalendarDay, count: Int) {
        let hours = ParisClock.hours(of: day)
        #expect(hours.count == count)
        #expect(hours.filter { $0.shown == 2 }.count == count - 23)
        #expect(hours.first?.shown == 0)
        #expect(hours.last?.shown == 23)
    }

    @Test func movingHolidaysFallOnTheirDays() {
        let days = FrenchHolidays.publicHolidays(in: 2024).map(\.first)
        #expect(days.count == 11)
        #expect(days.contains(CalendarDay(2024, 4, 1)))
        #expect(days.contains(CalendarDay(2024, 5, 9)))
        #expect(FrenchHolidays.publicHolidays(in: 2025).map(\.first).contains(CalendarDay(2025, 6, 9)))
        #expect(FrenchHolidays.isSchoolHoliday(CalendarDay(2025, 2, 8)))
        #expect(!FrenchHolidays.isSchoolHoliday(CalendarDay(2025, 2, 24)))
    }

    @Test func theSchoolYearsOf2026And2027HoldTheirPublishedHolidays() {
        let expected = [
            (CalendarDay(2026, 2, 14), CalendarDay(2026, 3, 1)), (CalendarDay(2026, 4, 11), CalendarDay(2026, 4, 26)),
            (CalendarDay(2026, 7, 4), CalendarDay(2026, 8, 31)), (CalendarDay(2026, 10, 17), CalendarDay(2026, 11, 1)),
            (CalendarDay(2026, 12, 19), CalendarDay(2027, 1, 3)), (CalendarDay(2027, 2, 20), CalendarDay(2027, 3, 7)),
            (CalendarDay(2027, 4, 17), CalendarDay(2027, 5, 2)), (CalendarDay(2027, 7, 3), CalendarDay(2027, 8, 31)),
        ]
        for (first, last) in expected {
            #expect(FrenchHolidays.isSchoolHoliday(first) && FrenchHolidays.isSchoolHoliday(last))
            #expect(!FrenchHolidays.isSchoolHoliday(first.advanced(by: -1)))
            // They begin on a Saturday, and school begins again on another day than Sunday.
            #expect(first.weekday == 5 && last.advanced(by: 1).weekday < 5)
        }
        let spans = FrenchHolidays.schoolHolidays
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.last < $1.first })
        #expect(spans.filter { $0.last >= CalendarDay(2026, 1, 5) }.map(\.first) == expected.map(\.0))
        #expect(spans.last?.last == FrenchHolidays.covered.upperBound)
    }

    @Test func easterOf2026And2027MovesItsHolidays() {
        let moving = [(4, 6), (5, 14), (5, 25)].map { CalendarDay(2026, $0.0, $0.1) }
        #expect(Set(FrenchHolidays.publicHolidays(in: 2026).map(\.first)).isSuperset(of: moving))
        let next = [(3, 29), (5, 6), (5, 17)].map { CalendarDay(2027, $0.0, $0.1) }
        #expect(Set(FrenchHolidays.publicHolidays(in: 2027).map(\.first)).isSuperset(of: next))
    }

    @Test func theCalendarHasAboutFortyFiveEveningMatches() {
        let matches = StandardCity.city.events.filter { $0.kind == "match" }
        #expect((40...50).contains(matches.count))
        #expect(matches.allSatisfy { (18...22).contains(($0.start + ParisClock.offset(at: $0.start)) % 86_400 / 3600) })
        #expect(Set(matches.map(\.day)).count == matches.count)
    }
}
