/// The words of a text in small letters without accents, and how it is written.
struct PlainWords {
    /// The words, with their hyphens and apostrophes taken as spaces.
    private(set) var words: [String] = []
    /// How many parts spaces make of the text.
    private(set) var parts = 0
    /// Whether every part is made of letters, hyphens, apostrophes and points alone.
    private(set) var isAlphabetic = true
    /// Whether every part begins with a capital, the small words within names aside.
    private(set) var isCapitalised = true
    /// Whether the text begins with a digit.
    private(set) var beginsWithDigit = false
    /// Whether there is a comma.
    private(set) var hasComma = false

    init(_ text: String) {
        var word = ""
        var isStart = true
        var small: [Int] = []
        func end(_ words: inout [String], _ word: inout String) {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        beginsWithDigit = text.utf8.first.map(Identifiers.isDigit) ?? false
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\u{A0}" {
                end(&words, &word)
                isStart = true
                continue
            }
            if isStart {
                parts += 1
                isStart = false
                if !scalar.properties.isUppercase { small.append(words.count) }
            }
            if scalar.properties.isAlphabetic {
                Self.append(scalar, to: &word)
            } else if scalar == "-" || scalar == "'" || scalar == "’" || scalar == "." {
                end(&words, &word)
            } else {
                isAlphabetic = false
                if scalar == "," { hasComma = true }
                if scalar.properties.numericType != nil {
                    word.unicodeScalars.append(scalar)
                } else {
                    end(&words, &word)
                }
            }
        }
        end(&words, &word)
        isCapitalised = small.allSatisfy { $0 < words.count && PersonNames.isParticle(words[$0]) }
    }

    /// The letters of Latin-1 from U+00E0 on, without their accents.
    private static let plain = [
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o",
        "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    ]

    private static func append(_ scalar: Unicode.Scalar, to word: inout String) {
        switch scalar.value {
        case 65...90: word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 32)))
        case 0...127: word.unicodeScalars.append(scalar)
        case 0xC0...0xDF where scalar != "ß": word += plain[Int(scalar.value - 0xC0)]
        case 0xE0...0xFF: word += plain[Int(scalar.value - 0xE0)]
        case 0x152, 0x153: word += "oe"
        default: word += scalar.properties.lowercaseMapping
        }
    }
}
