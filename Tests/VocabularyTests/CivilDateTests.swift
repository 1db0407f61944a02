import Testing
import Vocabulary

struct CivilDateTests {
    @Test func daysFollowEachOtherThroughFourHundredYears() throws {
        var date = try #require(CivilDate(year: 1800, month: 1, day: 1))
        var count = 0
        for year in 1800..<2200 {
            for month in 1...12 {
                for day in 1...CivilDate.days(inMonth: month, of: year) {
                    let parts = date.parts
                    if parts != (year, month, day) || CivilDate(year: year, month: month, day: day) != date {
                        Issue.record("\(date) isn't \(year)-\(month)-\(day)")
                        return
                    }
                    date = date.adding(days: 1)
                    count += 1
                }
            }
        }
        #expect(count == 146_097)
    }

    @Test(arguments: [
        ("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("1969-12-31", -1, 2), ("2024-12-30", 20_087, 0),
        ("0001-01-01", -719_162, 0),
    ])
    func aDateHasItsNumberAndItsWeekday(_ text: String, _ number: Int, _ weekday: Int) throws {
        let date = try #require(CivilDate(iso: text))
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test(arguments: [
        "", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "24-01-01", "2024-1-1",
        "2024/01/01", "2024-01-01T00", "+024-01-01", "0000-01-01", "２０２４-01-01",
    ])
    func whatIsNoDateIsRefused(_ text: String) {
        #expect(CivilDate(iso: text) == nil)
    }
}
