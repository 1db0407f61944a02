import Testing
import Vocabulary

@testable import OutsideTable

@Suite struct OutsideCovariatesTests {
    private let calendar: CivilCalendar

    init() throws {
        calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
    }

    private func table(_ counts: String, _ covariates: String) throws -> CountTable<StaffAudience, Reported> {
        let table: CountTable<StaffAudience, Reported> = try OutsideCountsTests.with(counts) {
            try OutsideCounts.read(path: $0, calendar: calendar, step: nil)
        }
        return try OutsideCountsTests.with(covariates) {
            try OutsideCovariates.read(path: $0, onto: table, calendar: calendar)
        }
    }

    @Test func aTimesValueHoldsForAllPlacesAndAPlacesForIt() throws {
        let read = try table(
            """
            place,time,count
            a,2026-03-01,1
            b,2026-03-03,2
            """,
            """
            time,place,heat,light
            2026-03-01,,12.5,1
            2026-03-02,b,NA,3
            2026-03-09,,99,99
            2026-03-03,elsewhere,7,7
            """)
        #expect(read.covariates.map(\.name) == ["heat", "light"])
        let (heat, light) = (read.covariates[0].values, read.covariates[1].values)
        #expect(Array(heat[0..<2]) == [12.5, 12.5] && heat[2...].allSatisfy(\.isNaN))
        #expect(Array(light[0..<2]) == [1, 1] && light[2].isNaN && light[3] == 3 && light[4].isNaN)
        #expect(read.values == [1, 0, 0, 0, 0, 2])
    }

    @Test func aDaysValueHoldsForItsHoursAndAnHoursForOne() throws {
        let read = try table(
            """
            place,time,count
            a,2026-03-28T00:00,1
            a,2026-03-29T23:00,1
            """,
            """
            time,holiday
            2026-03-29,1
            2026-03-28T05:00,2
            """)
        // The clocks go forward on the 29th.
        #expect(read.bins.count == 47)
        let values = read.covariates[0].values
        #expect(values[5] == 2 && values[4].isNaN && values[23].isNaN)
        #expect(values[24...].allSatisfy { $0 == 1 })
    }

    @Test func whatCantBeReadIsExplained() throws {
        let counts = "place,time,count\na,2026-03-01,1\n"
        #expect(throws: OutsideTableError.self) { try table(counts, "time\n2026-03-01\n") }
        #expect(throws: OutsideTableError.self) { try table(counts, "day,heat\n2026-03-01,3\n") }
        #expect(throws: OutsideTableError.self) { try table(counts, "time,heat\n2026-03-01,warm\n") }
        #expect(throws: OutsideTableError.self) { try table(counts, "time,heat\n") }
    }
}
