import Foundation
import Testing

@testable import Statistics

struct NoisyForecastTests {
    @Test(arguments: [0.5, 30, 800.0])
    func probabilitiesOfSingleFiguresAreThoseOfTheWholeNoisedLaw(_ variance: Double) {
        for law in [
            CountForecast.negativeBinomial(NegativeBinomial(mean: 40, size: 3)), .poisson(Poisson(mean: 0.3)),
            .tabulated(CountProbabilities(first: -4, weights: [1, 0, 3])),
        ] {
            let whole = law.withNoise(variance: variance)
            let single = NoisedProbabilities(law, variance: variance)
            let reach = Int(6 * variance.squareRoot()) + 1
            for figure in -reach...(60 + reach) {
                let expected = whole.logProbability(figure)
                #expect(abs(single.logProbability(figure) - expected) < 1e-6 * abs(expected), "\(figure)")
            }
        }
    }

    @Test func farFiguresAreAsUnlikelyAsTheNoiseMakesThem() {
        let law = CountForecast.poisson(Poisson(mean: 5))
        let noised = NoisedProbabilities(law, variance: 2)
        let (near, far) = (noised.logProbability(-20), noised.logProbability(-21))
        // α of a variance of 2: (1 + 1/2) − √((1 + 1/2)² − 1).
        #expect(abs(far - near - log(1.5 - 1.25.squareRoot())) < 1e-12)
        #expect(noised.logProbability(5000).isFinite)
    }
}
