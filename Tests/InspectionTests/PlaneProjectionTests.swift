import Testing
import Vocabulary

@testable import Inspection

/// Projections of the usual systems, against PROJ's `cs2cs` 9.6.
struct PlaneProjectionTests {
    /// A point and what PROJ makes of it.
    struct Known: Sendable, CustomTestStringConvertible {
        let longitude: Double
        let latitude: Double
        let epsg: Int
        let x: Double
        let y: Double

        init(_ longitude: Double, _ latitude: Double, _ epsg: Int, _ x: Double, _ y: Double) {
            (self.longitude, self.latitude, self.epsg, self.x, self.y) = (longitude, latitude, epsg, x, y)
        }

        var testDescription: String { "EPSG:\(epsg) at \(longitude), \(latitude)" }
        var point: GeographicPoint { GeographicPoint(longitude: longitude, latitude: latitude) }
    }

    private static let known = [
        Known(5.3698, 43.2965, 2154, 892_390.222, 6_247_035.257),
        Known(-4.4861, 48.3904, 2154, 146_632.979, 6_836_262.327),
        Known(7.7521, 48.5734, 2154, 1_050_362.695, 6_840_899.647),
        Known(5.3698, 43.2965, 3943, 1_892_264.669, 2_235_649.145),
        Known(5.3698, 43.2965, 3944, 1_892_275.621, 3_124_604.542),
        Known(2.3522, 48.8566, 3949, 1_652_467.869, 8_184_256.869),
        Known(7.7521, 48.5734, 3948, 2_050_445.094, 7_274_559.133),
        Known(5.3698, 43.2965, 3857, 597_763.402, 5_357_211.617),
        Known(151.2093, -33.8688, 3857, 16_832_542.279, -4_011_198.647),
        Known(5.3698, 43.2965, 32631, 692_230.469, 4_796_468.507),
        Known(2.3522, 48.8566, 32631, 452_482.533, 5_411_717.177),
        Known(-122.6765, 45.5231, 32610, 525_263.681, 5_041_113.743),
        Known(151.2093, -33.8688, 32756, 334_368.634, 6_250_948.345),
        Known(55.4504, -20.8823, 32740, 338_811.239, 7_690_101.360),
        Known(-0.1276, 51.5072, 32630, 699_330.984, 5_710_142.067),
        Known(-0.1276, 51.5072, 27700, 530_043.195, 180_358.209),
        Known(-1.5491, 53.8008, 27700, 429_795.567, 433_927.318),
    ]

    @Test(arguments: known) func aPointLiesWhereProjPutsIt(_ known: Known) throws {
        let area = try #require(GeographicBounds([known.point]))
        let plane = try #require(UsualPlanes.around(area).first { $0.epsg == known.epsg })
        let found = try #require(plane.projection.project(known.point))
        // Great Britain's grid is shifted by seven parameters here, and by whatever PROJ has there.
        let limit = known.epsg == 27700 ? 8.0 : 0.002
        #expect(abs(found.x - known.x) < limit && abs(found.y - known.y) < limit, "\(found)")
    }

    @Test func onlySystemsThatAreMadeForTheAreaAreTried() throws {
        func codes(_ longitude: Double, _ latitude: Double) throws -> [Int] {
            let area = try #require(GeographicBounds([GeographicPoint(longitude: longitude, latitude: latitude)]))
            return UsualPlanes.around(area).map(\.epsg)
        }
        #expect(try codes(5.37, 43.3) == [2154, 3943, 3944, 32631, 32632, 3857])
        #expect(try codes(-0.1, 51.5) == [2154, 27700, 32630, 32631, 3857])
        #expect(try codes(-122.7, 45.5) == [32610, 3857])
        #expect(try codes(151.2, -33.9) == [32756, 3857])
        #expect(try codes(0, -89.5).isEmpty)
    }
}
