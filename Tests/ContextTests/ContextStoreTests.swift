import Context
import Foundation
import TestCity
import Testing
import Vocabulary

struct ContextStoreTests {
    private func series(seed: UInt64) throws -> ContextSeries {
        var generator = SeededGenerator(seed: seed)
        let readings = (0..<200).map { number in
            ContextSeries.Reading(
                place: number.isMultiple(of: 2) ? "Q1" : "#odd, \"zone\"", start: Int64(number) * 3600 - 300_000,
                end: Int64(number + 1) * 3600 - 300_000,
                value: number.isMultiple(of: 7) ? nil : Double.random(in: -1e-6...1e9, using: &generator))
        }
        return try ContextSeries(
            name: "rain-\(seed)", title: Phrase(fr: "Pluie : essai", en: "Rain"), unit: "mm", level: .zone("quartier"),
            source: "Météo", licence: "", readings: readings.shuffled(using: &generator))
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func aSeriesIsReadBackEqualAndItsTextIsCanonical(seed: UInt64) throws {
        let store = try ContextStore(data: TestCity.temporaryFolder())
        let one = try series(seed: seed)
        try store.keep([one])
        let first = try Data(contentsOf: URL(fileURLWithPath: store.path(of: one.name)))
        let back = try store.series(named: one.name)
        #expect(back == one)
        try store.keep([back])
        #expect(try Data(contentsOf: URL(fileURLWithPath: store.path(of: one.name))) == first)
        #expect(store.names() == [one.name])
    }

    @Test func aSeriesWithoutReadingsIsKept() throws {
        let store = try ContextStore(data: TestCity.temporaryFolder())
        let empty = try ContextSeries(
            name: "empty", title: Phrase(verbatim: "Rien"), unit: "", level: .territory, source: "", licence: "",
            readings: [])
        try store.keep([empty])
        #expect(try store.series(named: "empty") == empty)
    }

    @Test func aDamagedFileIsRefused() throws {
        let store = try ContextStore(data: TestCity.temporaryFolder())
        try store.keep([series(seed: 1)])
        let url = URL(fileURLWithPath: store.path(of: "rain-1"))
        let text = try String(contentsOf: url, encoding: .utf8)
        for broken in [
            text.replacing("# unit: mm\n", with: ""), text.replacing("Z,", with: ","),
            text.replacing("place,", with: ""),
            String(text.dropLast(30)),
        ] {
            try Data(broken.utf8).write(to: url)
            #expect(throws: (any Error).self) { try store.series(named: "rain-1") }
        }
        #expect(throws: ContextError.self) { try store.series(named: "absent") }
    }

    @Test func overlapsAndNamesWithSlashesAreRefused() throws {
        func make(_ name: String, _ ends: [Int64]) throws {
            _ = try ContextSeries(
                name: name, title: Phrase(verbatim: "x"), unit: "", level: .territory, source: "", licence: "",
                readings: ends.enumerated().map {
                    .init(place: "c", start: Int64($0.offset) * 10, end: $0.element, value: 1)
                })
        }
        #expect(throws: ContextSeriesError.self) { try make("../x", [10]) }
        #expect(throws: ContextSeriesError.self) { try make("x", [11, 20]) }
        #expect(throws: ContextSeriesError.self) { try make("x", [0]) }
        #expect(throws: Never.self) { try make("x", [10, 20]) }
    }
}
