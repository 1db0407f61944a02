import Foundation
import Vocabulary

/// How an event at a place raises what is expected around: each place's neighbours with weights that sum to 1.
///
/// The spatial part of a self-exciting process in cells (Ogata 1998; for crime Mohler et al. 2011).
struct PlaceSpread: Sendable {
    /// How the weight falls with the distance, in typical distances of a place to the nearest.
    enum Kernel: Sendable, Hashable {
        /// exp(−d²/2w²).
        case gaussian(width: Double)
        /// (1 + d²)^−power.
        case powerLaw(power: Double)
    }

    /// For each place the numbers of those around with their weights.
    let around: [[(place: Int, weight: Double)]]

    /// How far a kernel reaches, in typical distances.
    private static let reach = 5.0

    /// Places without a position have no neighbours.
    init(_ places: [CountedPlace], _ kernel: Kernel) {
        func distance(_ a: Int, _ b: Int) -> Double {
            guard let one = places[a].position, let other = places[b].position else { return .infinity }
            return hypot(one.x - other.x, one.y - other.y)
        }
        let nearest = places.indices.map { place in
            places.indices.reduce(Double.infinity) { $1 == place ? $0 : min($0, distance(place, $1)) }
        }.sorted()
        let unit = max(nearest[nearest.count / 2], 1e-9)
        around = places.indices.map { place in
            let near = places.indices.compactMap { other -> (place: Int, weight: Double)? in
                let away = distance(place, other) / unit
                guard other != place, away <= Self.reach else { return nil }
                switch kernel {
                case .gaussian(let width): return (other, exp(-away * away / (2 * width * width)))
                case .powerLaw(let power): return (other, pow(1 + away * away, -power))
                }
            }
            let sum = near.reduce(0) { $0 + $1.weight }
            return near.map { ($0.place, $0.weight / sum) }
        }
    }
}
