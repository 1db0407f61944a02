import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

struct PlaceReadingTests {
    /// The test city lies near 49.3° N 4.8° E; Lambert 93 coordinates of a point of it, by PROJ's inverse of ours.
    private func lambert(_ point: GeographicPoint) -> (x: Double, y: Double) {
        // EPSG:2154 (IOGP 373-7-2, Lambert Conic Conformal 2SP) on GRS80.
        let e = 0.081_819_191_042_816
        let a = 6_378_137.0
        func radians(_ d: Double) -> Double { d * .pi / 180 }
        func m(_ p: Double) -> Double { cos(p) / (1 - e * e * sin(p) * sin(p)).squareRoot() }
        func t(_ p: Double) -> Double {
            tan(.pi / 4 - p / 2) / pow((1 - e * sin(p)) / (1 + e * sin(p)), e / 2)
        }
        let (p1, p2, p0) = (radians(49), radians(44), radians(46.5))
        let n = (log(m(p1)) - log(m(p2))) / (log(t(p1)) - log(t(p2)))
        let f = m(p1) / (n * pow(t(p1), n))
        let r0 = a * f * pow(t(p0), n)
        let r = a * f * pow(t(radians(point.latitude)), n)
        let theta = n * radians(point.longitude - 3)
        return (700_000 + r * sin(theta), 6_600_000 + r0 - r * cos(theta))
    }

    private func rows(_ points: [(Double, Double)]) -> [[String]] {
        points.map { ["2024-05-04 12:30", "\($0.0)", "\($0.1)", "BRU"] }
    }

    @Test(arguments: [
        PlaceColumns.coordinates(x: "x", y: "y", reference: .epsg(2154)), .points(reference: .epsg(2154)),
        .points(reference: .file),
    ])
    func lambert93GivesTheSameCellsAsDegrees(place: PlaceColumns) async throws {
        var generator = SeededGenerator(seed: 2154)
        let points = (0..<500).map { _ in
            TestCity.point(
                quartier: .random(in: 0..<6, using: &generator), east: .random(in: 1..<999, using: &generator),
                north: .random(in: 1..<999, using: &generator))
        }
        let degrees = try await GateRun(
            .reading(), columns: ["time", "lon", "lat", "code"], rows: rows(points.map { ($0.longitude, $0.latitude) }))
        let projected = try await GateRun(
            .reading(place: place), columns: ["time"] + place.columns + ["code"],
            rows: rows(
                points.map {
                    let place = lambert($0); return (place.x, place.y)
                }), reference: "EPSG:2154")
        #expect(projected.report.admitted == 500)
        #expect(projected.tallies == degrees.tallies)
    }

    @Test func refusalsOfProjectedCoordinatesHaveTheirReasons() async throws {
        let inside = lambert(TestCity.point())
        let done = try await GateRun(
            .reading(place: .coordinates(x: "x", y: "y", reference: .epsg(2154))), columns: ["time", "x", "y", "code"],
            rows: rows([(inside.x, inside.y), (inside.y, inside.x), (652_381, 6_862_047), (0, 0)]) + [
                ["2024-05-04", "", "6862047", "BRU"], ["2024-05-04", "east", "6862047", "BRU"],
                ["2024-05-04", "1e300", "1e300", "BRU"],
            ])
        #expect(done.report.admitted == 1)
        #expect(done.report.refused == [.outsideTerritory: 3, .noCoordinates: 2, .unreadableCoordinates: 1])
        #expect(done.report.swappedCoordinates == 1)
    }

    @Test func swappedDegreesAreRefusedAndCounted() async throws {
        let point = TestCity.point()
        let done = try await GateRun(
            .reading(), columns: ["time", "lon", "lat", "code"],
            rows: rows([(point.latitude, point.longitude), (point.longitude, point.latitude), (1, 2)]))
        #expect(done.report.refused == [.outsideTerritory: 2])
        #expect(done.report.swappedCoordinates == 1)
    }

    private func gate(_ place: PlaceColumns, reference: String? = nil, timeZone: String = "Europe/Paris") throws -> Gate
    {
        try Gate(
            territory: TestCity.territory(timeZone: timeZone), convention: .reading(place: place), file: "f.shp",
            columns: ["time", "x", "y", "code", PlaceColumns.pointX, PlaceColumns.pointY], fileReference: reference)
    }

    @Test func whatIsWrongWithAReferenceIsSaid() throws {
        let columns = { PlaceColumns.coordinates(x: "x", y: "y", reference: .epsg($0)) }
        let convention = TextPosition(file: "conventions/calls.yaml", field: "crs")
        #expect(throws: GateError.unknownReference(name: "EPSG:999999", at: convention)) { try gate(columns(999_999)) }
        // A vertical system has no east and no north.
        #expect(throws: GateError.unknownReference(name: "EPSG:5720", at: convention)) { try gate(columns(5720)) }
        #expect(throws: GateError.missingReference(file: "f.shp")) { try gate(.points(reference: .file)) }
        let error = #expect(throws: GateError.self) { try gate(columns(2913)) }
        guard case .referenceElsewhere(let name, let area, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(name == "EPSG:2913")
        #expect(area.contains("Oregon"))
        #expect(error?.explanation.text(in: .french).contains("crs: 2154") == true)
    }

    @Test(arguments: [
        "EPSG:0", "EPSG:", "2154", "+proj=utm +zone=31", "+init=epsg:2154", "/etc/passwd", "PROJCS[",
        "urn:ogc:def:crs:EPSG::2154", "GEOGCS[\"a\",PARAMETERFILE[\"/etc/passwd\"]]",
        "PROJCS[\"a\",EXTENSION[\"PROJ4\",\"+proj=longlat +nadgrids=/etc/passwd\"]]",
        String(repeating: "PROJCS[", count: 20_000),
    ])
    func aFilesOwnDefinitionIsReadAsDataOnly(definition: String) {
        #expect(throws: GateError.self) { try gate(.points(reference: .file), reference: definition) }
    }

    @Test func aDefinitionInWKTIsUnderstood() throws {
        let text = """
            PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,298.257222101]],\
            PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],\
            PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],\
            PARAMETER["Standard_Parallel_1",44.0],PARAMETER["Standard_Parallel_2",49.0],\
            PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]
            """
        let definition = try #require(ReferenceDefinition(text))
        #expect(definition.name == "RGF93_Lambert_93")
        let conversion = try ReferenceConversion(from: definition, area: nil)
        let point = TestCity.point()
        let place = lambert(point)
        var (x, y) = ([place.x], [place.y])
        conversion.convert(&x, &y)
        #expect(abs(x[0] - point.longitude) < 1e-8 && abs(y[0] - point.latitude) < 1e-8)
    }

    @Test func zoneCodesThatLostTheirZerosAreKnown() {
        #expect(
            ZoneCodes.numbers(of: ["01001", "13055", "2A004", "00007"]) == [
                "01001": 0, "1001": 0, "13055": 1, "2A004": 2, "00007": 3, "7": 3,
            ])
        // With ids of several lengths a shorter code could be another zone's.
        #expect(ZoneCodes.numbers(of: ["01", "1", "001"]) == ["01": 0, "1": 1, "001": 2])
        #expect(ZoneCodes.numbers(of: ["000"]) == ["000": 0])
    }
}
