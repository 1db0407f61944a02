import Context
import Foundation
import TestCity
import Testing
import Vocabulary

struct WorksAndPopulationTests {
    private func days(_ from: String, _ to: String) throws -> Range<CivilDate> {
        try #require(CivilDate(iso: from))..<(try #require(CivilDate(iso: to)))
    }

    private func works(_ features: String...) -> String {
        #"{"type": "FeatureCollection", "features": ["# + features.joined(separator: ",\n") + "]}"
    }

    private func feature(_ start: String, _ end: String, _ geometry: String) -> String {
        #"{"type": "Feature", "properties": {"start": \#(start), "end": \#(end)}, "geometry": \#(geometry)}"#
    }

    private func position(_ quartier: Int) -> String {
        let point = TestCity.point(quartier: quartier)
        return "[\(point.longitude), \(point.latitude)]"
    }

    @Test func aClosureCountsOnceInEveryZoneThatItsLineTouches() throws {
        let territory = try TestCity.territory()
        let line = #"{"type": "LineString", "coordinates": [\#(position(0)), \#(position(2))]}"#
        let far = #"{"type": "Point", "coordinates": [2.35, 48.85]}"#
        let text = works(
            feature("\"2024-05-01\"", "\"2024-05-02\"", line),
            feature("\"2024-05-02T08:00:00+02:00\"", "null", #"{"type": "Point", "coordinates": \#(position(1))}"#),
            feature("\"2024-05-01\"", "null", far))
        let series = try WorksFile.series(
            of: contextFile(text), days: days("2024-05-01", "2024-05-04"), level: .zone("quartier"),
            territory: territory)
        func values(_ zone: String) -> [Double?] { series.readings.filter { $0.place == zone }.map(\.value) }
        #expect(values("Q1") == [1, 1, 0])
        #expect(values("Q2") == [1, 2, 1])
        #expect(values("Q3") == [1, 1, 0])
        #expect(values("Q4") == [0, 0, 0])
        let whole = try WorksFile.series(
            of: contextFile(text), days: days("2024-05-01", "2024-05-04"), level: .territory, territory: territory)
        #expect(whole.readings.map(\.value) == [1, 2, 1])
    }

    @Test(arguments: [
        ("null", "null", #"{"type": "Point", "coordinates": [2, 48]}"#),
        ("\"2024-05-02\"", "\"2024-04-01\"", #"{"type": "Point", "coordinates": [2, 48]}"#),
        ("\"soon\"", "null", #"{"type": "Point", "coordinates": [2, 48]}"#),
        ("\"2024-05-02\"", "null", #"{"type": "Point", "coordinates": [2000, 48]}"#),
        ("\"2024-05-02\"", "null", #"{"type": "Point"}"#),
        ("\"2024-05-02\"", "null", #"{"type": "LineString", "coordinates": [[-179, -80], [179, 80]]}"#),
    ])
    func brokenWorksAreRefused(start: String, end: String, geometry: String) throws {
        let text = works(feature(start, end, geometry))
        #expect(throws: ContextError.self) {
            try WorksFile.series(
                of: contextFile(text), days: days("2024-05-01", "2024-05-04"), level: .territory,
                territory: TestCity.territory())
        }
    }

    @Test func aZoneWithoutARowHasAnUnknownPopulation() throws {
        let territory = try TestCity.territory()
        let places = try #require(territory.places(at: .zone("quartier")))
        func series(_ text: String) throws -> ContextSeries {
            try PopulationTable.series(
                of: contextFile(text), place: "zone", value: "population", days: days("2021-01-01", "2022-01-01"),
                calendar: territory.calendar, level: .zone("quartier"), places: places)
        }
        let read = try series("zone;population\nQ1;1200\nQ2;\nQ4;0\n")
        #expect(read.readings.map(\.value) == [1200, nil, nil, 0, nil, nil])
        #expect(read.name == "population-quartier")
        for text in ["zone;population\nQ1;-3\n", "zone;population\nQ1;1\nQ1;2\n", "zone;population\nQ7;1\n"] {
            #expect(throws: ContextError.self) { try series(text) }
        }
    }
}
