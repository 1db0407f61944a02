import Vocabulary

/// The words of a text, as the classifier sees them: runs of letters in small letters without accents.
///
/// A run that touches a digit, such as a plate or a telephone number, and a stretch with an `@` aren't words.
struct TextWords {
    /// The longest word, in bytes; French has few beyond twenty.
    static let longest = 32
    /// How much of a text is read, in bytes.
    static let readLimit = 4096

    /// A word of a text.
    struct Word {
        /// Its letters, `a` to `z`.
        var letters = [32 of UInt8](repeating: 0)
        var count = 0
        /// Whether its first letter is a capital.
        var isCapitalised = false
        /// Whether nothing of its sentence comes before it; after an abbreviation such as `Mme.` no sentence begins.
        var opensSentence = true

        /// Adds a letter; beyond the longest word only the count goes on.
        mutating func append(_ letter: UInt8) {
            if count < longest { letters[count] = letter }
            count += 1
        }

        /// Its hash (FNV-1a), which finds it in a list of words and is never kept.
        var hash: UInt64 {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in 0..<count { hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3 }
            return hash
        }

        /// The word as text.
        var text: String {
            var bytes: [UInt8] = []
            for index in 0..<count { bytes.append(letters[index]) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private enum Letter {
        case small(UInt8, UInt8)
        case capital(UInt8, UInt8)
        case digit
        case hyphen
        case space
        case sentenceEnd
        case at
        case other
    }

    /// The words of a text as models write them, with a space between.
    static func plain(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var words: [String] = []
        forEach(in: bytes.span, from: 0, to: bytes.count) { words.append($0.text) }
        return words.joined(separator: " ")
    }

    /// Calls `body` with each word of two letters or more, in order.
    @inline(__always)
    static func forEach(in text: borrowing Span<UInt8>, from: Int, to: Int, _ body: (Word) -> Void) {
        let end = min(to, from + readLimit)
        var index = from
        var opens = true
        while index < end {
            // A stretch without spaces: words, hyphens, digits, or an address to pass over.
            let start = index
            var hasAt = false
            while index < end, text[index] > 32 {
                if text[index] == UInt8(ascii: "@") { hasAt = true }
                index += 1
            }
            if hasAt {
                opens = false
            } else {
                stretch(text, start, index, &opens, body)
            }
            while index < end, text[index] <= 32 {
                if text[index] == 10 { opens = true }
                index += 1
            }
        }
    }

    @inline(__always)
    private static func stretch(
        _ text: borrowing Span<UInt8>, _ from: Int, _ to: Int, _ opens: inout Bool, _ body: (Word) -> Void
    ) {
        var index = from
        var runLength = 0
        while index < to {
            // A run of letters, digits and hyphens; with a digit in it none of it is a word.
            let start = index
            var hasDigit = false
            run: while index < to {
                let (letter, width) = letter(text, index, to)
                switch letter {
                case .small, .capital, .hyphen: index += width
                case .digit:
                    hasDigit = true
                    index += width
                default: break run
                }
            }
            if index > start {
                runLength = index - start
                if hasDigit { opens = false } else { words(text, start, index, &opens, body) }
                continue
            }
            let (letter, width) = letter(text, index, to)
            if case .sentenceEnd = letter, runLength > 3 { opens = true }
            index += width
        }
    }

    @inline(__always)
    private static func words(
        _ text: borrowing Span<UInt8>, _ from: Int, _ to: Int, _ opens: inout Bool, _ body: (Word) -> Void
    ) {
        var index = from
        var word = Word()
        word.opensSentence = opens
        func finish(_ word: Word) {
            if word.count >= 2, word.count <= longest { body(word) }
        }
        while index < to {
            let (letter, width) = letter(text, index, to)
            index += width
            let first: UInt8
            let second: UInt8
            switch letter {
            case .small(let a, let b): (first, second) = (a, b)
            case .capital(let a, let b):
                (first, second) = (a, b)
                if word.count == 0 { word.isCapitalised = true }
            default:
                if word.count > 0 { opens = false }
                finish(word)
                word = Word()
                word.opensSentence = opens
                continue
            }
            word.append(first)
            if second != 0 { word.append(second) }
        }
        if word.count > 0 { opens = false }
        finish(word)
    }

    /// The letter at an index, as one small letter without its accent or two (`œ`), and how many bytes it takes.
    @inline(__always)
    private static func letter(_ text: borrowing Span<UInt8>, _ index: Int, _ end: Int) -> (Letter, Int) {
        let byte = text[index]
        switch byte {
        case 97...122: return (.small(byte, 0), 1)
        case 65...90: return (.capital(byte + 32, 0), 1)
        case 48...57: return (.digit, 1)
        case UInt8(ascii: "-"): return (.hyphen, 1)
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return (.sentenceEnd, 1)
        case 0xC3 where index + 1 < end:
            let next = text[index + 1]
            let plain = plainLatin[Int(next & 0x1F)]
            guard plain != 0, next >= 0x80 else { return (.other, 2) }
            if plain == UInt8(ascii: "1") {
                let pair: (UInt8, UInt8) = (97, 101)
                return (next < 0xA0 ? .capital(pair.0, pair.1) : .small(pair.0, pair.1), 2)
            }
            return (next < 0xA0 ? .capital(plain, 0) : .small(plain, 0), 2)
        case 0xC5 where index + 1 < end && text[index + 1] & 0xFE == 0x92:
            return (text[index + 1] == 0x92 ? .capital(111, 101) : .small(111, 101), 2)
        case 0xC2...0xDF where index + 1 < end: return (.other, 2)
        case 0xE0...0xEF where index + 2 < end: return (.other, 3)
        case 0xF0...0xF7 where index + 3 < end: return (.other, 4)
        default: return (.other, 1)
        }
    }

    /// `a` to `z` for À to Þ, in the order of Unicode; `1` for Æ, 0 for what isn't a letter of French.
    private static let plainLatin: [UInt8] = Array("aaaaaa1ceeeeiiii\0nooooo\0ouuuuy\0\0".utf8)
}
