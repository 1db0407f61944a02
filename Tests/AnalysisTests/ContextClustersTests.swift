import Foundation
import Statistics
import Testing
import Vocabulary

@testable import Analysis

/// What depends on what in a regression on context: hours of a week, weeks of a place, places beyond sixty.
@Suite struct ContextClustersTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    private func interval(
        _ name: String, _ table: CountTable<PublicAudience, Reported>, _ options: ContextRegression
    ) throws -> AnalysisReport.Interval {
        let rows = try ContextRows(table, options: options, calendar: calendar)
        let columns = rows.base + rows.extra
        let records = try ContextFit(columns, rows).records(columns, coverage: 0.95, category: nil)
        return try #require(records.first { $0.term == name }?.interval)
    }

    /// Weeks of places where works come and go by blocks of ten weeks, and so do the place's own ups and downs.
    private func works(seed: UInt64, places count: Int, weeks: Int) -> CountTable<PublicAudience, Reported> {
        var made = YesterdayTables(seed: seed)
        let bins = YesterdayTables.bins(.week, from: (2023, 1, 2), days: weeks * 7)
        let places = YesterdayTables.places(count, population: 1000)
        var (values, works) = ([Double](), [Double]())
        var (mood, on) = ([Double](repeating: 1, count: count), [Double](repeating: 0, count: count))
        for week in bins.indices {
            for place in places.indices {
                if week % 10 == 0 {
                    (mood[place], on[place]) = (made.gamma(shape: 12), made.generator.uniform() < 0.5 ? 1 : 0)
                }
                values.append(made.poisson(15 * mood[place] * (on[place] > 0 ? 1.25 : 1)))
                works.append(on[place])
            }
        }
        return YesterdayTables.table(
            bins, places: places, values: values, covariates: [Covariate(name: "works", values: works)])
    }

    // 100 tables: at 95 % fewer than 86 have a probability of 0.0003. Errors of independent rows hold it in two thirds.
    @Test func errorsByPlaceAllowForThePlacesOwnUpsAndDowns() throws {
        var (byPlace, independent) = (0, 0)
        for seed in UInt64(0)..<100 {
            let table = works(seed: 500 + seed, places: 30, weeks: 40)
            for (clusters, isByPlace) in [(ContextRegression.Clusters.places, true), (.independent, false)] {
                let own = try interval(
                    "works", table, ContextRegression(season: .none, clusters: clusters, byPlace: true))
                guard own.low <= 1.25, 1.25 <= own.high else { continue }
                if isByPlace { byPlace += 1 } else { independent += 1 }
            }
        }
        #expect(byPlace >= 86, "\(byPlace)")
        #expect(independent < 82, "\(independent)")
    }

    // Seventy places without levels of their own differ, which errors by place allow for too: 100 tables, of which fewer than
    // 87 have a probability of 0.001 at 95 %.
    @Test func moreThanSixtyPlacesShareOneLevelAndErrorsByPlaceStillHold() throws {
        var held = 0
        for seed in UInt64(0)..<100 {
            var made = YesterdayTables(seed: 900 + seed)
            let bins = YesterdayTables.bins(.month, from: (2023, 1, 1), days: 365)
            let places = YesterdayTables.places(70, population: 1000)
            let light = places.map { _ in made.generator.normal() }
            let levels = light.map { 20 * exp(0.3 * $0) * made.gamma(shape: 10) }
            let table = YesterdayTables.table(
                bins, places: places, values: bins.indices.flatMap { _ in levels.map { made.poisson($0) } },
                covariates: [Covariate(name: "light", values: bins.indices.flatMap { _ in light })])
            let own = try interval("light", table, ContextRegression(season: .none, clusters: .places))
            if own.low <= exp(0.3), exp(0.3) <= own.high { held += 1 }
            if seed == 0 {
                let report = try ContextRegression(season: .none, clusters: .places).find(in: table, calendar: calendar)
                #expect(report.notes.contains { $0[.english].contains("More than 60 places") })
                #expect(!report.records.contains { $0.term?.hasPrefix("place=") ?? false })
            }
        }
        #expect(held >= 87, "\(held)")
    }

    // Half a year of hours with both changes of the clocks' neighbours in it; 40 tables, of which fewer than 33 have a
    // probability of 0.003 at 95 %.
    @Test func hoursHaveTheirOwnRatiosAndRainIsToldFromThem() throws {
        var (rainHeld, eveningHeld) = (0, 0)
        let bins = YesterdayTables.bins(.hour, from: (2024, 2, 1), days: 182)
        let hours = bins.map { Int(calendar.local($0.start) / 3600 % 24) }
        for seed in UInt64(0)..<40 {
            var made = YesterdayTables(seed: 1300 + seed)
            var (values, rain) = ([Double](), [Double]())
            for (bin, hour) in zip(bins, hours) {
                // It rains by blocks of three hours, more in the evening.
                let block = bin.start / 10_800
                if rain.isEmpty || block != (bin.start - 3600) / 10_800 {
                    rain.append(made.generator.uniform() < (hour > 15 ? 0.3 : 0.1) ? 1.5 : 0)
                } else {
                    rain.append(rain[rain.count - 1])
                }
                let mean = 6.0 * (hour >= 20 ? 2 : 1) * (rain[rain.count - 1] > 0 ? 0.8 : 1)
                values.append(made.poisson(mean * made.gamma(shape: 10)))
            }
            let table = YesterdayTables.table(
                bins, values: values, covariates: [Covariate(name: "rain", values: rain)])
            let options = ContextRegression(cuts: [.init(covariate: "rain", threshold: 0)])
            let (wet, evening) = (try interval("rain>0", table, options), try interval("hour=21", table, options))
            if wet.low <= 0.8, 0.8 <= wet.high { rainHeld += 1 }
            if evening.low <= 2, 2 <= evening.high { eveningHeld += 1 }
        }
        #expect(rainHeld >= 33, "\(rainHeld)")
        #expect(eveningHeld >= 33, "\(eveningHeld)")
    }
}
