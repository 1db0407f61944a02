import Foundation
import Testing
import Vocabulary

@testable import Analysis

struct PlacesAroundTests {
    private func places(_ positions: [PlanarPoint?]) -> [CountedPlace] {
        positions.enumerated().map { CountedPlace(id: "p\($0)", name: "Place \($0)", position: $1) }
    }

    @Test func nearPlacesWeighMoreAndFarOnesNothing() {
        let line = places([0, 1, 2, 9].map { PlanarPoint(x: 1000 * $0, y: 0) })
        let around = PlacesAround(line)
        // The typical distance is a kilometre: weights go as e^−1/2 and e^−2.
        let (near, far) = (exp(-0.5), exp(-2.0))
        #expect(abs(around.mean([100, 10, 1, 5000], from: 0, around: 0) - (10 * near + far) / (near + far)) < 1e-9)
        #expect(abs(around.mean([7, 100, 10, 3, 0], from: 1, around: 1) - (100 + 3) / 2) < 1e-9)
        #expect(around.neighbours[3].isEmpty && around.mean([1, 1, 1, 1], from: 0, around: 3).isNaN)
    }

    @Test func withoutAPositionNobodyIsAround() {
        let half = PlacesAround(places([PlanarPoint(x: 0, y: 0), nil]))
        #expect(half.neighbours.map(\.count) == [0, 0])
        let alone = PlacesAround(places([PlanarPoint(x: 0, y: 0)]))
        #expect(alone.neighbours.map(\.count) == [0])
    }

    @Test func placesAtTheSamePointAreAroundEachOther() {
        let around = PlacesAround(places([PlanarPoint(x: 5, y: 5), PlanarPoint(x: 5, y: 5)]))
        #expect(around.mean([3, 8], from: 0, around: 0) == 8)
    }
}
