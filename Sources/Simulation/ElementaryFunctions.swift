/// Exponential, logarithm and sine by plain IEEE arithmetic.
///
/// The system's mathematical library may differ in the last bit from one version to the next, and one bit is enough
/// to move an incident. These need only +, −, × and ÷, whose results IEEE 754 fixes, so that a seed gives the same
/// bytes on every machine. The relative error stays below 10⁻¹⁴ on the ranges used here.
enum ElementaryFunctions {
    /// The exponential of x, zero below −700 and held at exp(700) above.
    static func exponential(_ x: Double) -> Double {
        if x < -700 { return 0 }
        let bounded = min(x, 700)
        let power = (bounded * 1.442_695_040_888_963_4).rounded()
        // ln 2 in two parts, so that the remainder keeps its last bits.
        let rest = (bounded - power * 0.693_147_180_369_123_816_49) - power * 1.908_214_929_270_587_7e-10
        var sum = 1.0
        var divisor = 13.0
        while divisor >= 1 {
            sum = 1 + rest * sum / divisor
            divisor -= 1
        }
        return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
    }

    /// The natural logarithm of a positive number.
    static func logarithm(_ x: Double) -> Double {
        var mantissa = x.significand
        var power = Double(x.exponent)
        if mantissa > 1.414_213_562_373_095_1 {
            mantissa /= 2
            power += 1
        }
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 0.0
        var odd = 23.0
        while odd >= 1 {
            sum = sum * square + 1 / odd
            odd -= 2
        }
        return 2 * ratio * sum + power * 0.693_147_180_559_945_3
    }

    /// The sine of an angle given in whole turns.
    static func sine(turns: Double) -> Double {
        var angle = turns - turns.rounded()
        if angle > 0.25 { angle = 0.5 - angle }
        if angle < -0.25 { angle = -0.5 - angle }
        let radians = angle * 6.283_185_307_179_586
        let square = radians * radians
        var sum = 1.0
        var order = 22.0
        while order >= 2 {
            sum = 1 - square / (order * (order + 1)) * sum
            order -= 2
        }
        return radians * sum
    }

    /// The cosine of an angle given in whole turns.
    static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

    /// The natural logarithm of k!, by Stirling's series (exact below 2).
    static func logFactorial(_ k: Double) -> Double {
        if k < 2 { return 0 }
        // The series is good from about ten on; smaller arguments are raised by the recurrence.
        var argument = k + 1
        var product = 1.0
        while argument < 10 {
            product *= argument
            argument += 1
        }
        let inverse = 1 / argument
        let square = inverse * inverse
        let correction = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
        return (argument - 0.5) * logarithm(argument) - argument + 0.918_938_533_204_672_7 + correction
            - logarithm(product)
    }
}
