/// A reproducible stream of random numbers: xoshiro256++ (Blackman and Vigna, 2019) seeded by SplitMix64.
///
/// Every part of the city draws from a stream of its own, named by a purpose and an index (a day, a quartier), so that
/// a change in one part leaves the others as they were. Not for secrets, and never for noise that protects somebody.
struct RandomSource {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// What a stream is used for.
    enum Purpose: UInt64 {
        case relief = 1
        case limits, mesh, quartiers, names, attraction, weather, matches, incidents, clusters, callers, dirt
        case counters, gaps, foresight
    }

    /// Opens the stream of one purpose and index of a seed.
    init(seed: UInt64, purpose: Purpose, index: Int = 0) {
        var state = RandomSource.mixed(seed ^ RandomSource.mixed(purpose.rawValue))
        state ^= RandomSource.mixed(UInt64(bitPattern: Int64(index)) &+ 0x5851_F42D_4C95_7F2D)
        s0 = RandomSource.splitMix(&state)
        s1 = RandomSource.splitMix(&state)
        s2 = RandomSource.splitMix(&state)
        s3 = RandomSource.splitMix(&state)
    }

    /// The finaliser of SplitMix64: a bijection of 64-bit words that scatters neighbours.
    static func mixed(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func splitMix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mixed(state)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number drawn uniformly in [0, 1).
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number drawn uniformly in the range.
    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    /// An integer drawn in 0 ..< count; count must be positive and below 2³².
    ///
    /// The product of a word by the count, without rejection: the bias is below count / 2⁶⁴.
    mutating func index(below count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    /// True with the given probability.
    mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

    /// One element of a list that is not empty.
    mutating func element<Element>(of list: [Element]) -> Element { list[index(below: list.count)] }

    /// The list in a random order (Fisher and Yates).
    mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
        var result = list
        var last = result.count - 1
        while last > 0 {
            result.swapAt(last, index(below: last + 1))
            last -= 1
        }
        return result
    }
}
