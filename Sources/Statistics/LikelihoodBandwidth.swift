import Foundation

/// A kernel's bandwidth chosen by leave-one-out likelihood.
///
/// The criterion is the log-likelihood of an inhomogeneous Poisson process in which each point's density is estimated
/// from the others: Σ ln λ₋ᵢ(xᵢ) − ∫ λ (Loader 1999, section 5.3; spatstat's `bw.ppl`). Points of one cell count as
/// lying at its centre, so cells should be no larger than the bandwidth that is looked for. The figures are taken as
/// counts: a caller whose figures carry noise must allow for it himself.
public struct LikelihoodBandwidth: Sendable, Hashable {
    /// The bandwidth with the best criterion found, in the unit of the grid.
    public let bandwidth: Double
    /// Its criterion.
    public let criterion: Double
    /// Whether it lies at an end of the range, so that the best may lie beyond.
    public let isAtEnd: Bool

    /// The criterion of a bandwidth; −∞ where a point has no other near enough to be seen from it.
    ///
    /// - Parameters:
    ///   - kernel: the bandwidth and the edge correction.
    ///   - bins: how many points are in each cell, finite; a cell at or below 0 has no point to leave out.
    ///   - grid: the cells.
    ///   - window: which cells are in the territory, or none for all.
    /// - Complexity: one or two densities.
    public static func criterion(
        of kernel: GaussianKernelDensity, bins: [Double], on grid: RegularGrid, within window: [Bool]? = nil
    ) -> Double {
        let density = kernel.density(of: bins, on: grid, within: window)
        let inside = kernel.edgeCorrection == .none ? nil : kernel.insideMass(on: grid, within: window)
        let own = kernel.ownDensity(on: grid)
        var (logs, integral) = (0.0, 0.0)
        for i in bins.indices where window?[i] ?? true {
            integral += density[i]
            guard bins[i] > 0 else { continue }
            let ownHere = min(1, bins[i]) * (inside.map { own / $0[i] } ?? own)
            let others = density[i] - ownHere
            // What is left of a difference of equals is rounding.
            guard others > 1e-13 * density[i] else { return -.infinity }
            logs += bins[i] * log(others)
        }
        return logs - integral * grid.cellArea
    }

    /// Looks for the best bandwidth: some in geometric steps, then golden sections around the best of them.
    ///
    /// - Parameters:
    ///   - bins: how many points are in each cell, finite, at least one above 0.
    ///   - grid: the cells.
    ///   - window: which cells are in the territory, or none for all.
    ///   - edgeCorrection: as for the map.
    ///   - range: where to look; by default from a cell's smaller side to half of the grid's diagonal.
    ///   - steps: how many bandwidths are tried first, at least 3.
    /// - Returns: the best, or nil where every criterion is −∞ (a single point).
    /// - Complexity: steps + 12 densities.
    public init?(
        bins: [Double], on grid: RegularGrid, within window: [Bool]? = nil,
        edgeCorrection: GaussianKernelDensity.EdgeCorrection = .uniform, in range: ClosedRange<Double>? = nil,
        steps: Int = 16
    ) {
        precondition(steps >= 3, "a search needs three bandwidths")
        let diagonal = hypot(Double(grid.columns) * grid.cellWidth, Double(grid.rows) * grid.cellHeight)
        let smallest = min(grid.cellWidth, grid.cellHeight)
        let range = range ?? smallest...max(smallest, diagonal / 2)
        precondition(range.lowerBound > 0 && range.upperBound.isFinite, "a bandwidth is positive")
        func score(_ logBandwidth: Double) -> Double {
            let kernel = GaussianKernelDensity(bandwidth: exp(logBandwidth), edgeCorrection: edgeCorrection)
            return Self.criterion(of: kernel, bins: bins, on: grid, within: window)
        }
        let (first, last) = (log(range.lowerBound), log(range.upperBound))
        let stride = (last - first) / Double(steps - 1)
        var best = (place: 0, at: first, score: -Double.infinity)
        for place in 0..<steps {
            let at = first + Double(place) * stride
            let score = score(at)
            if score > best.score { best = (place, at, score) }
        }
        guard best.score > -.infinity else { return nil }
        isAtEnd = best.place == 0 || best.place == steps - 1
        var (low, high) = (max(first, best.at - stride), min(last, best.at + stride))
        let golden = (5.0.squareRoot() - 1) / 2
        var (a, b) = (high - golden * (high - low), low + golden * (high - low))
        var (scoreA, scoreB) = (score(a), score(b))
        for _ in 0..<10 {
            if scoreA > scoreB {
                (high, b, scoreB) = (b, a, scoreA)
                a = high - golden * (high - low)
                scoreA = score(a)
            } else {
                (low, a, scoreA) = (a, b, scoreB)
                b = low + golden * (high - low)
                scoreB = score(b)
            }
        }
        for (at, score) in [(a, scoreA), (b, scoreB)] where score > best.score { best = (best.place, at, score) }
        bandwidth = exp(best.at)
        criterion = best.score
    }
}
