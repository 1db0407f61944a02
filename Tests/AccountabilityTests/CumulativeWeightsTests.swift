import Statistics
import Testing

@testable import Accountability

@Suite struct CumulativeWeightsTests {
    @Test func anIndexIsTheOneThatAScanFinds() {
        var random = Xoshiro256(seed: 17)
        for size in 1...33 {
            // Whole numbers add up without rounding, so that the two must agree to the last draw.
            var values = (0..<size).map { _ in Double(random.below(5)) }
            values[random.below(size)] += 1
            var weights = CumulativeWeights(values)
            for _ in 0..<40 {
                let (index, more) = (random.below(size), Double(random.below(4)))
                weights.add(more, to: index)
                values[index] += more
                #expect(weights.values == values && weights.total == values.reduce(0, +))
                for number in 0..<Int(weights.total) {
                    var rest = Double(number) + 0.5
                    let scanned = values.firstIndex { value in
                        rest -= value
                        return rest < 0
                    }
                    #expect(weights.index(at: (Double(number) + 0.5) / weights.total) == scanned)
                }
            }
        }
    }

    @Test func anAreaWithoutWeightIsNeverDrawn() {
        let weights = CumulativeWeights([0, 3, 0, 1, 0])
        var random = Xoshiro256(seed: 18)
        var counts = [0, 0, 0, 0, 0]
        for _ in 0..<10_000 { counts[weights.index(at: random.uniform())] += 1 }
        #expect(counts[0] == 0 && counts[2] == 0 && counts[4] == 0)
        // 7,500 ± 43; five standard deviations are passed once in 1.7 million seeds.
        #expect(abs(counts[1] - 7500) < 217)
    }
}
