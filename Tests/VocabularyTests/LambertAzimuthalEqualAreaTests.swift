import Foundation
import TestCity
import Testing
import Vocabulary

struct LambertAzimuthalEqualAreaTests {
    private static let europe = EqualAreaGrid(plane: .europe, cellSize: 200).projection
    private static let local = EqualAreaGrid(
        plane: .local(centre: GeographicPoint(longitude: -75.1, latitude: 40)), cellSize: 200
    ).projection

    /// 10,000 points within 25 degrees of the centre, against PROJ; tolerance one millimetre.
    @Test(
        .enabled(if: isCctExpected, "cct is not installed (proj-bin)"),
        arguments: [
            (europe, "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80"),
            (local, "+proj=laea +lat_0=40 +lon_0=-75.1 +x_0=20000000 +y_0=20000000 +ellps=WGS84"),
        ])
    func tenThousandPointsAgreeWithPROJ(_ projection: LambertAzimuthalEqualArea, _ definition: String) throws {
        let cct = try #require(Self.cct)
        var generator = SeededGenerator(seed: 3035)
        let points = (0..<10_000).map { _ in
            GeographicPoint(
                longitude: projection.centre.longitude + .random(in: -25...25, using: &generator),
                latitude: projection.centre.latitude + .random(in: -25...25, using: &generator))
        }
        let input = FileManager.default.temporaryDirectory.appending(path: "cct-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(points.map { "\($0.longitude) \($0.latitude) 0 0\n" }.joined().utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: cct)
        process.arguments = ["-d", "6"] + definition.split(separator: " ").map(String.init)
        process.standardInput = try FileHandle(forReadingFrom: input)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let rows = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(rows.count == points.count)
        var worst = 0.0
        for (row, point) in zip(rows, points) {
            let fields = row.split(separator: " ").compactMap { Double($0) }
            let place = projection.project(point)
            worst = max(worst, abs(place.x - fields[0]), abs(place.y - fields[1]))
            let back = try #require(projection.unproject(place))
            // A hundredth of a millimetre, in degrees.
            #expect(abs(back.latitude - point.latitude) < 1e-10)
            #expect(abs(back.longitude - point.longitude) < 1e-9)
        }
        #expect(worst < 1e-3, "worst difference \(worst) m")
    }

    @Test func theExampleOfTheEPSGGuidanceNoteComesOut() {
        // IOGP 373-7-2, Lambert Azimuthal Equal Area: 50° N 5° E on ETRS89.
        let place = Self.europe.project(longitude: 5, latitude: 50)
        #expect(abs(place.x - 3_962_799.45) < 0.01)
        #expect(abs(place.y - 2_999_718.85) < 0.01)
    }

    @Test func theCentreIsTheFalseOrigin() {
        #expect(Self.local.project(Self.local.centre) == Self.local.falseOrigin)
        #expect(Self.local.unproject(Self.local.falseOrigin) == Self.local.centre)
    }

    @Test func longitudesMayBeWrittenATurnApart() {
        let east = EqualAreaGrid(plane: .local(centre: GeographicPoint(longitude: 179.9, latitude: -17)), cellSize: 200)
        let a = east.projection.project(longitude: -179.95, latitude: -17)
        let b = east.projection.project(longitude: 180.05, latitude: -17)
        #expect(abs(a.x - b.x) < 1e-6 && abs(a.y - b.y) < 1e-6)
        #expect(east.projection.unproject(a).map(\.isOnEarth) == true)
    }

    @Test func beyondTheAntipodeThereIsNothing() {
        #expect(Self.europe.unproject(PlanarPoint(x: 20_000_000, y: 20_000_000)) == nil)
    }

    /// The path of PROJ's `cct` (Debian: proj-bin).
    private static let cct = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/cct" }.first(where: FileManager.default.isExecutableFile(atPath:))
    /// The comparison is skipped without it, but not in continuous integration, where it then fails.
    private static let isCctExpected = cct != nil || ProcessInfo.processInfo.environment["CI"] != nil
}
