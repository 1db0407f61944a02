import Foundation
import Statistics
import Testing

struct DigammaTests {
    // From mpmath 1.4.1 at 40 digits: psi(0, x) and psi(1, x).
    @Test(arguments: [
        (0.001, -1000.5755719318103, 1000001.6425331958),
        (0.5, -1.9635100260214235, 4.934802200544679),
        (1.0, -0.5772156649015329, 1.6449340668482264),
        (2.5, 0.7031566406452432, 0.49035775610023485),
        (9.99, 2.250700372831201, 0.10527695014824179),
        (1234.5, 7.118016231827998, 0.0008103727271269667),
    ])
    func theDerivativesOfLogGammaAreThoseOfMpmath(x: Double, first: Double, second: Double) {
        #expect(abs(digamma(x) - first) <= 1e-14 * max(1, abs(first)))
        #expect(abs(trigamma(x) - second) <= 1e-13 * second)
    }

    @Test func theyObeyTheirRecurrences() {
        for step in 1...400 {
            let x = Double(step) * 0.0731
            #expect(abs(digamma(x + 1) - digamma(x) - 1 / x) < 4e-15 * max(1, 1 / x))
            #expect(abs(trigamma(x + 1) - trigamma(x) + 1 / (x * x)) < 4e-15 * max(1, 1 / (x * x)))
        }
    }
}
