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
    /// - Complexity: O(log σ) sums over the few frequencies that matter, about a hundred whatever the law.
    public func halfWidth(coverage: Double) -> Int {
        precondition(coverage >= 0 && coverage < 1)
        guard !terms.isEmpty else { return 0 }
        // A billionth of slack keeps rounding from widening an interval that is exact.
        let wanted = coverage - 1e-9
        let inside = probabilityWithin
        var (low, high) = (0, max(16, Int(12 * variance.squareRoot())))
        while low < high {
            let middle = (low + high) / 2
            if inside(middle) >= wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// P(|X| ≤ w) as a function of w: the inversion summed over x by the Dirichlet kernel.
    private var probabilityWithin: (_ width: Int) -> Double {
        if terms.count == 1, terms[0].count == 1 {
            let alpha = terms[0].alpha
            return { 1 - 2 * pow(alpha, Double($0 + 1)) / (1 + alpha) }
        }
        // Beyond 40 standard deviations an exponential tail has less than e^−50 left.
        var size = 256
        let reach = 80 * variance.squareRoot()
        while Double(size) < reach { size *= 2 }
        let points = size
        var frequencies: [(angle: Double, weight: Double)] = []
        for k in 1...points / 2 {
            let angle = 2 * .pi * Double(k) / Double(points)
            let cosine = cos(angle)
            var characteristic = 1.0
            for term in terms {
                let a = term.alpha
                let ratio = (1 - a) * (1 - a) / (1 + a * a - 2 * a * cosine)
                characteristic *= pow(ratio, Double(term.count))
            }
            // It only falls from here on.
            if characteristic < 1e-18 { break }
            let weight = (k == points / 2 ? 1.0 : 2.0) * characteristic / sin(angle / 2)
            frequencies.append((angle, weight))
        }
        return { [frequencies] width in
            let half = Double(width) + 0.5
            var sum = 2 * half
            for frequency in frequencies { sum += frequency.weight * sin(half * frequency.angle) }
            return sum / Double(points)
        }
    }
}
