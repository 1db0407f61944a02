/// How much more than Poisson ones the counts of some groups vary by themselves, their noise taken out.
///
/// From the squared differences of successive stretches of a period (von Neumann 1941), which neither a slow change nor the
/// week moves: E δ² = m(1/dᵢ + 1/dⱼ) + 2κm² + σᵢ²/dᵢ² + σⱼ²/dⱼ² for negative binomial counts of rate m with one κ = 1/θ. One κ
/// is fitted to all groups by least squares weighted with the variances that it gives, and a group's own factor is
/// drawn towards what it makes of it, φ = 1 + κμ, with the weight of 20 degrees of freedom (as Smyth 2004 does).
///
/// An estimate may fall below Poisson's 1 by chance. Held up at 1 it made intervals of Poisson counts hold the truth in 96.5 to
/// 97 % of 20,000 simulated tables; held at ½, with the normal quantile where that happens, in 95.0 to 95.9 %, and those of
/// overdispersed counts in 95.2 to 95.5 %.
struct BinDispersion {
    /// What is summed up of one group.
    struct Sums {
        /// Σδ² over the pairs.
        var squares = 0.0
        /// What it would be for Poisson counts without noise.
        var poisson = 0.0
        /// How much it grows with κ.
        var quadratic = 0.0
        /// What the noise adds.
        var noise = 0.0
    }

    /// For each group the factor φ of its counts' variance over their mean, at least ½.
    let factors: [Double]
    /// For each group the degrees of freedom of its quantile; infinite where its factor isn't the estimate.
    let freedoms: [Double]
    /// The degrees of freedom behind them; infinite where the factor is taken as known.
    let degreesOfFreedom: Double
    /// The common κ.
    let common: Double

    /// The weight of the common κ beside a group's own variation, in degrees of freedom.
    static let priorFreedom = 20.0
    /// No counts of a city vary less than this share of Poisson's variance.
    static let leastFactor = 0.5
    /// Successive differences tell so much of a variance beside independent ones.
    static let efficiency = 2.0 / 3

    /// Estimates the factors.
    ///
    /// - Parameters:
    ///   - sums: of each group.
    ///   - pairs: how many pairs went into them; 0 for Poisson counts.
    init(_ sums: [Sums], pairs: Int) {
        guard pairs > 0 else {
            factors = sums.map { _ in 1 }
            freedoms = sums.map { _ in .infinity }
            (degreesOfFreedom, common) = (.infinity, 0)
            return
        }
        var common = 0.0
        for _ in 0..<30 {
            var (top, bottom) = (0.0, 0.0)
            for sum in sums where sum.quadratic > 0 {
                let expected = sum.poisson + common * sum.quadratic + sum.noise
                let weight = sum.quadratic / (expected * expected)
                top += weight * (sum.squares - sum.poisson - sum.noise)
                bottom += weight * sum.quadratic
            }
            common = bottom > 0 ? max(0, top / bottom) : 0
        }
        let prior = sums.count > 1 ? Self.priorFreedom : 0
        let own = Double(pairs) * Self.efficiency
        factors = sums.map { sum in
            guard sum.poisson > 0 else { return 1 }
            let expected = 1 + common * sum.quadratic / sum.poisson
            let signal = expected * sum.poisson / (expected * sum.poisson + sum.noise)
            let seen = (sum.squares - sum.noise) / sum.poisson
            let weight = prior > 0 ? own * signal * signal / (own * signal * signal + prior) : 1
            return max(Self.leastFactor, weight * seen + (1 - weight) * expected)
        }
        freedoms = factors.map { $0 > Self.leastFactor ? own + prior : .infinity }
        (degreesOfFreedom, self.common) = (own + prior, common)
    }
}
