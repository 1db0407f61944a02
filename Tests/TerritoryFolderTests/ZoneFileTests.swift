import Foundation
import TerritoryFolder
import Testing
import Vocabulary

/// Zones files, good, mended and refused.
struct ZoneFileTests {
    private static let zones = "zones/quartiers.geojson"

    /// The one layer of a file of zones, whose ids are numbers from 1 and whose names are letters.
    private func layer(_ geometries: String...) throws -> ZoneLayer {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, Self.collection(geometries))
        try Self.keepTerritoryTables(folder)
        do {
            return try folder.load().geography.layers[0]
        } catch let errors as FolderErrors {
            Issue.record("\(errors.text(in: .english))")
            throw errors
        }
    }

    private static func collection(_ geometries: [String]) -> String {
        TerritoryFolderTests.collection(
            geometries.enumerated().map { number, geometry in
                feature(geometry, ["id": "\(number + 1)", "name": "ABCDEF".dropFirst(number).prefix(1) + ""])
            })
    }

    /// Large zones have many cells; these tests ask for none.
    private static func keepTerritoryTables(_ folder: TemporaryFolder) throws {
        try folder.edit("territory.yaml", "cell: 200", "cell: 1000")
        try folder.edit("territory.yaml", "coarse: [1000]", "coarse: []")
        try folder.write(
            "plan.yaml",
            "limits: {public: 1, staff: 4}\nfigures_per_month: 100\ntables:\n"
                + "  - {source: calls, place: territory, time: month, category: all, public: 0.1}\n")
    }

    /// The area of a zone on a plane around its first point, in square kilometres.
    private func area(_ zone: Zone) -> Double {
        let centre = zone.polygons[0].outer[0]
        let plane = LambertAzimuthalEqualArea(
            centre: centre, falseOrigin: PlanarPoint(x: 0, y: 0), ellipsoid: .wgs84)
        return zone.polygons.reduce(0) { $0 + $1.map(plane.project).area } / 1e6
    }

    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [(Double, Double)] {
        [(west, south), (east, south), (east, north), (west, north), (west, south)]
    }

    @Test func holesAndSeveralPolygonsAreKept() throws {
        let zone = try layer(
            multiPolygon([
                [box(5.30, 43.30, 5.40, 43.40), box(5.32, 43.32, 5.34, 43.34)], [box(5.50, 43.30, 5.52, 43.32)],
            ])
        ).zones[0]
        #expect(zone.polygons.count == 2)
        #expect(zone.polygons.map(\.holes.count).sorted() == [0, 1])
    }

    @Test func validCoordinatesKeepEveryDigit() throws {
        let zone = try layer(polygon([[(5.300000001, 43.3), (5.4, 43.3), (5.4, 43.4), (5.300000001, 43.3)]])).zones[0]
        #expect(zone.polygons[0].outer.contains(GeographicPoint(longitude: 5.300000001, latitude: 43.3)))
        #expect(zone.polygons[0].outer.count == 3)
    }

    @Test func anUnclosedRingIsClosed() throws {
        let open = try layer(polygon([[(5.3, 43.3), (5.4, 43.3), (5.4, 43.4), (5.3, 43.4)]])).zones[0]
        let closed = try layer(polygon([box(5.3, 43.3, 5.4, 43.4)])).zones[0]
        #expect(open.polygons == closed.polygons)
    }

    @Test func aSmallSelfCrossingIsMended() throws {
        // A loop of a few metres at one corner.
        let zone = try layer(
            polygon([
                [
                    (5.3, 43.3), (5.4, 43.3), (5.4, 43.4), (5.39995, 43.4001), (5.40005, 43.4001), (5.3999, 43.4),
                    (5.3, 43.4), (5.3, 43.3),
                ]
            ])
        ).zones[0]
        let square = try layer(polygon([box(5.3, 43.3, 5.4, 43.4)])).zones[0]
        #expect(abs(area(zone) / area(square) - 1) < 0.001)
    }

    @Test func whatARingCoversTwiceIsKept() throws {
        // A band around a court, whose two ends lie over each other by a few metres.
        let band: [(Double, Double)] = [
            (0, 0), (10, 0), (10, 10), (0, 10), (0, 5.01), (2, 5.01), (2, 8), (8, 8), (8, 2), (2, 2), (2, 5.02),
            (0, 5.02), (0, 0),
        ]
        let zone = try layer(polygon([band.map { (5.3 + $0.0 / 100, 43.3 + $0.1 / 100) }])).zones[0]
        #expect(zone.polygons.count == 1)
        #expect(zone.polygons[0].holes.count == 1)
    }

    @Test func overlappingPartsAreMergedWhenLittleChanges() throws {
        let zone = try layer(
            multiPolygon([[box(5.3, 43.3, 5.4, 43.4)], [box(5.3999, 43.3, 5.5, 43.4)]])
        ).zones[0]
        let whole = try layer(polygon([box(5.3, 43.3, 5.5, 43.4)])).zones[0]
        #expect(zone.polygons.count == 1)
        #expect(abs(area(zone) / area(whole) - 1) < 1e-6)
    }

    @Test func aSplitAndAnUnsplitZoneAtTheAntimeridianAreTheSame() throws {
        let split = try layer(
            multiPolygon([[box(179.9, -17, 180, -16.9)], [box(-180, -17, -179.9, -16.9)]])
        ).zones[0]
        let unsplit = try layer(
            polygon([[(179.9, -17), (-179.9, -17), (-179.9, -16.9), (179.9, -16.9), (179.9, -17)]])
        ).zones[0]
        // 0.2 by 0.1 degrees at 17° south: about 21.3 by 11.1 km.
        #expect(abs(area(split) - 236) < 2)
        #expect(abs(area(unsplit) / area(split) - 1) < 1e-4)
        for zone in [split, unsplit] {
            #expect(zone.polygons.count == 2)
            #expect(zone.polygons.flatMap(\.outer).allSatisfy { $0.isOnEarth })
        }
    }

    @Test func theGridIsWholeAcrossTheAntimeridian() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Self.zones,
            Self.collection([
                polygon([[(179.9, -17), (-179.9, -17), (-179.9, -16.9), (179.9, -16.9), (179.9, -17)]]),
                multiPolygon([[box(179.9, -16.9, 180, -16.8)], [box(-180, -16.9, -179.9, -16.8)]]),
            ]))
        try Self.keepTerritoryTables(folder)
        let geography = try folder.load().geography
        guard case .local(let centre) = geography.grid.plane else {
            Issue.record("not a local plane")
            return
        }
        #expect(abs(centre.longitude) == 180)
        #expect(centre.latitude == -16.9)
        // 21.3 by 22.2 km; the cells on the border come on top.
        #expect((470...570).contains(geography.cells.count))
        let zoneOfCell = geography.zoneOfCell[0]
        #expect(zoneOfCell.allSatisfy { $0 >= 0 })
        #expect(abs(zoneOfCell.count { $0 == 0 } - zoneOfCell.count { $0 == 1 }) < 50)
    }

    @Test func zonesAreOrderedByTheirIds() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Self.zones,
            TerritoryFolderTests.collection(
                ["10", "B", "2", "A"].enumerated().map { number, id in
                    feature(square(5.3 + Double(number) * 0.02, 43.3, 0.02), ["id": id, "name": "Zone \(id)"])
                }))
        #expect(try folder.load().geography.layers[0].zones.map(\.id) == ["2", "10", "A", "B"])
    }

    @Test func numbersServeAsIds() throws {
        let folder = try TemporaryFolder()
        let text = try folder.read(Self.zones).replacingOccurrences(of: "\"id\":\"2\"", with: "\"id\":9007199254740993")
        try folder.write(Self.zones, text)
        #expect(try folder.load().geography.layers[0].zones.map(\.id) == ["1", "9007199254740993"])
    }

    @Test func aParentLevelIsTheUnionOfItsZones() throws {
        let folder = try TemporaryFolder()
        try folder.edit(
            "territory.yaml", "    name: name\n",
            "    name: \"Quartier {name}\"\n    parent:\n      level: arrondissement\n"
                + "      title: {fr: Arrondissement, en: District}\n      id: arr\n      name: arr_name\n")
        func part(_ longitude: Double, _ id: String, _ arr: String) -> String {
            feature(square(longitude, 43.3, 0.02), ["id": id, "name": "n\(id)", "arr": arr, "arr_name": "Arr \(arr)"])
        }
        try folder.write(
            Self.zones,
            TerritoryFolderTests.collection([part(5.30, "1", "A"), part(5.32, "2", "A"), part(5.34, "3", "B")]))
        let layers = try folder.load().geography.layers
        #expect(layers.map(\.level) == ["quartier", "arrondissement"])
        #expect(layers[0].zones.map(\.name) == ["Quartier n1", "Quartier n2", "Quartier n3"])
        #expect(layers[0].zones.map(\.parent) == ["A", "A", "B"])
        #expect(layers[1].zones.map(\.name) == ["Arr A", "Arr B"])
        // Two squares side by side make one outline.
        #expect(layers[1].zones[0].polygons.count == 1)
        #expect(abs(area(layers[1].zones[0]) / (2 * area(layers[0].zones[0])) - 1) < 1e-3)
    }

    @Test func aParentLevelMayHaveAFileOfItsOwn() throws {
        let folder = try TemporaryFolder()
        try folder.edit(
            "territory.yaml", "    name: name\n",
            "    name: name\n    parent: {level: secteur, id: sector}\n  - level: secteur\n"
                + "    title: {fr: Secteur, en: Sector}\n    file: zones/s.geojson\n    id: id\n    name: name\n")
        try folder.write(
            Self.zones,
            TerritoryFolderTests.collection([
                feature(square(5.30, 43.3, 0.02), ["id": "1", "name": "x", "sector": "N"]),
                feature(square(5.32, 43.3, 0.02), ["id": "2", "name": "y", "sector": "S"]),
            ]))
        func sectors(_ ids: String...) -> String {
            TerritoryFolderTests.collection(
                ids.enumerated().map { number, id in
                    feature(square(5.3 + Double(number) * 0.02, 43.3, 0.02), ["id": id, "name": "Sector \(id)"])
                })
        }
        try folder.write("zones/s.geojson", sectors("N", "S"))
        let layers = try folder.load().geography.layers
        #expect(layers.map(\.level) == ["quartier", "secteur"])
        #expect(layers[0].zones.map(\.parent) == ["N", "S"])
        try folder.write("zones/s.geojson", sectors("N", "E"))
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["zones[1].parent"])
        #expect(errors[0].text(in: .english).contains("`S`"))
    }

    @Test func aParentWithTwoNamesIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.edit(
            "territory.yaml", "    name: name\n",
            "    name: name\n    parent: {level: a, title: {fr: A, en: A}, id: arr, name: arr_name}\n")
        try folder.write(
            Self.zones,
            TerritoryFolderTests.collection([
                feature(square(5.3, 43.3, 0.02), ["id": "1", "name": "x", "arr": "A", "arr_name": "North"]),
                feature(square(5.4, 43.3, 0.02), ["id": "2", "name": "y", "arr": "A", "arr_name": "South"]),
            ]))
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["features[2].arr_name"])
        #expect(errors.map(\.position?.line) == [3])
    }

    /// The second zone's geometry (line 3 of the file) and a word of the refusal.
    @Test(arguments: [
        ("null", "no geometry"), ("{\"type\":\"Point\",\"coordinates\":[5.3,43.3]}", "`Point`"),
        (
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"GeometryCollection\",\"geometries\":[]}]}",
            "`GeometryCollection`"
        ),
        ("{\"type\":\"LineString\",\"coordinates\":[[5.3,43.3],[5.4,43.4]]}", "`LineString`"),
        ("{\"type\":\"Polygon\"}", "no coordinates"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[5.3,43.3]]}", "positions"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[5.3],[5.4]]]}", "positions"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[\"5.3\",43.3],[5.4,43.3]]]}", "positions"),
        ("{\"type\":\"Polygon\",\"coordinates\":[]}", "encloses no area"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[5.3,43.3],[5.4,43.3],[5.3,43.3]]]}", "encloses no area"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[5,43],[5.1,43],[5.2,43],[5,43]]]}", "encloses no area"),
        (
            "{\"type\":\"Polygon\",\"coordinates\":[[[5.3,43.3],[5.4,43.4],[5.4,43.3],[5.3,43.4],[5.3,43.3]]]}",
            "crosses itself"
        ),
        (
            "{\"type\":\"Polygon\",\"coordinates\":[[[893000,6247000],[894000,6247000],[894000,6248000],[893000,6247000]]]}",
            "ogr2ogr -t_srs EPSG:4326"
        ),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[5.3,143.3],[5.4,43.3],[5.4,43.4],[5.3,143.3]]]}", "degrees"),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[-120,80],[0,80],[120,80],[-120,80]]]}", "pole"),
    ])
    func aZoneWithoutAReadableAreaIsRefusedByName(_ geometry: String, _ word: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Self.zones,
            TerritoryFolderTests.collection([
                feature(square(5.3, 43.3, 0.02), ["id": "1", "name": "Good"]),
                feature(geometry, ["id": "2", "name": "Bad"]),
            ]))
        let errors = try folder.errors()
        #expect(errors.count == 1)
        let text = errors[0].text(in: .english)
        #expect(text.contains("`Bad`") && text.contains(word), "\(text)")
        #expect(errors[0].position?.line == 3)
        #expect(errors[0].position?.field == "features[2].geometry")
    }

    @Test(arguments: [
        ("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2154\"}},", "EPSG::2154"),
        ("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},", "EPSG:3857"), ("\"crs\":7,", "`?`"),
    ])
    func anotherReferenceSystemIsRefused(_ member: String, _ word: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, TerritoryFolderTests.collection([feature(square(5, 43, 1), [:])], extra: member))
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["crs"])
        #expect(errors[0].text(in: .english).contains(word))
        #expect(errors[0].text(in: .english).contains("ogr2ogr -t_srs EPSG:4326"))
    }

    @Test(arguments: ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
    func degreesOfWGS84AreAdmitted(_ name: String) throws {
        let folder = try TemporaryFolder()
        let member = "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\(name)\"}},"
        try folder.write(Self.zones, member + folder.read(Self.zones).dropFirst())
        #expect(try folder.load().geography.layers[0].zones.count == 2)
    }

    @Test func twoZonesWithOneIdAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.edit(Self.zones, "\"id\":\"2\"", "\"id\":\"1\"")
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["features[2].id"])
        #expect(errors.map(\.position?.line) == [3])
    }

    @Test(arguments: [
        ("id", "\"id\":\"2\",", ""), ("name", "\"name\":\"Est\"", "\"nom\":\"Est\""), ("name", "\"Est\"", "[1]"),
    ])
    func aMissingPropertyIsNamedWithThoseFound(_ field: String, _ old: String, _ new: String) throws {
        let folder = try TemporaryFolder()
        try folder.edit(Self.zones, old, new)
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["features[2].\(field)"])
        #expect(errors.map(\.position?.line) == [3])
        #expect(errors[0].text(in: .english).contains("Properties found: "))
    }

    @Test func aCountryOfSmallCellsIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, Self.collection([square(0, 45, 10)]))
        try folder.edit("territory.yaml", "cell: 200", "cell: 100")
        #expect(try folder.errors().map(\.position?.field) == ["grid"])
    }

    @Test func zonesOutsideEuropeAreRefusedOnItsPlane() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, Self.collection([square(-75, 40, 0.1)]))
        try folder.edit("territory.yaml", "plane: auto", "plane: europe")
        #expect(try folder.errors().map(\.position?.field) == ["grid"])
    }
}
