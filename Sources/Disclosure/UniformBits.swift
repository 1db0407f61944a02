/// Hands out 20-bit words of a generator, three from each of its 64-bit numbers.
struct UniformBits<Generator: RandomNumberGenerator> {
    var generator: Generator
    private var word: UInt64 = 0
    private var left = 0

    init(_ generator: Generator) {
        self.generator = generator
    }

    /// A number below 2²⁰, all alike.
    @inline(__always)
    mutating func next20() -> UInt64 {
        if left == 0 {
            word = generator.next()
            left = 3
        }
        let bits = word & 0xF_FFFF
        word >>= 20
        left -= 1
        return bits
    }

    /// True with probability `numerator` / `denominator`, exactly.
    mutating func bernoulli(_ numerator: UInt64, _ denominator: UInt64) -> Bool {
        generator.next(upperBound: denominator) < numerator
    }
}
