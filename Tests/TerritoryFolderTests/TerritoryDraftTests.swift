import Foundation
import TerritoryFolder
import Testing
import Vocabulary

struct TerritoryDraftTests {
    private static let request = TerritoryDraft.Request(
        id: "testville", name: "Ville d'\"Été\": 1", language: .french, timeZone: "Europe/Paris")

    private static func zone(_ number: Int, _ properties: [String: String]) -> String {
        feature(square(5.3 + Double(number) * 0.02, 43.3, 0.02), properties)
    }

    private static let zones = collection([
        zone(0, ["code": "01", "nom": "Port", "arr": "1", "nom_arr": "Centre", "note": "a"]),
        zone(1, ["code": "02", "nom": "Gare", "arr": "1", "nom_arr": "Centre", "note": "a"]),
        zone(2, ["code": "03", "nom": "Plage", "arr": "2", "nom_arr": "Sud", "note": "a"]),
        zone(3, ["code": "04", "nom": "Phare: #1", "arr": "2", "nom_arr": "Sud", "note": "b"]),
    ])

    private func load(_ draft: TerritoryDraft) throws -> Territory {
        let folder = try TemporaryFolder(empty: true)
        try draft.write(to: folder.path)
        do {
            return try folder.load()
        } catch let errors as FolderErrors {
            Issue.record("\(errors.text(in: .english))")
            throw errors
        }
    }

    @Test func aDraftLoads() throws {
        let draft = try TerritoryDraft(zones: Self.zones, path: "z.geojson", request: Self.request)
        let territory = try load(draft)
        #expect(territory.id == "testville")
        #expect(territory.name == "Ville d'\"Été\": 1")
        #expect(territory.language == .french)
        #expect(territory.geography.grid.plane == .europe)
        #expect(territory.geography.layers.map(\.level) == ["zone", "arrondissement"])
        #expect(territory.geography.layers[0].zones.map(\.id) == ["01", "02", "03", "04"])
        #expect(territory.geography.layers[0].zones.map(\.name) == ["Port", "Gare", "Plage", "Phare: #1"])
        #expect(territory.geography.layers[1].zones.map(\.name) == ["Centre", "Sud"])
        #expect(territory.conventions.keys.sorted() == ["calls"])
        #expect(!territory.plan.tables.isEmpty)
    }

