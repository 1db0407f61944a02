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

    @Test func theCalendarHasAboutFortyFiveEveningMatches() {
        let matches = StandardCity.city.events.filter { $0.kind == "match" }
        #expect((40...50).contains(matches.count))
        #expect(matches.allSatisfy { (18...22).contains(($0.start + ParisClock.offset(at: $0.start)) % 86_400 / 3600) })
        #expect(Set(matches.map(\.day)).count == matches.count)
    }
}
