package import Vocabulary

/// A reader of JSON (RFC 8259) that knows its lines and stops at hostile text.
///
/// Nesting is bounded, so that no text can exhaust the stack, and a number that a `Double` can't hold is refused.
package struct JSONText {
    /// The deepest nesting; GeoJSON needs nine.
    package static let depthLimit = 48
    /// The most values of a text, each number of a position being one.
    package static let valueLimit = 5_000_000

    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1
    private var values = 0

    /// The value that a text says.
    ///
    /// - Parameters:
    ///   - bytes: the text, in UTF-8 without a byte order mark.
    ///   - file: its name, for messages.
    /// - Throws: ``JSONError`` with the line.
    package static func read(_ bytes: [UInt8], file: String) throws -> JSONNode {
        var reader = JSONText(bytes: bytes, file: file)
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == reader.bytes.count else {
            throw reader.error(Phrase(fr: "Du texte suit la fin.", en: "There is text after the end."))
        }
        return node
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private func error(_ what: Phrase) -> JSONError {
        JSONError(file: file, line: line, problem: what)
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 10: line += 1
            case 32, 9, 13: break
            default: return
            }
            index += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws -> JSONNode {
        guard depth < Self.depthLimit else {
            throw error(
                Phrase(
                    fr: "plus de \(Self.depthLimit) niveaux d'imbrication.",
                    en: "more than \(Self.depthLimit) levels of nesting."))
        }
        values += 1
        guard values <= Self.valueLimit else {
            throw error(
                Phrase(
                    fr: "plus de \(Self.valueLimit) valeurs ; simplifiez les contours.",
                    en: "more than \(Self.valueLimit) values; simplify the outlines."))
        }
        skipSpace()
        let start = line
        guard index < bytes.count else {
            throw error(Phrase(fr: "il s'arrête trop tôt.", en: "it ends too early."))
        }
        let value: JSONNode.Value =
            switch bytes[index] {
            case UInt8(ascii: "{"): try object(depth: depth)
            case UInt8(ascii: "["): try list(depth: depth)
            case UInt8(ascii: "\""): .text(try text())
            case UInt8(ascii: "t"): try word("true", .flag(true))
            case UInt8(ascii: "f"): try word("false", .flag(false))
            case UInt8(ascii: "n"): try word("null", .null)
            default: try number()
            }
        return JSONNode(line: start, value: value)
    }

    private mutating func word(_ word: StaticString, _ value: JSONNode.Value) throws -> JSONNode.Value {
        let letters = Array(word.description.utf8)
        guard bytes[index...].starts(with: letters) else {
            throw error(Phrase(fr: "un mot inconnu.", en: "an unknown word."))
        }
        index += letters.count
        return value
    }

    private mutating func object(depth: Int) throws -> JSONNode.Value {
        index += 1
        var members: [(key: String, value: JSONNode)] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw error(Phrase(fr: "une clé entre guillemets est attendue.", en: "a quoted key is expected."))
            }
            let key = try text()
            guard take(UInt8(ascii: ":")) else {
                throw error(Phrase(fr: "« : » est attendu.", en: "`:` is expected."))
            }
            members.append((key, try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else {
            throw error(Phrase(fr: "« } » est attendu.", en: "`}` is expected."))
        }
        return .object(members)
    }

    private mutating func list(depth: Int) throws -> JSONNode.Value {
        index += 1
        var numbers: [Double] = []
        var nodes: [JSONNode] = []
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat {
            let node = try value(depth: depth + 1)
            switch node.value {
            case .number(let number) where nodes.isEmpty: numbers.append(number)
            case .integer(let number) where nodes.isEmpty: numbers.append(Double(number))
            default:
                // Rare: numbers beside something else. Their lines no longer matter.
                nodes += numbers.map { JSONNode(line: node.line, value: .number($0)) }
                numbers = []
                nodes.append(node)
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else {
            throw error(Phrase(fr: "« ] » est attendu.", en: "`]` is expected."))
        }
        return nodes.isEmpty ? .numbers(numbers) : .list(nodes)
    }

    private mutating func number() throws -> JSONNode.Value {
        let start = index
        while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index += 1 }
        let literal = bytes[start..<index]
        let first = literal.first == UInt8(ascii: "-") ? literal.dropFirst().first : literal.first
        guard let first, (48...57).contains(first) else {
            if bytes[start...].starts(with: "NaN".utf8) || bytes[index...].starts(with: "Infinity".utf8) {
                throw error(
                    Phrase(fr: "NaN et Infinity ne sont pas des nombres.", en: "NaN and Infinity aren't numbers."))
            }
            throw error(Phrase(fr: "une valeur est attendue.", en: "a value is expected."))
        }
        let text = String(decoding: literal, as: UTF8.self)
        if let whole = Int64(text) { return .integer(whole) }
        guard let number = Double(text) else {
            throw error(Phrase(fr: "un nombre illisible.", en: "an unreadable number."))
        }
        guard number.isFinite else {
            throw error(Phrase(fr: "un nombre trop grand.", en: "a number is too large."))
        }
        return .number(number)
    }

    private mutating func text() throws -> String {
        index += 1
        var result: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else {
                    throw error(Phrase(fr: "du texte qui n'est pas de l'UTF-8.", en: "text that isn't UTF-8."))
                }
                return text
            case UInt8(ascii: "\\"): result += try escape()
            case 0..<32:
                throw error(Phrase(fr: "un texte n'est pas fermé.", en: "a text isn't closed."))
            default: result.append(byte)
            }
        }
        throw error(Phrase(fr: "il s'arrête trop tôt.", en: "it ends too early."))
    }

    private mutating func escape() throws -> [UInt8] {
        guard index < bytes.count else {
            throw error(Phrase(fr: "il s'arrête trop tôt.", en: "it ends too early."))
        }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[index...].starts(with: "\\u".utf8) {
                index += 2
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw error(Phrase(fr: "une séquence \\u invalide.", en: "an invalid \\u sequence."))
            }
            return Array(text.utf8)
        default: throw error(Phrase(fr: "une séquence \\ inconnue.", en: "an unknown \\ sequence."))
        }
    }

    private mutating func codeUnit() throws -> UInt16 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error(Phrase(fr: "une séquence \\u invalide.", en: "an invalid \\u sequence.")) }
        index += 4
        return unit
    }
}

/// A text that isn't JSON.
package struct JSONError: ExplainedError, Hashable {
    /// The file's name.
    package let file: String
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong there.
    package let problem: Phrase

    /// What to tell the user.
    package var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Ce n'est pas du JSON lisible : \(problem[.french])",
                en: "This isn't readable JSON: \(problem[.english])"),
            at: TextPosition(file: file, line: line),
            remedy: Phrase(
                fr: "Exportez de nouveau le fichier ; il est peut-être tronqué.",
                en: "Export the file again; it may be cut short."))
    }
}
