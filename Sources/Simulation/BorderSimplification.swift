extension Border {
    /// Leaves out the points that matter least, by Visvalingam's effective area, without breaking the borders.
    ///
    /// A point goes only if it joins two others, if the triangle it spans with them is smaller than the area given
    /// (in square metres) and holds no other point, and if its neighbours are not joined already. So borders never
    /// touch or cross afterwards, and neighbours still share theirs. Source: Visvalingam and Whyatt, 1993.
    mutating func simplify(area: Double) {
        var joined = [[Int]](repeating: [], count: points.count)
        for segment in segments {
            if !joined[segment.from].contains(segment.to) { joined[segment.from].append(segment.to) }
            if !joined[segment.to].contains(segment.from) { joined[segment.to].append(segment.from) }
        }
        var dropped = [Bool](repeating: false, count: points.count)
        let grid = PointGrid(points: points)
        // A millionth of a degree squared, in square metres.
        let unit = GeographicPoint.metresPerLongitude * GeographicPoint.metresPerLatitude / 1e12
        for threshold in [area / 8, area / 4, area / 2, area, area] {
            for point in points.indices where !dropped[point] && joined[point].count == 2 {
                let before = joined[point][0]
                let after = joined[point][1]
                let doubled = abs(Border.doubledArea(points[before], points[point], points[after]))
                guard Double(doubled) / 2 * unit < threshold, !joined[before].contains(after) else { continue }
                let blocked = grid.contains(points[before], points[point], points[after]) { other in
                    !dropped[other] && other != point && other != before && other != after
                }
                if blocked { continue }
                dropped[point] = true
                joined[before] = joined[before].map { $0 == point ? after : $0 }
                joined[after] = joined[after].map { $0 == point ? before : $0 }
            }
        }
        drop(dropped)
    }

    /// Twice the signed area of a triangle, in squared millionths of a degree, positive counterclockwise.
    static func doubledArea(_ a: GeographicPoint, _ b: GeographicPoint, _ c: GeographicPoint) -> Int {
        (b.longitudeE6 - a.longitudeE6) * (c.latitudeE6 - a.latitudeE6)
            - (b.latitudeE6 - a.latitudeE6) * (c.longitudeE6 - a.longitudeE6)
    }
}

/// Points sorted into squares, to find those inside a triangle.
private struct PointGrid {
    private static let side = 4000
    private let points: [GeographicPoint]
    private var squares: [Int: [Int]] = [:]

    init(points: [GeographicPoint]) {
        self.points = points
        for (index, point) in points.enumerated() {
            let key = PointGrid.key(point.longitudeE6 / PointGrid.side, point.latitudeE6 / PointGrid.side)
            squares[key, default: []].append(index)
        }
    }

    private static func key(_ column: Int, _ row: Int) -> Int { column * 100_000 + row }

    /// Whether the closed triangle contains a point that satisfies the condition.
    func contains(
        _ a: GeographicPoint, _ b: GeographicPoint, _ c: GeographicPoint, where condition: (Int) -> Bool
    ) -> Bool {
        let columns = [a, b, c].map { $0.longitudeE6 / PointGrid.side }.sorted()
        let rows = [a, b, c].map { $0.latitudeE6 / PointGrid.side }.sorted()
        for column in columns[0]...columns[2] {
            for row in rows[0]...rows[2] {
                for index in squares[PointGrid.key(column, row)] ?? [] where condition(index) {
                    let first = Border.doubledArea(a, b, points[index])
                    let second = Border.doubledArea(b, c, points[index])
                    let third = Border.doubledArea(c, a, points[index])
                    let signs = [first.signum(), second.signum(), third.signum()]
                    if !(signs.contains(1) && signs.contains(-1)) { return true }
                }
            }
        }
        return false
    }
}
