import Foundation

/// Hot and cold spots: the local statistic Gi*, as z-scores.
///
/// z = (Σ w x − x̄ W) / (s √((n Σ w² − W²)/(n−1))), where s has the divisor n and an area counts among its own
/// neighbours. Source: Ord & Getis 1995, equation 14. The z-scores are analytic: their p-values are the normal law's, to
/// be corrected by `FalseDiscovery`, and aren't to be mixed with those of permutations.
public struct LocalGetisOrd: Sendable, Hashable {
    /// A z-score for each area; 0 where there is none: outside the window, or where every value is equal or every area
    /// is a neighbour, so that nothing can stand out.
    public let z: [Double]
    /// How many areas there are, those outside the window left out.
    public let count: Int

    /// The two-sided p-values of the z-scores by the normal law.
    ///
    /// - Complexity: O(areas).
    public var p: [Double] { z.map(Normal.twoSided) }

    /// Makes the z-scores of a grid's cells, each with the cells within a distance.
    ///
    /// - Parameters:
    ///   - values: one for each cell, finite.
    ///   - grid: the cells.
    ///   - radius: the greatest distance between the centres of neighbours, in the unit of the grid.
    ///   - window: which cells are in the territory, or none for all; the others are neither counted nor neighbours.
    /// - Complexity: O(cells · rows in the band).
    public init(of values: [Double], on grid: RegularGrid, within radius: Double, window: [Bool]? = nil) {
        precondition(values.count == grid.count, "a grid has a value for each cell")
        precondition(window.map { $0.count == grid.count } ?? true, "a window has a value for each cell")
        let band = DistanceBand(radius: radius, on: grid)
        var inside = values
        if let window {
            for i in inside.indices where !window[i] { inside[i] = 0 }
        }
        let moments = Moments(inside, window: window)
        count = moments.count
        // Deviations from the mean, so that prefix sums stay small and Σ w x − x̄ W is one sum.
        for i in inside.indices where window?[i] ?? true { inside[i] -= moments.mean }
        let sums = BandSums.of(inside, on: grid, band: band)
        let ones = window.map { $0.map { $0 ? 1.0 : 0 } } ?? [Double](repeating: 1, count: grid.count)
        let sizes = BandSums.of(ones, on: grid, band: band)
        var z = [Double](repeating: 0, count: grid.count)
        for i in z.indices where window?[i] ?? true {
            z[i] = moments.z(excess: sums[i], weight: sizes[i], squares: sizes[i])
        }
        self.z = z
    }

    /// Makes the z-scores of areas with any neighbours.
    ///
    /// - Parameters:
    ///   - values: one for each area, finite.
    ///   - neighbours: who neighbours whom; for Gi* an area is its own neighbour, see `includingSelf`.
    ///   - window: which areas count, or none for all; the others aren't neighbours either.
    /// - Complexity: O(areas + neighbours).
    public init(of values: [Double], neighbours: SparseNeighbours, window: [Bool]? = nil) {
        precondition(values.count == neighbours.count, "a value for each area")
        precondition(window.map { $0.count == values.count } ?? true, "a window has a value for each area")
        let moments = Moments(values, window: window)
        count = moments.count
        var z = [Double](repeating: 0, count: values.count)
        for area in values.indices where window?[area] ?? true {
            var (excess, weight, squares) = (0.0, 0.0, 0.0)
            for place in neighbours.starts[area]..<neighbours.starts[area + 1] {
                let neighbour = Int(neighbours.indices[place])
                if let window, !window[neighbour] { continue }
                let w = neighbours.weights?[place] ?? 1
                excess += w * (values[neighbour] - moments.mean)
                weight += w
                squares += w * w
            }
            z[area] = moments.z(excess: excess, weight: weight, squares: squares)
        }
        self.z = z
    }

    /// The mean and variance of the values inside the window.
    private struct Moments {
        let count: Int
        let mean: Double
        let variance: Double

        init(_ values: [Double], window: [Bool]?) {
            precondition(values.allSatisfy(\.isFinite), "values are finite")
            var (count, sum) = (0, 0.0)
            for i in values.indices where window?[i] ?? true {
                count += 1
                sum += values[i]
            }
            let mean = count == 0 ? 0 : sum / Double(count)
            var squares = 0.0
            var largest = 0.0
            for i in values.indices where window?[i] ?? true {
                squares += (values[i] - mean) * (values[i] - mean)
                largest = max(largest, abs(values[i]))
            }
            // Equal values differ from their rounded mean.
            let rounding = largest * 1e-14
            let variance = count == 0 ? 0 : squares / Double(count)
            self.count = count
            self.mean = mean
            self.variance = variance <= rounding * rounding ? 0 : variance
        }

        func z(excess: Double, weight: Double, squares: Double) -> Double {
            let n = Double(count)
            let spread = n * squares - weight * weight
            guard count > 1, variance > 0, spread > 1e-12 * n * squares else { return 0 }
            return excess / (variance * spread / (n - 1)).squareRoot()
        }
    }
}
