/// The generator xoshiro256**: quick, small, the same on every machine, and not for secrets.
///
/// Source: Blackman & Vigna 2021, *Scrambled linear pseudorandom number generators*; seeded by SplitMix64 as they advise.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Makes a generator; the same seed gives the same numbers for ever.
    public init(seed: UInt64) {
        var counter = seed
        func next() -> UInt64 {
            counter &+= 0x9E37_79B9_7F4A_7C15
            var z = counter
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        state = (next(), next(), next(), next())
    }

    /// Makes a generator in a given state, to compare it with others.
    ///
    /// - Precondition: not all four words are 0.
    init(state: (UInt64, UInt64, UInt64, UInt64)) {
        precondition(state.0 | state.1 | state.2 | state.3 != 0, "xoshiro stays at zero")
        self.state = state
    }

    /// The next 64 random bits.
    @inline(__always)
    public mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// A whole number below a bound, each as likely as the others.
    ///
    /// Our own, since the standard library doesn't promise to draw the same in its next release. Source: Lemire 2019.
    ///
    /// - Parameter bound: above 0.
    @inline(__always)
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "no number is below 0")
        let range = UInt64(bound)
        var (high, low) = next().multipliedFullWidth(by: range)
        if low < range {
            let least = (0 &- range) % range
            while low < least { (high, low) = next().multipliedFullWidth(by: range) }
        }
        return Int(high)
    }

    /// Puts an array in a random order (Fisher & Yates 1938).
    ///
    /// - Complexity: O(n).
    @inline(__always)
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
    }
}
