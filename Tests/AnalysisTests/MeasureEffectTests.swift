import Analysis
import Foundation
import Regression
import Statistics
import Testing
import Vocabulary

@Suite struct MeasureEffectTests {
    private let calendar: CivilCalendar
    private let start = YesterdayTables.day(2023, 6, 5)

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    /// Forty places over 104 weeks, each with a size, a drift and overdispersed counts; a ratio from `start` on in some.
    private func city(
        seed: UInt64, treated: [Int], ratio: Double, ring: [Int] = [], ringRatio: Double = 1, variance: Double = 0,
        places count: Int = 40
    ) -> CountTable<PublicAudience, Reported> {
        var made = YesterdayTables(seed: seed)
        let bins = YesterdayTables.bins(.week, from: (2022, 1, 3), days: 7 * 104)
        let places = YesterdayTables.places(count)
        let sizes = places.map { _ in 4 + 12 * made.generator.uniform() }
        let drifts = places.map { _ in 0.05 * made.generator.normal() }
        let from = calendar.start(of: start)
        var values: [Double] = []
        for (week, bin) in bins.enumerated() {
            let season = 1 + 0.3 * cos(2 * Double.pi * Double(week) / 52)
            for place in places.indices {
                var mean = sizes[place] * season * exp(drifts[place] * Double(week) / 52)
                if bin.start >= from {
                    if treated.contains(place) { mean *= ratio }
                    if ring.contains(place) { mean *= ringRatio }
                }
                let noise = variance > 0 ? made.laplace(variance: variance) : 0
                values.append(made.poisson(mean * made.gamma(shape: 10)) + noise)
            }
        }
        return YesterdayTables.table(
            bins, places: places, values: values,
            variances: [Double](repeating: variance, count: bins.count))
    }

    private func treated(seed: UInt64, of count: Int = 40) -> [Int] {
        var made = YesterdayTables(seed: seed &+ 99_999)
        var places = Array(0..<count)
        made.generator.shuffle(&places)
        return Array(places.prefix(4))
    }

    private func ids(_ places: [Int]) -> [String] {
        let all = YesterdayTables.places(64)
        return places.map { all[$0].id }
    }

    private func effect(_ report: AnalysisReport, _ method: String) -> AnalysisReport.Record? {
        report.records.first { $0.kind == "effect" && $0.term == method }
    }

    // Of 200 cities 5 % is 10: more than 20 has a probability of 0.001.
    @Test func aPlantedNothingIsFoundAtNoMoreThanTheNominalRate() throws {
        var alarms: [String: Int] = [:]
        var (covered, mixed) = (0, 0)
        for seed in UInt64(0)..<200 {
            let treated = treated(seed: seed)
            let report = try MeasureEffect(treated: ids(treated), from: start).find(
                in: city(seed: seed, treated: treated, ratio: 1), calendar: calendar)
            for record in report.records where (record.p ?? 1) <= 0.05 {
                alarms[record.term ?? record.kind, default: 0] += 1
            }
            if let interval = effect(report, "did")?.interval, interval.low <= 1, 1 <= interval.high { covered += 1 }
            if let more = effect(report, "synthetic_control")?.more, case .number(let low)? = more["ratio_low"],
                case .number(let high)? = more["ratio_high"], low <= 1, 1 <= high
            {
                mixed += 1
            }
        }
        // The interval of the ratio leaves 1 out as often as the placebos call an effect.
        #expect(mixed == 200 - alarms["synthetic_control", default: 0])
        for method in ["did", "synthetic_control", "placebo_time", "pretrend"] {
            #expect(alarms[method, default: 0] <= 20)
        }
        #expect(covered >= 180)
    }

    @Test func aMeasureThatPreventsThirtyPerCentIsFoundInNineCitiesOfTen() throws {
        var (found, mixed, covered, mean) = (0, 0, 0, 0.0)
        for seed in UInt64(0)..<200 {
            let treated = treated(seed: seed)
            let report = try MeasureEffect(treated: ids(treated), from: start).find(
                in: city(seed: seed, treated: treated, ratio: 0.7), calendar: calendar)
            let record = try #require(effect(report, "did"))
            if record.verdict == "fewer" { found += 1 }
            if effect(report, "synthetic_control")?.verdict == "fewer" { mixed += 1 }
            if let interval = record.interval, interval.low <= 0.7, 0.7 <= interval.high { covered += 1 }
            mean += (record.estimate ?? 0) / 200
        }
        #expect(found >= 180)
        #expect(mixed >= 160)
        #expect(covered >= 180)
        #expect(abs(mean - 0.7) < 0.02)
    }

