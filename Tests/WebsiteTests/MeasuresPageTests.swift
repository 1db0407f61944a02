import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Testing
import Vocabulary

@testable import Website

struct MeasuresPageTests {
    private static let start = CivilDate(dayNumber: 20_028)  // 2024-11-01
    private static let days = SharedFixture.firstDay...SharedFixture.lastDay

    private static func measure(_ id: String, _ places: [String], level: PlaceLevel = .cell(metres: 200)) -> Measure {
        Measure(
            id: id, title: Phrase(fr: "Mesure <\(id)>", en: "Measure <\(id)>"), kind: .lighting, level: level,
            places: places, from: start, categories: ["noise"], note: Phrase(fr: "Le soir.", en: "At night."))
    }

    /// A city of squares; in eight of them two in five incidents are gone from a day on, and in eight others none.
    static let city = Result {
        let plain = try FixtureCity.territory(cellSize: 200)
        let cells = plain.geography.cells
        let ids = cells.map(plain.geography.grid.id(of:))
        let (treated, others) = (Array(60..<68), Array(200..<208))
        let territory = try FixtureCity.territory(
            cellSize: 200,
            measures: [
                measure("works", treated.map { ids[$0] }), measure("nothing", others.map { ids[$0] }),
                measure("everywhere", []), measure("quartier", ["0101"], level: .zone("quartier")),
            ])
        let chosen = Set(treated)
        let editions = try FixtureEditions(territory: territory, days: days, perDay: 500, seed: 21) {
            chosen.contains($0.cell) && $0.day >= start.dayNumber ? 0.6 : 1
        }
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .territory, time: .month, category: .all, epsilon: 1),
                .init(place: .cell(metres: 200), time: .month, category: .all, epsilon: 1),
                .init(place: .zone("quartier"), time: .week, category: .group, epsilon: 1),
            ], days: days)
        return editions
    }

    private func effects(_ client: any TestClientProtocol, _ key: String) async throws -> [String: Any] {
        let answer = try await client.get("/api/v1/effects?measure=\(key)").object()
        return try #require((answer["measures"] as? [[String: Any]])?.first)
    }

    private func difference(_ measure: [String: Any]) throws -> [String: Any] {
        let report = try #require(measure["report"] as? [String: Any])
        return try #require((report["records"] as? [[String: Any]])?.first { $0["term"] as? String == "did" })
    }

    @Test func aMeasureThatWorksIsFoundThroughTheNoiseWithTheTruthInItsInterval() async throws {
        try await SharedFixture.site(of: Self.city.get(), for: PublicAudience.self).withClient { client in
            let found = try difference(try await effects(client, "works"))
            #expect(found["verdict"] as? String == "fewer")
            let (low, high) = (try #require(found["low"] as? Double), try #require(found["high"] as? Double))
            #expect(low < 0.6 && 0.6 < high && high < 0.9)
            // A measure that does nothing is taken for one that works at a rate of 5 %; this seed's isn't.
            let nothing = try difference(try await effects(client, "nothing"))
            #expect(nothing["verdict"] as? String == "no_clear_effect")
        }
    }

    @Test func thePageSaysItInASentenceAndDrawsItsPlacesBesideTheOthers() async throws {
        try await SharedFixture.site(of: Self.city.get(), for: PublicAudience.self).withClient { client in
            let html = try await client.get("/fr/hier/mesures").text
            let text = html.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
            #expect(text.contains("4 mesures inscrites : 1 a un effet net."))
            #expect(text.contains("de signalements de moins que ce qu&#39;on attendait sans la mesure (entre "))
            #expect(text.contains("pas d&#39;effet net (entre "))
            #expect(text.contains("Mesure &lt;works&gt;") && !text.contains("Mesure <works>"))
            #expect(html.contains("class=\"expected\"") && html.contains("class=\"observed\""))
            #expect(text.contains("Placebo : sur 199 choix d&#39;autres lieux"))
            #expect(html.contains("/api/v1/effects.csv?measure=works"))
        }
    }

    /// From ten places on the finding's own p comes from clustered errors; the sentence counts placebos all the same.
    @Test func thePlacebosThatAreCountedAreThePlacebosOfManyPlacesToo() async throws {
        let editions = try Self.city.get()
        let plain = editions.territory.geography
        let ids = plain.cells.map(plain.grid.id(of:))
        let territory = try FixtureCity.territory(
            cellSize: 200, measures: [Self.measure("many", (120..<132).map { ids[$0] })])
        let site = try Site<PublicAudience>(
            territory: territory, editions: EditionReader(folder: editions.folder),
            libraries: SharedFixture.stubLibraries.get(), logger: Logger(label: "test"),
            clock: { SharedFixture.afterwards })
        try await site.withClient { client in
            let found = try difference(try await effects(client, "many"))
            let more = try #require(found["more"] as? [String: Any])
            let (p, placebo) = (try #require(found["p"] as? Double), try #require(more["p_placebo"] as? Double))
            let placebos = try #require(more["placebos"] as? Int)
            let count = Int((placebo * Double(placebos + 1)).rounded()) - 1
            try #require(count > 1 && count != Int((p * Double(placebos + 1)).rounded()) - 1)
            let html = try await client.get("/en/hier/mesures").text
            #expect(html.contains("\(count) show as large a difference"))
        }
    }

    @Test func tooFewPlacesToCompareAndNoneAreSaidAsSuch() async throws {
        try await SharedFixture.site(of: Self.city.get(), for: PublicAudience.self).withClient { client in
            let html = try await client.get("/en/hier/mesures").text
            let sections = html.components(separatedBy: "<section class=\"measure\"").dropFirst()
            #expect(sections.count == 4)
            #expect(sections.dropFirst(2).first?.contains("no place without it is left to compare with") == true)
            // Five placebos can't make an effect clear.
            #expect(sections.last?.contains("too little to tell") == true)
            let one = try await effects(client, "everywhere")
            #expect(one["report"] is NSNull)
        }
    }

    @Test func theNarrowestTableIsReadAndWhatItCountsBesidesIsTold() async throws {
        try await SharedFixture.site(of: Self.city.get(), for: PublicAudience.self).withClient { client in
            let measure = try await effects(client, "quartier")
            #expect(measure["tables"] as? [String] == ["incidents.quartier.week.group"])
            let html = try await client.get("/en/hier/mesures").text
            #expect(html.contains("Nuisances, by week"))
        }
    }

    @Test func aCityWithoutMeasuresIsToldHowToRecordOne() async throws {
        try await SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self).withClient { client in
            let html = try await client.get("/en/hier/mesures").text
            #expect(html.contains("no measure is on record") && html.contains("<code>measures.csv</code>"))
            let unknown = try await client.get("/api/v1/effects?measure=x")
            #expect(unknown.status == .badRequest)
            #expect(try await client.get("/api/v1/effects").object()["measures"] as? [String] == [])
        }
    }
}
