import Statistics
import Testing

struct SimplexProjectionTests {
    /// The conditions of Karush, Kuhn and Tucker: one offset for what is above 0, and what is 0 lies at or below it.
    @Test func theProjectionIsTheNearestWithTheSum() {
        var generator = Xoshiro256(seed: 91)
        for _ in 0..<50 {
            let values = (0..<40).map { _ in 3 * generator.normal() + 0.5 }
            let sum = 40 * generator.uniform()
            let projection = SimplexProjection(of: values[...], sum: sum)
            let projected = values.map { projection($0) }
            #expect(abs(projected.reduce(0, +) - sum) < 1e-9)
            #expect(projected.allSatisfy { $0 >= 0 } && projected.contains { $0 > 0 })
            for (value, own) in zip(values, projected) {
                #expect(own > 0 ? abs(value - own - projection.offset) < 1e-12 : value <= projection.offset)
            }
            // Nothing that has the sum lies nearer.
            let distance = zip(values, projected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            for _ in 0..<20 {
                let shares = values.map { _ in generator.uniform() }
                let scale = sum / shares.reduce(0, +)
                let other = zip(values, shares).reduce(0) { $0 + ($1.0 - $1.1 * scale) * ($1.0 - $1.1 * scale) }
                #expect(other >= distance)
            }
        }
    }

    @Test func whatIsThereAlreadyStays() {
        let projection = SimplexProjection(of: [0, 2, 6], sum: 8)
        #expect(projection.offset == 0)
        #expect([0, 2, 6].map { projection($0) } == [0, 2, 6])
    }

    @Test func nothingToShareOutLeavesNothing() {
        for sum in [0.0, -3] {
            let projection = SimplexProjection(of: [-1, 4, 2], sum: sum)
            #expect([-1, 4, 2].map { projection($0) } == [0, 0, 0])
        }
    }
}