    @Test func theClosedFormEqualsTheRegressionWithPlaceAndPeriodEffects() throws {
        let treated = [3, 11, 17, 30]
        let table = city(seed: 5, treated: treated, ratio: 0.8)
        let report = try MeasureEffect(treated: ids(treated), from: start).find(in: table, calendar: calendar)
        let from = calendar.start(of: start)
        let first = try #require(table.bins.firstIndex { $0.start >= from })
        let panel = try Panel(
            units: table.bins.indices.flatMap { _ in Array(0..<40) },
            periods: table.bins.indices.flatMap { bin in [Int](repeating: bin, count: 40) }, outcomes: table.values)
        let fit = try DifferenceInDifferences(.poisson).fit(
            panel, [("measure", panel.treatment(of: Set(treated), from: first))])
        let found = try #require(effect(report, "did"))
        #expect(abs(try #require(found.estimate) - exp(fit.coefficients[0])) < 1e-8)
        guard case .number(let p)? = found.more["p_clustered"] else {
            Issue.record("no clustered p-value")
            return
        }
        #expect(abs(p / fit.effects()[0].pValue - 1) < 1e-6)
    }

    @Test func whatMovesNextDoorIsSeenInTheRing() throws {
        let ring = [1, 8, 10, 17]
        let table = city(seed: 9, treated: [9], ratio: 0.5, ring: ring, ringRatio: 1.4)
        let report = try MeasureEffect(treated: ids([9]), from: start, ring: .within(metres: 500)).find(
            in: table, calendar: calendar)
        let moved = try #require(effect(report, "displacement"))
        #expect(moved.verdict == "more")
        #expect(abs(try #require(moved.estimate) - 1.4) < 0.15)
        let named = try MeasureEffect(treated: ids([9]), from: start, ring: .places(ids(ring))).find(
            in: table, calendar: calendar)
        #expect(named.records == report.records)
    }

    @Test func noisyFiguresThatMayBeNegativeAreTaken() throws {
        let treated = [2, 12, 22, 32]
        let table = city(seed: 3, treated: treated, ratio: 0.6, variance: 32)
        #expect(table.values.contains { $0 < 0 })
        let report = try MeasureEffect(treated: ids(treated), from: start).find(in: table, calendar: calendar)
        let record = try #require(effect(report, "did"))
        #expect(record.verdict == "fewer")
        #expect(abs(try #require(record.estimate) - 0.6) < 0.12)
    }

    // Over 200 cities 95 % is 190; fewer than 178 has a probability of 0.0002.
    @Test func anIntervalFromPlacebosIsBoundedOnBothSidesAndHoldsTheTruthThroughNoise() throws {
        var (bounded, covered) = (0, 0)
        for seed in UInt64(0)..<200 {
            let treated = treated(seed: seed)
            let report = try MeasureEffect(treated: ids(treated), from: start).find(
                in: city(seed: seed, treated: treated, ratio: 0.8, variance: 32), calendar: calendar)
            let interval = try #require(effect(report, "did")?.interval)
            if interval.low > 0.3, interval.high < 2 { bounded += 1 }
            if interval.low <= 0.8, 0.8 <= interval.high { covered += 1 }
        }
        #expect(bounded == 200)
        #expect(covered >= 178)
    }

    @Test func aRingOfNeighboursLiesAtTheDistanceOfNeighboursAndLeavesEnoughToCompareWith() throws {
        let places = YesterdayTables.places(40)
        guard case .within(let metres)? = MeasureEffect.Ring.neighbours(of: ids([9]), among: places) else {
            Issue.record("no ring")
            return
        }
        #expect(metres == 750)
        #expect(MeasureEffect.Ring.neighbours(of: ids([0]), among: Array(places.prefix(4))) == nil)
        #expect(MeasureEffect.Ring.neighbours(of: ["nowhere"], among: places) == nil)
    }

    @Test func aCategoryCountedBesidesIsToldOf() throws {
        let table = city(seed: 4, treated: [2], ratio: 0.7)
        let measure = Measure(
            id: "m", title: Phrase(verbatim: "M"), kind: .rule, level: .zone("z"), places: ids([2]), from: start,
            categories: ["noise"])
        let taxonomy = Taxonomy(
            categories: ["noise", "music"].map { Category(id: $0, title: Phrase(verbatim: $0), group: "noise") },
            groups: [Taxonomy.NamedGroup(id: "noise", title: Phrase(verbatim: "Noise"))], categoryOfCode: [:])
        let wide = try MeasureEffect(of: measure, counting: measure.scope(at: .group, in: taxonomy)).find(
            in: table, calendar: calendar)
        let narrow = try MeasureEffect(of: measure, counting: measure.scope(at: .category, in: taxonomy)).find(
            in: table, calendar: calendar)
        #expect(wide.records == narrow.records)
        #expect(wide.notes.contains { $0[.english].contains("another is counted with them") })
        #expect(wide.notes.count == narrow.notes.count + 1)
    }

