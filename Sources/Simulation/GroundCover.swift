/// What each vertex of the mesh is: sea, country beyond the limit, or the city.
struct GroundCover {
    /// One vertex's kind of ground.
    enum Kind { case sea, country, city }

    private(set) var kinds: [Kind]
    /// About metres from the shore, positive on land.
    let land: [Double]
    /// About metres from the city limit, positive inside.
    let limit: [Double]
    /// The islands that belong to the city, as vertices.
    private(set) var islands: [[Int]] = []

    init(plan: CityPlan, mesh: TriangleMesh) {
        let land = mesh.points.map { plan.land(at: $0) }
        let limit = mesh.points.map { plan.withinLimit(at: $0) }
        var isLand = land.map { $0 > 0 }

        // Ponds of a few vertices are filled; rocks of a few vertices are washed away.
        for pond in mesh.pieces(where: { !isLand[$0] }).dropFirst() {
            for vertex in pond { isLand[vertex] = true }
        }
        let lands = mesh.pieces(where: { isLand[$0] })
        var islands: [[Int]] = []
        for piece in lands.dropFirst() {
            if piece.count < 14 || piece.contains(where: { limit[$0] <= 0 || mesh.onFrame[$0] }) {
                for vertex in piece { isLand[vertex] = false }
            } else {
                islands.append(piece)
            }
        }

        var kinds: [Kind] = isLand.indices.map { !isLand[$0] ? .sea : limit[$0] > 0 ? .city : .country }
        let onIsland = Set(islands.flatMap { $0 })
        for enclave in mesh.pieces(where: { kinds[$0] == .city && !onIsland.contains($0) }).dropFirst() {
            for vertex in enclave { kinds[vertex] = .country }
        }
        for enclave in mesh.pieces(where: { kinds[$0] == .country }).dropFirst() {
            if !enclave.contains(where: { mesh.onFrame[$0] }) {
                for vertex in enclave { kinds[vertex] = .city }
            }
        }
        self.kinds = kinds
        self.land = land
        self.limit = limit
        self.islands = islands
    }
}
