import Vocabulary

/// The reference systems on a plane that a town's files usually come in, by EPSG code.
enum UsualPlanes {
    /// The systems that are made for some part of the area, the nearest to home first.
    static func around(_ area: GeographicBounds) -> [(epsg: Int, projection: PlaneProjection)] {
        var planes: [(epsg: Int, projection: PlaneProjection)] = []
        if touches(area, longitudes: -9.9...10.4, latitudes: 41.1...51.6) {
            planes.append((2154, lambert93))
            // A zone reaches a degree to either side of its parallel.
            planes += (42...50).filter { touches(area, latitudes: Double($0) - 1...Double($0) + 1) }
                .map { (3900 + $0, conformalConic($0)) }
        }
        if touches(area, longitudes: -9.1...2.1, latitudes: 49.7...61.1) { planes.append((27_700, nationalGrid)) }
        if touches(area, latitudes: 0...84) { planes += zones(area).map { (32_600 + $0, mercator($0, isNorth: true)) } }
        if touches(area, latitudes: -80...0) {
            planes += zones(area).map { (32_700 + $0, mercator($0, isNorth: false)) }
        }
        if touches(area, latitudes: -85...85) { planes.append((3857, .web)) }
        return planes
    }

    private static func touches(
        _ area: GeographicBounds, longitudes: ClosedRange<Double> = -180...180, latitudes: ClosedRange<Double>
    ) -> Bool {
        area.west <= longitudes.upperBound && area.east >= longitudes.lowerBound
            && area.south <= latitudes.upperBound && area.north >= latitudes.lowerBound
    }

    /// The zones of six degrees, and those next to a territory within a degree: a file keeps to one.
    private static func zones(_ area: GeographicBounds) -> [Int] {
        (1...60).filter { zone in
            let middle = Double(zone) * 6 - 183
            return area.west <= middle + 4 && area.east >= middle - 4
        }
    }

    private static let lambert93 = PlaneProjection.conic(
        parallels: [44, 49], origin: GeographicPoint(longitude: 3, latitude: 46.5),
        falseOrigin: PlanarPoint(x: 700_000, y: 6_600_000))

    /// CC42 to CC50.
    private static func conformalConic(_ parallel: Int) -> PlaneProjection {
        let middle = Double(parallel)
        return .conic(
            parallels: [middle - 0.75, middle + 0.75], origin: GeographicPoint(longitude: 3, latitude: middle),
            falseOrigin: PlanarPoint(x: 1_700_000, y: (middle - 41) * 1_000_000 + 200_000))
    }

    private static func mercator(_ zone: Int, isNorth: Bool) -> PlaneProjection {
        .transverse(
            .wgs84, origin: GeographicPoint(longitude: Double(zone) * 6 - 183, latitude: 0), scale: 0.9996,
            falseOrigin: PlanarPoint(x: 500_000, y: isNorth ? 0 : 10_000_000))
    }

    private static let nationalGrid = PlaneProjection.transverse(
        .airy, origin: GeographicPoint(longitude: -2, latitude: 49), scale: 0.9996012717,
        falseOrigin: PlanarPoint(x: 400_000, y: -100_000))
}
