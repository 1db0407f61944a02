import Testing
import Vocabulary

@testable import Analysis

struct BinCalendarTests {
    @Test(arguments: [TimeLevel.hour, .sixHours, .day])
    func everyPositionOfAWeekComesOnce(_ level: TimeLevel) throws {
        let calendar = try ForecastTables.calendar()
        let monday = try #require(CivilDate(year: 2024, month: 6, day: 3))
        let bins = calendar.bins(level, within: calendar.start(of: monday)..<calendar.start(of: monday.adding(days: 7)))
        let days = bins.map { BinCalendar($0, in: calendar) }
        #expect(days.map(\.position) == Array(0..<BinCalendar.period(level)))
        #expect(Set(days.map(\.group)) == Set(0..<BinCalendar.groups(level)))
        #expect(Double(bins.count) == 7 * BinCalendar.perDay(level))
    }

    @Test func positionsFollowTheClockWhenItChanges() throws {
        let calendar = try ForecastTables.calendar()
        let sunday = try #require(CivilDate(year: 2024, month: 3, day: 31))
        let bins = calendar.bins(.hour, within: calendar.start(of: sunday)..<calendar.start(of: sunday.adding(days: 1)))
        #expect(bins.count == 23)
        #expect(bins.map { BinCalendar($0, in: calendar).position - 144 } == [0, 1] + Array(3..<24))
    }

    @Test func weeksAndMonthsHaveTheirPlaceInTheYear() throws {
        let calendar = try ForecastTables.calendar()
        let first = try #require(CivilDate(year: 2024, month: 12, day: 30))
        let week = calendar.bin(.week, containing: calendar.start(of: first))
        #expect(BinCalendar(week, in: calendar).position == 52)
        let month = calendar.bin(.month, containing: calendar.start(of: first))
        #expect(BinCalendar(month, in: calendar).position == 11)
        #expect(BinCalendar(month, in: calendar).group == 3)
        let day = calendar.bin(.day, containing: calendar.start(of: first.adding(days: 2)))
        #expect(BinCalendar(day, in: calendar).isMonthStart)
    }
}
