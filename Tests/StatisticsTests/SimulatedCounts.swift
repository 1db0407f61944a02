import Foundation
import Statistics

/// Draws for the tests that judge methods by simulation.
extension Xoshiro256 {
    /// A Poisson count: by inversion where the mean is small, else by halving it (Ahrens & Dieter 1974, by gammas).
    mutating func poisson(_ mean: Double) -> Double {
        if mean > 30 {
            // The waiting time of the m-th event is a gamma variable.
            let events = (mean * 7 / 8).rounded(.down)
            let time = gamma(shape: events)
            if time <= mean { return events + poisson(mean - time) }
            return binomial(Int(events) - 1, mean / time)
        }
        let limit = exp(-mean)
        var (product, count) = (uniform(), 0.0)
        while product > limit {
            product *= uniform()
            count += 1
        }
        return count
    }

    private mutating func binomial(_ trials: Int, _ share: Double) -> Double {
        if trials > 40 {
            // The median of uniform numbers is a beta variable; go on in the half where the share lies.
            let middle = trials / 2 + 1
            let a = gamma(shape: Double(middle))
            let b = gamma(shape: Double(trials + 1 - middle))
            let split = a / (a + b)
            if split <= share { return Double(middle) + binomial(trials - middle, (share - split) / (1 - split)) }
            return binomial(middle - 1, share / split)
        }
        return Double((0..<max(trials, 0)).count { _ in uniform() < share })
    }

    /// A gamma variable of scale 1 (Marsaglia & Tsang 2000).
    mutating func gamma(shape: Double) -> Double {
        if shape < 1 { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        while true {
            let x = normal()
            let v = pow(1 + x / (9 * d).squareRoot(), 3)
            if v > 0, log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }

    /// A negative binomial count with variance mean + mean²/shape.
    mutating func negativeBinomial(_ mean: Double, shape: Double) -> Double {
        poisson(gamma(shape: shape) * mean / shape)
    }

    /// Discrete Laplace noise, P(x) ∝ e^(−ε|x|).
    mutating func discreteLaplace(_ epsilon: Double) -> Double {
        (log(uniform()) / -epsilon).rounded(.down) - (log(uniform()) / -epsilon).rounded(.down)
    }
}

/// The variance of discrete Laplace noise, 2α/(1−α)² with α = e^−ε.
func laplaceVariance(_ epsilon: Double) -> Double { 2 * exp(-epsilon) / pow(1 - exp(-epsilon), 2) }
