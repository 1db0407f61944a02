import Editions
import Testing
import Vocabulary

@testable import Website

@Suite struct ClassBreaksTests {
    /// The readings of a table's places in its first bin.
    private func readings(_ fixture: FixtureEditions, _ place: PlaceLevel) throws -> [Reading?] {
        let shelf = try SharedFixture.shelf(of: fixture)
        let families = try shelf.catalogue().families(source: "incidents", place: place, contents: .incidents(.all))
        let month = try #require(families.first { $0.latest.time == .month })
        let bin = try #require(month.versions[0].bins.first)
        return try RangeFigures(
            Cover(of: bin.start..<bin.end, by: [month], category: "all"), category: "all", from: shelf
        ).readings
    }

    @Test func everyFigureFallsInTheClassWhoseRangeHoldsIt() throws {
        let readings = try readings(SharedFixture.exact.get(), .cell(metres: 1000))
        let breaks = ClassBreaks(of: readings)
        #expect(breaks.ranges.count > 2 && breaks.ranges.count <= ClassBreaks.count)
        for reading in readings.compactMap({ $0 }) {
            guard case .level(let number) = breaks.classify(reading) else {
                Issue.record("an exact figure must have a class")
                continue
            }
            #expect(breaks.ranges[number].contains(reading.shown))
        }
        for (a, b) in zip(breaks.ranges, breaks.ranges.dropFirst()) { #expect(a.upperBound < b.lowerBound) }
    }

    @Test func figuresDrownedInNoiseAreAClassOfTheirOwn() throws {
        let readings = try readings(SharedFixture.noised.get(), .cell(metres: 1000))
        let breaks = ClassBreaks(of: readings)
        let few = readings.compactMap { $0 }.filter { $0.low == 0 || 2 * $0.halfWidth > $0.shown }
        #expect(!few.isEmpty)
        for reading in few { #expect(breaks.classify(reading) == .tooFew) }
    }

    @Test func whatIsNotPublishedHasNoClass() {
        #expect(ClassBreaks(of: [nil, nil]).classify(nil) == .unknown)
        #expect(ClassBreaks(of: []).ranges.isEmpty)
    }
}
