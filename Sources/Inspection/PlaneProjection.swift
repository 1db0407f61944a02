import Foundation
import Vocabulary

/// How longitude and latitude become coordinates on a plane, for the systems that town files come in.
///
/// EPSG Guidance Note 7-2 (IOGP 373-7-2), methods 9802, 9807 and 1024. Only boxes of coordinates are recognised with it,
/// so a few metres don't matter; what is imported is converted by PROJ.
enum PlaneProjection: Sendable, Hashable {
    /// A cone through two parallels.
    case conic(parallels: [Double], origin: GeographicPoint, falseOrigin: PlanarPoint)
    /// A cylinder along a meridian.
    case transverse(Spheroid, origin: GeographicPoint, scale: Double, falseOrigin: PlanarPoint)
    /// The square of web maps.
    case web

    /// The figure of the earth.
    enum Spheroid: Sendable, Hashable {
        /// That of GPS; that of ETRS89 differs by a tenth of a millimetre.
        case wgs84
        /// Airy's of 1830, with the shift of Great Britain's OSGB36.
        case airy

        var axis: Double { self == .wgs84 ? 6_378_137 : 6_377_563.396 }
        var flattening: Double { self == .wgs84 ? 1 / 298.257223563 : 1 / 299.3249646 }
        var squaredEccentricity: Double { flattening * (2 - flattening) }
    }

    /// The point on the plane.
    ///
    /// - Returns: nil where the projection has none.
    func project(_ point: GeographicPoint) -> PlanarPoint? {
        guard point.isOnEarth, abs(point.latitude) < 89 else { return nil }
        let found: PlanarPoint =
            switch self {
            case .conic(let parallels, let origin, let falseOrigin):
                Self.conic(point, parallels, origin, falseOrigin)
            case .transverse(let spheroid, let origin, let scale, let falseOrigin):
                Self.transverse(point, spheroid, origin, scale, falseOrigin)
            case .web: Self.web(point)
            }
        return found.x.isFinite && found.y.isFinite ? found : nil
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    private static func web(_ point: GeographicPoint) -> PlanarPoint {
        let radius = Spheroid.wgs84.axis
        return PlanarPoint(
            x: radius * radians(point.longitude), y: radius * asinh(tan(radians(point.latitude))))
    }

    // MARK: - The cone

    private static func conic(
        _ point: GeographicPoint, _ parallels: [Double], _ origin: GeographicPoint, _ falseOrigin: PlanarPoint
    ) -> PlanarPoint {
        let spheroid = Spheroid.wgs84
        let eccentricity = spheroid.squaredEccentricity.squareRoot()
        func m(_ latitude: Double) -> Double {
            cos(latitude) / (1 - spheroid.squaredEccentricity * sin(latitude) * sin(latitude)).squareRoot()
        }
        func t(_ latitude: Double) -> Double {
            let bend = eccentricity * sin(latitude)
            return tan(.pi / 4 - latitude / 2) / pow((1 - bend) / (1 + bend), eccentricity / 2)
        }
        let (south, north) = (radians(parallels[0]), radians(parallels[1]))
        let n = (log(m(south)) - log(m(north))) / (log(t(south)) - log(t(north)))
        let f = m(south) / (n * pow(t(south), n))
        func radius(_ latitude: Double) -> Double { spheroid.axis * f * pow(t(latitude), n) }
        let angle = n * radians(point.longitude - origin.longitude)
        let r = radius(radians(point.latitude))
        return PlanarPoint(
            x: falseOrigin.x + r * sin(angle), y: falseOrigin.y + radius(radians(origin.latitude)) - r * cos(angle))
    }

    // MARK: - The cylinder

    private static func transverse(
        _ point: GeographicPoint, _ spheroid: Spheroid, _ origin: GeographicPoint, _ scale: Double,
        _ falseOrigin: PlanarPoint
    ) -> PlanarPoint {
        let local = spheroid == .airy ? shiftedToBritain(point) : point
        let foot = onCylinder(latitude: radians(origin.latitude), east: 0, spheroid)
        let place = onCylinder(
            latitude: radians(local.latitude), east: radians(local.longitude - origin.longitude), spheroid)
        return PlanarPoint(
            x: falseOrigin.x + scale * place.x, y: falseOrigin.y + scale * (place.y - foot.y))
    }

    /// Krüger's series to the fourth order.
    private static func onCylinder(latitude: Double, east: Double, _ spheroid: Spheroid) -> PlanarPoint {
        let n = spheroid.flattening / (2 - spheroid.flattening)
        let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n)
        let radius = spheroid.axis / (1 + n) * (1 + n2 / 4 + n4 / 64)
        let series = [
            n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161_280,
        ]
        let eccentricity = spheroid.squaredEccentricity.squareRoot()
        let conformal = sinh(atanh(sin(latitude)) - eccentricity * atanh(eccentricity * sin(latitude)))
        let xi = atan2(conformal, cos(east))
        let eta = asinh(sin(east) / (conformal * conformal + cos(east) * cos(east)).squareRoot())
        var place = PlanarPoint(x: eta, y: xi)
        for (index, factor) in series.enumerated() {
            let order = Double(2 * (index + 1))
            place.x += factor * cos(order * xi) * sinh(order * eta)
            place.y += factor * sin(order * xi) * cosh(order * eta)
        }
        return PlanarPoint(x: radius * place.x, y: radius * place.y)
    }

    /// The Ordnance Survey's seven parameters from WGS84 to OSGB36, good to some five metres.
    private static func shiftedToBritain(_ point: GeographicPoint) -> GeographicPoint {
        let (longitude, latitude) = (radians(point.longitude), radians(point.latitude))
        let from = Spheroid.wgs84
        let normal = from.axis / (1 - from.squaredEccentricity * sin(latitude) * sin(latitude)).squareRoot()
        let x = normal * cos(latitude) * cos(longitude)
        let y = normal * cos(latitude) * sin(longitude)
        let z = normal * (1 - from.squaredEccentricity) * sin(latitude)
        let second = Double.pi / 180 / 3600
        let (rx, ry, rz, s) = (-0.1502 * second, -0.2470 * second, -0.8421 * second, 1 + 20.4894e-6)
        let shiftedX = -446.448 + s * x - rz * y + ry * z
        let shiftedY = 125.157 + rz * x + s * y - rx * z
        let shiftedZ = -542.060 - ry * x + rx * y + s * z
        let to = Spheroid.airy
        let flat = (shiftedX * shiftedX + shiftedY * shiftedY).squareRoot()
        var found = atan2(shiftedZ, flat * (1 - to.squaredEccentricity))
        for _ in 0..<5 {
            let bend = to.axis / (1 - to.squaredEccentricity * sin(found) * sin(found)).squareRoot()
            found = atan2(shiftedZ + to.squaredEccentricity * bend * sin(found), flat)
        }
        return GeographicPoint(longitude: atan2(shiftedY, shiftedX) * 180 / .pi, latitude: found * 180 / .pi)
    }
}
