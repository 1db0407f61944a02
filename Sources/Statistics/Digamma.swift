import Foundation

/// The derivative of ln Γ, ψ(x).
///
/// Source: Abramowitz & Stegun 1964, recurrence 6.3.5 up to 10, then the asymptotic series 6.3.18.
///
/// - Parameter x: above 0.
/// - Returns: ψ(x), within 2·10⁻¹⁵ of its value or of 1, whichever is larger.
/// - Complexity: O(1).
public func digamma(_ x: Double) -> Double {
    precondition(x > 0)
    var (z, below) = (x, 0.0)
    while z < 10 {
        below += 1 / z
        z += 1
    }
    let u = 1 / (z * z)
    let far = 1.0 / 240 - u * (1.0 / 132 - u * (691.0 / 32760 - u / 12))
    let series = u * (1.0 / 12 - u * (1.0 / 120 - u * (1.0 / 252 - u * far)))
    return log(z) - 0.5 / z - series - below
}

/// The second derivative of ln Γ, ψ′(x).
///
/// Source: Abramowitz & Stegun 1964, recurrence 6.4.6 up to 10, then the asymptotic series 6.4.12.
///
/// - Parameter x: above 0.
/// - Returns: ψ′(x), to about 15 digits.
/// - Complexity: O(1).
public func trigamma(_ x: Double) -> Double {
    precondition(x > 0)
    var (z, below) = (x, 0.0)
    while z < 10 {
        below += 1 / (z * z)
        z += 1
    }
    let u = 1 / (z * z)
    let far = 1.0 / 30 - u * (5.0 / 66 - u * (691.0 / 2730 - u * 7 / 6))
    let series = 1.0 / 6 - u * (1.0 / 30 - u * (1.0 / 42 - u * far))
    return below + 1 / z + u / 2 + u / z * series
}
