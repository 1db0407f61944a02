import Context
import Foundation
import TestCity
import Testing
import Vocabulary

/// The plain tables of weather and of a calendar with kinds, as a city might write them.
struct CityTablesTests {
    private func days(_ from: String, _ to: String) throws -> Range<CivilDate> {
        try #require(CivilDate(iso: from))..<(try #require(CivilDate(iso: to)))
    }

    @Test func anHourlyTableOfWeatherGivesASeriesForEachColumn() throws {
        let text = """
            debut,temperature_c,pluie_mm,vent_kmh
            2024-03-31T01:00:00+01:00,6.8,0.0,36
            2024-03-31T03:00:00+02:00,6.5,1.2,
            2024-03-31T05:00:00+02:00,6.1,0.4,18
            """
        let series = try WeatherFile.series(of: contextFile(text), station: nil, territory: "city")
        #expect(series.map(\.name) == ["temperature", "rain", "wind"])
        // The clocks went forward: the first two rows are an hour apart; the hour at four has no row.
        #expect(series[0].readings.map(\.value) == [6.8, 6.5, nil, 6.1])
        #expect(series[2].readings.map(\.value) == [10, nil, nil, 5])
        #expect(series[2].unit == "m/s")
        let readings = series[1].readings
        #expect(readings[1].start - readings[0].start == 3600 && readings[1].end - readings[1].start == 3600)
    }

    @Test func aTimeWithoutAnOffsetIsRefusedWithItsLine() throws {
        let text = "debut,temperature_c\n2024-03-31T01:00:00+01:00,6.8\n2024-03-31T02:00:00,6.5\n"
        let error = try #require(throws: ContextError.self) {
            try WeatherFile.series(of: contextFile(text), station: nil, territory: "city")
        }
        #expect("\(error)".contains("3"))
    }

    @Test func aCalendarWithKindsGivesEventsAndBothHolidays() throws {
        let calendar = try TestCity.territory().calendar
        let text = """
            debut,fin,type,libelle,affluence_attendue
            2023-12-23T00:00:00+01:00,2024-01-08T00:00:00+01:00,vacances_scolaires,Noël,
            2024-01-01T00:00:00+01:00,2024-01-02T00:00:00+01:00,jour_ferie,Jour de l'An,
            2024-01-06T20:00:00+01:00,2024-01-06T22:00:00+01:00,match,Match,30000
            """
        let period = try days("2024-01-01", "2024-01-11")
        let file = try contextFile(text)
        #expect(try KindCalendar.reads(file))
        let series = try KindCalendar.series(
            of: file, days: period, calendar: calendar, territory: NamedPlace(id: "city", name: "City"))
        let byName = Dictionary(uniqueKeysWithValues: series.map { ($0.name, $0) })
        #expect(
            byName["school-holidays"]?.readings.map(\.value) == [1, 1, 1, 1, 1, 1, 1, 0, 0, 0])
        #expect(byName["public-holidays"]?.readings.map(\.value).reduce(0) { $0 + ($1 ?? 0) } == 1)
        #expect(byName["public-holidays"]?.readings.first?.value == 1)
        // The file ends on the 10th: nobody knows whether that is the eve of a holiday.
        #expect(byName["public-holidays-eve"]?.readings.map(\.value) == [0, 0, 0, 0, 0, 0, 0, 0, 0, nil])
        #expect(byName["events"]?.readings.count { $0.value == 1 } == 2)
        #expect(byName["event-attendance"]?.readings.compactMap(\.value).max() == 30_000)
        #expect(try !KindCalendar.reads(contextFile("start,end\n2024-01-01,2024-01-02\n")))
    }
}
