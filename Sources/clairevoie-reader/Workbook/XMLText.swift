import RowFormat

/// Character data and attribute values with their references resolved.
enum XMLText {
    /// Adds the text; only the five entities of XML itself are known.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged`.
    static func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) throws {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "&") {
                guard let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw failure }
                try appendReference(bytes[index..<end], to: &result)
                index = end + 1
            } else if byte == 13 {
                // A line ends with one character, whatever the system of the writer.
                if index < bytes.endIndex, bytes[index] == 10 { continue }
                result.append(10)
            } else {
                result.append(byte)
            }
        }
    }

    private static func appendReference(_ name: ArraySlice<UInt8>, to result: inout [UInt8]) throws {
        if name.first == UInt8(ascii: "#") {
            let isHexadecimal = name.dropFirst().first == UInt8(ascii: "x")
            let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
            guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), number >= 32 || isBlank(number),
                let scalar = UnicodeScalar(number)
            else { throw failure }
            result.append(contentsOf: Array(Character(scalar).utf8))
            return
        }
        switch String(decoding: name, as: UTF8.self) {
        case "amp": result.append(UInt8(ascii: "&"))
        case "lt": result.append(UInt8(ascii: "<"))
        case "gt": result.append(UInt8(ascii: ">"))
        case "quot": result.append(UInt8(ascii: "\""))
        case "apos": result.append(UInt8(ascii: "'"))
        default: throw failure
        }
    }

    private static func isBlank(_ number: UInt32) -> Bool { [9, 10, 13].contains(number) }

    private static var failure: ReaderFailure { ReaderFailure(.damaged, ["XML entity"]) }

    /// Takes the blanks off both ends of what was added from `start` on.
    static func trim(_ text: inout [UInt8], from start: Int) {
        while text.count > start, let last = text.last, isBlank(last) { text.removeLast() }
        guard start < text.count, isBlank(text[start]) else { return }
        let first = text[start...].firstIndex { !isBlank($0) } ?? text.endIndex
        text.removeSubrange(start..<first)
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }
}
