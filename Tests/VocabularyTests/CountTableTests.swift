import TestCity
import Testing
import Vocabulary

struct CountTableTests {
    private let table = CountTable<PublicAudience, Reported>(
        places: ["a", "b"].map { CountedPlace(id: $0, name: $0) },
        bins: (0..<4).map { TimeBin(level: .day, start: $0 * 10, end: $0 * 10 + 10) }, categories: ["x", "y"],
        values: (0..<16).map(Double.init), variances: [1, 2, 3, 4], isKnown: [true, true, false, true],
        covariates: [Covariate(name: "rain", values: (0..<8).map(Double.init))])

    @Test func theTableOfARangeKeepsWhatBelongsToItsBins() {
        let part = table.restricted(to: 5..<30)
        #expect(part.bins == Array(table.bins[1..<3]))
        #expect(part.values == Array(table.values[4..<12]))
        #expect(part.variances == [2, 3] && part.isKnown == [true, false])
        #expect(part.covariates[0].values == [2, 3, 4, 5])
        #expect(table.restricted(to: 100..<200).bins.isEmpty && table.restricted(to: 1..<2).bins.isEmpty)
        #expect(table.restricted(to: 0..<40).values == table.values)
    }

    @Test func aSumCarriesTheNoiseOfEachFigureInIt() {
        let sum = table.sum(place: 1, bins: [0, 3], categories: [0, 1])
        #expect(sum == NoisyCount(value: 1 + 3 + 13 + 15, variance: 10))
        #expect(table.bins(within: 0..<40) == [0, 1, 3])
    }

    @Test func theMiddleOfAQuartierIsItsOwnAndThatOfASquareIsTheSquares() throws {
        let territory = try TestCity.territory()
        let quartiers = try #require(territory.geography.middles(at: .zone("quartier"), territory: territory.asPlace))
        let first = try #require(quartiers["Q1"])
        #expect(abs(first.x - TestCity.corner.x - 500) < 1 && abs(first.y - TestCity.corner.y - 500) < 1)
        let squares = try #require(
            territory.geography.middles(at: .cell(metres: 1000), territory: territory.asPlace))
        #expect(squares.values.contains(PlanarPoint(x: TestCity.corner.x + 500, y: TestCity.corner.y + 500)))
        #expect(territory.geography.middles(at: .zone("nowhere"), territory: territory.asPlace) == nil)
    }
}
