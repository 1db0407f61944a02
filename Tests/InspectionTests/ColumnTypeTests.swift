import Inspection
import TestCity
import Testing
import Vocabulary

/// What columns are read as.
struct ColumnTypeTests {
    private func column(_ values: [String], name: String = "col", hints: TerritoryHints = .none) throws -> ColumnProfile
    {
        var source = RowsSource([(name, values)])
        return try Inspector(hints: hints).profile(&source).columns[0]
    }

    @Test(arguments: [
        (["1", "22", "-3"], ColumnType.integer), (["1.5", "2,25", "3"], .decimal), (["", ""], .empty),
        (["31/03/2024", "01/02/2024"], .date(.known(.dayMonthYear))),
        (["03/31/2024", "02/01/2024"], .date(.known(.monthDayYear))),
        (["03/04/2024", "02/01/2024"], .date(.ambiguous)),
        (["2024-03-31", "20240401"], .date(.known(.yearMonthDay))),
        (["2024-03", "2024-11"], .date(.known(.yearMonthDay))),
        (["31.03.24 7:05", "1.3.24 23:59"], .dateTime(.known(.dayMonthYear), hasOffset: false)),
        (["2024-03-31T02:30:00Z", "2024-03-31 02:30:00.123+02"], .dateTime(.known(.yearMonthDay), hasOffset: true)),
        (["03/31/2024 11:05 PM", "12/01/2024 1:00 AM"], .dateTime(.known(.monthDayYear), hasOffset: false)),
        (["7:05", "23h59"], .time), (["oui", "non", "oui"], .yesNo), (["0", "1", "1"], .yesNo),
        (["2024", "2023"], .integer), (["30/02/2024", "31/04/2024"], .code),
    ])
    func aTypeIsReadOffTheValues(_ values: [String], _ type: ColumnType) throws {
        #expect(try column(values).type == type)
    }

    @Test func aFewCodesThatComeAgainAreACodeAndManyWordsAreText() throws {
        #expect(try column((0..<100).map { "B\($0 % 7)" }).type == .code)
        #expect(try column((0..<100).map { "01\(100 + $0 % 9)" }).type == .code)
        #expect(try column((0..<100).map { "word \($0)" }).type == .text)
    }

    @Test func coordinatesAreToldByTheTerritorysBox() throws {
        let hints = TerritoryHints(of: try TestCity.territory())
        let points = (0..<6).map { TestCity.point(quartier: $0) }
        #expect(try column(points.map { String($0.longitude) }, hints: hints).type == .longitude)
        #expect(try column(points.map { String($0.latitude) }, hints: hints).type == .latitude)
        let plane = points.map(TestCity.grid.projection.project)
        #expect(try column(plane.map { String($0.x) }, hints: hints).type == .projected(.east, epsg: [3035]))
        #expect(try column(plane.map { String($0.y) }, hints: hints).type == .projected(.north, epsg: [3035]))
        #expect(try column(plane.map { String($0.x + 3e5) }, hints: hints).type == .decimal)
    }

    @Test func otherReferencesAreTriedThatTheCallerKnows() throws {
        let hints = TerritoryHints(
            of: try TestCity.territory(),
            references: [(2913, { PlanarPoint(x: $0.longitude * 1e5, y: $0.latitude * 1e5) })])
        let east = (0..<6).map { String(Int(TestCity.point(quartier: $0).longitude * 1e5)) }
        #expect(try column(east, hints: hints).type == .projected(.east, epsg: [2913]))
    }

    @Test func zoneCodesAndTaxonomyCodesAreTheTerritorysOwn() throws {
        let hints = TerritoryHints(of: try TestCity.territory())
        let zones = (0..<60).map { "Q\(1 + $0 % 6)" }
        #expect(try column(zones, name: "quartier", hints: hints).type == .zoneCode(level: "quartier"))
        #expect(try column(zones, name: "quartier").type == .code)
        #expect(try column((0..<60).map { ["BRU", "FEU"][$0 % 2] }, hints: hints).areTaxonomyCodes)
    }

    @Test func distinctValuesAreCountedExactlyAtFirstAndThenWithinFivePercent() throws {
        let few = try column((0..<8000).map { "v\($0 % 5000)" })
        #expect(few.distinct == 5000 && few.isDistinctExact && !few.isUnique)
        let many = try column((0..<60_000).map { "v\($0)" })
        #expect(!many.isDistinctExact && many.isUnique && abs(many.distinct - 60_000) < 3000)
    }
}
