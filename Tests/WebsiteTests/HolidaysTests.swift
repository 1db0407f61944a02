import Testing
import Vocabulary

@testable import Website

struct HolidaysTests {
    private func series(
        _ name: String, level: PlaceLevel = .territory, _ days: [(Int, Double?)], _ calendar: CivilCalendar
    ) throws -> ContextSeries {
        try ContextSeries(
            name: name, title: Phrase(verbatim: name), unit: "", level: level, source: "", licence: "",
            readings: days.map { day, value in
                let date = CivilDate(dayNumber: day)
                return ContextSeries.Reading(
                    place: "city", start: calendar.start(of: date), end: calendar.start(of: date.adding(days: 1)),
                    value: value)
            })
    }

    @Test func daysAreThoseThatASeriesOfTheWholeTerritoryCallsHolidays() throws {
        let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
        // 2024-03-31 has 23 hours in Paris.
        let holidays = Holidays(
            [
                try series("public-holidays", [(19_812, 0), (19_813, 1), (19_814, 1), (19_815, nil)], calendar),
                try series("school-holidays", level: .zone("quartier"), [(19_813, 1)], calendar),
                try series("temperature", [(19_900, 30)], calendar),
            ], calendar: calendar)
        #expect(holidays.publicDays == [CivilDate(dayNumber: 19_813), CivilDate(dayNumber: 19_814)])
        #expect(holidays.schoolDays.isEmpty)
    }
}
