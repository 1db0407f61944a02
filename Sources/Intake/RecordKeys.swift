/// A record's key, as 128 bits that tell nothing without the batch's secret.
struct KeyDigest: Hashable, Sendable {
    let high: UInt64
    let low: UInt64
}

/// Digests keys under secrets that are drawn for one batch and die with it.
///
/// Two lanes of folded 64×64-bit products. Among n keys two have the same digest with a probability near n²/2¹²⁹:
/// for a hundred million records, under 10⁻²².
struct KeyDigester: Sendable {
    private let secrets: [4 of UInt64]

    init() {
        var generator = SystemRandomNumberGenerator()
        secrets = [generator.next() | 1, generator.next() | 1, generator.next(), generator.next()]
    }

    func digest(_ text: borrowing Span<UInt8>, from: Int, to: Int) -> KeyDigest {
        var high = secrets[2] ^ UInt64(to - from)
        var low = secrets[3]
        var index = from
        while index < to {
            var word: UInt64 = 0
            let end = min(index + 8, to)
            while index < end {
                word = word << 8 | UInt64(text[index])
                index += 1
            }
            high = Self.fold(high ^ word, secrets[0])
            low = Self.fold(low &+ word, secrets[1]) ^ high
        }
        return KeyDigest(high: Self.fold(high, secrets[1]), low: Self.fold(low, secrets[0]))
    }

    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low &+ a
    }
}

/// The keys met so far in a batch.
struct KeySet {
    private var slots: [KeyDigest]
    private var count = 0
    /// What was met on the way to a slot; it means nothing, and keeps the look from being left out.
    private var approached: UInt64 = 0
    private static let empty = KeyDigest(high: 0, low: 0)

    init() {
        slots = Array(repeating: Self.empty, count: 1 << 12)
    }

    /// Makes room for so many keys at once, so that the table need not grow while it is filled.
    mutating func reserve(_ expected: Int) {
        var size = slots.count
        while size * 3 < expected * 4 { size *= 2 }
        if size > slots.count { grow(to: size) }
    }

    /// Looks where some keys will go, so that the memory for all of them is on its way at once.
    ///
    /// The slots of a large file's keys lie anywhere in tens of megabytes, and waiting for one after another is most of
    /// what adding them costs.
    @inline(__always)
    mutating func approach(_ keys: some Sequence<KeyDigest>) {
        let mask = slots.count - 1
        for key in keys { approached &+= slots[Int(truncatingIfNeeded: key.high) & mask].low }
    }

    /// Adds a key, in constant time on average; false when it was there.
    mutating func insert(_ key: KeyDigest) -> Bool {
        if count * 4 >= slots.count * 3 { grow(to: slots.count * 2) }
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: key.high) & mask
        while slots[index] != Self.empty {
            if slots[index] == key { return false }
            index = (index + 1) & mask
        }
        slots[index] = key
        count += 1
        return true
    }

    private mutating func grow(to size: Int) {
        let old = slots
        slots = Array(repeating: Self.empty, count: size)
        let mask = slots.count - 1
        for key in old where key != Self.empty {
            var index = Int(truncatingIfNeeded: key.high) & mask
            while slots[index] != Self.empty { index = (index + 1) & mask }
            slots[index] = key
        }
    }
}
