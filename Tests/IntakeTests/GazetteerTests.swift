import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

struct GazetteerTests {
    /// A kilometre is about 0.009 degrees of latitude.
    private static func point(_ east: Double, _ north: Double) -> GeographicPoint {
        GeographicPoint(longitude: 5.37 + east * 0.0123, latitude: 43.3 + north * 0.009)
    }

    private static func entry(
        _ number: Int?, _ suffix: String?, _ street: String, _ code: String, _ point: GeographicPoint
    ) -> Gazetteer.Entry {
        Gazetteer.Entry(
            number: number, suffix: suffix, street: street, localities: ["Marseille", code], point: point)
    }

    private static let gazetteer = Gazetteer([
        entry(12, nil, "Rue de la République", "13001", point(0, 0)),
        entry(12, "bis", "Rue de la République", "13001", point(0.3, 0)),
        entry(14, nil, "Rue de la République", "13001", point(0.01, 0)),
        entry(18, nil, "Rue de la République", "13001", point(0.05, 0)),
        entry(40, nil, "Rue de la République", "13001", point(0.6, 0)),
        entry(1, nil, "Avenue de la République", "13010", point(5, 5)),
        entry(7, nil, "Rue Pasteur", "13001", point(1, 1)), entry(7, nil, "Rue Pasteur", "13008", point(4, 1)),
        entry(3, nil, "Boulevard Sainte-Thérèse", "13005", point(2, 2)),
        entry(5, nil, "Place du Général de Gaulle", "13001", point(3, 0)),
        entry(9, nil, "Rue du 8 Mai 1945", "13004", point(3, 3)), entry(9, nil, "Allée A", "13009", point(6, 0)),
        entry(2, nil, "Impasse des Œillets", "13012", point(7, 0)),
        entry(nil, nil, "La Canebière", "13001", point(8, 0)),
        entry(4, nil, "Rue Saint-Ferréol", "13001", point(9, 0)),
        entry(4, nil, "Rue Saint-Ferriol", "13001", point(9, 2)),
    ])

    private func find(_ street: String, number: String? = nil, locality: String? = nil, score: Double = 85)
        -> Result<GeographicPoint, Gazetteer.Failure>
    {
        var address = AddressText(street)
        if let number { address = address.numbered(AddressText.number(number)) }
        return Self.gazetteer.point(of: address, locality: locality, score: score)
    }

    @Test(arguments: [
        ("12 rue de la République", 0.0, 0.0), ("12, RUE REPUBLIQUE", 0, 0),
        ("12 r. de la republique 13001 MARSEILLE", 0, 0),
        ("n° 12 bis rue de la République", 0.3, 0), ("12B rue de la république", 0.3, 0),
        ("12-14 rue de la République", 0, 0),
        ("7 R PASTEUR 13008", 4, 1), ("3 bd Ste Thérèse", 2, 2), ("3 BLD STE-THERESE, 13005 Marseille cedex", 2, 2),
        ("5 pl. Gal de Gaulle", 3, 0), ("9 rue du 8 mai 1945", 3, 3), ("9 allée a", 6, 0), ("2 imp Oeillets", 7, 0),
        ("Canebière", 8, 0), ("1 rue République 13010", 5, 5), ("12 rue de la Répubilque", 0, 0),
        ("3 boulevard Thérèse Sainte", 2, 2),
    ])
    func theSameAddressWrittenOtherwiseIsFound(text: String, east: Double, north: Double) throws {
        let found = try find(text).get()
        let wanted = Self.point(east, north)
        #expect(abs(found.longitude - wanted.longitude) < 1e-9 && abs(found.latitude - wanted.latitude) < 1e-9)
    }

    @Test func aNumberBetweenTwoOfItsSideIsFoundWhereTheyAreClose() throws {
        // 16 lies between 14 and 18, which are 40 m apart; 20 between 18 and 40, which are 550 m apart.
        let found = try find("16 rue de la République").get()
        #expect(abs(found.longitude - Self.point(0.03, 0).longitude) < 1e-9)
        #expect(throws: Gazetteer.Failure.ambiguous) { try find("20 rue de la République").get() }
        #expect(throws: Gazetteer.Failure.unknown) { try find("13 rue de la République").get() }
        #expect(throws: Gazetteer.Failure.unknown) { try find("120 rue de la République").get() }
    }

    @Test(arguments: [
        // Two streets of one name, and nothing tells them apart; a street half a kilometre long, without a number.
        "7 rue Pasteur", "rue de la République",
        // One edit from two streets.
        "4 rue Saint-Ferréiol",
    ])
    func whatMayMeanTwoPlacesIsAmbiguous(text: String) {
        #expect(throws: Gazetteer.Failure.ambiguous) { try find(text).get() }
    }

