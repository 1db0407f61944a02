import Foundation

/// What it costs to explain a stretch of a series by one rate: −2 log likelihood, up to terms that no segmentation changes.
struct SegmentCost {
    /// Running sums, one more than there are values.
    private let numerators: [Double]
    private let denominators: [Double]
    private let likelihood: Likelihood

    enum Likelihood {
        /// Quasi-Poisson: −2·S·ln(S/E)/φ of the counts' sum S and the exposures' E.
        case poisson(dispersion: Double)
        /// Normal with known variances: −(Σ yE/v)²/Σ E²/v.
        case normal
    }

    init(counts: [Double], exposures: [Double], dispersion: Double) {
        likelihood = .poisson(dispersion: dispersion)
        numerators = Self.runningSums(counts)
        denominators = Self.runningSums(exposures)
    }

    init(values: [Double], exposures: [Double], variances: [Double]) {
        likelihood = .normal
        numerators = Self.runningSums(values.indices.map { values[$0] * exposures[$0] / variances[$0] })
        denominators = Self.runningSums(values.indices.map { exposures[$0] * exposures[$0] / variances[$0] })
    }

    private static func runningSums(_ values: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value
            sums.append(sum)
        }
        return sums
    }

    var count: Int { numerators.count - 1 }

    /// The cost of the values from `start` up to `end`, which isn't among them.
    @inline(__always)
    func callAsFunction(_ start: Int, _ end: Int) -> Double {
        let top = numerators[end] - numerators[start]
        let bottom = denominators[end] - denominators[start]
        switch likelihood {
        case .poisson(let dispersion): return top > 0 ? -2 * top * log(top / bottom) / dispersion : 0
        case .normal: return -top * top / bottom
        }
    }

    /// The rate that explains a stretch best, and its standard error.
    func rate(_ range: Range<Int>) -> (estimate: Double, standardError: Double) {
        let top = numerators[range.upperBound] - numerators[range.lowerBound]
        let bottom = denominators[range.upperBound] - denominators[range.lowerBound]
        switch likelihood {
        case .poisson(let dispersion): return (top / bottom, (dispersion * max(top, 0)).squareRoot() / bottom)
        case .normal: return (top / bottom, 1 / bottom.squareRoot())
        }
    }

    /// The ends of the segments whose costs, with a penalty for each but the first, are least in all.
    ///
    /// PELT (Killick, Fearnhead & Eckley 2012): exact. A start is dropped for good once another beats it even without
    /// its penalty, but only for segments that are long enough to begin where that was seen.
    ///
    /// - Parameters:
    ///   - penalty: what a further segment costs, not negative.
    ///   - shortest: the fewest values a segment has.
    /// - Complexity: O(n) where changes are many, O(n²) where there are none.
    func cheapestSegmentation(penalty: Double, shortest: Int) -> [Int] {
        guard count >= 2 * shortest else { return [count] }
        var best = [Double](repeating: .infinity, count: count + 1)
        var previous = [Int](repeating: 0, count: count + 1)
        best[0] = -penalty
        var starts: [(start: Int, until: Int)] = []
        for end in shortest...count {
            let newest = end - shortest
            if newest == 0 || newest >= shortest { starts.append((newest, .max)) }
            for candidate in starts {
                let cost = best[candidate.start] + self(candidate.start, end) + penalty
                if cost < best[end] { (best[end], previous[end]) = (cost, candidate.start) }
            }
            for index in starts.indices
            where starts[index].until == .max && best[starts[index].start] + self(starts[index].start, end) > best[end]
            {
                starts[index].until = end + shortest
            }
            starts.removeAll { $0.until <= end + 1 }
        }
        var ends: [Int] = []
        var end = count
        while end > 0 {
            ends.append(end)
            end = previous[end]
        }
        return ends.reversed()
    }
}
