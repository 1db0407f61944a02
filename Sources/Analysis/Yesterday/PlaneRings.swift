import Vocabulary

/// Areas of the plane bounded by rings, each closed from its last point to its first.
///
/// A point is inside where an odd number of rings go around it, so that a ring within another is a hole.
struct PlaneRings {
    let rings: [[PlanarPoint]]

    init(_ rings: [[PlanarPoint]]) { self.rings = rings.filter { $0.count > 2 } }

    var isEmpty: Bool { rings.isEmpty }

    /// Whether a point lies inside (Shimrat 1962).
    ///
    /// - Complexity: O(points of the rings).
    func contains(_ point: PlanarPoint) -> Bool {
        var isInside = false
        forEachSide { a, b in
            guard (a.y > point.y) != (b.y > point.y) else { return }
            if point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) { isInside.toggle() }
        }
        return isInside
    }

    /// Whether the straight line between two points meets a ring.
    ///
    /// - Complexity: O(points of the rings).
    func part(_ p: PlanarPoint, from q: PlanarPoint) -> Bool {
        var isParted = false
        forEachSide { a, b in
            guard !isParted, min(a.x, b.x) <= max(p.x, q.x), max(a.x, b.x) >= min(p.x, q.x),
                min(a.y, b.y) <= max(p.y, q.y), max(a.y, b.y) >= min(p.y, q.y)
            else { return }
            let (sideA, sideB) = (Self.side(of: a, p, q), Self.side(of: b, p, q))
            let (sideP, sideQ) = (Self.side(of: p, a, b), Self.side(of: q, a, b))
            isParted = sideA * sideB <= 0 && sideP * sideQ <= 0
        }
        return isParted
    }

    private func forEachSide(_ body: (_ a: PlanarPoint, _ b: PlanarPoint) -> Void) {
        for ring in rings {
            guard var previous = ring.last else { continue }
            for point in ring {
                body(previous, point)
                previous = point
            }
        }
    }

    /// −1, 0 or 1 for a point to the right of, on, or to the left of a line.
    private static func side(of point: PlanarPoint, _ a: PlanarPoint, _ b: PlanarPoint) -> Int {
        let turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        return turn > 0 ? 1 : turn < 0 ? -1 : 0
    }
}
