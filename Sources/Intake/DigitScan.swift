/// A place in a field from which digits and marks are read.
struct DigitScan {
    var index: Int
    let end: Int

    /// Reads so many digits; nil leaves the scan where the digits end.
    mutating func number(_ text: borrowing Span<UInt8>, digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while index < end, count < digits.upperBound, text[index] &- 48 < 10 {
            value = value * 10 + Int(text[index] - 48)
            index += 1
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    /// Skips `-`, `/` or `.` and returns it.
    mutating func separator(_ text: borrowing Span<UInt8>) -> UInt8? {
        guard index < end, text[index] == 45 || text[index] == 47 || text[index] == 46 else { return nil }
        index += 1
        return text[index - 1]
    }

    mutating func skip(_ text: borrowing Span<UInt8>, anyOf a: UInt8, _ b: UInt8? = nil, _ c: UInt8? = nil) -> Bool {
        guard index < end, text[index] == a || text[index] == b || text[index] == c else { return false }
        index += 1
        return true
    }

    /// Skips a word of bytes if it is next.
    mutating func skip(_ text: borrowing Span<UInt8>, word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard end - index >= length else { return false }
        let matches = word.withUTF8Buffer { bytes in
            for offset in 0..<length where unsafe bytes[offset] != text[index + offset] { return false }
            return true
        }
        if matches { index += length }
        return matches
    }

    mutating func skipSpaces(_ text: borrowing Span<UInt8>) {
        while index < end, text[index] == 32 { index += 1 }
    }

    /// Whether nothing but spaces is left.
    mutating func isAtEnd(_ text: borrowing Span<UInt8>) -> Bool {
        let start = index
        skipSpaces(text)
        defer { if index < end { index = start } }
        return index == end
    }

    /// Whether a letter is next, in ASCII or beyond.
    func isAtLetter(_ text: borrowing Span<UInt8>) -> Bool {
        index < end && (text[index] >= 128 || (text[index] | 32) &- 97 < 26)
    }

    /// 0 for AM, 12 for PM.
    mutating func halfOfDay(_ text: borrowing Span<UInt8>) -> Int? {
        guard index + 1 < end, text[index + 1] | 32 == 109 else { return nil }
        switch text[index] | 32 {
        case 97:
            index += 2
            return 0
        case 112:
            index += 2
            return 12
        default: return nil
        }
    }

    /// Seconds east of Greenwich: `Z`, `+02`, `+0200`, `-05:30`.
    mutating func offset(_ text: borrowing Span<UInt8>) -> Int64? {
        guard index < end else { return nil }
        let sign = text[index]
        index += 1
        if sign | 32 == 122 { return 0 }
        guard sign == 43 || sign == 45, let hours = number(text, digits: 2...2), hours <= 15 else { return nil }
        _ = skip(text, anyOf: 58)
        let minutes = number(text, digits: 2...2) ?? 0
        guard minutes < 60 else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return sign == 45 ? -seconds : seconds
    }
}
