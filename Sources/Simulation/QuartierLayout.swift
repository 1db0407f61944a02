/// Which quartier each vertex of the mesh belongs to, and which arrondissement each quartier.
struct QuartierLayout {
    /// The number of quartiers.
    static let quartierCount = 110
    /// The number of arrondissements.
    static let arrondissementCount = 16

    /// The quartier of each vertex of the city, nil elsewhere.
    private(set) var quartierOfVertex: [Int?]
    /// The arrondissement (0…15) of each quartier, numbered outwards from the harbour.
    private(set) var arrondissementOfQuartier: [Int] = []
    /// The quartiers' centres.
    private(set) var centres: [PlanPoint] = []
    /// The plan bent by a random relief; a quartier is what lies nearest to its seed there.
    private let bent: [PlanPoint]
    private let seeds: [PlanPoint]

    init(seed: UInt64, mesh: TriangleMesh, ground: GroundCover) {
        let east = GradientNoise(seed: seed, purpose: .quartiers, index: 1)
        let north = GradientNoise(seed: seed, purpose: .quartiers, index: 2)
        let bent = mesh.points.map { point in
            PlanPoint(
                point.x + 470 * east.fractal(point, wavelength: 1700, octaves: 5, persistence: 0.54),
                point.y + 470 * north.fractal(point, wavelength: 1700, octaves: 5, persistence: 0.54))
        }
        self.bent = bent
        var random = RandomSource(seed: seed, purpose: .quartiers)
        let onIsland = Set(ground.islands.flatMap { $0 })
        let members = mesh.points.indices.filter { ground.kinds[$0] == .city && !onIsland.contains($0) }
        // In two dimensions Lloyd's cells follow the square root of the density, hence the squared area.
        let weights = members.map { vertex in
            let area = CityPlan.usualArea(at: mesh.points[vertex]) / 1e6
            return 1 / (area * area)
        }
        // A few rounds only: cells that are all alike would look like a honeycomb and not like a town.
        let sample = members.indices.filter { $0 % 3 == 0 }
        seeds = QuartierLayout.centres(
            count: QuartierLayout.quartierCount, points: sample.map { bent[members[$0]] },
            weights: sample.map { weights[$0] }, rounds: 9, random: &random)
        quartierOfVertex = [Int?](repeating: nil, count: mesh.points.count)
        for vertex in members { quartierOfVertex[vertex] = QuartierLayout.nearest(to: bent[vertex], among: seeds) }
        joinPieces(mesh: mesh)
        giveIslands(ground.islands, mesh: mesh)
        centres = mainlandCentres(mesh: mesh, onIsland: onIsland)
        groupArrondissements(mesh: mesh, random: &random)
    }

    /// How much nearer a vertex is to one quartier's seed than to another's; zero on their border.
    func preference(at vertex: Int, of quartier: Int, over other: Int) -> Double {
        bent[vertex].squaredDistance(to: seeds[other]) - bent[vertex].squaredDistance(to: seeds[quartier])
    }

    private static func nearest(to point: PlanPoint, among centres: [PlanPoint]) -> Int {
        var best = 0
        var least = Double.infinity
        for index in centres.indices {
            let distance = point.squaredDistance(to: centres[index])
            if distance < least {
                least = distance
                best = index
            }
        }
        return best
    }

    /// Weighted k-means by Lloyd's rounds, started from points drawn by weight.
    private static func centres(
        count: Int, points: [PlanPoint], weights: [Double], rounds: Int, random: inout RandomSource
    ) -> [PlanPoint] {
        var cumulated: [Double] = []
        var total = 0.0
        for weight in weights {
            total += weight
            cumulated.append(total)
        }
        // Stratified: one draw in each equal share of the weight keeps seeds from falling on each other.
        var centres = (0..<count).map { index in
            let aim = (Double(index) + random.uniform()) / Double(count) * total
            return points[cumulated.firstIndex { $0 >= aim } ?? points.count - 1]
        }
        for _ in 0..<rounds {
            var sums = [(x: Double, y: Double, weight: Double)](repeating: (0, 0, 0), count: count)
            for (point, weight) in zip(points, weights) {
                let owner = nearest(to: point, among: centres)
                sums[owner].x += point.x * weight
                sums[owner].y += point.y * weight
                sums[owner].weight += weight
            }
            for index in 0..<count where sums[index].weight > 0 {
                centres[index] = PlanPoint(sums[index].x / sums[index].weight, sums[index].y / sums[index].weight)
            }
        }
        return centres
    }

