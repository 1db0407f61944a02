import Foundation

/// The ways in which a text may lie in a file.
enum CanaryEncoding: String, CaseIterable {
    case utf8, utf16LittleEndian, utf16BigEndian, latin1, base64, base64URL, hexadecimal, upperHexadecimal, reversed

    /// The byte strings by which the text is known in this encoding.
    ///
    /// In base64 a text is written in three ways, according to what stands before it; only the characters that it
    /// decides alone are looked for.
    func forms(of text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        switch self {
        case .utf8: return [bytes]
        case .utf16LittleEndian: return [text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }]
        case .utf16BigEndian: return [text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }]
        case .latin1: return [text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }]
        case .base64:
            return (0..<3).map { before in
                let known = bytes.dropFirst((3 - before) % 3)
                let whole = Data(known.prefix(known.count / 3 * 3)).base64EncodedString()
                return Array(whole.utf8)
            }
        case .base64URL:
            let replacements = [UInt8(ascii: "+"): UInt8(ascii: "-"), UInt8(ascii: "/"): UInt8(ascii: "_")]
            return Self.base64.forms(of: text).map { form in form.map { replacements[$0] ?? $0 } }
        case .hexadecimal: return [bytes.flatMap { Array(String(format: "%02x", $0).utf8) }]
        case .upperHexadecimal: return [bytes.flatMap { Array(String(format: "%02X", $0).utf8) }]
        case .reversed: return [bytes.reversed()]
        }
    }
}

/// Looks for many byte strings in many files at once.
struct CanarySearch {
    /// A string that was found.
    struct Find: Hashable, CustomStringConvertible {
        let name: String
        let path: String
        let offset: Int

        var description: String { "\(name) at \(path):\(offset)" }
    }

    private struct Form {
        let name: String
        let bytes: [UInt8]
    }

    /// The forms by their first four bytes, and which pairs of first bytes occur, so that most offsets cost one look.
    private var forms: [UInt32: [Form]] = [:]
    private var starts = [Bool](repeating: false, count: 1 << 16)

    /// How many byte strings are looked for.
    private(set) var count = 0

    /// Looks for a byte string of at least four bytes.
    mutating func add(_ bytes: [UInt8], name: String) {
        precondition(bytes.count >= 4)
        forms[Self.word(bytes, 0), default: []].append(Form(name: name, bytes: bytes))
        starts[Int(bytes[0]) << 8 | Int(bytes[1])] = true
        count += 1
    }

    /// Looks for a text in every encoding.
    mutating func add(_ text: String, name: String) {
        for encoding in CanaryEncoding.allCases {
            for form in Set(encoding.forms(of: text)) { add(form, name: "\(name) in \(encoding)") }
        }
    }

    /// Looks for a number as the memory of a program holds it.
    mutating func add(_ number: Double, name: String) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
        add(bytes, name: "\(name) as a little-endian double")
        add(bytes.reversed(), name: "\(name) as a big-endian double")
    }

    /// The strings found in some bytes.
    func finds(in bytes: [UInt8], path: String) -> [Find] {
        var found: [Find] = []
        guard bytes.count >= 4 else { return found }
        for offset in 0...bytes.count - 4 where starts[Int(bytes[offset]) << 8 | Int(bytes[offset + 1])] {
            for form in forms[Self.word(bytes, offset)] ?? [] where bytes[offset...].starts(with: form.bytes) {
                found.append(Find(name: form.name, path: path, offset: offset))
            }
        }
        return found
    }

    /// The strings found in the files below some folders, and in the files' names; and how many files there were.
    func finds(below folders: [String]) -> (finds: [Find], files: Int) {
        var found: [Find] = []
        var files = 0
        for folder in folders {
            for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
                let path = folder + "/" + name
                found += finds(in: Array(name.utf8), path: "the name " + path)
                guard let content = FileManager.default.contents(atPath: path) else { continue }
                files += 1
                found += finds(in: Array(content), path: path)
            }
        }
        return (found, files)
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16 | UInt32(bytes[offset + 2]) << 8
            | UInt32(bytes[offset + 3])
    }
}
