import Foundation
import Statistics
import Testing

struct SeasonalTrendTests {
    private struct Fixture: Decodable {
        let cases: [Case]
        let several: Several
    }

    private struct Case: Decodable {
        let series: [Double]
        let period: Int
        let window: Int
        let robust: Bool
        let season: [Double]
        let trend: [Double]
        let remainder: [Double]
        let weights: [Double]
    }

    private struct Several: Decodable {
        let series: [Double]
        let periods: [Int]
        let trend: [Double]
        let week: [Double]
        let month: [Double]
        let remainder: [Double]
    }

    private let fixture: Fixture

    init() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: FixtureFile.path("seasonal_trend.json")))
        fixture = try JSONDecoder().decode(Fixture.self, from: data)
    }

    @Test func theDecompositionIsThatOfR() throws {
        for one in fixture.cases {
            let split = try SeasonalTrend(
                period: one.period, seasonalWindow: one.window == 0 ? .periodic : .periods(one.window),
                robust: one.robust
            ).fit(one.series)
            let scale = one.series.map(abs).max() ?? 1
            for (ours, theirs) in [
                (split.seasons[0].values, one.season), (split.trend, one.trend), (split.remainder, one.remainder),
            ] {
                #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) < 1e-9 * scale })
            }
            #expect(largestDifference(split.weights, one.weights) < 1e-9)
        }
    }

    @Test func aRobustDecompositionOfEvenLengthIsThatOfStatsmodels() throws {
        let even = try FixtureFile.numbers("seasonal_trend_even.json")
        let series = try #require(even["series"])
        let split = try SeasonalTrend(period: 12, seasonalWindow: .periods(13), trendWindow: 21).fit(series)
        #expect(largestDifference(split.seasons[0].values, try #require(even["season"])) < 1e-9)
        #expect(largestDifference(split.trend, try #require(even["trend"])) < 1e-9)
        #expect(largestDifference(split.weights, try #require(even["weights"])) < 1e-9)
    }

    @Test func severalSeasonsAreThoseOfMstl() throws {
        let one = fixture.several
        let split = try MultipleSeasonalTrend(periods: one.periods, robust: true).fit(one.series)
        #expect(largestDifference(split.seasons[0].values, one.week) < 1e-9)
        #expect(largestDifference(split.seasons[1].values, one.month) < 1e-9)
        #expect(largestDifference(split.trend, one.trend) < 1e-9)
        #expect(largestDifference(split.remainder, one.remainder) < 1e-8)
    }

    @Test func whatStandsAtAMissingValueChangesNothing() throws {
        var series = fixture.cases[0].series
        var missing = [Bool](repeating: false, count: series.count)
        for index in [3, 4, 70, 179] { missing[index] = true }
        let split = try SeasonalTrend(period: 7).fit(series, missing: missing)
        for index in [3, 4, 70, 179] { series[index] = .nan }
        let other = try SeasonalTrend(period: 7).fit(series, missing: missing)
        #expect(split.trend == other.trend)
        #expect(split.seasons == other.seasons)
        #expect(split.trend.allSatisfy { $0.isFinite })
    }

    @Test func aHoleInTheSeriesIsRefusedUnlessItIsMarked() {
        var series = fixture.cases[0].series
        series[5] = .nan
        #expect(throws: SeriesFailure.value("it isn't finite", index: 5)) { try SeasonalTrend(period: 7).fit(series) }
        #expect(throws: SeriesFailure.tooShort(count: 14, needed: 15)) {
            try SeasonalTrend(period: 7).fit([Double](repeating: 1, count: 14))
        }
    }

    @Test func aFlatSeriesHasNothingLeft() throws {
        let split = try SeasonalTrend(period: 7).fit([Double](repeating: 5, count: 60))
        #expect(split.remainder.allSatisfy { abs($0) < 1e-12 })
        #expect(split.trend.allSatisfy { abs($0 - 5) < 1e-12 })
    }
}
