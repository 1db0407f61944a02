/// A shape of the plan that tells how far inside it a point is.
enum PlanShape {
    /// A closed outline, without its first point repeated.
    case outline([PlanPoint])
    /// A band of a half width in metres along a line with square-ish, rounded ends.
    case band([PlanPoint], halfWidth: Double)
    /// An oval between two points, with a half width in metres.
    case oval(PlanPoint, PlanPoint, halfWidth: Double)

    /// Metres from the shape's edge, positive inside and negative outside; the cost grows with the points.
    func depth(at point: PlanPoint) -> Double {
        switch self {
        case .outline(let points):
            return PlanShape.depth(of: point, in: points)
        case .band(let points, let halfWidth):
            var nearest = Double.infinity
            for index in 1..<points.count {
                nearest = min(nearest, point.squaredDistance(toSegment: points[index - 1], points[index]))
            }
            return halfWidth - nearest.squareRoot()
        case .oval(let from, let to, let halfWidth):
            // The sum of the distances to the two foci, as in a gardener's ellipse.
            let excess = (point.distance(to: from) + point.distance(to: to) - from.distance(to: to)) / 2
            return halfWidth - excess * 1.4
        }
    }

    private static func depth(of point: PlanPoint, in points: [PlanPoint]) -> Double {
        var nearest = Double.infinity
        var inside = false
        var previous = points[points.count - 1]
        for current in points {
            nearest = min(nearest, point.squaredDistance(toSegment: previous, current))
            if (current.y > point.y) != (previous.y > point.y) {
                let share = (point.y - current.y) / (previous.y - current.y)
                if point.x < current.x + share * (previous.x - current.x) { inside.toggle() }
            }
            previous = current
        }
        return inside ? nearest.squareRoot() : -nearest.squareRoot()
    }

    /// A closed outline rounded by Catmull and Rom's spline through its control points.
    static func rounded(_ control: [PlanPoint], steps: Int = 4) -> PlanShape {
        var points: [PlanPoint] = []
        let count = control.count
        for index in 0..<count {
            let p0 = control[(index + count - 1) % count]
            let p1 = control[index]
            let p2 = control[(index + 1) % count]
            let p3 = control[(index + 2) % count]
            for step in 0..<steps {
                let t = Double(step) / Double(steps)
                points.append(PlanPoint(spline(p0.x, p1.x, p2.x, p3.x, t), spline(p0.y, p1.y, p2.y, p3.y, t)))
            }
        }
        return .outline(points)
    }

    private static func spline(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ t: Double) -> Double {
        let cubic = -a + 3 * b - 3 * c + d
        let quadratic = 2 * a - 5 * b + 4 * c - d
        return 0.5 * (2 * b + (c - a) * t + quadratic * t * t + cubic * t * t * t)
    }
}
