/// The least rectangle of longitudes and latitudes around an area, in degrees.
public struct GeographicBounds: Sendable, Hashable {
    /// The least longitude.
    public let west: Double
    /// The least latitude.
    public let south: Double
    /// The greatest longitude.
    public let east: Double
    /// The greatest latitude.
    public let north: Double

    /// The bounds of some points.
    ///
    /// - Returns: nil where there is none.
    public init?(_ points: some Sequence<GeographicPoint>) {
        var bounds: (west: Double, south: Double, east: Double, north: Double)?
        for point in points {
            let (x, y) = (point.longitude, point.latitude)
            let old = bounds ?? (x, y, x, y)
            bounds = (min(old.west, x), min(old.south, y), max(old.east, x), max(old.north, y))
        }
        guard let bounds else { return nil }
        (west, south, east, north) = bounds
    }
}

extension Geography {
    /// The bounds of all zones; nil for a territory without any.
    public var bounds: GeographicBounds? {
        GeographicBounds(layers.lazy.flatMap(\.zones).flatMap(\.polygons).flatMap(\.outer))
    }
}
