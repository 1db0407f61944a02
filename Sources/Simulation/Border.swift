/// The borders of a mesh whose vertices bear marks, traced by marching through its triangles.
///
/// A border crosses a triangle's side once, between two vertices with different marks, and three marks meet in the
/// middle of a triangle. So borders never cross each other, and two neighbours share theirs point by point.
struct Border {
    /// One directed piece of border with the marks on its two sides; nil is beyond the frame.
    struct Segment {
        let from: Int
        let to: Int
        let left: Int
        let right: Int?
    }

    /// Positions of the border's points, rounded as they will be written.
    private(set) var points: [GeographicPoint] = []
    /// Every piece of border, once in each direction (once only along the frame).
    private(set) var segments: [Segment] = []
    private var crossings: [UInt64: Int] = [:]
    private var corners: [Int: Int] = [:]

    /// Traces the borders; `crossing` tells at which share of a side, from its first vertex, the border crosses it.
    init(mesh: TriangleMesh, marks: [Int], crossing: (_ from: Int, _ to: Int) -> Double) {
        for (a, b, c) in mesh.triangles {
            let corner = [a, b, c]
            if marks[a] != marks[b] || marks[b] != marks[c] {
                cross(corner, mesh: mesh, marks: marks, crossing: crossing)
            }
            for side in 0..<3 {
                follow(corner[side], corner[(side + 1) % 3], mesh: mesh, marks: marks, crossing: crossing)
            }
        }
        crossings = [:]
        corners = [:]
    }

    private mutating func cross(
        _ corner: [Int], mesh: TriangleMesh, marks: [Int], crossing: (Int, Int) -> Double
    ) {
        let mark = corner.map { marks[$0] }
        if mark[0] != mark[1] && mark[1] != mark[2] && mark[2] != mark[0] {
            let sides = (0..<3).map { point(corner[$0], corner[($0 + 1) % 3], mesh: mesh, crossing: crossing) }
            // The middle of the three crossings lies inside the triangle they span.
            let places = sides.map { points[$0].plan }
            let middle = PlanPoint(
                (places[0].x + places[1].x + places[2].x) / 3, (places[0].y + places[1].y + places[2].y) / 3)
            points.append(GeographicPoint(middle))
            for side in 0..<3 {
                let opposite = (side + 1) % 3
                let centre = points.count - 1
                segments.append(Segment(from: sides[side], to: centre, left: mark[side], right: mark[opposite]))
                segments.append(Segment(from: centre, to: sides[side], left: mark[opposite], right: mark[side]))
            }
            return
        }
        for odd in 0..<3 where mark[(odd + 1) % 3] == mark[(odd + 2) % 3] {
            let enter = point(corner[odd], corner[(odd + 1) % 3], mesh: mesh, crossing: crossing)
            let leave = point(corner[(odd + 2) % 3], corner[odd], mesh: mesh, crossing: crossing)
            let other = mark[(odd + 1) % 3]
            segments.append(Segment(from: enter, to: leave, left: mark[odd], right: other))
            segments.append(Segment(from: leave, to: enter, left: other, right: mark[odd]))
        }
    }

    /// Adds the frame's side from one vertex to the next, if it is one.
    private mutating func follow(
        _ from: Int, _ to: Int, mesh: TriangleMesh, marks: [Int], crossing: (Int, Int) -> Double
    ) {
        guard mesh.onFrame[from] && mesh.onFrame[to] else { return }
        let start = mesh.points[from]
        let end = mesh.points[to]
        // A side that cuts a corner of the frame has both ends on it without lying along it.
        let along =
            start.x == end.x && (start.x == CityPlan.west || start.x >= CityPlan.east - 1e-6)
            || start.y == end.y && (start.y == CityPlan.south || start.y >= CityPlan.north - 1e-6)
        guard along else { return }
        let first = corner(from, mesh: mesh)
        let last = corner(to, mesh: mesh)
        if marks[from] == marks[to] {
            segments.append(Segment(from: first, to: last, left: marks[from], right: nil))
        } else {
            let middle = point(from, to, mesh: mesh, crossing: crossing)
            segments.append(Segment(from: first, to: middle, left: marks[from], right: nil))
            segments.append(Segment(from: middle, to: last, left: marks[to], right: nil))
        }
    }

    private mutating func corner(_ vertex: Int, mesh: TriangleMesh) -> Int {
        if let known = corners[vertex] { return known }
        points.append(GeographicPoint(mesh.points[vertex]))
        corners[vertex] = points.count - 1
        return points.count - 1
    }

    private mutating func point(_ from: Int, _ to: Int, mesh: TriangleMesh, crossing: (Int, Int) -> Double) -> Int {
        let low = min(from, to)
        let high = max(from, to)
        let key = UInt64(low) << 32 | UInt64(high)
        if let known = crossings[key] { return known }
        // Kept off the vertices, so that no two points of a border fall together.
        let share = min(0.88, max(0.12, crossing(low, high)))
        points.append(GeographicPoint(mesh.points[low].towards(mesh.points[high], share)))
        crossings[key] = points.count - 1
        return points.count - 1
    }

    /// Leaves out the given points, each of which must join exactly two others on its borders.
    mutating func drop(_ dropped: [Bool]) {
        var next: [UInt64: Int] = [:]
        for segment in segments where dropped[segment.from] {
            next[UInt64(segment.from) << 32 | UInt64(segment.left)] = segment.to
        }
        segments = segments.filter { !dropped[$0.from] }.map { segment in
            var to = segment.to
            while dropped[to], let further = next[UInt64(to) << 32 | UInt64(segment.left)] {
                to = further
            }
            return Segment(from: segment.from, to: to, left: segment.left, right: segment.right)
        }
    }

    /// The closed rings round the marks that a grouping brings together, outer ones counterclockwise.
    ///
    /// Keys are groups; rings come without their first point repeated, and start at their lowest point number.
    func rings(groupedBy group: (Int) -> Int?) -> [Int: [[Int]]] {
        var next: [Int: [Int: Int]] = [:]
        for segment in segments {
            guard let own = group(segment.left) else { continue }
            if let right = segment.right, group(right) == own { continue }
            next[own, default: [:]][segment.from] = segment.to
        }
        return next.mapValues { successors in
            var seen = Set<Int>()
            var rings: [[Int]] = []
            for origin in successors.keys.sorted() where !seen.contains(origin) {
                var ring: [Int] = []
                var current = origin
                while seen.insert(current).inserted {
                    ring.append(current)
                    guard let following = successors[current] else { break }
                    current = following
                }
                rings.append(ring)
            }
            return rings
        }
    }

    /// Lines with a chosen side on the left and another on the right, open ones first; closed ones repeat a point.
    func lines(left: (Int) -> Bool, right: (Int) -> Bool) -> [[Int]] {
        var next: [Int: Int] = [:]
        for segment in segments {
            guard let other = segment.right, left(segment.left), right(other) else { continue }
            next[segment.from] = segment.to
        }
        let ends = Set(next.values)
        let origins = next.keys.filter { !ends.contains($0) }.sorted() + next.keys.filter { ends.contains($0) }.sorted()
        var seen = Set<Int>()
        var lines: [[Int]] = []
        for origin in origins where !seen.contains(origin) {
            var line: [Int] = []
            var current = origin
            while seen.insert(current).inserted, let following = next[current] {
                line.append(current)
                current = following
            }
            line.append(current)
            lines.append(line)
        }
        return lines
    }
}
