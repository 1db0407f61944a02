/// The drawing that every seed shares: the coast, the harbour, the islands, the city limit and the landmarks.
///
/// The seed roughens the lines; the drawing keeps the city a port whose coast lies to the south-west.
struct CityPlan {
    /// Metres drawn around the city, so that the map has some sea and some country beside it.
    static let west = -2400.0
    static let east = 18_000.0
    static let south = -2400.0
    static let north = 16_200.0

    static let harbour = PlanPoint.kilometres(6.45, 6.55)
    static let station = PlanPoint.kilometres(7.7, 7.7)
    static let market = PlanPoint.kilometres(7.3, 6.2)
    static let university = PlanPoint.kilometres(10.9, 8.3)
    static let stadium = PlanPoint.kilometres(9.3, 3.9)
    static let beach = PlanPoint.kilometres(7.6, 2.75)
    static let corniche = PlanPoint.kilometres(5.2, 4.4)
    static let belvedere = PlanPoint.kilometres(6.9, 4.9)

    /// The main roads, from the harbour outwards.
    static let avenues: [[PlanPoint]] = [
        [.kilometres(6.6, 6.7), .kilometres(6.6, 8.6), .kilometres(5.6, 10.4), .kilometres(4.2, 12.0)],
        [.kilometres(6.6, 6.7), .kilometres(7.7, 7.7), .kilometres(8.9, 10.0), .kilometres(9.2, 12.6)],
        [.kilometres(6.6, 6.7), .kilometres(8.6, 7.2), .kilometres(11.2, 8.3), .kilometres(14.8, 9.6)],
        [.kilometres(7.0, 6.5), .kilometres(9.8, 5.6), .kilometres(12.6, 5.4), .kilometres(15.6, 5.6)],
        [.kilometres(7.0, 6.5), .kilometres(7.8, 4.9), .kilometres(9.2, 3.6), .kilometres(10.8, 1.4)],
        [.kilometres(6.4, 6.2), .kilometres(5.4, 5.1), .kilometres(5.6, 4.0), .kilometres(7.9, 3.1)],
        [.kilometres(4.6, 10.6), .kilometres(8.8, 9.9), .kilometres(11.1, 8.3), .kilometres(11.4, 5.5)],
    ]

    private static let mainland = PlanShape.rounded([
        .kilometres(-0.6, 18.5), .kilometres(0.3, 15.4), .kilometres(1.3, 13.7), .kilometres(0.9, 12.3),
        .kilometres(2.3, 11.3), .kilometres(3.7, 10.7), .kilometres(4.3, 9.5), .kilometres(4.7, 8.3),
        .kilometres(5.3, 7.3), .kilometres(5.75, 6.6), .kilometres(5.6, 5.9), .kilometres(4.7, 5.4),
        .kilometres(3.9, 4.8), .kilometres(4.2, 3.8), .kilometres(5.4, 3.5), .kilometres(6.6, 3.35),
        .kilometres(7.4, 2.7), .kilometres(7.5, 1.8), .kilometres(6.6, 1.1), .kilometres(5.7, 0.3),
        .kilometres(6.6, -0.5), .kilometres(8.0, 0.0), .kilometres(9.3, -0.4), .kilometres(10.4, -1.2),
        .kilometres(11.8, -1.0), .kilometres(13.5, -2.2), .kilometres(16, -4.5), .kilometres(26, -5),
        .kilometres(26, 26), .kilometres(4, 26),
    ])
    private static let cityLimit = PlanShape.rounded([
        .kilometres(-1.5, 13.6), .kilometres(1.4, 13.75), .kilometres(3.8, 13.0), .kilometres(6.0, 13.6),
        .kilometres(8.4, 12.7), .kilometres(10.2, 13.3), .kilometres(12.4, 12.3), .kilometres(14.3, 11.6),
        .kilometres(15.5, 9.6), .kilometres(14.8, 7.7), .kilometres(16.0, 5.9), .kilometres(15.2, 3.9),
        .kilometres(13.5, 2.7), .kilometres(12.7, 0.8), .kilometres(11.6, -0.2), .kilometres(11.0, -2.4),
        .kilometres(0, -4), .kilometres(-5, 4),
    ])
    /// The old harbour, a basin that the town grew around.
    private static let basin = PlanShape.band([.kilometres(5.2, 6.1), .kilometres(6.75, 6.7)], halfWidth: 135)
    /// The long mole of the trading port, and the quays behind it.
    private static let moles: [PlanShape] = [
        .band([.kilometres(5.7, 6.75), .kilometres(4.9, 6.95), .kilometres(3.55, 8.9)], halfWidth: 65),
        .band([.kilometres(4.9, 8.35), .kilometres(4.42, 8.05)], halfWidth: 75),
        .band([.kilometres(4.6, 9.0), .kilometres(4.05, 8.68)], halfWidth: 75),
        .band([.kilometres(5.25, 7.7), .kilometres(4.88, 7.45)], halfWidth: 75),
    ]
    private static let islands: [PlanShape] = [
        .oval(.kilometres(2.1, 4.9), .kilometres(2.9, 5.55), halfWidth: 130),
        .oval(.kilometres(1.45, 6.05), .kilometres(2.3, 6.15), halfWidth: 130),
    ]

    private let coastNoise: GradientNoise
    private let limitNoise: GradientNoise

    init(seed: UInt64) {
        coastNoise = GradientNoise(seed: seed, purpose: .relief, index: 0)
        limitNoise = GradientNoise(seed: seed, purpose: .limits, index: 0)
    }

    /// About the distance to the shore in metres, positive on land and negative at sea.
    func land(at point: PlanPoint) -> Double {
        // Quays are built straight; rocks are not, least of all in the south.
        let built = point.bell(around: .kilometres(5.0, 7.5), spread: 1300)
        let wild = 0.62 + 0.75 * point.bell(around: .kilometres(8, -0.5), spread: 3200)
        let roughness = 470 * wild * (1 - 0.96 * built)
        let noise = roughness * coastNoise.fractal(point, wavelength: 1600, octaves: 4, persistence: 0.6)
        var depth = CityPlan.mainland.depth(at: point) + noise
        for mole in CityPlan.moles { depth = max(depth, mole.depth(at: point)) }
        depth = min(depth, -CityPlan.basin.depth(at: point))
        for island in CityPlan.islands { depth = max(depth, island.depth(at: point) + 0.9 * noise) }
        return depth
    }

    /// About the distance to the city limit in metres, positive inside.
    func withinLimit(at point: PlanPoint) -> Double {
        CityPlan.cityLimit.depth(at: point)
            + 520 * limitNoise.fractal(point, wavelength: 2100, octaves: 4, persistence: 0.55)
    }

    /// Whether a point lies on an island or a mole, where hardly anybody lives.
    static func isOffshore(_ point: PlanPoint) -> Bool {
        islands.contains { $0.depth(at: point) > -500 && mainland.depth(at: point) < -300 }
            || moles.contains { $0.depth(at: point) > -40 && mainland.depth(at: point) < 0 }
    }

    /// The area that a quartier should have about here, in square metres: small round the harbour.
    static func usualArea(at point: PlanPoint) -> Double {
        let distance = point.distance(to: harbour) / 1000
        return 1e6 * min(2.6, 0.34 + 0.05 * distance + 0.024 * distance * distance)
    }
}
