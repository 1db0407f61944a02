import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

struct ComparisonTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try CityOfCounts.calendar() }

    private func moment(_ days: Int) -> UTCSeconds { CityOfCounts.monday + Int64(days) * CityOfCounts.day }

    private func table(
        _ values: [Double], places: Int, categories: [String] = ["all"], variance: Double = 0, isKnown: [Bool]? = nil,
        populations: [Double]? = nil
    ) -> CountTable<PublicAudience, Reported> {
        let bins = CityOfCounts.days(values.count / places / categories.count)
        return CountTable(
            places: (0..<places).map { CountedPlace(id: "p\($0)", name: "Place \($0)", population: populations?[$0]) },
            bins: bins, categories: categories, values: values,
            variances: Array(repeating: variance, count: bins.count), isKnown: isKnown)
    }

    private func halves(
        _ table: CountTable<PublicAudience, Reported>, by grouping: Comparison.Grouping = .place,
        _ change: (inout Comparison.Options) -> Void = { _ in }
    ) throws -> AnalysisReport {
        let middle = table.bins.count / 2
        var options = Comparison.Options(
            .ranges(before: moment(0)..<moment(middle), after: moment(middle)..<moment(2 * middle)), by: grouping,
            calendar: calendar)
        change(&options)
        return try Comparison(options).compare(table)
    }

    private func text(_ report: AnalysisReport, _ name: String) -> AnalysisReport.Value? {
        report.method.parameters.first { $0.name == name }?.value
    }

    /// Intervals of 95 % miss 100 times in 2,000.
    ///
    /// The standard deviation of that is 9.7 for independent ones, and the lower bound of 92.5 % is five of them away. Where
    /// noise drowns the counts the intervals are too wide, since a ratio of two means near 0 isn't bounded at all.
    @Test(arguments: [
        (days: 56, shape: Double.infinity, epsilon: Double?.none), (56, 2, nil), (56, 2, 1), (56, 2, 0.25),
        (364, 2, nil),
        (364, 1, 0.5),
    ])
    func intervalsHoldTheRatioAsOftenAsTheySay(days: Int, shape: Double, epsilon: Double?) throws {
        var (held, all, called) = (0, 0, 0)
        let places = 20
        for seed in 1...(days > 100 ? 50 : 100) {
            var random = Xoshiro256(seed: UInt64(seed))
            let means = (0..<places).map { _ in exp(random.normal()) }
            let ratio = 1.3
            let values = (0..<days).flatMap { day in
                means.map { mean in
                    let now = day < days / 2 ? mean : mean * ratio
                    let count = shape.isFinite ? random.clusteredCount(now, shape: shape) : random.count(now)
                    return count + (epsilon.map { random.laplace($0) } ?? 0)
                }
            }
            let variance = epsilon.map { 2 * exp(-$0) / pow(1 - exp(-$0), 2) } ?? 0
            for record in try halves(table(values, places: places, variance: variance)).records {
                let interval = try #require(record.interval)
                all += 1
                if interval.low <= ratio && ratio <= interval.high { held += 1 }
                if record.verdict == "lower" { called += 1 }
            }
        }
        let share = Double(held) / Double(all)
        #expect(share > 0.925 && share < (epsilon == 0.25 ? 0.99 : 0.98))
        #expect(called <= all / 200)
    }

    /// One place alone has only its own variation: Student's quantiles make up for it.
    @Test(arguments: [(days: 56, epsilon: Double?.none), (56, 1), (364, nil)])
    func aTotalAloneIsHeldTooWithTheSeasonAndTheWeekInIt(days: Int, epsilon: Double?) throws {
        var held = 0
        let runs = days > 100 ? 400 : 1000
        for seed in 1...runs {
            var random = Xoshiro256(seed: UInt64(1000 + seed))
            let values = (0..<days).map { day in
                let week = day % 7 > 4 ? 1.6 : 1.0
                let season = 1 + 0.3 * sin(4 * .pi * Double(day) / Double(days))
                let mean = 6 * week * season
                return random.clusteredCount(mean, shape: 5) + (epsilon.map { random.laplace($0) } ?? 0)
            }
            let variance = epsilon.map { 2 * exp(-$0) / pow(1 - exp(-$0), 2) } ?? 0
            let record = try #require(
                halves(table(values, places: 1, variance: variance), by: .total).records.first)
            let interval = try #require(record.interval)
            if interval.low <= 1 && 1 <= interval.high { held += 1 }
        }
        // 95 % of 1,000 has a standard deviation of .7 %.
        #expect(Double(held) / Double(runs) > 0.92)
    }

    @Test func poissonCountsHaveTheIntervalOfTheRateComparison() throws {
        // Two bins alone tell nothing of variation.
        let report = try halves(table([40, 30, 60, 33], places: 2))
        #expect(text(report, "variation") == .text("poisson") && text(report, "variation_unit") == .text("none"))
        let oracle = RateComparison(.init(count: 60, exposure: 1), .init(count: 40, exposure: 1))
        let record = try #require(report.records.first { $0.place == "p0" })
        #expect(record.estimate == 1.5)
        #expect(try abs(#require(record.interval).low - oracle.lower) < 1e-6)
        #expect(try abs(#require(record.interval).high - oracle.upper) < 1e-6)
        #expect(try abs(#require(record.p) - oracle.pValue) < 1e-9)
        #expect(record.more["difference"] == .number(20) && record.more["before"] == .number(40))
    }

    /// A month's own figure has one noise, its days have thirty; the days tell how counts vary all the same.
    @Test func aCoarseTableWithFinerOnesBesideItIsSurerThanTheFineOneAlone() throws {
        var random = Xoshiro256(seed: 12)
        let noise = 2 * exp(-0.25) / pow(1 - exp(-0.25), 2)
        let counts = (0..<112).map { random.clusteredCount($0 < 56 ? 8 : 10, shape: 6) }
        let fine = table(counts.map { $0 + random.laplace(0.25) }, places: 1, variance: noise)
        let coarse = CountTable<PublicAudience, Reported>(
            places: fine.places,
            bins: [0, 56].map { TimeBin(level: .month, start: moment($0), end: moment($0 + 56)) },
            categories: ["all"],
            values: [counts[..<56], counts[56...]].map { $0.reduce(0, +) + random.laplace(0.25) },
            variances: [noise, noise])
        let options = Comparison.Options(
            .ranges(before: moment(0)..<moment(56), after: moment(56)..<moment(112)), by: .total, calendar: calendar)
        func width(_ report: AnalysisReport) throws -> Double {
            let interval = try #require(report.records.first?.interval)
            #expect(interval.low <= 1.25 && 1.25 <= interval.high)
            return interval.high - interval.low
        }
        let both = try Comparison(options).compare(coarse, variation: fine)
        #expect(text(both, "variation_unit") == .text("day_a_week_apart"))
        #expect(try width(both) < width(Comparison(options).compare(fine)))
        // Without the days the scatter isn't seen, and the interval is Poisson's.
        let blind = try Comparison(options).compare(coarse)
        #expect(text(blind, "variation") == .text("poisson"))
        #expect(try width(blind) < width(both))
    }

    @Test func smallNumbersAreTooFewAndHaveNoRatio() throws {
        var values = [Double](repeating: 0, count: 56)
        (values[3], values[30], values[40], values[50]) = (1, 1, 1, 1)
        let record = try #require(halves(table(values, places: 1)).records.first)
        #expect(record.verdict == "too_few" && record.estimate == nil && record.p == nil && record.q == nil)
        #expect(record.more["before"] == .number(1) && record.more["after"] == .number(3))
        // From nothing to a lot there is a difference, and no percentage.
        let born = try #require(
            halves(table((0..<56).map { $0 < 28 ? 0 : $0 % 2 == 0 ? 2 : 3 }, places: 1)).records.first)
        #expect(born.verdict == "higher" && born.estimate == nil && born.interval?.high == .infinity)
    }

    @Test func aRiseAndAFallAreToldApartFromChance() throws {
        var random = Xoshiro256(seed: 2)
        let factors = [2.0, 1, 1, 1, 1, 0.5]
        let values = (0..<112).flatMap { day in factors.map { random.count(day < 56 ? 4 : 4 * $0) } }
        let report = try halves(table(values, places: 6))
        #expect(Set(report.records.prefix(2).map(\.place)) == ["p0", "p5"])
        let verdicts = Dictionary(uniqueKeysWithValues: report.records.map { ($0.place ?? "", $0.verdict ?? "") })
        #expect(verdicts["p0"] == "higher" && verdicts["p5"] == "lower")
        #expect((1...4).allSatisfy { verdicts["p\($0)"] == "no_clear_difference" })
    }

    @Test func unknownDaysAreLeftOutAndRatesArePerKnownDay() throws {
        var random = Xoshiro256(seed: 3)
        var values = (0..<56).map { _ in random.count(10) }
        for day in 40..<54 { values[day] = 1e6 }
        let report = try halves(table(values, places: 1, isKnown: (0..<56).map { !(40..<54).contains($0) }), by: .total)
        #expect(text(report, "days_before") == .number(28) && text(report, "days_after") == .number(14))
        let record = try #require(report.records.first)
        #expect(abs((record.estimate ?? 0) - 1) < 0.3)
        let (before, after) = (values[..<28].reduce(0, +), (values[28..<40] + values[54...]).reduce(0, +))
        #expect(record.more["difference"] == .number(after - before / 2))
        #expect(report.notes.contains { $0[.english].hasPrefix("14 bins") })
    }

    @Test func groupsAreSumsOfTheirFigures() throws {
        var random = Xoshiro256(seed: 4)
        let values = (0..<56 * 6).map { _ in random.count(3) }
        let table = table(values, places: 3, categories: ["a", "b"], populations: [100, 200, 300])
        func before(_ report: AnalysisReport) -> Double {
            report.records.reduce(0) { sum, record in
                if case .number(let count)? = record.more["before"] { return sum + count }
                return sum
            }
        }
        let all = values[..<(28 * 6)].reduce(0, +)
        for (grouping, number) in [(Comparison.Grouping.total, 1), (.place, 3), (.category, 2), (.placeAndCategory, 6)]
        {
            let report = try halves(table, by: grouping)
            #expect(report.records.count == number && before(report) == all)
            #expect(report.records.allSatisfy { $0.more["population"] != nil })
        }
        let one = try halves(table, by: .total) { $0.categories = ["b"] }
        let ofB = (0..<28).reduce(0.0) { $0 + values[($1 * 6 + 3)..<($1 * 6 + 6)].reduce(0, +) }
        #expect(before(one) == ofB)
        #expect(throws: AnalysisError.unknown(kind: "category", name: "c", known: ["a", "b"])) {
            try halves(table) { $0.categories = ["c"] }
        }
    }

    @Test func aTableInAnotherOrderHasTheSameRecords() throws {
        var random = Xoshiro256(seed: 5)
        let values = (0..<56).flatMap { _ in (0..<8).map { random.clusteredCount(Double($0 + 1), shape: 2) } }
        let bins = CityOfCounts.days(56)
        let places = (0..<8).map { CountedPlace(id: "p\($0)", name: "") }
        let order = [3, 1, 7, 0, 5, 2, 6, 4]
        let turned = CountTable<PublicAudience, Reported>(
            places: order.map { places[$0] }, bins: bins, categories: ["all"],
            values: (0..<56).flatMap { day in order.map { values[day * 8 + $0] } })
        let straight = CountTable<PublicAudience, Reported>(
            places: places, bins: bins, categories: ["all"], values: values)
        let (first, second) = (try halves(straight).records, try halves(turned).records)
        #expect(first.map(\.place) == second.map(\.place) && first.map(\.verdict) == second.map(\.verdict))
        for (a, b) in zip(first, second) { #expect(try abs(#require(a.p) - #require(b.p)) < 1e-9) }
    }

    @Test func periodsAreThoseOfTheirNames() throws {
        let paris = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
        func day(_ text: String) throws -> UTCSeconds { paris.start(of: try #require(CivilDate(iso: text))) }
        let bins = paris.bins(.day, within: try day("2022-01-01")..<day("2024-03-01"))
        let table = CountTable<PublicAudience, Reported>(
            places: [CountedPlace(id: "p", name: "")], bins: bins, categories: ["all"],
            values: Array(repeating: 1, count: bins.count))
        let year = try Comparison.Periods.yearToDate.ranges(in: table, calendar: paris)
        #expect(try year.after == day("2024-01-01")..<day("2024-03-01"))
        #expect(try year.before == day("2023-01-01")..<day("2023-03-01"))
        let last = try Comparison.Periods.lastDays(28).ranges(in: table, calendar: paris)
        #expect(try last.after == day("2024-02-02")..<day("2024-03-01"))
        #expect(try last.before == day("2024-01-05")..<day("2024-02-02"))
        // Across a change of the clocks.
        let asked = Comparison.Periods.sameWeekdays(after: try day("2023-03-27")..<day("2023-04-03"), weeksEarlier: 52)
        let weeks = try asked.ranges(in: table, calendar: paris)
        #expect(try weeks.before == day("2022-03-28")..<day("2022-04-04"))
        let overlapping = Comparison.Periods.ranges(before: 0..<10, after: 5..<20)
        #expect(throws: AnalysisError.self) { try overlapping.ranges(in: table, calendar: paris) }
        let options = Comparison.Options(
            .ranges(before: 0..<10, after: 10..<20), by: .total, calendar: paris)
        #expect(throws: AnalysisError.self) { try Comparison(options).compare(table) }
        let report = try Comparison(Comparison.Options(.lastDays(28), by: .total, calendar: paris)).compare(table)
        #expect(report.records.first?.estimate == 1)
    }
}
