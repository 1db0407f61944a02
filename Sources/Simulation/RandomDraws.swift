/// Draws from the distributions that the city needs.
extension RandomSource {
    /// A standard normal number (Box and Muller; the second of the pair is not kept).
    mutating func normal() -> Double {
        let radius = (-2 * ElementaryFunctions.logarithm(1 - uniform())).squareRoot()
        return radius * ElementaryFunctions.cosine(turns: uniform())
    }

    /// A positive number of mean 1 whose logarithm is normal with the given standard deviation.
    mutating func logNormal(deviation: Double) -> Double {
        ElementaryFunctions.exponential(deviation * normal() - deviation * deviation / 2)
    }

    /// A gamma number of mean 1 and variance 1/shape; shape must be at least 1 (Marsaglia and Tsang, 2000).
    mutating func gamma(shape: Double) -> Double {
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            if root <= 0 { continue }
            let v = root * root * root
            let u = 1 - uniform()
            if u < 1 - 0.0331 * x * x * x * x { return d * v / shape }
            let bound = 0.5 * x * x + d * (1 - v + ElementaryFunctions.logarithm(v))
            if ElementaryFunctions.logarithm(u) < bound { return d * v / shape }
        }
    }

    /// A Poisson count: by inversion below a mean of 12, by Hörmann's transformed rejection (1993) from there on.
    mutating func poisson(_ mean: Double) -> Int {
        if mean <= 0 { return 0 }
        if mean >= 12 { return largePoisson(mean) }
        let u = uniform()
        // 1 − m ≤ e^−m, so most of the rare events are settled without an exponential.
        if u < 1 - mean { return 0 }
        var term = ElementaryFunctions.exponential(-mean)
        var cumulated = term
        var count = 0
        while u >= cumulated && count < 100 {
            count += 1
            term *= mean / Double(count)
            cumulated += term
        }
        return count
    }

    /// A count of the given mean and of variance mean + mean²/shape: a Poisson count whose rate is gamma.
    mutating func negativeBinomial(mean: Double, shape: Double) -> Int {
        mean <= 0 ? 0 : poisson(mean * gamma(shape: shape))
    }

    private mutating func largePoisson(_ mean: Double) -> Int {
        let logMean = ElementaryFunctions.logarithm(mean)
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            if us <= 0 { continue }
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07 && v <= vr { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            let left = ElementaryFunctions.logarithm(v * inverseAlpha / (a / (us * us) + b))
            if left <= k * logMean - mean - ElementaryFunctions.logFactorial(k) { return Int(k) }
        }
    }
}
