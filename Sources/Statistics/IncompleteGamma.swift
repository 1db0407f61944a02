import Foundation

/// The regularised lower incomplete gamma function P(a, x) = γ(a, x)/Γ(a).
///
/// It is the probability that a gamma variable of shape a and scale 1 is at most x. Source: Gautschi 1979, *A
/// computational procedure for incomplete gamma functions*: a series below a, a continued fraction above.
///
/// - Parameters:
///   - a: the shape, above 0.
///   - x: at least 0; may be infinite.
/// - Returns: a probability, to about 13 digits wherever it is small.
/// - Complexity: O(√a) near x = a, less elsewhere.
public func regularizedGammaP(_ a: Double, _ x: Double) -> Double {
    precondition(a > 0 && a.isFinite && x >= 0, "the incomplete gamma function is for a > 0 and x ≥ 0")
    if x == 0 { return 0 }
    if x == .infinity { return 1 }
    if x > 1 && x > a { return 1 - gammaFraction(a, x) }
    return gammaSeries(a, x)
}

/// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), without cancellation in its tail.
///
/// - Parameters:
///   - a: the shape, above 0.
///   - x: at least 0; may be infinite.
/// - Returns: a probability, to about 13 digits wherever it is small.
/// - Complexity: O(√a) near x = a, less elsewhere.
public func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
    precondition(a > 0 && a.isFinite && x >= 0, "the incomplete gamma function is for a > 0 and x ≥ 0")
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    if x > 1.1 { return x < a ? 1 - gammaSeries(a, x) : gammaFraction(a, x) }
    // With a small shape nearly everything lies below x, so that 1 − P would have no digits left.
    let pIsSmall = x <= 0.5 ? -0.4 / log(x) < a : x * 1.1 < a
    return pIsSmall ? 1 - gammaSeries(a, x) : smallShapeTail(a, x)
}

/// xᵃ e⁻ˣ / Γ(a+1).
private func gammaTerm(_ a: Double, _ x: Double) -> Double {
    if a < 1 { return exp(a * log(x) - x - logGamma(a + 1)) }
    return exp(-stirlingError(a) - devianceTerm(a, mean: x, difference: a - x)) / (2 * .pi * a).squareRoot()
}

/// P by Σ xⁿ / ((a+1)…(a+n)).
private func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var (term, sum, denominator) = (1.0, 1.0, a)
    repeat {
        denominator += 1
        term *= x / denominator
        sum += term
    } while term > sum * 1e-17
    return min(1, sum * gammaTerm(a, x))
}

/// Q by Legendre's continued fraction, evaluated from the front (Lentz 1976, Thompson & Barnett 1986).
private func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / (abs(b) < tiny ? tiny : b)
    var value = d
    var i = 0.0
    while true {
        i += 1
        let an = -i * (i - a)
        b += 2
        d = an * d + b
        if abs(d) < tiny { d = tiny }
        c = b + an / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        let factor = d * c
        value *= factor
        if abs(factor - 1) < 1e-16 || i > 1e7 { break }
    }
    return min(1, value * a * gammaTerm(a, x))
}

/// Q for a small shape and x ≤ 1.1: 1 − xᵃ/Γ(a+1) taken as one difference, then the rest of the alternating series.
private func smallShapeTail(_ a: Double, _ x: Double) -> Double {
    var (term, sum, n) = (1.0, 0.0, 0.0)
    while true {
        n += 1
        term *= -x / n
        let next = term / (a + n)
        sum += next
        if abs(next) <= 1e-17 * abs(sum) { break }
    }
    let exponent = a * log(x) - logGammaOfOnePlus(a)
    return -expm1(exponent) - exp(exponent) * a * sum
}

/// ln Γ(1+a), where 1 + a has lost the digits of a small a (Abramowitz & Stegun 1964, 6.1.33).
private func logGammaOfOnePlus(_ a: Double) -> Double {
    if a > 0.01 { return logGamma(1 + a) }
    let zeta = [
        1.6449340668482264, 1.2020569031595942, 1.0823232337111382, 1.0369277551433699, 1.0173430619844491,
        1.0083492773819228, 1.0040773561979443,
    ]
    var (power, sum) = (-a, -0.5772156649015329 * a)
    for (index, value) in zeta.enumerated() {
        power *= -a
        sum += value * power / Double(index + 2)
    }
    return sum
}
