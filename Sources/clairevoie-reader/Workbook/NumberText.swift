import Foundation

/// Numbers of a sheet as text: the shortest decimal that reads back as the same number.
enum NumberText {
    /// Adds a number; without an exponent from 10⁻⁶ to 10²¹, as ECMA-262 writes numbers (6.1.6.1.20).
    static func append(_ number: Double, to text: inout [UInt8]) {
        guard number.isFinite else { return }
        if number.magnitude < 0x1p53, number == number.rounded(.towardZero) {
            appendInteger(Int(number), to: &text)
            return
        }
        let (digits, exponent) = shortest(number.magnitude)
        if number < 0 { text.append(UInt8(ascii: "-")) }
        switch exponent {
        case -6..<0:
            text += [48, 46]
            text += [UInt8](repeating: 48, count: -exponent - 1)
            text += digits
        case 0..<21 where digits.count > exponent + 1:
            text += digits[...exponent]
            text.append(46)
            text += digits[(exponent + 1)...]
        case 0..<21:
            text += digits
            text += [UInt8](repeating: 48, count: exponent + 1 - digits.count)
        default:
            text.append(digits[0])
            if digits.count > 1 {
                text.append(46)
                text += digits[1...]
            }
            text.append(UInt8(ascii: "e"))
            text += Array((exponent < 0 ? "\(exponent)" : "+\(exponent)").utf8)
        }
    }

    /// The digits, and the power of ten of the first.
    private static func shortest(_ number: Double) -> (digits: [UInt8], exponent: Int) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].utf8
        let whole = mantissa.prefix { $0 != 46 }
        var exponent = whole.count - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = mantissa.filter { $0 != 46 }
        while digits.count > 1, digits.last == 48 { digits.removeLast() }
        while digits.count > 1, digits.first == 48 {
            digits.removeFirst()
            exponent -= 1
        }
        return (digits, exponent)
    }

    static func appendInteger(_ number: Int, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = text.count
        repeat {
            text.append(48 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// Adds a number below 100 in two digits.
    static func appendPair(_ number: Int, to text: inout [UInt8]) {
        text.append(48 + UInt8(number / 10))
        text.append(48 + UInt8(number % 10))
    }

    /// Whether digits are already what ``append(_:to:)`` would write, or an integer longer than a Double holds.
    ///
    /// Other programs than Excel write long numbers digit by digit, and of two that differ in the last a Double makes one.
    static func isShortest(_ text: [UInt8]) -> Bool {
        let start = text.first == UInt8(ascii: "-") ? 1 : 0
        let count = text.count - start
        guard count > 0, count <= 64, (48...57).contains(text[start]) else { return false }
        let startsWithZero = text[start] == 48
        var point: Int?
        var significant = 0
        for index in start..<text.count {
            let byte = text[index]
            if byte == 46, point == nil {
                point = index
            } else if (48...57).contains(byte) {
                if significant > 0 || byte != 48 { significant += 1 }
            } else {
                return false
            }
        }
        guard let point else { return !startsWithZero || text.count == 1 }
        // Fifteen digits are told apart by a Double, so none of fewer is the same number.
        return significant > 0 && significant <= 15 && text.last != 48 && text.last != 46
            && (!startsWithZero || (point == start + 1 && count - 2 - significant < 6))
    }

    /// The number that a text is.
    static func number(_ text: [UInt8]) -> Double? {
        guard !text.isEmpty, text.count <= 64 else { return nil }
        var mantissa = 0
        var (scale, point, isExact) = (0, false, true)
        let start = text.first == UInt8(ascii: "-") ? 1 : 0
        for index in start..<text.count {
            switch text[index] {
            case 48...57:
                if mantissa < 1 << 49 {
                    mantissa = mantissa * 10 + Int(text[index] - 48)
                    if point { scale += 1 }
                } else {
                    isExact = false
                }
            case 46 where !point: point = true
            case 43, 45, 46, 69, 101: isExact = false
            default: return nil
            }
        }
        // Both are exact, so their quotient is rounded once (Clinger 1990).
        if isExact, text.count > start, mantissa < 1 << 53, scale < powers.count {
            let number = Double(mantissa) / powers[scale]
            return start == 0 ? number : -number
        }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