    @Test(arguments: [
        "12 rue de la Résistance", "9 rue du 8 mai 1946", "9 allée B", "7 rue Pasteur 69001 Lyon", "rue", "12", "",
        "8 boulevard",
        "12 rue de la République 13002", "7 rue Pasteur 13001 Lyon",
    ])
    func whatTheGazetteerDoesNotHoldIsUnknown(text: String) {
        #expect(throws: Gazetteer.Failure.unknown) { try find(text).get() }
    }

    @Test func aLocalityMayBeACodeANameOrBothAndMisspelt() throws {
        for locality in ["13008", "13008 Marseille", "MARSEILLE 13008", "13008 Marseile Cedex 08"] {
            let found = try find("7 rue Pasteur", locality: locality).get()
            #expect(found == Self.point(4, 1), "\(locality)")
        }
        #expect(throws: Gazetteer.Failure.ambiguous) { try find("7 rue Pasteur", locality: "Marseille").get() }
    }

    @Test func aNumberMayStandInItsOwnColumn() throws {
        #expect(try find("rue de la République", number: "12 bis").get() == Self.point(0.3, 0))
        #expect(try find("rue Pasteur", number: "7", locality: "13001").get() == Self.point(1, 1))
    }

    @Test func anAddressBecomesACellAtTheGateAndItsRefusalsAreCounted() async throws {
        let place = TestCity.point()
        let columns = AddressColumns(number: nil, street: "adresse", locality: nil, gazetteer: "ban.csv", score: 85)
        let gazetteer = Gazetteer([
            Self.entry(1, nil, "Rue Haute", "1", place), Self.entry(2, nil, "Rue Basse", "1", Self.point(0, 0)),
            Self.entry(3, nil, "Rue Double", "1", place), Self.entry(3, nil, "Rue Double", "2", Self.point(0, 0)),
        ])
        let convention = Convention.reading(place: .address(columns))
        let rows = [
            "1 rue haute", "2 rue basse", "3 rue double", "9 quai perdu", "", String(repeating: "rue ", count: 99),
        ]
        let done = try await GateRun(
            convention, columns: ["time", "adresse", "code"], rows: rows.map { ["2024-05-04 12:30", $0, "BRU"] },
            gazetteer: gazetteer)
        let cell = try #require(TestCity.grid.cell(containing: place))
        #expect(done.tallies.map(\.place) == [.cell(cell)])
        #expect(done.report.refused == [.outsideTerritory: 1, .ambiguousAddress: 1, .unknownAddress: 3])
        #expect(throws: GateError.missingGazetteer(source: "calls", gazetteer: "ban.csv")) {
            try Gate(
                territory: TestCity.territory(), convention: convention, file: "f",
                columns: ["time", "adresse", "code"])
        }
    }

    @Test func aFileOfTheNationalAddressBaseIsRead() throws {
        let rows = MemoryRows(
            ["id", "numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune", "lon", "lat"],
            [
                ["a", "12", "bis", "Rue Haute", "13001", "13201", "Marseille", "5.37", "43.3"],
                ["b", "", "", "Rue Basse", "13001", "13201", "Marseille", "5.38", "43.3"],
                ["c", "3", "", "Rue Sans Lieu", "13001", "13201", "Marseille", "", ""],
            ])
        let gazetteer = try GazetteerFile.read(rows, file: "ban.csv")
        let found = gazetteer.point(of: AddressText("12 bis rue haute"), locality: "13201", score: 85)
        #expect(try found.get() == GeographicPoint(longitude: 5.37, latitude: 43.3))
        #expect(try gazetteer.point(of: AddressText("r. basse"), locality: nil, score: 85).get().longitude == 5.38)
        #expect(throws: Gazetteer.Failure.unknown) {
            try gazetteer.point(of: AddressText("3 rue sans lieu"), locality: nil, score: 85).get()
        }
        #expect(throws: GateError.missingColumn(name: "nom_voie", file: "x.csv", columns: ["lon", "lat"])) {
            try GazetteerFile.read(MemoryRows(["lon", "lat"], []), file: "x.csv")
        }
    }

    @Test(arguments: [
        ("paradis", "paradis", 0), ("paradis", "pardais", 1), ("paradis", "pradi", 2), ("", "abc", 3), ("ca", "abc", 3),
    ])
    func editsAreCounted(a: String, b: String, edits: Int) {
        #expect(EditDistance.between(Array(a.utf8), Array(b.utf8)) == edits)
    }
}
