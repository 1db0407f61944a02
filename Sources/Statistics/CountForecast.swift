/// What is said of a count that isn't known yet: a whole distribution, never a number alone.
public enum CountForecast: Sendable, Hashable {
    /// Events without any dependence.
    case poisson(Poisson)
    /// Counts that vary more than Poisson's.
    case negativeBinomial(NegativeBinomial)
    /// Several distributions, one of which holds.
    case mixture(CountMixture)
    /// Probabilities count by count, such as those of past errors.
    case tabulated(CountProbabilities)
    /// A distribution corrected by what earlier ones' transforms were.
    indirect case recalibrated(RecalibratedCounts)

    /// The expected count.
    public var mean: Double {
        switch self {
        case .poisson(let law): law.mean
        case .negativeBinomial(let law): law.mean
        case .mixture(let law): law.mean
        case .tabulated(let law): law.mean
        case .recalibrated(let law): law.mean
        }
    }

    /// The variance of the count.
    public var variance: Double {
        switch self {
        case .poisson(let law): law.mean
        case .negativeBinomial(let law): law.variance
        case .mixture(let law): law.variance
        case .tabulated(let law): law.variance
        case .recalibrated(let law): law.variance
        }
    }

    /// P(X = count).
    ///
    /// - Complexity: O(1), times the components of a mixture.
    public func probability(_ count: Int) -> Double {
        switch self {
        case .poisson(let law): law.probability(count)
        case .negativeBinomial(let law): law.probability(count)
        case .mixture(let law): law.probability(count)
        case .tabulated(let law): law.probability(count)
        case .recalibrated(let law): law.probability(count)
        }
    }

    /// ln P(X = count); −∞ where the probability is 0.
    ///
    /// - Complexity: O(1), times the components of a mixture.
    public func logProbability(_ count: Int) -> Double {
        switch self {
        case .poisson(let law): law.logProbability(count)
        case .negativeBinomial(let law): law.logProbability(count)
        case .mixture(let law): law.logProbability(count)
        case .tabulated(let law): law.logProbability(count)
        case .recalibrated(let law): law.logProbability(count)
        }
    }

    /// P(X ≤ count).
    ///
    /// - Complexity: O(√max(count, size)), times the components of a mixture.
    public func cumulative(_ count: Int) -> Double {
        switch self {
        case .poisson(let law): law.cumulative(count)
        case .negativeBinomial(let law): law.cumulative(count)
        case .mixture(let law): law.cumulative(count)
        case .tabulated(let law): law.cumulative(count)
        case .recalibrated(let law): law.cumulative(count)
        }
    }

    /// The smallest count whose cumulative probability reaches p.
    ///
    /// - Parameter p: a probability in 0..<1.
    /// - Complexity: O(log mean) cumulative probabilities.
    public func quantile(_ p: Double) -> Int {
        switch self {
        case .poisson(let law): law.quantile(p)
        case .negativeBinomial(let law): law.quantile(p)
        case .mixture(let law): law.quantile(p)
        case .tabulated(let law): law.quantile(p)
        case .recalibrated(let law): law.quantile(p)
        }
    }

    /// The counts between the two quantiles that leave (1 − coverage)/2 on each side.
    ///
    /// - Parameter coverage: a probability in 0...1; a distribution of counts holds at least that much, up to 1 − 10⁻¹².
    public func interval(coverage: Double) -> ClosedRange<Int> {
        let tail = max((1 - coverage) / 2, 5e-13)
        return quantile(tail)...max(quantile(tail), quantile(1 - tail))
    }

    /// The distribution of the same count if all is multiplied by a factor: of another exposure.
    ///
    /// - Returns: Poisson and negative binomial with the mean multiplied (their size kept), mixtures likewise, also
    ///   below a correction; tabulated probabilities as they are, since a multiple of a count isn't one.
    /// - Precondition: `factor` is finite and at least 0.
    public func scaled(by factor: Double) -> CountForecast {
        switch self {
        case .poisson(let law): .poisson(Poisson(mean: law.mean * factor))
        case .negativeBinomial(let law): .negativeBinomial(NegativeBinomial(mean: law.mean * factor, size: law.size))
        case .mixture(let law):
            .mixture(CountMixture(law.components.map { ($0.weight, $0.law.scaled(by: factor)) }))
        case .recalibrated(let law):
            .recalibrated(RecalibratedCounts(law.law.scaled(by: factor), by: law.recalibration))
        case .tabulated: self
        }
    }
}