    @Test func everyFileIsCommentedInBothLanguages() throws {
        let files = try TerritoryDraft(zones: Self.zones, path: "z.geojson", request: Self.request).files
        #expect(
            files.keys.sorted() == [
                "README.md", "conventions/calls.yaml", "plan.yaml", "taxonomy.csv", "territory.yaml",
                "zones/zone.geojson",
            ])
        for (name, french, english) in [
            ("territory.yaml", "# Un fichier par niveau", "# A file for each level"),
            ("conventions/calls.yaml", "# Seules ces colonnes", "# Only these columns"),
            ("plan.yaml", "# Ce qui est publié", "What is published"), ("taxonomy.csv", "# Quel code", "# Which of"),
        ] {
            #expect(files[name]?.contains(french) == true)
            #expect(files[name]?.contains(english) == true)
        }
    }

    @Test func zonesOutsideEuropeGetAPlaneOfTheirOwn() throws {
        var request = Self.request
        request.timeZone = "America/Sao_Paulo"
        let zones = collection([feature(square(-46.7, -23.6, 0.1), ["id": "1", "name": "Sé"])])
        let territory = try load(TerritoryDraft(zones: zones, path: "z.geojson", request: request))
        #expect(
            territory.geography.grid.plane == .local(centre: GeographicPoint(longitude: -46.7, latitude: -23.6))
                || territory.geography.grid.plane == .local(centre: GeographicPoint(longitude: -46.6, latitude: -23.5)))
    }

    @Test func namedPropertiesWinOverGuesses() throws {
        var request = Self.request
        request.idProperty = "nom"
        request.nameProperty = "code"
        request.parentProperty = "note"
        let layers = try load(TerritoryDraft(zones: Self.zones, path: "z.geojson", request: request)).geography.layers
        #expect(layers[0].zones.map(\.id).sorted() == ["Gare", "Phare: #1", "Plage", "Port"])
        #expect(layers[0].zones.map(\.name).sorted() == ["01", "02", "03", "04"])
        #expect(layers[1].zones.map(\.id) == ["a", "b"])
    }

    @Test(arguments: [("--id", "zz"), ("--id", "arr"), ("--name", "zz"), ("--parent", "zz")])
    func aPropertyThatWontDoIsRefusedWithTheCandidates(_ option: String, _ property: String) throws {
        var request = Self.request
        switch option {
        case "--id": request.idProperty = property
        case "--name": request.nameProperty = property
        default: request.parentProperty = property
        }
        let error = #expect(throws: FolderErrors.self) {
            _ = try TerritoryDraft(zones: Self.zones, path: "z.geojson", request: request)
        }
        let text = error?.text(in: .english) ?? ""
        #expect(text.contains(option) && text.contains("code") && text.contains("z.geojson"))
    }

    @Test func propertiesThatCantBeGuessedAreAskedFor() throws {
        let zones = collection([
            Self.zone(0, ["a": "x", "b": "1"]), Self.zone(1, ["a": "y", "b": "2"]), Self.zone(2, ["a": "z", "b": "3"]),
        ])
        let error = #expect(throws: FolderErrors.self) {
            _ = try TerritoryDraft(zones: zones, path: "z.geojson", request: Self.request)
        }
        #expect(error?.text(in: .english).contains("Possible properties: a, b") == true)
    }

    @Test(arguments: ["", "CET", "Mars/Olympus", "Europe/Paris; rm"])
    func anUnknownTimeZoneIsRefused(_ name: String) throws {
        var request = Self.request
        request.timeZone = name
        #expect(throws: FolderErrors.self) {
            _ = try TerritoryDraft(zones: Self.zones, path: "z.geojson", request: request)
        }
    }

    @Test func nothingIsOverwritten() throws {
        let draft = try TerritoryDraft(zones: Self.zones, path: "z.geojson", request: Self.request)
        let folder = try TemporaryFolder(empty: true)
        try folder.write("plan.yaml", "mine")
        let error = #expect(throws: FolderErrors.self) { try draft.write(to: folder.path) }
        #expect(error?.all.map(\.position?.file) == ["\(folder.path)/plan.yaml"])
        #expect(try folder.read("plan.yaml") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plan.yaml"])
    }

    @Test(arguments: [
        ("Ville d'Été", "ville-d-ete"), ("Marseille 13", "marseille-13"), ("..", "territory"), ("東京", "territory"),
    ])
    func aKeyIsMadeFromAName(_ name: String, _ id: String) {
        #expect(TerritoryDraft.Request.id(from: name) == id)
    }

    @Test(.enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
    func theQuartiersOfMarseilleMakeATerritory() throws {
        let data = try #require(SharedData.folder)
        let path = "\(data)/france/marseille_quartiers_111.geojson"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var request = Self.request
        request.parentProperty = "depco"
        let geography = try load(TerritoryDraft(zones: text, path: path, request: request)).geography
        #expect(geography.layers.map(\.level) == ["quartier", "commune"])
        #expect(geography.layers.map(\.zones.count) == [111, 16])
        #expect(geography.layers[1].zones.map(\.id) == (13201...13216).map(String.init))
        #expect(geography.grid.plane == .europe)
        // Every cell that has a quartier has an arrondissement, and the city has about 241 km² of land.
        #expect(zip(geography.zoneOfCell[0], geography.zoneOfCell[1]).allSatisfy { ($0 >= 0) == ($1 >= 0) })
        #expect((5_800...7_200).contains(geography.cells.count), "\(geography.cells.count)")
    }
}
