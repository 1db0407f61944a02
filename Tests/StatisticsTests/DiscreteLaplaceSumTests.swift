import Foundation
import Statistics
import Testing

struct DiscreteLaplaceSumTests {
    /// The half width by summing the law's own definition.
    private func bruteForce(alpha: Double, count: Int, coverage: Double) -> Int {
        let reach = 2000
        let peak = (1 - alpha) / (1 + alpha)
        let one = (-reach...reach).map { peak * pow(alpha, Double(abs($0))) }
        var law = one
        for _ in 1..<count {
            var next = [Double](repeating: 0, count: 2 * reach + 1)
            for x in -reach...reach where law[x + reach] > 1e-15 {
                for y in max(-reach, -reach - x)...min(reach, reach - x) where one[y + reach] > 1e-15 {
                    next[x + y + reach] += law[x + reach] * one[y + reach]
                }
            }
            law = next
        }
        var inside = law[reach]
        var width = 0
        while inside < coverage - 1e-9 {
            width += 1
            inside += law[reach + width] + law[reach - width]
        }
        return width
    }

    @Test(arguments: [0.25, 0.5, 1, 4], [1, 2, 7])
    func theIntervalOfASumIsThatOfTheConvolvedLaw(epsilon: Double, count: Int) {
        let alpha = exp(-epsilon)
        let law = DiscreteLaplaceSum([.init(alpha: alpha, count: count)])
        for coverage in [0.5, 0.8, 0.95, 0.99] {
            #expect(law.halfWidth(coverage: coverage) == bruteForce(alpha: alpha, count: count, coverage: coverage))
        }
    }

    @Test func termsOfDifferentScaleAddTheirVariances() {
        let law = DiscreteLaplaceSum([.init(alpha: 0.5, count: 3), .init(alpha: 0.8, count: 2)])
        #expect(abs(law.variance - (3 * 4 + 2 * 40)) < 1e-9)
    }

    @Test func aLargeSumIsNearlyNormal() {
        let law = DiscreteLaplaceSum([.init(alpha: exp(-1), count: 365)])
        let normal = 1.959964 * law.variance.squareRoot()
        #expect(abs(Double(law.halfWidth(coverage: 0.95)) - normal) < 2)
    }

    @Test func wideSumsAreQuick() {
        let law = DiscreteLaplaceSum([.init(alpha: exp(-0.05), count: 400), .init(alpha: exp(-0.1), count: 13)])
        let time = ContinuousClock().measure {
            for _ in 0..<100 { #expect(abs(law.halfWidth(coverage: 0.95) - 1112) < 3) }
        }
        // A page asks for several; the law's every value took ten milliseconds.
        #expect(time < .milliseconds(300))
    }

    @Test func withoutNoiseTheIntervalIsAPoint() {
        #expect(DiscreteLaplaceSum([.init(alpha: 0, count: 5)]).halfWidth(coverage: 0.95) == 0)
    }
}
