/// A strict reader of XML answers: elements with their text, and nothing of the language that could do harm.
///
/// A document type is refused, so there are no entities but the language's own five: none is external, and none swells.
/// It is ours because the toolchain's parser is a C library, which a stranger's bytes had better not meet in this process.
struct PlainXML {
    /// What is met, in order.
    enum Event: Equatable {
        case start(String)
        /// A stretch of text; an element's text may come in several.
        case text(String)
        case end(String)
    }

    /// Why a text is refused.
    enum Fault: Error, Equatable {
        /// It has a document type, with which entities are declared.
        case documentType
        /// It says that it isn't in UTF-8, or isn't.
        case encoding
        /// Its elements lie too deep in one another.
        case tooDeep
        /// It isn't well-formed from about this byte on.
        case malformed(at: Int)
    }

    private static let deepest = 64
    private static let longestName = 256

    private let bytes: [UInt8]
    private var index = 0
    private var open: [String] = []
    private var hasRoot = false

    /// Reads a text to its end.
    ///
    /// - Throws: ``Fault``, or what `body` throws.
    static func read(_ bytes: [UInt8], _ body: (Event) throws -> Void) throws {
        var reader = PlainXML(bytes)
        try reader.run(body)
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private mutating func run(_ body: (Event) throws -> Void) throws {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                try text(body)
                continue
            }
            if follows("<!--") {
                _ = try upTo("-->", from: index + 4)
            } else if follows("<?") {
                try instruction()
            } else if follows("<![CDATA[") {
                guard !open.isEmpty else { throw Fault.malformed(at: index) }
                try body(.text(string(try upTo("]]>", from: index + 9))))
            } else if follows("<!") {
                throw follows("<!DOCTYPE") ? Fault.documentType : Fault.malformed(at: index)
            } else if follows("</") {
                try endTag(body)
            } else {
                try startTag(body)
            }
        }
        guard hasRoot, open.isEmpty else { throw Fault.malformed(at: index) }
    }

    // MARK: - Markup

    private mutating func startTag(_ body: (Event) throws -> Void) throws {
        guard !(hasRoot && open.isEmpty) else { throw Fault.malformed(at: index) }
        guard open.count < Self.deepest else { throw Fault.tooDeep }
        hasRoot = true
        index += 1
        let name = try name()
        try body(.start(name))
        while true {
            let isSpaced = skipSpace()
            switch current {
            case UInt8(ascii: ">"):
                index += 1
                open.append(name)
                return
            case UInt8(ascii: "/"):
                guard follows("/>") else { throw Fault.malformed(at: index) }
                index += 2
                try body(.end(name))
                return
            default:
                guard isSpaced else { throw Fault.malformed(at: index) }
                try attribute()
            }
        }
    }

    /// Passes over an attribute: the answers that are read here say nothing in them.
    private mutating func attribute() throws {
        _ = try name()
        _ = skipSpace()
        guard current == UInt8(ascii: "=") else { throw Fault.malformed(at: index) }
        index += 1
        _ = skipSpace()
        guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw Fault.malformed(at: index)
        }
        index += 1
        while let byte = current, byte != quote {
            guard byte != UInt8(ascii: "<") else { throw Fault.malformed(at: index) }
            index += 1
        }
        guard current == quote else { throw Fault.malformed(at: index) }
        index += 1
    }

    private mutating func endTag(_ body: (Event) throws -> Void) throws {
        index += 2
        let name = try name()
        _ = skipSpace()
        guard current == UInt8(ascii: ">"), open.popLast() == name else { throw Fault.malformed(at: index) }
        index += 1
        try body(.end(name))
    }

    private mutating func instruction() throws {
        let isDeclaration = follows("<?xml ") || follows("<?xml\t") || follows("<?xml\n") || follows("<?xml\r")
        let content = try upTo("?>", from: index + 2)
        guard isDeclaration else { return }
        let words = String(decoding: content, as: UTF8.self).lowercased()
        guard let encoding = words.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/)?.output.1 else { return }
        guard ["utf-8", "us-ascii", "ascii"].contains(encoding) else { throw Fault.encoding }
    }

    private mutating func name() throws -> String {
        let start = index
        while let byte = current, Self.isNamePart(byte) { index += 1 }
        guard let first = bytes[start..<index].first, Self.isNameStart(first), index - start <= Self.longestName else {
            throw Fault.malformed(at: start)
        }
        return try string(bytes[start..<index])
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ":")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    // MARK: - Text

    private mutating func text(_ body: (Event) throws -> Void) throws {
        var run: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                run += try reference().utf8
            } else {
                run.append(byte)
                index += 1
            }
        }
        guard !open.isEmpty else {
            guard run.allSatisfy(Self.isSpace) else { throw Fault.malformed(at: index) }
            return
        }
        try body(.text(string(run[...])))
    }

    /// One of the five entities, or a character by its number.
    private mutating func reference() throws -> String {
        let start = index
        let limit = min(bytes.count, index + 12)
        guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else {
            throw Fault.malformed(at: start)
        }
        index = end + 1
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            guard name.hasPrefix("#"), digits.first != "+", digits.first != "-",
                let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(number),
                number >= 32 || [9, 10, 13].contains(number)
            else { throw Fault.malformed(at: start) }
            return String(scalar)
        }
    }

    private func string(_ part: ArraySlice<UInt8>) throws -> String {
        guard part.allSatisfy({ $0 >= 32 || Self.isSpace($0) }) else { throw Fault.malformed(at: index) }
        guard let text = String(validating: part, as: UTF8.self) else { throw Fault.encoding }
        return text
    }

    // MARK: - Bytes

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }

    private mutating func skipSpace() -> Bool {
        let start = index
        while let byte = current, Self.isSpace(byte) { index += 1 }
        return index > start
    }

    private func follows(_ text: StaticString) -> Bool { bytes[index...].starts(with: text.description.utf8) }

    /// Passes over what lies before a mark, and over the mark.
    private mutating func upTo(_ mark: StaticString, from start: Int) throws -> ArraySlice<UInt8> {
        let mark = Array(mark.description.utf8)
        var end = start
        while end + mark.count <= bytes.count {
            if bytes[end] == mark[0], bytes[end..<end + mark.count].elementsEqual(mark) {
                index = end + mark.count
                return bytes[start..<end]
            }
            end += 1
        }
        throw Fault.malformed(at: start)
    }
}
