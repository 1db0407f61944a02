import Foundation
import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct IssuedForecastScoresTests {
    private func issued(_ law: CountForecast, _ naive: CountForecast, bin: TimeBin) -> IssuedForecast {
        let figure = IssuedForecast.Figure(
            mean: law.mean, usual: law.mean, interval80: law.interval(coverage: 0.8),
            interval95: law.interval(coverage: 0.95), law: IssuedForecast.Law(law), naive: IssuedForecast.Law(naive))
        return IssuedForecast(
            table: "calls.zone.day.all", tableVersion: 1, source: "calls", audience: .public, origin: .reported,
            placeLevel: "zone", timeLevel: .day, places: ["b", "a"], categories: ["all"], issuedAt: 0, knownUntil: 0,
            isReplay: false,
            method: IssuedForecast.Method(
                model: "pool", weights: [:], coverages: ["all": [0.8, 0.95]], naive: "cell_mean", testedFrom: 0,
                testedUntil: 1, origins: 1),
            bins: [IssuedForecast.Bin(start: bin.start, end: bin.end, figures: [figure, figure], drivers: [[]])],
            skills: [])
    }

    private func table(_ figures: [Double], variance: Double, bin: TimeBin) -> CountTable<PublicAudience, Reported> {
        CountTable(
            places: [CountedPlace(id: "a", name: "A"), CountedPlace(id: "b", name: "B")], bins: [bin],
            categories: ["all"], values: figures, variances: [variance])
    }

    private let bin = TimeBin(level: .day, start: 86_400, end: 172_800)

    @Test(arguments: [0.0, 6.0])
    func aPublishedFigureIsScoredByTheForecastWithThatFiguresNoise(_ variance: Double) throws {
        let law = CountForecast.negativeBinomial(NegativeBinomial(mean: 9, size: 4))
        let naive = CountForecast.poisson(Poisson(mean: 7))
        let scores = issued(law, naive, bin: bin).scores(id: 5, on: table([13, -2 + 20], variance: variance, bin: bin))
        let score = try #require(scores.first)
        #expect(scores.count == 1 && score.forecast == 5 && score.bin == bin.start && score.figures == 2)
        #expect(score.observed == 31 && abs(score.expected - 18) < 1e-9)
        func sum(_ law: CountForecast, _ value: (CountForecast, Int) -> Double) -> Double {
            let noised = law.withNoise(variance: variance)
            return value(noised, 13) + value(noised, 18)
        }
        // The written law is rounded to ten-millionths.
        #expect(abs(score.logScore - sum(law) { $0.logScore($1) }) < 1e-4)
        #expect(abs(score.crps - sum(law) { $0.rankedProbabilityScore($1) }) < 1e-4)
        #expect(abs(score.naiveLogScore - sum(naive) { $0.logScore($1) }) < 1e-2)
        #expect(abs(score.naiveCRPS - sum(naive) { $0.rankedProbabilityScore($1) }) < 1e-4)
    }

    @Test func aNegativeFigureIsScoredAndCountsAsOutside() throws {
        let law = CountForecast.poisson(Poisson(mean: 20))
        let scores = issued(law, law, bin: bin).scores(id: 1, on: table([-30, 20], variance: 8, bin: bin))
        let score = try #require(scores.first)
        #expect(score.logScore.isFinite && score.inside80 == 1 && score.inside95 == 1)
    }

    @Test func whatWasCalledImpossibleCostsAsMuchAsTheLawCanTell() throws {
        let law = CountForecast.tabulated(CountProbabilities(first: 3, weights: [1]))
        let scores = issued(law, law, bin: bin).scores(id: 1, on: table([3, 40], variance: 0, bin: bin))
        let score = try #require(scores.first)
        #expect(abs(score.logScore - log(2e7)) < 1e-9)
    }

    @Test func binsThatAreNotPublishedAndOtherPlacesAreNotScored() {
        let law = CountForecast.poisson(Poisson(mean: 4))
        let unknown = CountTable<PublicAudience, Reported>(
            places: table([1, 2], variance: 0, bin: bin).places, bins: [bin], categories: ["all"], values: [1, 2],
            isKnown: [false])
        #expect(issued(law, law, bin: bin).scores(id: 1, on: unknown).isEmpty)
        let elsewhere = CountTable<PublicAudience, Reported>(
            places: [CountedPlace(id: "a", name: "A")], bins: [bin], categories: ["all"], values: [1])
        #expect(issued(law, law, bin: bin).scores(id: 1, on: elsewhere).isEmpty)
    }

    @Test func anIntervalOfEverythingIsntAskedFor() {
        #expect(IssuedForecast.usable([0.8123, 1]) == [0.8123, 0.999])
    }

    @Test(arguments: [0.02, 3.0, 240.0])
    func aWrittenLawIsTheLaw(_ mean: Double) {
        let law = CountForecast.negativeBinomial(NegativeBinomial(mean: mean, size: 6))
        let written = IssuedForecast.Law(law)
        #expect(written.parts.first != 0 && written.parts.last != 0)
        #expect(abs(written.forecast.mean - mean) < 1e-4 * max(1, mean))
        #expect(written.forecast.interval(coverage: 0.95) == law.interval(coverage: 0.95))
        #expect(abs(written.parts.reduce(0, +) - IssuedForecast.Law.unit) < 2000)
    }
}
