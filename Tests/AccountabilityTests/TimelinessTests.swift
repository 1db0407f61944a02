import TestCity
import Testing
import Vocabulary

@testable import Accountability

@Suite struct TimelinessTests {
    private let calendar: CivilCalendar

    init() throws {
        calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
    }

    private func convention(_ rhythm: Rhythm?, delay: Int64 = 2 * 86_400, validity: Validity? = nil) -> Convention {
        Convention(
            source: "calls", title: Phrase(verbatim: ""), purpose: Phrase(verbatim: ""),
            legalBasis: Phrase(verbatim: ""), origin: .reported, recordsPerIncident: .stated(1), format: FileFormat(),
            place: .coordinates(x: "x", y: "y", reference: .degrees), time: TimeColumns(.together("t")),
            category: .code("c"), keyColumn: nil, rhythm: rhythm, delay: delay, retentionDays: 30,
            validity: validity, disclosure: .noised)
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> UTCSeconds {
        calendar.start(of: try #require(CivilDate(year: year, month: month, day: day)))
    }

    @Test func aMonthlySourceIsOnTimeUntilItsDelayAndThreeDaysOfGraceAreOver() throws {
        // October is due two days after its end, and may take three more.
        let due = try day(2026, 11, 6)
        for (now, expected) in [
            (try day(2026, 10, 15), Timeliness.onTime(next: due)), (due - 1, .onTime(next: due)),
            (due, .late(since: due, periods: 1)),
        ] {
            let found = Timeliness(
                of: convention(.monthly), publishedUntil: try day(2026, 10, 1), calendar: calendar, now: now)
            #expect(found == expected)
        }
    }

    @Test func aSourceThatMissesThreePeriodsHasStopped() throws {
        let since = try day(2026, 8, 6)
        for (now, expected) in [
            (try day(2026, 10, 5), Timeliness.late(since: since, periods: 2)),
            (try day(2026, 10, 6), .stopped(since: since, periods: 3)),
            (try day(2027, 1, 5), .stopped(since: since, periods: 5)),
        ] {
            let found = Timeliness(
                of: convention(.monthly), publishedUntil: try day(2026, 7, 1), calendar: calendar, now: now)
            #expect(found == expected)
        }
    }

    @Test func aDailySourceHasADayOfGraceAndAPartlyPublishedWeekIsDueWhole() throws {
        let daily = Timeliness(
            of: convention(.daily, delay: 0), publishedUntil: try day(2026, 3, 29), calendar: calendar,
            now: try day(2026, 3, 31))
        // The day on which the clocks change is over with the local day, an hour early.
        #expect(daily == .late(since: try day(2026, 3, 30) + 86_400, periods: 1))
        let weekly = Timeliness(
            of: convention(.weekly, delay: 0), publishedUntil: try day(2026, 11, 4), calendar: calendar,
            now: try day(2026, 11, 8))
        #expect(weekly == .onTime(next: try day(2026, 11, 12)))
    }

    @Test func anAgreementThatIsOverIsNotLate() throws {
        let from = try #require(CivilDate(year: 2024, month: 1, day: 1))
        let until = try #require(CivilDate(year: 2026, month: 1, day: 15))
        let validity = try #require(Validity(from: from, until: until))
        let now = try day(2026, 11, 1)
        let all = Timeliness(
            of: convention(.monthly, validity: validity), publishedUntil: try day(2026, 1, 15), calendar: calendar,
            now: now)
        #expect(all == .ended(last: until.adding(days: -1)))
        // Its last, cut month never came, and no later one is waited for.
        let cut = Timeliness(
            of: convention(.monthly, validity: validity), publishedUntil: try day(2026, 1, 1), calendar: calendar,
            now: now)
        #expect(cut == .late(since: try day(2026, 1, 20), periods: 1))
    }

    @Test func withoutARhythmOrAnythingPublishedNothingIsLate() throws {
        let now = try day(2026, 11, 1)
        #expect(
            Timeliness(of: convention(nil), publishedUntil: try day(2020, 1, 1), calendar: calendar, now: now)
                == .noRhythm)
        #expect(
            Timeliness(of: convention(.daily), publishedUntil: nil, calendar: calendar, now: now) == .nothingYet)
    }

    @Test func aSourceThatStoppedDecadesAgoIsCountedOnlySoFar() throws {
        let found = Timeliness(
            of: convention(.daily, delay: 0), publishedUntil: try day(1990, 1, 1), calendar: calendar,
            now: try day(2026, 1, 1))
        #expect(found == .stopped(since: try day(1990, 1, 3), periods: Timeliness.mostCounted))
    }
}
