/// How many different values there are, within a bound of memory: the smallest digests with how often each was met.
///
/// Exact up to 8,192 different values; beyond that, all values whose digest lies under a threshold are still counted
/// exactly, and their number divided by the threshold's share of all digests estimates the whole with a relative
/// error of about 1/√4096 = 1.6 % (Bar-Yossef et al. 2002). Digests stay in the sketch.
struct DistinctSketch {
    private static let capacity = 4096

    private var counts: [UInt64: UInt32] = [:]
    private var threshold = UInt64.max

    mutating func add(_ digest: UInt64) {
        guard digest <= threshold else { return }
        counts[digest, default: 0] += 1
        guard counts.count > 2 * Self.capacity else { return }
        threshold = counts.keys.sorted()[Self.capacity - 1]
        counts = counts.filter { $0.key <= threshold }
    }

    /// Whether every value is counted.
    var isExact: Bool { threshold == .max }

    /// How many different values there are.
    var estimate: Int {
        guard !isExact else { return counts.count }
        return Int((Double(counts.count) / (Double(threshold) / 0x1p64)).rounded())
    }

    /// Whether no value was met twice, among those that are counted.
    var isUnique: Bool { counts.values.allSatisfy { $0 == 1 } }

    /// The digest of a value: FNV-1a, finished as SplitMix64 is so that all of its bits are spread.
    static func digest(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}
