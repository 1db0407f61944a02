import RowFormat

/// XML as a stream of tags and texts, as far as the parts of a workbook need it.
///
/// A document type is refused, and so there is nothing to expand; depth and the length of a token are bounded. Written
/// for its speed: on a sheet of 94 MB expat takes 1.0 s without doing anything with what it finds.
/// Source: Extensible Markup Language (XML) 1.0, fifth edition; ECMA-376-2, 8.1.1 for the encodings of parts.
struct XMLScanner {
    enum Token { case start, end, text }

    /// An attribute of the tag that was read last.
    struct Attribute {
        /// Its name with its prefix.
        let name: XMLName
        /// Its name without.
        let local: XMLName
        let value: Range<Int>
    }

    /// The name of the tag that was read last, without its prefix.
    private(set) var name = XMLName()
    /// How many attributes it has, after a start.
    private(set) var attributeCount = 0

    private let source: UnpackedStream
    /// Attributes of this tag, and behind them what is left of others.
    private var stored: [Attribute] = []
    private var window: [UInt8]
    private var place = 0
    private var filled = 0
    private var text = 0..<0
    private var isPlain = true
    private var open: [XMLName] = []
    private var isEmptyElement = false
    private var hasRoot = false

    private static let deepest = 100
    private static let longestToken = 16 << 20

    /// - Throws: ``ReaderFailure``.
    init(_ source: UnpackedStream) throws {
        self.source = source
        window = [UInt8](repeating: 0, count: min(max(source.size, 64), 1 << 18))
        while filled < 4, try refill() {}
        if window.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        // Parts may be in UTF-16 too, which nothing writes.
        if filled >= 2, [0xFE, 0xFF].contains(window[0]) || window[0] == 0 || window[1] == 0 {
            throw ReaderFailure(.damaged, ["UTF-16"])
        }
    }

    /// Its attributes.
    var attributes: ArraySlice<Attribute> { stored[..<attributeCount] }

    /// One of them.
    func attribute(_ index: Int) -> Attribute { stored[index] }

    /// How many bytes of the archive were taken.
    var consumed: Int { source.consumed }

    /// The next tag or text; nil at the end.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged`.
    mutating func next() throws -> Token? {
        if isEmptyElement {
            isEmptyElement = false
            open.removeLast()
            return .end
        }
        while true {
            if let token = try token() { return token }
            guard try !refill() else { continue }
            guard open.isEmpty, hasRoot, place == filled else { throw Self.failure("cut") }
            return nil
        }
    }

    /// Passes over what is inside the element that has just started, and its end.
    mutating func skip() throws {
        let depth = open.count
        while open.count >= depth, try next() != nil {}
    }

    /// Adds the text that was read last.
    func appendText(to result: inout [UInt8]) throws {
        if isPlain { result.append(window, text) } else { try XMLText.append(window[text], to: &result) }
    }

    /// Gives the bytes of an attribute's value, as they stand in the file, where they lie.
    @inline(__always)
    func read<Result>(_ attribute: Attribute, _ body: ([UInt8], Range<Int>) throws -> Result) rethrows -> Result {
        try body(window, attribute.value)
    }

