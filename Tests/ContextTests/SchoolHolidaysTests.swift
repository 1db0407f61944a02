import Context
import Foundation
import Testing
import Vocabulary

struct SchoolHolidaysTests {
    private func paris() throws -> CivilCalendar { try #require(CivilCalendar(timeZoneName: "Europe/Paris")) }

    private func time(_ day: String, hour: Int64 = 12) throws -> UTCSeconds {
        try paris().start(of: #require(CivilDate(iso: day))) + hour * 3600
    }

    private let official = """
        description;population;start_date;end_date;location;zones;annee_scolaire
        Vacances de la Toussaint;-;2024-10-18T22:00:00+00:00;2024-11-03T23:00:00+00:00;Lyon;Zone A;2024-2025
        Vacances de la Toussaint;-;2024-10-18T22:00:00+00:00;2024-11-03T23:00:00+00:00;Dijon;Zone A;2024-2025
        Vacances d'Hiver;-;2025-02-21T23:00:00+00:00;2025-03-09T23:00:00+00:00;Lyon;Zone A;2024-2025
        Vacances d'Hiver;-;2025-02-14T23:00:00+00:00;2025-03-02T23:00:00+00:00;Paris;Zone C;2024-2025
        Vacances d'Été;Élèves;2025-07-04T22:00:00+00:00;2025-08-31T22:00:00+00:00;Lyon;Zone A;2024-2025
        Vacances d'Été;Enseignants;2025-07-04T22:00:00+00:00;2025-08-28T22:00:00+00:00;Lyon;Zone A;2024-2025
        Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Lyon;Zone A;2026-2027

        """

    @Test func theMinistrysMomentsAreLocalDays() throws {
        let series = try SchoolHolidays.series(
            of: contextFile(official), zone: "A", calendar: paris(), territory: "city")
        #expect(series.value(at: "city", time: try time("2024-10-18", hour: 23)) == 0)
        #expect(series.value(at: "city", time: try time("2024-10-19", hour: 0)) == 1)
        #expect(series.value(at: "city", time: try time("2024-11-03", hour: 23)) == 1)
        #expect(series.value(at: "city", time: try time("2024-11-04", hour: 0)) == 0)
        #expect(series.value(at: "city", time: try time("2025-02-20")) == 0)
        #expect(series.value(at: "city", time: try time("2025-08-31")) == 1)
    }

    @Test func aSchoolYearThatTheFileLacksIsUnknownAndNotTermTime() throws {
        let series = try SchoolHolidays.series(
            of: contextFile(official), zone: "A", calendar: paris(), territory: "city")
        #expect(series.value(at: "city", time: try time("2025-09-01")) == nil)
        #expect(series.value(at: "city", time: try time("2025-12-25")) == nil)
        #expect(series.value(at: "city", time: try time("2026-09-02")) == 0)
        #expect(series.value(at: "city", time: try time("2024-08-20")) == nil)
        #expect(series.unknownCount == 365)
    }

    @Test func aZoneThatTheFileLacksAndADateThatIsNoneAreRefused() throws {
        #expect(throws: ContextError.self) {
            try SchoolHolidays.series(of: contextFile(official), zone: "Corse", calendar: paris(), territory: "city")
        }
        let broken = official.replacing("2025-02-21T23", with: "2025-02-31T23")
        do {
            _ = try SchoolHolidays.series(of: contextFile(broken), zone: "A", calendar: paris(), territory: "city")
            Issue.record("a date that doesn't exist was read")
        } catch let error as ContextError {
            #expect(error.explanation.position?.line == 4)
            #expect(error.explanation.position?.field == "start_date")
        }
    }

    @Test(.enabled(if: SharedData.isExpected, "needs CLAIREVOIE_DATA"), arguments: ["A", "B", "C"])
    func theFileOfDaysIsReadWhole(zone: String) throws {
        let path = SharedData.path("france/calendar/vacances_scolaires_zones_ABC.csv")
        let series = try SchoolHolidays.series(
            of: ContextFile(path: path), zone: zone, calendar: paris(), territory: "city")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let column = ["A": 1, "B": 2, "C": 3][zone] ?? 0
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(series.readings.count == 14_245 && series.unknownCount == 0)
        #expect(rows.count == series.readings.count)
        #expect(series.readings.count { $0.value == 1 } == rows.count { $0[column] == "True" })
        #expect(series.value(at: "city", time: try time("2024-07-20")) == 1)
    }
}
