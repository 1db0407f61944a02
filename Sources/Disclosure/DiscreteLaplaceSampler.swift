/// Draws discrete Laplace noise exactly: P(X = x) = (1−α)/(1+α)·α^|x|.
///
/// The geometric mechanism of Ghosh, Roughgarden & Sundararajan (2009). X is the difference of two geometric numbers,
/// each a run of trials that succeed with probability α; α is a fraction of 2²⁰, so a trial is one comparison of
/// integers and nothing is ever rounded (against Mironov 2012). The number of trials is 2/(1−α) on average and tells
/// of the noise; draws are made in batches for that reason, outside of any request.
package struct DiscreteLaplaceSampler<Generator: RandomNumberGenerator> {
    var bits: UniformBits<Generator>

    /// A sampler that draws from `generator`.
    package init(_ generator: Generator) {
        bits = UniformBits(generator)
    }

    /// One noise.
    package mutating func draw(_ scale: NoiseScale) -> Int {
        geometric(scale) - geometric(scale)
    }

    @inline(__always)
    private mutating func geometric(_ scale: NoiseScale) -> Int {
        var count = 0
        while bits.next20() < scale.numerator { count += 1 }
        return count
    }

    /// What is added to a noise of scale `fine` to make it one of scale `coarse`.
    ///
    /// The ratio of the two characteristic functions is that of a mixture: nothing with probability
    /// p₀ = (α₂/α₁)·((1−α₁)/(1−α₂))², else discrete Laplace with the coarse α₁. So whoever sees both figures learns
    /// no more than from the fine one alone.
    ///
    /// - Precondition: `coarse.numerator` is at least `fine.numerator`.
    package mutating func drawFurther(from fine: NoiseScale, to coarse: NoiseScale) -> Int {
        precondition(coarse.numerator >= fine.numerator, "the coarser figure must have the larger α")
        let unit = NoiseScale.denominator
        let (a1, a2) = (coarse.numerator, fine.numerator)
        // Both products stay below 2⁶⁰.
        let numerator = a2 * (unit - a1) * (unit - a1)
        let denominator = a1 * (unit - a2) * (unit - a2)
        return bits.bernoulli(numerator, denominator) ? 0 : draw(coarse)
    }
}