    /// Gives every piece that is cut off from its quartier to the neighbour it touches most.
    private mutating func joinPieces(mesh: TriangleMesh) {
        for _ in 0..<8 {
            var kept = Set<Int>()
            var moved = false
            for (quartier, piece) in mesh.pieces(of: quartierOfVertex) where !kept.insert(quartier).inserted {
                var contacts = [Int](repeating: 0, count: QuartierLayout.quartierCount)
                for vertex in piece {
                    for neighbour in mesh.neighbours(of: vertex) {
                        if let other = quartierOfVertex[neighbour], other != quartier { contacts[other] += 1 }
                    }
                }
                guard let most = contacts.max(), most > 0, let owner = contacts.firstIndex(of: most) else { continue }
                for vertex in piece { quartierOfVertex[vertex] = owner }
                moved = true
            }
            if !moved { return }
        }
    }

    /// All islands belong to one quartier: the one whose shore is nearest to the largest.
    private mutating func giveIslands(_ islands: [[Int]], mesh: TriangleMesh) {
        guard let largest = islands.first else { return }
        let middle = mesh.points[largest[largest.count / 2]]
        var owner: Int?
        var least = Double.infinity
        for vertex in mesh.points.indices {
            guard let quartier = quartierOfVertex[vertex] else { continue }
            let distance = mesh.points[vertex].squaredDistance(to: middle)
            if distance < least {
                least = distance
                owner = quartier
            }
        }
        for vertex in islands.joined() { quartierOfVertex[vertex] = owner }
    }

    private func mainlandCentres(mesh: TriangleMesh, onIsland: Set<Int>) -> [PlanPoint] {
        var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: QuartierLayout.quartierCount)
        for vertex in mesh.points.indices where !onIsland.contains(vertex) {
            guard let quartier = quartierOfVertex[vertex] else { continue }
            sums[quartier].x += mesh.points[vertex].x
            sums[quartier].y += mesh.points[vertex].y
            sums[quartier].count += 1
        }
        return sums.map { $0.count > 0 ? PlanPoint($0.x / $0.count, $0.y / $0.count) : CityPlan.harbour }
    }

    private mutating func groupArrondissements(mesh: TriangleMesh, random: inout RandomSource) {
        let count = QuartierLayout.arrondissementCount
        let weights = centres.map { CityPlan.usualArea(at: $0).squareRoot().squareRoot() }
        let middles = QuartierLayout.centres(
            count: count, points: centres, weights: weights, rounds: 12, random: &random)
        let order = middles.indices.sorted {
            middles[$0].squaredDistance(to: CityPlan.harbour) < middles[$1].squaredDistance(to: CityPlan.harbour)
        }
        var rank = [Int](repeating: 0, count: count)
        for (position, group) in order.enumerated() { rank[group] = position }
        arrondissementOfQuartier = centres.map { rank[QuartierLayout.nearest(to: $0, among: middles)] }

        // An arrondissement is in one piece, too: a quartier cut off joins the neighbour it touches most.
        let onIsland = Set(mesh.pieces(where: { quartierOfVertex[$0] != nil }).dropFirst().joined())
        for _ in 0..<8 {
            let marks = quartierOfVertex.enumerated().map { vertex, quartier in
                onIsland.contains(vertex) ? nil : quartier.map { arrondissementOfQuartier[$0] }
            }
            var kept = Set<Int>()
            var moved = false
            for (group, piece) in mesh.pieces(of: marks) where !kept.insert(group).inserted {
                var contacts = [Int](repeating: 0, count: count)
                for vertex in piece {
                    for neighbour in mesh.neighbours(of: vertex) {
                        if let other = marks[neighbour], other != group { contacts[other] += 1 }
                    }
                }
                guard let most = contacts.max(), most > 0, let owner = contacts.firstIndex(of: most) else { continue }
                for quartier in Set(piece.compactMap { quartierOfVertex[$0] }) {
                    arrondissementOfQuartier[quartier] = owner
                }
                moved = true
            }
            if !moved { return }
        }
    }
}
