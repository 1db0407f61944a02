import Foundation

/// Student's t distribution.
public enum StudentT {
    /// P(T > t).
    ///
    /// - Parameters:
    ///   - t: any number; may be infinite.
    ///   - degreesOfFreedom: above 0; needn't be whole; infinite is the normal distribution.
    /// - Complexity: O(√degreesOfFreedom).
    public static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
        precondition(degreesOfFreedom > 0 && !t.isNaN, "Student's t has positive degrees of freedom")
        if degreesOfFreedom == .infinity { return Normal.upperTail(t) }
        let tail = 0.5 * outside(abs(t), degreesOfFreedom)
        return t < 0 ? 1 - tail : tail
    }

    /// P(T ≤ t).
    ///
    /// - Complexity: O(√degreesOfFreedom).
    public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
        upperTail(-t, degreesOfFreedom: degreesOfFreedom)
    }

    /// P(|T| > |t|): the two-sided p-value.
    ///
    /// - Complexity: O(√degreesOfFreedom).
    public static func twoSided(_ t: Double, degreesOfFreedom: Double) -> Double {
        2 * upperTail(abs(t), degreesOfFreedom: degreesOfFreedom)
    }

    /// The t such that P(T ≤ t) = p; −∞ at 0 and ∞ at 1.
    ///
    /// Newton's method on the logarithms of the probability and of t, in which the tail is nearly straight and bends one
    /// way only.
    ///
    /// - Parameters:
    ///   - p: a probability in 0...1.
    ///   - degreesOfFreedom: above 0; needn't be whole; infinite is the normal distribution.
    /// - Complexity: a few tails.
    public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
        precondition(p >= 0 && p <= 1 && degreesOfFreedom > 0, "a quantile is of a probability")
        if p == 0.5 { return 0 }
        if p == 0 || p == 1 || degreesOfFreedom == .infinity { return Normal.quantile(p) }
        let inside = 2 * abs(p - 0.5)
        // Near the centre the probability inside ±t has the digits, in the tails that outside.
        let central = inside < 0.5
        let target = log(central ? inside : 2 * min(p, 1 - p))
        var logT = log(abs(Normal.quantile(p)))
        for _ in 0..<200 {
            let t = exp(logT)
            let probability = central ? within(t, degreesOfFreedom) : outside(t, degreesOfFreedom)
            if probability == 0 { break }
            // d ln(probability) / d ln t
            let slope = 2 * density(t, degreesOfFreedom) * t / probability * (central ? 1 : -1)
            let step = (log(probability) - target) / slope
            logT -= step
            if abs(step) < 1e-15 { break }
        }
        return p < 0.5 ? -exp(logT) : exp(logT)
    }

    private static func density(_ t: Double, _ nu: Double) -> Double {
        // Γ((ν+1)/2)/(Γ(ν/2)√(νπ)) by what Stirling's formula leaves out, since the two logarithms cancel for large ν.
        let half = nu / 2
        let logConstant =
            stirlingError(half + 0.5) - stirlingError(half) + half * log1p(0.5 / half) - 0.5 - halfLogTwoPi
        return exp(logConstant - (half + 0.5) * log1p(t * t / nu))
    }

    /// P(|T| > t) for t ≥ 0.
    private static func outside(_ t: Double, _ nu: Double) -> Double {
        let (near, far) = shares(t, nu)
        return regularizedBeta(nu / 2, 0.5, far, complement: near)
    }

    /// P(|T| ≤ t) for t ≥ 0.
    private static func within(_ t: Double, _ nu: Double) -> Double {
        let (near, far) = shares(t, nu)
        return regularizedBeta(0.5, nu / 2, near, complement: far)
    }

    /// t²/(ν+t²) and ν/(ν+t²), without overflow.
    private static func shares(_ t: Double, _ nu: Double) -> (near: Double, far: Double) {
        if t == .infinity { return (1, 0) }
        let ratio = t / nu.squareRoot()
        if ratio > 1 {
            let inverse = 1 / ratio
            let square = inverse * inverse
            return (1 / (1 + square), square / (1 + square))
        }
        let square = ratio * ratio
        return (square / (1 + square), 1 / (1 + square))
    }
}
