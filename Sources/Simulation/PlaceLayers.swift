/// A layer of places where calls come from, with its own hours.
enum PlaceLayer: Int, CaseIterable {
    /// Where people live.
    case homes
    /// Bars and clubs round the harbour, and a few elsewhere.
    case nightLife
    /// Main roads and their shops.
    case avenues
    /// Beaches and sea fronts.
    case shore
    /// Hills, woods and scrub.
    case wilds

    /// The weight of an hour of the wall clock in a layer, about 1 in the mean.
    func weight(hour: Int, weekday: Int, summer: Double) -> Double {
        switch self {
        case .homes, .avenues: return 1
        case .nightLife:
            let nightly = hour >= 21 || hour < 5 ? 1.55 : hour >= 17 ? 0.8 : 0.32
            return nightly * [0.6, 0.65, 0.8, 1.2, 1.55, 1.65, 0.6][weekday]
        case .shore: return max(0.12, 0.75 + 0.95 * summer) * (hour >= 11 && hour < 24 ? 1.15 : 0.75)
        case .wilds: return 1 + 0.35 * summer
        }
    }
}

/// How strongly each spot of the city attracts calls, layer by layer.
struct PlaceLayers: Sendable {
    /// Sums of the weights of the spots from the first on, layer by layer.
    private let cumulated: [[Double]]
    /// The share of each quartier in the whole city, by category and layer; each list sums to 1.
    let quartierShares: [[[Double]]]
    private let spotsOfQuartier: [Range<Int>]

    init(seed: UInt64, map: CityMap) {
        var random = RandomSource(seed: seed, purpose: .attraction)
        let villages = (0..<16).map { _ in map.spots[random.index(below: map.spots.count)].place }
        let texture = GradientNoise(seed: seed, purpose: .attraction, index: 1)
        var layers = [[Double]](repeating: [], count: PlaceLayer.allCases.count)
        for spot in map.spots {
            let weights = PlaceLayers.weights(of: spot, villages: villages, texture: texture)
            for layer in weights.indices { layers[layer].append((layers[layer].last ?? 0) + weights[layer]) }
        }
        cumulated = layers
        spotsOfQuartier = map.spotsOfQuartier
        quartierShares = IncidentCategory.all.indices.map { _ in
            // What sets one quartier apart from another that looks like it, for this category.
            let habit = map.quartiers.map { _ in random.logNormal(deviation: 0.28) }
            return layers.map { sums in
                let weights = zip(map.spotsOfQuartier, habit).map { range, habit in
                    PlaceLayers.sum(of: range, in: sums) * habit
                }
                let total = weights.reduce(0, +)
                return weights.map { $0 / total }
            }
        }
    }

    private static func weights(of spot: CityMap.Spot, villages: [PlanPoint], texture: GradientNoise) -> [Double] {
        let place = spot.place
        let distance = place.distance(to: CityPlan.harbour)
        // Built ground thins out towards the hills and the rocky south.
        let remote = (distance - 6200) / 1600 + 1.6 * texture.fractal(place, wavelength: 2600, octaves: 2)
        let wild = 1 / (1 + ElementaryFunctions.exponential(-3 * remote))
        var homes = 1.3 * ElementaryFunctions.exponential(-distance / 2300) + 0.1
        for village in villages { homes += 0.3 * place.bell(around: village, spread: 520) }
        homes *= 1 - 0.93 * wild
        let relief = texture.fractal(PlanPoint(place.y, -place.x), wavelength: 700, octaves: 2)
        homes *= max(0.25, 1 + 0.6 * relief)
        let offshore = CityPlan.isOffshore(place)
        if offshore { homes *= 0.04 }
        var road = Double.infinity
        for avenue in CityPlan.avenues {
            for index in 1..<avenue.count {
                road = min(road, place.squaredDistance(toSegment: avenue[index - 1], avenue[index]))
            }
        }
        let avenues = ElementaryFunctions.exponential(-road / 28_000) * (0.3 + homes) + 0.12 * homes
        let bars =
            place.bell(around: CityPlan.harbour, spread: 420) + 0.5 * place.bell(around: CityPlan.market, spread: 260)
            + 0.3 * place.bell(around: CityPlan.beach, spread: 380)
            + 0.2 * place.bell(around: CityPlan.university, spread: 420)
            + 0.25 * place.bell(around: CityPlan.station, spread: 300)
        let nightLife = bars + 0.012 * homes
        let trade = place.bell(around: .kilometres(4.6, 7.8), spread: 1100)
        let nearWater = ElementaryFunctions.exponential(-max(0, spot.fromShore) / 160)
        let shore = nearWater * (0.25 + 2 * place.bell(around: CityPlan.beach, spread: 1300)) * max(0, 1 - 1.3 * trade)
        return [homes, nightLife, avenues, offshore ? shore * 0.3 : shore, 0.02 + wild]
    }

    private static func sum(of range: Range<Int>, in sums: [Double]) -> Double {
        guard !range.isEmpty else { return 0 }
        return sums[range.upperBound - 1] - (range.lowerBound > 0 ? sums[range.lowerBound - 1] : 0)
    }

    /// A spot of a quartier, drawn by the weights of a layer.
    func spot(in quartier: Int, layer: Int, random: inout RandomSource) -> Int {
        let range = spotsOfQuartier[quartier]
        let sums = cumulated[layer]
        let base = range.lowerBound > 0 ? sums[range.lowerBound - 1] : 0
        let aim = base + random.uniform() * PlaceLayers.sum(of: range, in: sums)
        var low = range.lowerBound
        var high = range.upperBound - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > aim { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The weight of a spot in a layer, as a share of its quartier's.
    func share(of spot: Int, in quartier: Int, layer: Int) -> Double {
        let total = PlaceLayers.sum(of: spotsOfQuartier[quartier], in: cumulated[layer])
        return total > 0 ? PlaceLayers.sum(of: spot..<spot + 1, in: cumulated[layer]) / total : 0
    }
}
