/// An area with holes: an outer ring and inner rings, each closed implicitly from its last point to its first.
public struct Polygon<Point: Sendable & Hashable>: Sendable, Hashable {
    /// The outer ring.
    public let outer: [Point]
    /// The rings cut out of it.
    public let holes: [[Point]]

    /// Makes a polygon; nothing is checked.
    public init(outer: [Point], holes: [[Point]] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// The same polygon with every point moved by `transform`.
    public func map<T>(_ transform: (Point) throws -> T) rethrows -> Polygon<T> {
        Polygon<T>(outer: try outer.map(transform), holes: try holes.map { try $0.map(transform) })
    }
}

extension Polygon where Point == PlanarPoint {
    /// The area in square metres, whatever way round the rings go.
    public var area: Double {
        abs(Self.signedArea(outer)) - holes.reduce(0) { $0 + abs(Self.signedArea($1)) }
    }

    /// The area of a ring in square metres, positive when it goes anticlockwise.
    static func signedArea(_ ring: [PlanarPoint]) -> Double {
        guard var previous = ring.last, let origin = ring.first else { return 0 }
        var twice = 0.0
        for point in ring {
            // Relative to a point of the ring, so that large coordinates cost no digits.
            twice += (previous.x - origin.x) * (point.y - origin.y) - (point.x - origin.x) * (previous.y - origin.y)
            previous = point
        }
        return twice / 2
    }
}
