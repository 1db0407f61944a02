import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

@Suite struct ContextRegressionTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    /// Days of two years with a temperature whose effect above 30 is a ratio, overdispersed counts and a rain that does nothing.
    private func city(
        seed: UInt64, days: Int = 730, hot: Double = 1.4, places count: Int = 1, variance: Double = 0, shape: Int = 8
    ) -> CountTable<PublicAudience, Reported> {
        var made = YesterdayTables(seed: seed)
        let bins = YesterdayTables.bins(.day, from: (2023, 1, 1), days: days)
        let places = YesterdayTables.places(count, population: 1000)
        var (values, temperatures, rains): ([Double], [Double], [Double]) = ([], [], [])
        for day in bins.indices {
            let temperature = 18 - 12 * cos(2 * Double.pi * Double(day) / 365.25) + 5 * made.generator.normal()
            let rain = max(0, 3 * made.generator.normal())
            for place in places.indices {
                let week = day % 7 == 5 ? 1.3 : 1.0
                let mean = 12 * week * (temperature > 30 ? hot : 1) * (1 + 0.2 * Double(place))
                let noise = variance > 0 ? made.laplace(variance: variance) : 0
                values.append(made.poisson(mean * made.gamma(shape: shape)) + noise)
                temperatures.append(temperature)
                rains.append(rain)
            }
        }
        return YesterdayTables.table(
            bins, places: places, values: values, variances: [Double](repeating: variance, count: bins.count),
            covariates: [
                Covariate(name: "temperature", values: temperatures), Covariate(name: "rain", values: rains),
            ])
    }

    private let hot = ContextRegression.Cut(covariate: "temperature", threshold: 30)

    private func term(_ report: AnalysisReport, _ name: String) -> AnalysisReport.Record? {
        report.records.first { $0.kind == "term" && $0.term == name }
    }

    // 200 tables: at 95 % fewer than 180 intervals holding the truth, or 20 alarms for the rain, has a probability of 0.001.
    @Test func aPlantedRatioIsCoveredAndAnIdleCovariateRaisesNoAlarm() throws {
        var (covered, found, alarms, gains, mean) = (0, 0, 0, 0, 0.0)
        for seed in UInt64(0)..<200 {
            let report = try ContextRegression(cuts: [hot], units: ["rain": "mm"]).find(
                in: city(seed: seed), calendar: calendar)
            let record = try #require(term(report, "temperature>30"))
            if let interval = record.interval, interval.low <= 1.4, 1.4 <= interval.high { covered += 1 }
            if record.verdict == "more" { found += 1 }
            if (term(report, "rain")?.p ?? 1) <= 0.05 { alarms += 1 }
            if (report.records.first { $0.kind == "gain" }?.estimate ?? 0) > 0 { gains += 1 }
            mean += log(record.estimate ?? 1) / 200
        }
        #expect(covered >= 180)
        #expect(found >= 195)
        #expect(alarms <= 20)
        #expect(gains >= 190)
        #expect(abs(exp(mean) - 1.4) < 0.02)
    }

    @Test func theNaturalScaleOfACovariateIsKept() throws {
        let report = try ContextRegression(units: ["temperature": "°C"]).find(in: city(seed: 2), calendar: calendar)
        let record = try #require(term(report, "temperature"))
        #expect(record.more["unit"] == .text("°C"))
        #expect(try #require(record.estimate) > 1 && #require(record.estimate) < 1.05)
        let saturday = report.records.compactMap { $0.term?.hasPrefix("weekday=") == true ? $0.estimate : nil }.max()
        #expect(abs(try #require(saturday) - 1.3) < 0.12)
    }

    @Test func figuresWithNoiseGiveTheSameRatioWithAWiderInterval() throws {
        let analysis = ContextRegression(cuts: [hot])
        let exact = try #require(term(try analysis.find(in: city(seed: 7), calendar: calendar), "temperature>30"))
        let report = try analysis.find(in: city(seed: 7, variance: 128), calendar: calendar)
        let noisy = try #require(term(report, "temperature>30"))
        #expect(report.method.name == "noise-aware quasi-Poisson")
        let (a, b) = (try #require(exact.interval), try #require(noisy.interval))
        #expect(b.high / b.low > a.high / a.low)
        #expect(b.low <= 1.4 && 1.4 <= b.high)
    }

    @Test func countsThatVaryNoMoreThanPoissonOnesAreTaken() throws {
        var made = YesterdayTables(seed: 3)
        let bins = YesterdayTables.bins(.day, from: (2023, 1, 1), days: 400)
        // Nearly constant counts: less than Poisson variance for certain.
        let values = bins.map { _ in 20 + Double(made.generator.below(3)) }
        let report = try ContextRegression().find(in: YesterdayTables.table(bins, values: values), calendar: calendar)
        #expect(report.method.name == "quasi-Poisson")
    }

    @Test func unknownBinsAndMissingCovariatesAreLeftOut() throws {
        let table = city(seed: 9)
        func hidden(_ value: Double) -> CountTable<PublicAudience, Reported> {
            var values = table.values
            for bin in 100..<140 { values[bin] = value }
            return YesterdayTables.table(
                table.bins, places: table.places, values: values,
                isKnown: table.bins.indices.map { !(100..<140).contains($0) }, covariates: table.covariates)
        }
        let analysis = ContextRegression(cuts: [hot])
        #expect(
            try analysis.find(in: hidden(0), calendar: calendar) == analysis.find(in: hidden(1e5), calendar: calendar))
    }

    @Test func theOrderOfPlacesChangesNothingButRounding() throws {
        let table = city(seed: 5, days: 400, places: 4)
        let report = try ContextRegression(cuts: [hot]).find(in: table, calendar: calendar)
        let reversed = try ContextRegression(cuts: [hot]).find(in: YesterdayTables.reversed(table), calendar: calendar)
        #expect(report == reversed)
        #expect(try ContextRegression(cuts: [hot]).find(in: table, calendar: calendar) == report)
    }

    @Test func whatCantBeToldIsRefused() throws {
        #expect(throws: AnalysisError.unknown(kind: "covariate", name: "wind", known: ["temperature", "rain"])) {
            try ContextRegression(covariates: ["wind"]).find(in: city(seed: 1), calendar: calendar)
        }
        #expect {
            try ContextRegression(cuts: [.init(covariate: "temperature", threshold: 90)]).find(
                in: city(seed: 1), calendar: calendar)
        } throws: { error in
            if case .missing? = error as? AnalysisError { true } else { false }
        }
        #expect {
            try ContextRegression().find(in: city(seed: 1, days: 20), calendar: calendar)
        } throws: { error in
            if case .tooLittle? = error as? AnalysisError { true } else { false }
        }
    }

    @Test func notesSayAssociationAndNotProof() throws {
        let report = try ContextRegression().find(in: city(seed: 1), calendar: calendar)
        #expect(report.notes.contains { $0[.french].hasPrefix("Association, pas une preuve") })
        #expect(report.notes.contains { $0[.english].hasPrefix("Association, not proof") })
    }

    @Test func riskFactorsThatMatterAreKeptAndOthersDropped() throws {
        var made = YesterdayTables(seed: 77)
        let bins = YesterdayTables.bins(.month, from: (2023, 1, 1), days: 365)
        let places = YesterdayTables.places(60)
        let factors = (0..<6).map { _ in places.map { _ in made.generator.normal() } }
        let levels = places.indices.map { 8 * exp(0.5 * factors[0][$0] - 0.4 * factors[1][$0]) * made.gamma(shape: 6) }
        let values = bins.indices.flatMap { _ in places.indices.map { made.poisson(levels[$0]) } }
        let table = YesterdayTables.table(
            bins, places: places, values: values,
            covariates: factors.enumerated().map { index, own in
                Covariate(name: "factor\(index)", values: bins.indices.flatMap { _ in own })
            })
        let report = try RiskTerrain().find(in: table, calendar: calendar)
        let kept = report.records.filter { $0.kind == "factor" }
        #expect(Set(kept.compactMap(\.term)).isSuperset(of: ["factor0", "factor1"]))
        #expect(kept.count <= 3)
        #expect(try #require(report.records.first { $0.kind == "gain" }?.estimate) > 0.2)
        #expect(try RiskTerrain().find(in: YesterdayTables.reversed(table), calendar: calendar) == report)
    }
}
