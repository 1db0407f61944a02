/// The name of an element or an attribute, as a number (FNV-1a, 64 bits) that is quick to compare.
///
/// Two names may have the same number, in a file made so: what one says is then read as if the other said it.
struct XMLName: Equatable {
    private var number: UInt64 = 0xCBF2_9CE4_8422_2325

    /// No name at all.
    init() {}

    init(_ text: String) {
        for byte in text.utf8 { add(byte) }
    }

    mutating func add(_ byte: UInt8) { number = (number ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
