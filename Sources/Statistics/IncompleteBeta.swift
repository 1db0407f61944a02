import Foundation

/// The regularised incomplete beta function I_x(a, b).
///
/// It is the probability that a beta variable is at most x, and gives the tails of Student's t and of the negative
/// binomial. Source: the continued fraction of Didonato & Morris 1992, equation 9, with Loader's saddle-point term
/// before it.
///
/// - Parameters:
///   - a: above 0.
///   - b: above 0.
///   - x: in 0...1.
/// - Returns: a probability, to about 13 digits wherever it is small. The upper tail is `regularizedBeta(b, a, 1 - x)`.
/// - Complexity: O(√max(a, b)).
public func regularizedBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    regularizedBeta(a, b, x, complement: 1 - x)
}

/// I_x(a, b) for a caller who knows 1 − x to all its digits.
func regularizedBeta(_ a: Double, _ b: Double, _ x: Double, complement y: Double) -> Double {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "the incomplete beta function is for a > 0 and b > 0")
    precondition(x >= 0 && x <= 1, "the incomplete beta function is for x in 0...1")
    if x == 0 { return 0 }
    if y == 0 { return 1 }
    // xᵃ yᵇ / B(a, b) = (ab/(a+b)) · the binomial term.
    let excess = a * y - b * x
    let term = binomialTerm(a, b, p: x, q: y, excess: excess) * a * b / (a + b)
    // The fraction is quick on the near side of the mean.
    if excess > 0 { return min(1, term * betaFraction(a, b, x, y, excess)) }
    return max(0, 1 - term * betaFraction(b, a, y, x, -excess))
}

/// The continued fraction for x below the mean a/(a+b), `excess` being a − (a+b)x.
///
/// In this form nothing cancels near the mean, however large a and b are.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double, _ excess: Double) -> Double {
    let c = 1 + excess
    let inverse = 1 / a
    var (previousTop, previousBottom) = (0.0, 1.0)
    var (top, bottom) = (1.0, c / (1 + inverse))
    var value = top / bottom
    var n = 0.0
    while true {
        n += 1
        let w = n * (b - n) * x
        let p = 1 + (n - 1) * inverse
        let s = a + 2 * n - 1
        let e = a / s
        let alpha = p * (p + b * inverse) * e * e * (w * x)
        let beta = n + w / s + (1 + n * inverse) / (1 + inverse + 2 * n * inverse) * (c + n * (1 + y))
        (previousTop, top) = (top, alpha * previousTop + beta * top)
        (previousBottom, bottom) = (bottom, alpha * previousBottom + beta * bottom)
        let next = top / bottom
        if abs(next - value) <= 1e-16 * next || n > 1e7 { return next }
        value = next
        // Both would overflow before long.
        previousTop /= bottom
        previousBottom /= bottom
        top = value
        bottom = 1
    }
}
