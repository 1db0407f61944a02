/// Characters that XML can't hold, as workbooks write them: `_x000D_`.
///
/// Source: ECMA-376-1, 22.9.2.19 (ST_Xstring).
enum EscapedCharacters {
    /// Resolves the escapes in what was added from `start` on.
    static func resolve(_ text: inout [UInt8], from start: Int) {
        guard text.count - start >= 7, let first = next(in: text, from: start) else { return }
        var units: UInt32?
        var result: [UInt8] = []
        var index = first
        func finish(_ result: inout [UInt8]) {
            if units != nil { result += Array("\u{FFFD}".utf8) }
            units = nil
        }
        while index < text.count {
            guard let unit = unit(in: text, at: index) else {
                finish(&result)
                result.append(text[index])
                index += 1
                continue
            }
            index += 7
            if (0xD800..<0xDC00).contains(unit) {
                finish(&result)
                units = unit
            } else if (0xDC00..<0xE000).contains(unit), let high = units {
                units = nil
                append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &result)
            } else {
                finish(&result)
                append(unit, to: &result)
            }
        }
        finish(&result)
        text.replaceSubrange(first..., with: result)
    }

    private static func append(_ unit: UInt32, to result: inout [UInt8]) {
        result += Array(Character(UnicodeScalar(unit) ?? "\u{FFFD}").utf8)
    }

    private static func next(in text: [UInt8], from start: Int) -> Int? {
        var place = start
        while let index = text[place...].firstIndex(of: UInt8(ascii: "_")) {
            if unit(in: text, at: index) != nil { return index }
            place = index + 1
        }
        return nil
    }

    /// The number in `_xHHHH_`.
    private static func unit(in text: [UInt8], at place: Int) -> UInt32? {
        guard text[place] == UInt8(ascii: "_"), place + 7 <= text.count, text[place + 1] == UInt8(ascii: "x"),
            text[place + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt32 = 0
        for byte in text[place + 2..<place + 6] {
            switch byte {
            case 48...57: unit = unit << 4 | UInt32(byte - 48)
            case 65...70: unit = unit << 4 | UInt32(byte - 55)
            case 97...102: unit = unit << 4 | UInt32(byte - 87)
            default: return nil
            }
        }
        return unit
    }
}
