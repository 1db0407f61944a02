import Vocabulary

/// Finds the category of a code without making a string of it.
struct CodeTable: Sendable {
    private let slots: [Int32]
    private let codes: [(bytes: [UInt8], category: Int)]

    init(_ categoryOfCode: [String: Int]) {
        codes = categoryOfCode.map { (Array($0.key.utf8), $0.value) }
        var size = 64
        while size < codes.count * 4 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (number, code) in codes.enumerated() {
            var index = Self.hash(code.bytes.span, 0, code.bytes.count) & (size - 1)
            while slots[index] >= 0 { index = (index + 1) & (size - 1) }
            slots[index] = Int32(number)
        }
        self.slots = slots
    }

    /// The category of the code in a stretch of text; nil for a code that isn't mapped.
    func category(_ text: borrowing Span<UInt8>, from: Int, to: Int) -> Int? {
        let mask = slots.count - 1
        var index = Self.hash(text, from, to) & mask
        while slots[index] >= 0 {
            let code = codes[Int(slots[index])]
            if Self.equal(code.bytes, text, from, to) { return code.category }
            index = (index + 1) & mask
        }
        return nil
    }

    private static func hash(_ text: borrowing Span<UInt8>, _ from: Int, _ to: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in from..<to { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash >> 17 & 0x7FFF_FFFF)
    }

    private static func equal(_ code: [UInt8], _ text: borrowing Span<UInt8>, _ from: Int, _ to: Int) -> Bool {
        guard code.count == to - from else { return false }
        for index in 0..<code.count where code[index] != text[from + index] { return false }
        return true
    }
}
