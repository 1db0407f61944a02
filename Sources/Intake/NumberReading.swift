import Foundation

/// Numbers of degrees, as files write them.
enum NumberReading {
    /// Powers of ten that a floating-point number holds exactly.
    private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }

    /// Reads a decimal number with a point or a comma; spaces around it don't matter, and those between thousands
    /// neither: `652 381,25`, `1,234,567.8`, `1'234.5`.
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

    /// Numbers with an exponent, with many digits, or with marks between thousands.
    private static func slow(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        guard end - start <= 64 else { return nil }
        var bytes: [UInt8] = []
        var index = start
        while index < end {
            let (mark, length) = mark(text, index, end)
            bytes.append(mark)
            index += length
        }
        while bytes.last == 32 { bytes.removeLast() }
        while bytes.first == 32 { bytes.removeFirst() }
        guard let plain = withoutThousands(bytes) else { return nil }
        // Not the letters that the C library reads as hexadecimal, infinity or not-a-number.
        guard plain.allSatisfy({ $0 &- 48 < 10 || [43, 45, 46, 69, 101].contains($0) }) else { return nil }
        return Double(String(decoding: plain, as: UTF8.self))
    }

    /// The byte at a place, with all that people write between thousands as a space (a no-break space, a narrow one, an
    /// apostrophe) and the minus sign as a hyphen; and how many bytes it takes.
    private static func mark(_ text: borrowing Span<UInt8>, _ index: Int, _ end: Int) -> (UInt8, Int) {
        switch text[index] {
        case 39: return (32, 1)
        case 0xC2 where index + 1 < end && text[index + 1] == 0xA0: return (32, 2)
        case 0xE2 where index + 2 < end:
            switch (text[index + 1], text[index + 2]) {
            case (0x80, 0xAF), (0x80, 0x89), (0x80, 0x99): return (32, 3)
            case (0x88, 0x92): return (45, 3)
            default: return (text[index], 1)
            }
        default: return (text[index], 1)
        }
    }

    /// The number with a point before its decimals and nothing between its thousands.
    ///
    /// - Returns: nil where what stands between isn't one mark every three digits, or where a lone mark could be either.
    private static func withoutThousands(_ bytes: [UInt8]) -> [UInt8]? {
        let marks = bytes.indices.filter { [32, 44, 46].contains(bytes[$0]) }
        guard let last = marks.last else { return bytes }
        // The last mark goes before decimals, unless it is a space or one of several alike.
        let isThousands = bytes[last] == 32 || (marks.count > 1 && marks.allSatisfy { bytes[$0] == bytes[last] })
        let point = isThousands ? bytes.count : last
        let thousands = marks.filter { $0 < point }
        guard let first = thousands.first else { return bytes.map { $0 == 44 ? 46 : $0 } }
        guard thousands.allSatisfy({ bytes[$0] == bytes[first] }), point == bytes.count || bytes[point] != bytes[first]
        else { return nil }
        let sign = bytes[0] == 45 || bytes[0] == 43 ? 1 : 0
        guard (1...3).contains(first - sign),
            zip(thousands, thousands.dropFirst() + [point]).allSatisfy({ $1 - $0 == 4 })
        else { return nil }
        return bytes.indices.filter { !thousands.contains($0) }.map { bytes[$0] == 44 ? 46 : bytes[$0] }
    }
}
