/// The spaces that French puts before some signs, and that must not break a line: written as plain ones in our
/// sources, made right here, once, when a text leaves.
enum FrenchTypography {
    private static let space: [UInt8] = [0xC2, 0xA0]
    private static let narrowSpace: [UInt8] = [0xE2, 0x80, 0xAF]

    /// A French text, or a page's markup, whose tags hold no space before such a sign.
    static func spaced(_ text: String) -> String {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count + 512)
        var start = 0
        for index in source.indices where source[index] == 0x20 {
            guard let replacement = replacement(ofSpaceAt: index, in: source) else { continue }
            bytes.append(contentsOf: source[start..<index])
            bytes.append(contentsOf: replacement)
            start = index + 1
        }
        bytes.append(contentsOf: source[start...])
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What stands in place of a plain space; nil where it is right.
    private static func replacement(ofSpaceAt index: Int, in source: [UInt8]) -> [UInt8]? {
        let next = index + 1
        if index >= 2, source[index - 2] == 0xC2, source[index - 1] == 0xAB { return space }
        guard next < source.count else { return nil }
        switch source[next] {
        case UInt8(ascii: ":"): return space
        case UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "%"): return narrowSpace
        case 0xC2: return next + 1 < source.count && source[next + 1] == 0xBB ? space : nil
        default: return nil
        }
    }
}
