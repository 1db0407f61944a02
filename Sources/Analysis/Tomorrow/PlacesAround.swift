import Foundation
import Vocabulary

/// For each place those around it, by how near they are: weights of a Gaussian kernel that sum to 1.
///
/// Its width is a place's typical distance to the nearest. Places have none around where some position isn't known, or
/// where there are too many to compare.
struct PlacesAround: Sendable {
    /// By place.
    let neighbours: [[(place: Int, weight: Double)]]

    private static let mostPlaces = 5000
    /// How many widths a kernel reaches.
    private static let reach = 3.0

    /// - Complexity: O(places²).
    init(_ places: [CountedPlace]) {
        let positions = places.compactMap(\.position)
        guard positions.count == places.count, places.count > 1, places.count <= Self.mostPlaces else {
            neighbours = places.map { _ in [] }
            return
        }
        func square(_ a: Int, _ b: Int) -> Double {
            let (x, y) = (positions[a].x - positions[b].x, positions[a].y - positions[b].y)
            return x * x + y * y
        }
        let nearest = positions.indices.map { place in
            positions.indices.reduce(Double.infinity) { $1 == place ? $0 : min($0, square(place, $1)) }
        }.sorted()
        let width = nearest[nearest.count / 2]
        neighbours = positions.indices.map { place in
            let near = positions.indices.compactMap { other -> (place: Int, weight: Double)? in
                let away = square(place, other)
                guard other != place, away <= Self.reach * Self.reach * width else { return nil }
                return (other, width > 0 ? exp(-away / (2 * width)) : 1)
            }
            let sum = near.reduce(0) { $0 + $1.weight }
            return near.map { ($0.place, $0.weight / sum) }
        }
    }

    /// The weighted mean of a place's neighbours; not a number where it has none.
    ///
    /// - Parameter values: of which those from `start` on are the places'.
    /// - Complexity: O(neighbours).
    func mean(_ values: [Double], from start: Int, around place: Int) -> Double {
        neighbours[place].isEmpty ? .nan : neighbours[place].reduce(0) { $0 + $1.weight * values[start + $1.place] }
    }
}
