import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

@Suite struct TrendsTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    enum Law: CaseIterable, Sendable {
        case poisson
        case overdispersed
        case autoregressive
    }

    /// Daily counts with a week's season, and a year's if asked, times a level by day.
    private func daily(
        seed: UInt64, days: Int, mean: Double, law: Law = .poisson, yearly: Double = 0,
        level: (Int) -> Double = { _ in 1 }
    ) -> CountTable<PublicAudience, Reported> {
        var made = YesterdayTables(seed: seed)
        let bins = YesterdayTables.bins(.day, from: (2023, 1, 2), days: days)
        var latent = 0.0
        let values = bins.indices.map { day -> Double in
            let week = [0.8, 0.85, 0.9, 0.95, 1.15, 1.3, 1.05][day % 7]
            let year = 1 + yearly * cos(2 * Double.pi * Double(day) / 365.25)
            latent = 0.6 * latent + 0.2 * made.generator.normal()
            var rate = mean * week * year * level(day)
            switch law {
            case .poisson: break
            case .overdispersed: rate *= made.gamma(shape: 5)
            case .autoregressive: rate *= exp(latent - 0.03125)
            }
            return made.poisson(rate)
        }
        return YesterdayTables.table(bins, values: values)
    }

    private func records(_ report: AnalysisReport, _ kind: String) -> [AnalysisReport.Record] {
        report.records.filter { $0.kind == kind }
    }

    // 200 series without change: 5 % is 10; more than 20 has a probability of 0.001.
    @Test(arguments: Law.allCases)
    func seriesWithoutChangeRaiseNoMoreAlarmsThanStated(_ law: Law) throws {
        var (trends, changes) = (0, 0)
        for seed in 0..<200 {
            let table = daily(seed: UInt64(1000 + seed), days: 728 / 2, mean: 12, law: law)
            let report = try Trends().find(in: table, calendar: calendar)
            if records(report, "trend").contains(where: { $0.verdict != "no_clear_trend" }) { trends += 1 }
            if !records(report, "change").isEmpty { changes += 1 }
        }
        #expect(trends <= 20)
        #expect(changes <= 20)
    }

    @Test(arguments: [Law.overdispersed, .autoregressive])
    func twoYearsWithASeasonButNoChangeRaiseNoMoreAlarmsThanStated(_ law: Law) throws {
        var (trends, changes) = (0, 0)
        for seed in 0..<200 {
            let table = daily(seed: UInt64(5000 + seed), days: 756, mean: 12, law: law, yearly: 0.3)
            let report = try Trends().find(in: table, calendar: calendar)
            if records(report, "trend").contains(where: { $0.verdict != "no_clear_trend" }) { trends += 1 }
            if !records(report, "change").isEmpty { changes += 1 }
        }
        #expect(trends <= 20)
        #expect(changes <= 20)
    }

    @Test func aPlantedRiseIsFoundWithItsSize() throws {
        var (found, covered, mean) = (0, 0, 0.0)
        for seed in 0..<50 {
            let table = daily(
                seed: UInt64(seed), days: 756, mean: 12, law: .overdispersed, yearly: 0.3,
                level: { pow(1.2, Double($0) / 365.25) })
            let trend = try #require(records(try Trends().find(in: table, calendar: calendar), "trend").first)
            if trend.verdict == "rising" { found += 1 }
            if let interval = trend.interval, interval.low <= 1.2, 1.2 <= interval.high { covered += 1 }
            mean += (trend.estimate ?? 0) / 50
        }
        #expect(found >= 45)
        #expect(covered >= 42)
        #expect(abs(mean - 1.2) < 0.02)
    }

    @Test func aPlantedChangeIsFoundAtItsDateThroughSeasons() throws {
        var (found, dated, covered, extra) = (0, 0, 0, 0)
        for seed in 0..<50 {
            let table = daily(
                seed: UInt64(300 + seed), days: 756, mean: 12, law: .overdispersed, yearly: 0.3,
                level: { $0 < 420 ? 1 : 1.4 })
            let changes = records(try Trends().find(in: table, calendar: calendar), "change")
            let truth = YesterdayTables.day(2023, 1, 2).adding(days: 420)
            if !changes.isEmpty { found += 1 }
            extra += max(changes.count - 1, 0)
            guard let change = changes.min(by: { ($0.p ?? 1) < ($1.p ?? 1) }) else { continue }
            if case .text(let early)? = change.more["earliest"], case .text(let late)? = change.more["latest"],
                let early = CivilDate(iso: early), let late = CivilDate(iso: late),
                early.adding(days: -7) <= truth, truth <= late.adding(days: 7)
            {
                dated += 1
            }
            if let interval = change.interval, interval.low <= 1.4, 1.4 <= interval.high { covered += 1 }
        }
        #expect(found >= 48)
        #expect(dated >= 42)
        #expect(extra <= 8)
    }

    @Test func weekdaysAndMonthsAreRecovered() throws {
        let report = try Trends().find(in: daily(seed: 4, days: 1100, mean: 40, yearly: 0.3), calendar: calendar)
        let seasons = records(report, "season")
        let saturday = try #require(seasons.first { $0.term == "weekday=6" }?.estimate)
        let january = try #require(seasons.first { $0.term == "month=1" }?.estimate)
        let july = try #require(seasons.first { $0.term == "month=7" }?.estimate)
        #expect(abs(saturday - 1.3) < 0.05)
        #expect(abs(january - 1.29) < 0.06)
        #expect(abs(july - 0.7) < 0.05)
    }

    @Test func hoursOfTheDayAreRecovered() throws {
        var made = YesterdayTables(seed: 8)
        let bins = YesterdayTables.bins(.hour, from: (2024, 1, 1), days: 180)
        let values = bins.map { bin in
            let hour = Double((calendar.local(bin.start) / 3600) % 24)
            return made.poisson(3 * (1 + 0.8 * cos(2 * Double.pi * (hour - 22) / 24)))
        }
        let report = try Trends().find(in: YesterdayTables.table(bins, values: values), calendar: calendar)
        let seasons = records(report, "season")
        let night = try #require(seasons.first { $0.term == "hour=22" }?.estimate)
        let morning = try #require(seasons.first { $0.term == "hour=10" }?.estimate)
        #expect(abs(night - 1.8) < 0.12)
        #expect(abs(morning - 0.2) < 0.08)
        #expect(seasons.count == 24 + 7)
    }

    @Test func unknownBinsAreMissingAndNeverZero() throws {
        let whole = daily(seed: 12, days: 756, mean: 12, yearly: 0.3)
        var values = whole.values
        var known = whole.isKnown
        for day in 300..<380 { (values[day], known[day]) = (0, false) }
        let holes = YesterdayTables.table(whole.bins, values: values, isKnown: known)
        let report = try Trends().find(in: holes, calendar: calendar)
        #expect(records(report, "change").isEmpty)
        let zeros = YesterdayTables.table(whole.bins, values: values)
        #expect(!records(try Trends().find(in: zeros, calendar: calendar), "change").isEmpty)
        // What stands in an unknown bin changes nothing.
        for day in 300..<380 { values[day] = 1e6 }
        let other = YesterdayTables.table(whole.bins, values: values, isKnown: known)
        #expect(try Trends().find(in: other, calendar: calendar) == report)
    }

    @Test func publicHolidaysAreTakenOut() throws {
        let whole = daily(seed: 13, days: 400, mean: 12)
        let holidays = Set((0..<14).map { YesterdayTables.day(2023, 6, 1).adding(days: $0) })
        var values = whole.values
        for (index, bin) in whole.bins.enumerated() where holidays.contains(calendar.date(at: bin.start)) {
            values[index] *= 10
        }
        let table = YesterdayTables.table(whole.bins, values: values)
        let report = try Trends(publicHolidays: holidays).find(in: table, calendar: calendar)
        let plain = try Trends(publicHolidays: holidays).find(in: whole, calendar: calendar)
        #expect(report == plain)
    }

    @Test func placesHaveSeriesOfTheirOwnInAnyOrder() throws {
        var made = YesterdayTables(seed: 21)
        let bins = YesterdayTables.bins(.week, from: (2022, 1, 3), days: 7 * 110)
        let places = YesterdayTables.places(4)
        let values = bins.indices.flatMap { week in
            places.indices.map { place in made.poisson(place == 2 && week >= 60 ? 30 : 15) }
        }
        let table = YesterdayTables.table(bins, places: places, values: values)
        let report = try Trends(byPlace: true).find(in: table, calendar: calendar)
        #expect(records(report, "change").map(\.place) == ["p02"])
        let reversed = try Trends(byPlace: true).find(in: YesterdayTables.reversed(table), calendar: calendar)
        #expect(Set(report.records) == Set(reversed.records))
        #expect(try Trends(byPlace: true).find(in: table, calendar: calendar) == report)
    }

    @Test func noiseOfKnownVarianceRaisesNoAlarm() throws {
        var alarms = 0
        for seed in 0..<100 {
            var made = YesterdayTables(seed: UInt64(700 + seed))
            let bins = YesterdayTables.bins(.week, from: (2022, 1, 3), days: 7 * 100)
            let values = bins.map { _ in made.poisson(6) + made.laplace(variance: 32) }
            let table = YesterdayTables.table(
                bins, values: values, variances: [Double](repeating: 32, count: bins.count))
            if !records(try Trends().find(in: table, calendar: calendar), "change").isEmpty { alarms += 1 }
        }
        // More than 13 of 100 at 5 % has a probability of 0.0005.
        #expect(alarms <= 13)
    }

    @Test func tooFewWeeksAreRefusedWithARemedy() throws {
        let table = daily(seed: 1, days: 50, mean: 5)
        #expect {
            try Trends().find(in: table, calendar: calendar)
        } throws: { error in
            guard let error = error as? AnalysisError, case .tooLittle(_, 7) = error else { return false }
            return !error.explanation.remedy[.french].isEmpty
        }
        #expect(throws: AnalysisError.unknown(kind: "category", name: "x", known: ["noise"])) {
            try Trends(categories: ["x"]).find(in: table, calendar: calendar)
        }
    }
}
