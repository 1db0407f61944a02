import Foundation

/// The law of a sum of independent discrete Laplace variables, P(X = x) ∝ α^|x| each.
///
/// Discrete Laplace: Inusah & Kozubowski 2006. A sum's law comes from its characteristic function, which is real and
/// periodic, so that the trapezoidal rule inverts it with an error that falls exponentially (Abate & Whitt 1992).
public struct DiscreteLaplaceSum: Sendable, Hashable {
    /// How many terms of each α there are.
    public let terms: [Term]

    /// Some terms of one law.
    public struct Term: Sendable, Hashable {
        /// The ratio of neighbouring probabilities, in 0..<1; 0 is no noise.
        public let alpha: Double
        /// How many such variables are added.
        public let count: Int

        /// Makes a term.
        ///
        /// - Precondition: `alpha` lies in 0..<1 and `count` isn't negative.
        public init(alpha: Double, count: Int) {
            precondition(alpha >= 0 && alpha < 1 && count >= 0)
            self.alpha = alpha
            self.count = count
        }
    }

    /// Makes the law of a sum.
    public init(_ terms: [Term]) {
        self.terms = terms.filter { $0.alpha > 0 && $0.count > 0 }
    }

    /// The variance, Σ n·2α/(1−α)².
    public var variance: Double {
        terms.reduce(0) { $0 + Double($1.count) * 2 * $1.alpha / ((1 - $1.alpha) * (1 - $1.alpha)) }
    }

    /// The smallest w such that P(|X| ≤ w) is at least `coverage`.
    ///
    /// - Parameter coverage: a probability in 0..<1.
    /// - Complexity: O(n log n) in the standard deviation.
    public func halfWidth(coverage: Double) -> Int {
        precondition(coverage >= 0 && coverage < 1)
        guard !terms.isEmpty else { return 0 }
        let law = values()
        var inside = law[0]
        var width = 0
        // A billionth of slack keeps rounding from widening an interval that is exact.
        while inside < coverage - 1e-9, width + 1 < law.count {
            width += 1
            inside += 2 * law[width]
        }
        return width
    }

    /// P(X = x) for x = 0, 1, …, as far as the law matters.
    func values() -> [Double] {
        if terms.count == 1, terms[0].count == 1 {
            let alpha = terms[0].alpha
            let peak = (1 - alpha) / (1 + alpha)
            let far = Int((log(1e-12) / log(alpha)).rounded(.up))
            return (0...max(1, far)).map { peak * pow(alpha, Double($0)) }
        }
        // Beyond 40 standard deviations an exponential tail has less than e^−50 left.
        var size = 256
        while Double(size) < 80 * variance.squareRoot() { size *= 2 }
        let half = size / 2
        let characteristic = (0...half).map { k -> Double in
            let cosine = cos(2 * .pi * Double(k) / Double(size))
            return terms.reduce(1) { product, term in
                let a = term.alpha
                return product * pow((1 - a) * (1 - a) / (1 + a * a - 2 * a * cosine), Double(term.count))
            }
        }
        // Only the values that an interval may need: twelve standard deviations.
        let wanted = min(half, max(16, Int(12 * variance.squareRoot())))
        let cosines = (0..<size).map { cos(2 * .pi * Double($0) / Double(size)) }
        return (0...wanted).map { x in
            var sum = characteristic[0] + characteristic[half] * (x.isMultiple(of: 2) ? 1 : -1)
            var angle = 0
            for k in 1..<half {
                angle = (angle + x) & (size - 1)
                if characteristic[k] < 1e-18 { break }
                sum += 2 * characteristic[k] * cosines[angle]
            }
            return max(0, sum / Double(size))
        }
    }
}
