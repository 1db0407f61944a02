import Foundation
import Testing

@testable import Statistics

@Suite struct RecalibrationTests {
    private let correction = Recalibration(bulge: -0.17)
    private let laws: [CountForecast] = [
        .poisson(Poisson(mean: 0.3)), .negativeBinomial(NegativeBinomial(mean: 14, size: 3)),
        .mixture(
            CountMixture([
                (0.4, .poisson(Poisson(mean: 40))), (0.6, .negativeBinomial(NegativeBinomial(mean: 55, size: 9))),
            ])),
    ]

    @Test func aCorrectedDistributionIsOne() {
        for law in laws {
            let corrected = CountForecast.recalibrated(RecalibratedCounts(law, by: correction))
            var (sum, mean, squares) = (0.0, 0.0, 0.0)
            for count in 0..<400 {
                let probability = corrected.probability(count)
                sum += probability
                mean += probability * Double(count)
                squares += probability * Double(count * count)
                #expect(abs(corrected.cumulative(count) - sum) < 1e-10)
                if probability > 1e-9 { #expect(corrected.quantile(sum - probability / 2) == count) }
            }
            #expect(abs(sum - 1) < 1e-10)
            #expect(abs(corrected.mean - mean) < 1e-8)
            #expect(abs(corrected.variance - (squares - mean * mean)) < 1e-6)
        }
    }

    @Test func aBulgeAboveNothingWidensAndOneBelowNarrows() {
        let law = laws[2]
        #expect(RecalibratedCounts(law, by: Recalibration(bulge: 0.2)).variance > law.variance)
        #expect(RecalibratedCounts(law, by: Recalibration(bulge: -0.2)).variance < law.variance)
    }

    @Test func noCorrectionChangesNothing() {
        for law in laws {
            let same = RecalibratedCounts(law, by: Recalibration(bulge: 0))
            for count in 0..<90 { #expect(abs(same.probability(count) - law.probability(count)) < 1e-15) }
            #expect(abs(same.mean - law.mean) < 1e-9)
        }
    }

    @Test func densitiesStayAboveZeroHoweverMuchIsAsked() {
        for bulge: Double in [5, 0.1, 0, -0.1, -9, -.infinity] {
            let drawnIn = Recalibration(bulge: bulge)
            for step in 0..<200 {
                let (low, high) = (Double(step) / 200, Double(step + 1) / 200)
                #expect(drawnIn.moved(high) - drawnIn.moved(low) > 0.09 / 200)
                // The antiderivative and the polynomials' means say the same.
                let factor = drawnIn.factor(from: low, to: high)
                #expect(abs((drawnIn.moved(high) - drawnIn.moved(low)) * 200 - factor) < 1e-11)
            }
            #expect(drawnIn.moved(0) == 0 && drawnIn.moved(1) == 1)
        }
    }

    @Test(arguments: [0.0, 0.5, 30])
    func aScoreIsTheDerivativeOfTheLogarithm(variance: Double) {
        let step = 1e-5
        for law in laws {
            func logarithm(_ bulge: Double, _ figure: Int) -> Double {
                let moved = RecalibratedCounts(law, by: Recalibration(bulge: bulge))
                return CountForecast.recalibrated(moved).withNoise(variance: variance).logProbability(figure)
            }
            for figure in [0, 1, 12, 47, 80] where variance > 0 || law.probability(figure) > 1e-12 {
                let score = Recalibration.score(of: law, figure: figure, noiseVariance: variance)
                let slope = (logarithm(step, figure) - logarithm(-step, figure)) / (2 * step)
                #expect(abs(score - slope) < 1e-5, "\(law.mean) \(figure)")
            }
        }
    }

    @Test func figuresBeyondAllThatWasLikelyAreTheEndsOfTransforms() {
        let law = CountForecast.poisson(Poisson(mean: 3))
        #expect(abs(Recalibration.score(of: law, figure: 100_000) - 5.0.squareRoot()) < 1e-6)
        // With noise so far a figure says little of the count.
        #expect(abs(Recalibration.score(of: law, figure: -100_000, noiseVariance: 1)) < 5.0.squareRoot())
    }
}
