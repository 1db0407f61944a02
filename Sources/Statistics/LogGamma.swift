import Foundation

/// The logarithm of the gamma function, ln Γ(x).
///
/// - Parameter x: above 0.
/// - Returns: ln Γ(x), correct to a few units in the last place, near its zeros at 1 and 2 too.
/// - Complexity: O(1).
public func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "logGamma is for positive numbers")
    // The two-valued form is the reentrant one; C's own writes the sign to a global.
    let (value, _): (Double, Int) = lgamma(x)
    return value
}

/// What Stirling's formula leaves out of ln Γ(z+1): ln Γ(z+1) − (z+½) ln z + z − ½ ln 2π.
///
/// Source: Loader 2000, *Fast and accurate computation of binomial probabilities*, section 3; the series is Stirling's
/// (Abramowitz & Stegun 1964, 6.1.41).
///
/// - Parameter z: above 0.
/// - Complexity: O(1).
func stirlingError(_ z: Double) -> Double {
    if z < 1 { return logGamma(z + 1) - (z + 0.5) * log(z) + z - halfLogTwoPi }
    if z <= 15 {
        if z == z.rounded() { return smallStirlingErrors[Int(z)] }
        // Climbing in steps of 1 loses less than the difference of large logarithms.
        return stirlingError(z + 1) + ((z + 0.5) * log1p(1 / z) - 1)
    }
    let w = 1 / (z * z)
    var sum = 1.0 / 156
    sum = sum * w - 691.0 / 360_360
    sum = sum * w + 1.0 / 1188
    sum = sum * w - 1.0 / 1680
    sum = sum * w + 1.0 / 1260
    sum = sum * w - 1.0 / 360
    sum = sum * w + 1.0 / 12
    return sum / z
}

/// The errors at 0...15, where counts mostly are; the first is never asked for.
private let smallStirlingErrors: [Double] = {
    var values = [Double](repeating: 0, count: 17)
    values[16] = stirlingError(16)
    for z in stride(from: 15.0, through: 1, by: -1) {
        values[Int(z)] = values[Int(z) + 1] + ((z + 0.5) * log1p(1 / z) - 1)
    }
    return values
}()

/// Half the logarithm of 2π.
let halfLogTwoPi = 0.918938533204672741780329736405617640

/// The deviance term x ln(x/m) + m − x without cancellation where x is near m.
///
/// Source: Loader 2000, section 2.
///
/// - Parameters:
///   - x: above 0.
///   - mean: m, above 0.
///   - difference: x − m, which a caller often knows better than a subtraction would tell.
/// - Complexity: O(1).
func devianceTerm(_ x: Double, mean: Double, difference: Double) -> Double {
    let sum = x + mean
    guard abs(difference) < 0.1 * sum else { return x * log(x / mean) + mean - x }
    let v = difference / sum
    let square = v * v
    var total = difference * v
    var power = 2 * x * v
    var odd = 3.0
    while true {
        power *= square
        let next = total + power / odd
        if next == total { return next }
        total = next
        odd += 2
    }
}

/// Γ(a+b+1)/(Γ(a+1)Γ(b+1)) pᵃ qᵇ with q = 1 − p: a binomial probability whose counts needn't be whole.
///
/// Source: Loader 2000, equation 5.
///
/// - Parameters:
///   - a: above 0; b: above 0.
///   - p: in 0...1; q: 1 − p, given apart so that neither loses digits.
///   - excess: a − (a+b)p, where the caller knows it without cancellation.
/// - Complexity: O(1).
func binomialTerm(_ a: Double, _ b: Double, p: Double, q: Double, excess: Double? = nil) -> Double {
    let n = a + b
    // a − np = aq − bp, which cancels less than the product with n does.
    let difference = excess ?? (a * q - b * p)
    let exponent =
        stirlingError(n) - stirlingError(a) - stirlingError(b)
        - devianceTerm(a, mean: n * p, difference: difference)
        - devianceTerm(b, mean: n * q, difference: -difference)
    return exp(exponent) * (n / (2 * .pi * a) / b).squareRoot()
}