    /// The value of an attribute.
    func value(of attribute: Attribute) throws -> String {
        var result: [UInt8] = []
        try XMLText.append(window[attribute.value], to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// The value of the attribute of a name without a prefix.
    func value(_ name: String) throws -> String? {
        let wanted = XMLName(name)
        return try attributes.first { $0.name == wanted }.map(value(of:))
    }

    /// Takes more of the part, behind what isn't read yet.
    private mutating func refill() throws -> Bool {
        if place > 0 {
            let rest = filled - place
            for index in 0..<rest { window[index] = window[place + index] }
            (place, filled) = (0, rest)
        }
        if filled == window.count {
            guard filled < Self.longestToken else { throw Self.failure("token") }
            window += [UInt8](repeating: 0, count: filled)
        }
        let count = try source.read(into: &window, from: filled)
        filled += count
        return count > 0
    }

    /// The token at the place; nil when it isn't whole in the window.
    private mutating func token() throws -> Token? {
        while place < filled {
            guard window[place] == UInt8(ascii: "<") else {
                guard let end = try endOfText() else { return nil }
                text = place..<end
                place = end
                guard open.isEmpty else { return .text }
                guard window[text].allSatisfy(XMLText.isBlank) else { throw Self.failure("text") }
                continue
            }
            guard place + 1 < filled else { return nil }
            switch window[place + 1] {
            case UInt8(ascii: "/"): return try endTag() ? .end : nil
            case UInt8(ascii: "?"):
                guard let end = find("?>", from: place + 2) else { return nil }
                try checkEncoding(place..<end)
                place = end + 2
            case UInt8(ascii: "!"):
                guard place + 9 <= filled else { return nil }
                let beginning = window[place..<place + 9]
                if beginning.starts(with: "<!--".utf8) {
                    guard let end = find("-->", from: place + 4) else { return nil }
                    place = end + 3
                } else if beginning.elementsEqual("<![CDATA[".utf8), !open.isEmpty {
                    guard let end = find("]]>", from: place + 9) else { return nil }
                    (text, isPlain) = (place + 9..<end, true)
                    place = end + 3
                    return .text
                } else {
                    throw Self.failure("document type")
                }
            default: return try startTag() ? .start : nil
            }
        }
        return nil
    }

    /// Where the text at the place ends.
    private mutating func endOfText() throws -> Int? {
        let (start, limit) = (place, filled)
        var (end, isPlain, isControl) = (limit, true, false)
        unsafe window.withUnsafeBufferPointer { bytes in
            for index in start..<limit {
                let byte = unsafe bytes[index]
                if byte > 60 { continue }
                if byte == UInt8(ascii: "<") {
                    end = index
                    return
                }
                if byte == UInt8(ascii: "&") || byte == 13 {
                    isPlain = false
                } else if byte < 32, byte != 10, byte != 9 {
                    isControl = true
                }
            }
        }
        if isControl { throw Self.failure("control character") }
        self.isPlain = isPlain
        if end < limit { return end }
        // Blanks may end the part.
        if open.isEmpty, hasRoot, window[place..<filled].allSatisfy(XMLText.isBlank) { place = filled }
        return nil
    }

    private func find(_ end: StaticString, from start: Int) -> Int? {
        let wanted = Array("\(end)".utf8)
        var index = start
        while index + wanted.count <= filled {
            if window[index] == wanted[0], window[index..<index + wanted.count].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }

    private func checkEncoding(_ range: Range<Int>) throws {
        let text = String(decoding: window[range], as: UTF8.self).lowercased()
        guard text.hasPrefix("<?xml "), let place = text.firstRange(of: "encoding") else { return }
        let name = text[place.upperBound...].split { "='\" \t\r\n?".contains($0) }.first ?? ""
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else { throw Self.failure("encoding \(name)") }
    }

    private static func failure(_ what: String) -> ReaderFailure { ReaderFailure(.damaged, ["XML: \(what)"]) }
}

extension XMLScanner {
    private mutating func endTag() throws -> Bool {
        var whole = XMLName()
        var local = XMLName()
        var index = place + 2
        while index < filled, !Self.endsName(window[index]) {
            whole.add(window[index])
            if window[index] == UInt8(ascii: ":") { local = XMLName() } else { local.add(window[index]) }
            index += 1
        }
        while index < filled, XMLText.isBlank(window[index]) { index += 1 }
        guard index < filled else { return false }
        guard window[index] == UInt8(ascii: ">"), open.popLast() == whole else { throw Self.failure("end tag") }
        name = local
        place = index + 1
        return true
    }

    private mutating func startTag() throws -> Bool {
        var whole = XMLName()
        var local = XMLName()
        var index = place + 1
        while index < filled, !Self.endsName(window[index]) {
            whole.add(window[index])
            if window[index] == UInt8(ascii: ":") { local = XMLName() } else { local.add(window[index]) }
            index += 1
        }
        guard index > place + 1 || index == filled else { throw Self.failure("tag") }
        attributeCount = 0
        while true {
            while index < filled, XMLText.isBlank(window[index]) { index += 1 }
            guard index < filled else { return false }
            if window[index] == UInt8(ascii: ">") { break }
            if window[index] == UInt8(ascii: "/") {
                guard index + 1 < filled else { return false }
                guard window[index + 1] == UInt8(ascii: ">") else { throw Self.failure("tag") }
                isEmptyElement = true
                index += 1
                break
            }
            guard let end = try attribute(at: index) else { return false }
            index = end
        }
        guard !hasRoot || !open.isEmpty else { throw Self.failure("second root") }
        guard open.count < Self.deepest else { throw Self.failure("depth") }
        hasRoot = true
        open.append(whole)
        name = local
        place = index + 1
        return true
    }

    /// Reads an attribute.
    ///
    /// - Returns: where it ends; nil when it isn't whole in the window.
    private mutating func attribute(at start: Int) throws -> Int? {
        var whole = XMLName()
        var local = XMLName()
        var index = start
        while index < filled, !Self.endsName(window[index]) {
            whole.add(window[index])
            if window[index] == UInt8(ascii: ":") { local = XMLName() } else { local.add(window[index]) }
            index += 1
        }
        while index < filled, XMLText.isBlank(window[index]) { index += 1 }
        guard index < filled else { return nil }
        guard window[index] == UInt8(ascii: "="), index > start else { throw Self.failure("attribute") }
        index += 1
        while index < filled, XMLText.isBlank(window[index]) { index += 1 }
        guard index < filled else { return nil }
        let quote = window[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw Self.failure("attribute") }
        index += 1
        let first = index
        while index < filled, window[index] != quote {
            if window[index] == UInt8(ascii: "<") { throw Self.failure("attribute") }
            index += 1
        }
        guard index < filled else { return nil }
        let attribute = Attribute(name: whole, local: local, value: first..<index)
        if attributeCount < stored.count { stored[attributeCount] = attribute } else { stored.append(attribute) }
        attributeCount += 1
        return index + 1
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 32 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "<")
    }
}
