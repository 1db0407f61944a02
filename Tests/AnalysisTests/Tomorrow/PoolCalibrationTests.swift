import Foundation
import Statistics
import Testing

@testable import Analysis

@Suite struct PoolCalibrationTests {
    /// Counts of Poisson's, forecast day after day by a distribution; what the intervals of 80 % held in the second half.
    private func covered(
        by law: (_ mean: Double) -> CountForecast, seed: UInt64
    ) -> (plain: Double, corrected: Double, last: Recalibration) {
        var generator = Xoshiro256(seed: seed)
        let (places, days) = (20, 500)
        var calibration = PoolCalibration(categories: 1, places: places, binsPerWeek: 7)
        var (plain, corrected, figures) = (0, 0, 0)
        for day in 0..<days {
            var rows: [Double] = []
            for place in 0..<places {
                let mean = 5 + 3 * Double(place)
                let count = Poisson(mean: mean).quantile(generator.uniform())
                let said = law(mean)
                let own = CountForecast.recalibrated(
                    RecalibratedCounts(said, by: calibration.recalibration(of: 0)))
                if day >= days / 2 {
                    let draw = generator.uniform()
                    figures += 1
                    if abs(ForecastScores(said, count: count, uniform: draw).transform - 0.5) <= 0.4 { plain += 1 }
                    if abs(ForecastScores(own, count: count, uniform: draw).transform - 0.5) <= 0.4 { corrected += 1 }
                }
                rows.append(Recalibration.score(of: said, figure: count))
            }
            calibration.observe(rows)
        }
        return (
            Double(plain) / Double(figures), Double(corrected) / Double(figures), calibration.recalibration(of: 0)
        )
    }

    // 5,000 transforms have a standard deviation of .0057 about .8; what is beyond .02 has a probability of .0005 each time. The
    // prior leaves a tenth of the gap of about .05.
    @Test func forecastsThatWereTooWideAreDrawnIn() {
        let result = covered(by: { .negativeBinomial(NegativeBinomial(mean: $0, size: 4 * $0)) }, seed: 4)
        #expect(result.plain > 0.83)
        #expect(abs(result.corrected - 0.8) < 0.02 && abs(result.corrected - 0.8) < abs(result.plain - 0.8))
        #expect(result.last.bulge < -0.02)
    }

    @Test func forecastsThatWereTooNarrowAreWidened() {
        // Poisson counts are taken for half as varied.
        let result = covered(
            by: { mean in
                let all = (0..<400).map { count in exp(2 * Poisson(mean: mean).logProbability(count)) }
                return .tabulated(CountProbabilities(weights: all))
            }, seed: 5)
        #expect(result.plain < 0.7)
        #expect(result.corrected > result.plain + 0.05 && result.last.bulge > 0.1)
    }

    @Test func forecastsThatAreRightStayAsTheyAre() {
        // 5,000 figures in all that count: standard deviations of about .02 after the prior.
        let result = covered(by: { .poisson(Poisson(mean: $0)) }, seed: 6)
        #expect(abs(result.last.bulge) < 0.06)
        #expect(abs(result.corrected - result.plain) < 0.02)
    }

    @Test func manyFiguresOfOneBinTellNoMoreThanTen() {
        var (many, ten) = (
            PoolCalibration(categories: 1, places: 50, binsPerWeek: 7),
            PoolCalibration(categories: 1, places: 10, binsPerWeek: 7)
        )
        for _ in 0..<30 {
            many.observe(Array(repeating: 1, count: 50))
            ten.observe(Array(repeating: 1, count: 10))
        }
        #expect(abs(many.recalibration(of: 0).bulge - ten.recalibration(of: 0).bulge) < 1e-12)
    }

    @Test func whatCameLongAgoIsForgotten() {
        var calibration = PoolCalibration(categories: 1, places: 1, binsPerWeek: 7)
        for _ in 0..<1000 { calibration.observe([1]) }
        // Two half-lives and a bit: all that came before weighs less than a fifth.
        for _ in 0..<450 { calibration.observe([-1]) }
        #expect(calibration.recalibration(of: 0).bulge < -0.1)
    }

    @Test func categoriesLearnApart() {
        var calibration = PoolCalibration(categories: 2, places: 2, binsPerWeek: 7)
        for _ in 0..<400 { calibration.observe([1, 1, -1, -1]) }
        #expect(calibration.recalibration(of: 0).bulge > 0.2)
        #expect(calibration.recalibration(of: 1).bulge < -0.2)
    }
}
