/// Names of months in French and English, whole or cut: `mars`, `Mar`, `févr.`, `DECEMBRE`, `Sept`.
enum MonthName {
    private static let names: [[StaticString]] = [
        ["janvier", "january"], ["fevrier", "february"], ["mars", "march"], ["avril", "april"], ["mai", "may"],
        ["juin", "june"], ["juillet", "july"], ["aout", "august"], ["septembre", "september"],
        ["octobre", "october"], ["novembre", "november"], ["decembre", "december"],
    ]

    /// Reads a name, with a point after it or not.
    ///
    /// - Returns: the month (1…12); nil for a word that begins no month, or more than one (`jui`), or has under three
    ///   letters.
    static func read(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) -> Int? {
        // No name is longer; the letters are kept folded in a word of their own, without an array.
        var word: [9 of UInt8] = .init(repeating: 0)
        var length = 0
        while scan.isAtLetter(text) {
            guard length < 9 else { return nil }
            var letter = text[scan.index] | 32
            scan.index += 1
            if text[scan.index - 1] >= 128 {
                guard scan.index < scan.end, let folded = folded(text[scan.index - 1], text[scan.index]) else {
                    return nil
                }
                letter = folded
                scan.index += 1
            }
            word[length] = letter
            length += 1
        }
        guard length >= 3 else { return nil }
        _ = scan.skip(text, anyOf: 46)
        var found: Int?
        for (number, spellings) in names.enumerated() where spellings.contains(where: { begins($0, word, length) }) {
            guard found == nil else { return nil }
            found = number + 1
        }
        return found
    }

    /// The plain letter of É, é, Û or û.
    private static func folded(_ first: UInt8, _ second: UInt8) -> UInt8? {
        guard first == 0xC3 else { return nil }
        switch second {
        case 0x89, 0xA9: return 101
        case 0x9B, 0xBB: return 117
        default: return nil
        }
    }

    private static func begins(_ name: StaticString, _ word: [9 of UInt8], _ length: Int) -> Bool {
        guard length <= name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { letters in
            for index in 0..<length where unsafe letters[index] != word[index] { return false }
            return true
        }
    }
}