    @Test func theCourseExpectsOfTreatedPlacesWhatTheOthersDid() throws {
        let treated = [2, 12, 22, 32]
        let table = city(seed: 4, treated: treated, ratio: 0.5, variance: 8)
        let analysis = MeasureEffect(treated: ids(treated), from: start)
        let course = try MeasureCourse(of: analysis, in: table, calendar: calendar)
        #expect(course.level == .week)
        #expect(course.periods.count == 104 && course.periods.count { $0.isAfter } == 30)
        let before = course.periods.filter { !$0.isAfter }
        let after = course.periods.filter(\.isAfter)
        func sum(_ periods: [MeasureCourse.Period], _ value: (MeasureCourse.Period) -> Double) -> Double {
            periods.reduce(0) { $0 + value($1) }
        }
        #expect(abs(sum(before, \.count) / sum(before, \.expected) - 1) < 1e-9)
        // The ratio of the periods after is the difference in differences.
        let report = try analysis.find(in: table, calendar: calendar)
        let ratio = try #require(effect(report, "did")?.estimate)
        #expect(abs(sum(after, \.count) / sum(after, \.expected) - ratio) < 1e-9)
        let width = try #require(course.periods[0].interval).high - course.periods[0].count
        #expect(abs(width - 1.96 * (4.0 * 8).squareRoot()) < 1e-9)
    }

    @Test func theOrderOfPlacesAndASecondRunChangeNothing() throws {
        let treated = [2, 12, 22, 32]
        let table = city(seed: 4, treated: treated, ratio: 0.7)
        let analysis = MeasureEffect(treated: ids(treated), from: start, ring: .within(metres: 500))
        let report = try analysis.find(in: table, calendar: calendar)
        #expect(try analysis.find(in: table, calendar: calendar) == report)
        #expect(try analysis.find(in: YesterdayTables.reversed(table), calendar: calendar) == report)
    }

    @Test func anUnknownWeekIsLeftOutWhateverStandsInIt() throws {
        let table = city(seed: 6, treated: [5, 6, 7, 8], ratio: 0.7)
        func hidden(_ value: Double) -> CountTable<PublicAudience, Reported> {
            var values = table.values
            for bin in [20, 90] { for place in 0..<40 { values[bin * 40 + place] = value } }
            return YesterdayTables.table(
                table.bins, places: table.places, values: values,
                isKnown: table.bins.indices.map { ![20, 90].contains($0) }
            )
        }
        let analysis = MeasureEffect(treated: ids([5, 6, 7, 8]), from: start)
        #expect(
            try analysis.find(in: hidden(0), calendar: calendar)
                == analysis.find(in: hidden(5000), calendar: calendar))
    }

    @Test func sparseDaysBecomeMonths() throws {
        var made = YesterdayTables(seed: 40)
        let bins = YesterdayTables.bins(.day, from: (2022, 1, 1), days: 1000)
        let places = YesterdayTables.places(20)
        let values = bins.indices.flatMap { _ in places.indices.map { _ in made.poisson(0.1) } }
        let report = try MeasureEffect(treated: ids([1]), from: YesterdayTables.day(2023, 10, 1)).find(
            in: YesterdayTables.table(bins, places: places, values: values), calendar: calendar)
        #expect(report.method.parameters.contains { $0.name == "level" && $0.value == .text("month") })
    }

    @Test func whatCantBeComparedIsRefused() throws {
        let table = city(seed: 1, treated: [], ratio: 1, places: 4)
        #expect(throws: AnalysisError.self) {
            try MeasureEffect(treated: ids([0, 1]), from: start).find(in: table, calendar: calendar)
        }
        #expect {
            try MeasureEffect(treated: ["nowhere"], from: start).find(in: table, calendar: calendar)
        } throws: { error in
            if case .unknown("place", "nowhere", _)? = error as? AnalysisError { true } else { false }
        }
        #expect {
            try MeasureEffect(treated: ids([0]), from: YesterdayTables.day(2022, 1, 20)).find(
                in: table, calendar: calendar)
        } throws: { error in
            if case .tooLittle(_, let found)? = error as? AnalysisError { found < 8 } else { false }
        }
    }
}
