import Statistics
import Testing

struct EmpiricalBayesRatesTests {
    @Test func ratesAreThoseOfEsda() throws {
        let fixture = try FixtureFile.numbers("empirical_bayes.json")
        func values(_ name: String) throws -> [Double] { try #require(fixture[name]) }
        let (events, population) = try (values("events"), values("population"))
        let all = EmpiricalBayesRates(events: events, population: population)
        #expect(try largestDifference(all.rates, values("global")) < 1e-13)
        let neighbours = SparseNeighbours(
            starts: try values("starts").map { Int($0) }, indices: try values("indices").map { Int32($0) })
        let local = EmpiricalBayesRates(events: events, population: population, neighbours: neighbours)
        #expect(try largestDifference(local.rates, values("local")) < 1e-13)
        #expect(local.weights.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test func whereNobodyLivesTheCommonRateStands() {
        let rates = EmpiricalBayesRates(events: [10, 0, 40], population: [100, 0, 100])
        #expect(rates.rates[1] == rates.priors[1] && abs(rates.priors[1] - 0.25) < 1e-15)
        let alone = EmpiricalBayesRates(
            events: [0, 3], population: [0, 10], neighbours: SparseNeighbours(lists: [[], []]))
        #expect(alone.rates == [0, 0.3])
    }
}
