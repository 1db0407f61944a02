/// Bytes of Windows-1252 or ISO 8859-1 as UTF-8.
enum TextEncoding {
    // Windows-1252 gives characters to 0x80…0x9F, where ISO 8859-1 has control codes (WHATWG Encoding Standard).
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The same text in UTF-8.
    static func utf8(singleByte bytes: [UInt8], isWindows: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            guard byte >= 0x80 else {
                result.append(byte)
                continue
            }
            let scalar = isWindows && byte < 0xA0 ? windows[Int(byte) - 0x80] : UInt32(byte)
            if scalar < 0x800 {
                result.append(UInt8(0xC0 | scalar >> 6))
            } else {
                result.append(UInt8(0xE0 | scalar >> 12))
                result.append(UInt8(0x80 | (scalar >> 6 & 0x3F)))
            }
            result.append(UInt8(0x80 | (scalar & 0x3F)))
        }
        return result
    }

    /// Whether the bytes are valid UTF-8.
    static func isUTF8(_ bytes: borrowing Span<UInt8>) -> Bool {
        let count = bytes.count
        var index = 0
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var scalar: UInt32
            switch byte {
            case 0xC2...0xDF: (length, scalar) = (1, UInt32(byte & 0x1F))
            case 0xE0...0xEF: (length, scalar) = (2, UInt32(byte & 0x0F))
            case 0xF0...0xF4: (length, scalar) = (3, UInt32(byte & 0x07))
            default: return false
            }
            for offset in 1...length {
                guard index + offset < count else { return false }
                let next = bytes[index + offset]
                guard next & 0xC0 == 0x80 else { return false }
                scalar = scalar << 6 | UInt32(next & 0x3F)
            }
            if length == 2 && (scalar < 0x800 || (0xD800...0xDFFF).contains(scalar)) { return false }
            if length == 3 && (scalar < 0x10000 || scalar > 0x10FFFF) { return false }
            index += length + 1
        }
        return true
    }
}
