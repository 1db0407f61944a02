import Analysis
import Foundation
import Testing
import Vocabulary

struct TrendCourseTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    /// Two and a half years of days that rise by a third a year, busier at weekends and in winter.
    private func daily(variance: Double = 0, isKnown: (Int) -> Bool = { _ in true }) -> CountTable<
        PublicAudience, Reported
    > {
        var made = YesterdayTables(seed: 77)
        let bins = YesterdayTables.bins(.day, from: (2023, 1, 2), days: 917)
        let values = bins.indices.map { day -> Double in
            let week = [0.8, 0.85, 0.9, 0.95, 1.15, 1.3, 1.05][day % 7]
            let year = 1 + 0.3 * cos(2 * Double.pi * Double(day) / 365.25)
            return made.poisson(60 * week * year * pow(4.0 / 3, Double(day) / 365.25))
        }
        return YesterdayTables.table(
            bins, values: values, variances: [Double](repeating: variance, count: bins.count),
            isKnown: bins.indices.map(isKnown))
    }

    @Test func daysBecomeWeeksWhoseCountsAndNoiseAddUp() throws {
        let table = daily(variance: 2)
        let course = try TrendCourse(of: Trends(), in: table, calendar: calendar)
        #expect(course.level == .week && course.steps.count == 131)
        #expect(course.steps[0].day == YesterdayTables.day(2023, 1, 2))
        #expect(course.steps[3].count == table.values[21..<28].reduce(0, +))
        #expect(course.steps.allSatisfy { abs($0.variance - 14) < 1e-9 })
        #expect(course.cycles == ["weekday", "month"])
    }

    @Test func theTrendFollowsTheRiseAndNotTheSeasons() throws {
        let course = try TrendCourse(of: Trends(), in: daily(), calendar: calendar)
        for (index, step) in course.steps.enumerated() where (10..<120).contains(index) {
            let expected = 7 * 60 * pow(4.0 / 3, (7 * Double(index) + 3) / 365.25)
            let (trend, adjusted) = (try #require(step.trend), try #require(step.adjusted))
            #expect(abs(trend / expected - 1) < 0.12, "week \(index)")
            #expect(abs(adjusted / expected - 1) < 0.25, "week \(index)")
        }
    }

    @Test func aWeekThatIsNotKnownIsAGapAndNeverZero() throws {
        let course = try TrendCourse(
            of: Trends(), in: daily { !(140..<147).contains($0) }, calendar: calendar)
        #expect(course.steps[20].count == nil && course.steps[20].adjusted == nil)
        #expect(course.steps[19].count != nil && course.steps[21].count != nil)
    }

    @Test func aSeriesTooShortForSeasonsHasNoTrend() throws {
        let bins = YesterdayTables.bins(.day, from: (2023, 1, 2), days: 12)
        let table = YesterdayTables.table(bins, values: bins.map { _ in 5 })
        let course = try TrendCourse(of: Trends(), in: table, calendar: calendar)
        #expect(course.steps.allSatisfy { $0.trend == nil })
        #expect(course.cycles.isEmpty)
    }

    @Test func lawsKeptFromOneSeriesToTheNextChangeNothing() throws {
        let laws = ChangePointLaws()
        let table = daily()
        let once = try Trends().find(in: table, calendar: calendar, laws: laws)
        #expect(try Trends().find(in: table, calendar: calendar, laws: laws) == once)
        #expect(try Trends().find(in: table, calendar: calendar) == once)
        // Another seed has laws of its own.
        #expect(
            try Trends(seed: 2).find(in: table, calendar: calendar, laws: laws)
                == Trends(seed: 2).find(in: table, calendar: calendar))
    }
}
