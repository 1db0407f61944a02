import Editions
import TestCity
import Testing
import Vocabulary

struct PublishedCountsTests {
    @Test func aBinThatIsNotPublishedIsUnknownAndTheOthersKeepTheirPlace() throws {
        let folder = try TestCity.temporaryFolder()
        let definition = TableDefinition(
            key: "calls.zone.day.all", source: "calls", sourceTitle: Phrase(verbatim: "Calls"), origin: .reported,
            place: .territory, time: .day, contents: .incidents(.all),
            places: [NamedPlace(id: "a", name: "A"), NamedPlace(id: "b", name: "B")],
            categories: [PublishedCategory(id: "all", title: Phrase(verbatim: "All"))], recordsPerIncident: 1,
            publicNoise: 500_000, staffNoise: nil, publicEpsilon: .zero, staffEpsilon: .zero)
        try EditionStore(folder: folder).write { transaction in
            let table = try transaction.table(definition)
            for day: Int64 in [3, 4, 6] {
                try transaction.publish(
                    table: table, definition: definition,
                    bin: TimeBin(level: .day, start: day * 86_400, end: (day + 1) * 86_400),
                    publicFigures: [Int32(day), Int32(-day)], staffFigures: nil,
                    nonce: [UInt8](repeating: 7, count: 32), at: 5)
            }
        }
        let reader = try EditionReader<PublicAudience>(folder: folder)
        let published = try reader.read(#require(try reader.tables().first))
        let counts = published.counts(
            as: Reported.self, in: try #require(CivilCalendar(timeZoneName: "UTC")),
            positions: ["b": PlanarPoint(x: 1, y: 2)], population: ["a": 9])
        #expect(counts.bins.map(\.start) == [3, 4, 5, 6].map { $0 * 86_400 })
        #expect(counts.isKnown == [true, true, false, true])
        #expect([0, 1, 3].map { counts.value(bin: $0, category: 0, place: 1) } == [-3, -4, -6])
        #expect(counts.variances == Array(repeating: published.description.noise.variance, count: 4))
        #expect(!counts.isExact)
        #expect(counts.places.map(\.position) == [nil, PlanarPoint(x: 1, y: 2)])
        #expect(counts.places.map(\.population) == [9, nil])
    }
}
