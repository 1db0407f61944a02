/// A point of the city's plan, in metres east and north of its south-west corner.
struct PlanPoint: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// A point given in kilometres, as the plan's drawings are.
    static func kilometres(_ x: Double, _ y: Double) -> PlanPoint { PlanPoint(x * 1000, y * 1000) }

    /// The squared distance to another point, in square metres.
    func squaredDistance(to other: PlanPoint) -> Double {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }

    /// The distance to another point, in metres.
    func distance(to other: PlanPoint) -> Double { squaredDistance(to: other).squareRoot() }

    /// The point at a share of the way to another.
    func towards(_ other: PlanPoint, _ share: Double) -> PlanPoint {
        PlanPoint(x + (other.x - x) * share, y + (other.y - y) * share)
    }

    /// A bell of height 1 at a centre, falling with the distance; the spread is its standard deviation in metres.
    func bell(around centre: PlanPoint, spread: Double) -> Double {
        ElementaryFunctions.exponential(-squaredDistance(to: centre) / (2 * spread * spread))
    }

    /// The squared distance to the segment between two points.
    func squaredDistance(toSegment from: PlanPoint, _ to: PlanPoint) -> Double {
        let length = from.squaredDistance(to: to)
        if length == 0 { return squaredDistance(to: from) }
        let along = ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / length
        return squaredDistance(to: from.towards(to, min(1, max(0, along))))
    }
}

/// A position in WGS 84, in millionths of a degree, so that shared borders are equal to the last digit.
public struct GeographicPoint: Hashable, Sendable {
    /// Millionths of a degree, positive to the east.
    public let longitudeE6: Int
    /// Millionths of a degree, positive to the north.
    public let latitudeE6: Int

    /// Degrees, positive to the east.
    public var longitude: Double { Double(longitudeE6) / 1_000_000 }
    /// Degrees, positive to the north.
    public var latitude: Double { Double(latitudeE6) / 1_000_000 }

    // The plan's south-west corner lies in the open sea, some 35 km south of any real coast: the city is made up.
    // One degree on the ellipsoid of WGS 84 at 42.82° north is 111,090 m of latitude and 81,785 m of longitude.
    private static let originLongitude = 5_750_000.0
    private static let originLatitude = 42_760_000.0
    static let metresPerLongitude = 81_785.0
    static let metresPerLatitude = 111_090.0

    init(longitudeE6: Int, latitudeE6: Int) {
        self.longitudeE6 = longitudeE6
        self.latitudeE6 = latitudeE6
    }

    /// The position of a point of the plan, rounded to a millionth of a degree (about 0.1 m).
    init(_ point: PlanPoint) {
        longitudeE6 = Int((Self.originLongitude + point.x / Self.metresPerLongitude * 1e6).rounded())
        latitudeE6 = Int((Self.originLatitude + point.y / Self.metresPerLatitude * 1e6).rounded())
    }

    /// The point of the plan, in metres.
    var plan: PlanPoint {
        PlanPoint(
            (Double(longitudeE6) - Self.originLongitude) / 1e6 * Self.metresPerLongitude,
            (Double(latitudeE6) - Self.originLatitude) / 1e6 * Self.metresPerLatitude)
    }
}
