import Foundation
import TerritoryFolder
import Testing
import Vocabulary

/// The folders under `Territories/`, as they are shipped.
struct ShippedTerritoriesTests {
    /// The project's folder.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private func load(_ name: String, boundaries: String?) throws -> Territory {
        do {
            return try TerritoryLoader().load(folder: "\(Self.root)/Territories/\(name)", boundaries: boundaries)
        } catch let errors as FolderErrors {
            Issue.record("\(errors.text(in: .english))")
            throw errors
        }
    }

    @Test(.enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
    func philadelphiaIsPublishedExactly() throws {
        let data = try #require(SharedData.folder)
        let territory = try load("philadelphia", boundaries: data)
        #expect(territory.geography.layers.map(\.level) == ["district"])
        #expect(territory.geography.layers[0].zones.map(\.name).prefix(2) == ["District 01", "District 02"])
        #expect(territory.geography.layers[0].zones.count == 21)
        #expect(territory.taxonomy.categories.count == 32)
        #expect(territory.taxonomy.categoryOfCode.count == 32)
        #expect(territory.conventions["incidents"]?.disclosure.isNoised == false)
        #expect(territory.plan.tables.allSatisfy { $0.protection == .exact })
        #expect(territory.geography.grid.plane == .local(centre: GeographicPoint(longitude: -75.1, latitude: 40)))
        // The city is 369 km²; cells along its border are counted whole.
        #expect((9_225...10_500).contains(territory.geography.cells.count))
    }

    @Test(.enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
    func philadelphiaPrivatePaysOneAndFour() throws {
        let data = try #require(SharedData.folder)
        let territory = try load("philadelphia-private", boundaries: data)
        #expect(territory.plan.cost(of: "incidents", for: .public) == Epsilon("1"))
        #expect(territory.plan.cost(of: "incidents", for: .staff) == Epsilon("4"))
        let keys = territory.plan.tables.map(\.key)
        #expect(keys.contains("incidents.district.day.all"))
        #expect(keys.contains("incidents.cell200.month.all"))
    }

    @Test(.enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
    func whatThePoliceFindIsDiscovered() throws {
        let data = try #require(SharedData.folder)
        let taxonomy = try load("philadelphia", boundaries: data).taxonomy
        func origin(_ code: String) -> Origin? {
            taxonomy.categoryOfCode[code].flatMap { taxonomy.categories[$0].origin }
        }
        for code in ["Narcotic / Drug Law Violations", "Prostitution and Commercialized Vice", "Weapon Violations"] {
            #expect(origin(code) == .discovered)
        }
        #expect(origin("Burglary Residential") == .reported)
    }

    @Test func theDemonstrationCityLoadsAndPaysOneAndFour() throws {
        let territory = try load("ville-temoin", boundaries: nil)
        #expect(territory.isSimulated)
        #expect(territory.language == .french)
        #expect(territory.geography.layers.map(\.level) == ["quartier", "arrondissement"])
        #expect((100...120).contains(territory.geography.layers[0].zones.count))
        #expect(territory.geography.layers[1].zones.count == 16)
        #expect(territory.geography.grid.plane == .europe)
        #expect(territory.water?.contains("FeatureCollection") == true)
        #expect(territory.plan.cost(of: "appels", for: .public) == Epsilon("1"))
        #expect(territory.plan.cost(of: "appels", for: .staff) == Epsilon("4"))
        #expect(territory.taxonomy.categories.count == 12)
        #expect(territory.taxonomy.groups.map(\.id).sorted() == ["espace-public", "secours", "tranquillite"])
        #expect(territory.measures.map(\.id) == ["mediation-soiree", "eclairage"])
        #expect(territory.measures.first?.categories == ["bruit-voisinage", "musique-fetes"])
    }
}
