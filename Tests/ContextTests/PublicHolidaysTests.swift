import Context
import Foundation
import Testing
import Vocabulary

struct PublicHolidaysTests {
    @Test func everyPartHasTheDaysOfTheLibraryHolidays() throws {
        let rows = try FixtureFile.rows("public_holidays.csv")
        #expect(rows.count == PublicHolidays.Part.allCases.count * 36)
        for row in rows {
            let part = try #require(PublicHolidays.Part(rawValue: row[0]))
            let year = try #require(Int(row[1]))
            let ours = Set(PublicHolidays.days(of: part, in: year).map { "\($0.date)".dropFirst(5) })
            #expect(ours == Set(row[2].split(separator: " ")), "\(part.rawValue) \(year)")
        }
    }

    @Test(.enabled(if: SharedData.isExpected, "needs CLAIREVOIE_DATA"))
    func everyDayOfTheOfficialListIsComputed() throws {
        let path = SharedData.path("france/calendar/jours_feries_france_2000_2040.csv")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let parts: [String: PublicHolidays.Part] = [
            "Métropole": .mainland, "Alsace-Moselle": .alsaceMoselle, "Guadeloupe": .guadeloupe, "Guyane": .guyane,
            "La Réunion": .reunion, "Martinique": .martinique, "Mayotte": .mayotte,
        ]
        var official: [String: Set<String>] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",").map(String.init)
            official[fields[2], default: []].insert(fields[0])
        }
        #expect(Set(official.keys) == Set(parts.keys))
        for (name, part) in parts {
            let ours = Set((2000...2040).flatMap { PublicHolidays.days(of: part, in: $0).map { "\($0.date)" } })
            #expect(ours == official[name], "\(name)")
        }
    }

    @Test func easterIsThatOfPublishedTables() {
        // Meeus 1991, chapter 8; the earliest and the latest Easter that there are.
        for date in ["1991-03-31", "1992-04-19", "1993-04-11", "1954-04-18", "2000-04-23", "1818-03-22", "2038-04-25"] {
            let year = Int(date.prefix(4)) ?? 0
            #expect(PublicHolidays.easter(of: year)?.description == date)
        }
        #expect(PublicHolidays.easter(of: 1582) == nil)
    }

    @Test func aSeriesSaysYesOrNoForEachLocalDay() throws {
        let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
        let days = try #require(CivilDate(iso: "2024-03-30"))..<(try #require(CivilDate(iso: "2024-04-03")))
        let series = try PublicHolidays.series(of: .mainland, days: days, calendar: calendar, territory: "city")[0]
        #expect(series.readings.map(\.value) == [0, 0, 1, 0])
        // The clocks went forward on the 31st.
        #expect(series.readings.map { ($0.end - $0.start) / 3600 } == [24, 23, 24, 24])
        #expect(series.origin == .contextual)
    }

    @Test func evesArentThoseOfWeekendsNorHolidaysThemselves() throws {
        let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
        // 2024: Wednesday 1 May, Wednesday 8 May and Thursday 9 May (Ascension), Sunday 14 July, Friday 1 November.
        for (from, until, eves) in [
            ("2024-04-29", "2024-05-11", ["2024-04-30", "2024-05-07"]), ("2024-07-11", "2024-07-16", []),
            ("2024-10-29", "2024-11-01", ["2024-10-31"]), ("2024-03-30", "2024-04-02", ["2024-03-31"]),
        ] {
            let days = try #require(CivilDate(iso: from))..<(try #require(CivilDate(iso: until)))
            let series = try PublicHolidays.series(of: .mainland, days: days, calendar: calendar, territory: "city")
            #expect(series.map(\.name) == ["public-holidays", "public-holidays-eve"])
            let found = series[1].readings.filter { $0.value == 1 }.map { calendar.date(at: $0.start).description }
            #expect(found == eves && series[1].readings.allSatisfy { $0.value != nil })
        }
    }
}
