import Foundation

/// Numbers of degrees, as files write them.
enum NumberReading {
    /// Powers of ten that a floating-point number holds exactly.
    private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }

    /// Reads a decimal number with a point or a comma; spaces around it don't matter.
    ///
    /// Correctly rounded: up to 15 digits the quotient of two exact numbers is; longer ones go to the C library.
    /// - Returns: nil for anything else.
    static func decimal(_ text: borrowing Span<UInt8>, from: Int, to: Int) -> Double? {
        var start = from
        var end = to
        while start < end, text[start] == 32 { start += 1 }
        while end > start, text[end - 1] == 32 { end -= 1 }
        guard start < end else { return nil }
        var index = start
        let isNegative = text[index] == 45
        if isNegative || text[index] == 43 { index += 1 }
        var mantissa: Int64 = 0
        var digits = 0
        var decimals = 0
        var hasPoint = false
        while index < end {
            let byte = text[index]
            if byte &- 48 < 10 {
                digits += 1
                if hasPoint { decimals += 1 }
                if digits <= 18 { mantissa = mantissa * 10 + Int64(byte - 48) }
            } else if (byte == 46 || byte == 44) && !hasPoint {
                hasPoint = true
            } else {
                return slow(text, start, end)
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        guard mantissa <= 1 << 53, digits <= 18 else { return slow(text, start, end) }
        let value = Double(mantissa) / powers[decimals]
        return isNegative ? -value : value
    }

    private static func slow(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard end - start <= 64 else { return nil }
        var bytes: [UInt8] = []
        for index in start..<end { bytes.append(text[index] == 44 ? 46 : text[index]) }
        // Not the letters that the C library reads as hexadecimal, infinity or not-a-number.
        guard bytes.allSatisfy({ $0 &- 48 < 10 || [43, 45, 46, 69, 101].contains($0) }) else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }
}
