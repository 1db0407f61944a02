/// The city on the ground: its quartiers, its arrondissements, its coast, and the spots where something can happen.
struct CityMap: Sendable {
    /// A spot of the city, a vertex of the mesh.
    struct Spot: Sendable {
        let place: PlanPoint
        let quartier: Int
        /// Metres by which a place may stray from the spot without leaving its quartier.
        let reach: Double
        /// About metres from the shore.
        let fromShore: Double
    }

    /// Quartiers in the order of their ids.
    let quartiers: [Quartier]
    let arrondissements: [Arrondissement]
    /// Spots in the order of their quartiers.
    let spots: [Spot]
    /// The spots of each quartier.
    let spotsOfQuartier: [Range<Int>]
    /// The land and the sea inside the frame of the map.
    let land: MapArea
    let sea: MapArea
    /// The shore, land on the left; closed lines repeat their first point.
    let coastlines: [[GeographicPoint]]

    private static let seaMark = 0
    private static let countryMark = 1
    private static let firstQuartierMark = 2

    init(seed: UInt64) {
        let mesh = TriangleMesh(seed: seed)
        let ground = GroundCover(plan: CityPlan(seed: seed), mesh: mesh)
        let layout = QuartierLayout(seed: seed, mesh: mesh, ground: ground)
        let marks = mesh.points.indices.map { vertex in
            switch ground.kinds[vertex] {
            case .sea: CityMap.seaMark
            case .country: CityMap.countryMark
            case .city: CityMap.firstQuartierMark + (layout.quartierOfVertex[vertex] ?? 0)
            }
        }
        var border = Border(mesh: mesh, marks: marks) { from, to in
            CityMap.crossing(from, to, marks: marks, ground: ground, layout: layout)
        }
        border.simplify(area: 380)

        let rings = border.rings { $0 >= CityMap.firstQuartierMark ? $0 : nil }
        func area(_ rings: [[Int]]?) -> MapArea { MapArea(rings: (rings ?? []).map { $0.map { border.points[$0] } }) }
        let areas = (0..<QuartierLayout.quartierCount).map { area(rings[CityMap.firstQuartierMark + $0]) }
        let order = CityMap.order(of: layout)
        quartiers = CityMap.named(areas: areas, order: order, layout: layout, mesh: mesh, ground: ground, seed: seed)

        let groups = border.rings { mark in
            mark >= CityMap.firstQuartierMark
                ? layout.arrondissementOfQuartier[mark - CityMap.firstQuartierMark] : nil
        }
        arrondissements = (0..<QuartierLayout.arrondissementCount).map { index in
            let title = Arrondissement.title(of: index)
            return Arrondissement(id: title.id, name: title.name, area: area(groups[index]))
        }
        let sides = border.rings { $0 == CityMap.seaMark ? 0 : 1 }
        sea = area(sides[0])
        land = area(sides[1])
        coastlines = border.lines(left: { $0 != CityMap.seaMark }, right: { $0 == CityMap.seaMark }).map { line in
            line.map { border.points[$0] }
        }
        (spots, spotsOfQuartier) = CityMap.spots(mesh: mesh, ground: ground, layout: layout, order: order, areas: areas)
    }

    /// Where a border crosses a side of the mesh: where the quantity that separates its two ends is zero.
    private static func crossing(
        _ from: Int, _ to: Int, marks: [Int], ground: GroundCover, layout: QuartierLayout
    ) -> Double {
        let start: Double
        let end: Double
        if marks[from] == seaMark || marks[to] == seaMark {
            (start, end) = (ground.land[from], ground.land[to])
        } else if marks[from] == countryMark || marks[to] == countryMark {
            (start, end) = (ground.limit[from], ground.limit[to])
        } else {
            let own = marks[from] - firstQuartierMark
            let other = marks[to] - firstQuartierMark
            start = layout.preference(at: from, of: own, over: other)
            end = layout.preference(at: to, of: own, over: other)
        }
        return (start > 0) == (end > 0) ? 0.5 : start / (start - end)
    }

    /// Quartiers by arrondissement and, inside it, from north to south.
    private static func order(of layout: QuartierLayout) -> [Int] {
        layout.centres.indices.sorted {
            (layout.arrondissementOfQuartier[$0], -layout.centres[$0].y)
                < (layout.arrondissementOfQuartier[$1], -layout.centres[$1].y)
        }
    }

    private static func named(
        areas: [MapArea], order: [Int], layout: QuartierLayout, mesh: TriangleMesh, ground: GroundCover, seed: UInt64
    ) -> [Quartier] {
        var shore = [Int](repeating: 0, count: areas.count)
        for vertex in mesh.points.indices {
            guard let quartier = layout.quartierOfVertex[vertex] else { continue }
            if mesh.neighbours(of: vertex).contains(where: { ground.kinds[$0] == .sea }) { shore[quartier] += 1 }
        }
        var names = QuartierNames(seed: seed)
        var numbers = [Int](repeating: 0, count: QuartierLayout.arrondissementCount)
        return order.map { quartier in
            let centre = layout.centres[quartier]
            let kind: QuartierNames.Kind =
                if areas[quartier].polygons.count > 1 {
                    .island
                } else if centre.distance(to: CityPlan.harbour) < 1500 {
                    .centre
                } else if shore[quartier] > 3 {
                    centre.y > 6800 && centre.y < 10_200 ? .port : .shore
                } else if centre.distance(to: .kilometres(7.2, 7.2)) > 5600 {
                    .hills
                } else {
                    .town
                }
            let group = layout.arrondissementOfQuartier[quartier]
            numbers[group] += 1
            let title = Arrondissement.title(of: group)
            return Quartier(
                id: title.id + (numbers[group] < 10 ? "0" : "") + "\(numbers[group])", name: names.take(kind),
                arrondissement: title.id, area: areas[quartier])
        }
    }

    private static func spots(
        mesh: TriangleMesh, ground: GroundCover, layout: QuartierLayout, order: [Int], areas: [MapArea]
    ) -> ([Spot], [Range<Int>]) {
        var members = [[Spot]](repeating: [], count: areas.count)
        for vertex in mesh.points.indices {
            guard let quartier = layout.quartierOfVertex[vertex] else { continue }
            let place = mesh.points[vertex]
            let inner = mesh.neighbours(of: vertex).allSatisfy { layout.quartierOfVertex[$0] == quartier }
            // A simplified border may leave a spot near it on the wrong side; such a spot is given up.
            if !inner && !areas[quartier].contains(GeographicPoint(place)) { continue }
            let reach = inner ? 0.3 * TriangleMesh.spacing : 0
            members[quartier].append(
                Spot(place: place, quartier: quartier, reach: reach, fromShore: ground.land[vertex]))
        }
        var spots: [Spot] = []
        var ranges: [Range<Int>] = []
        for (position, quartier) in order.enumerated() {
            let start = spots.count
            spots += members[quartier].map {
                Spot(place: $0.place, quartier: position, reach: $0.reach, fromShore: $0.fromShore)
            }
            ranges.append(start..<spots.count)
        }
        return (spots, ranges)
    }
}
