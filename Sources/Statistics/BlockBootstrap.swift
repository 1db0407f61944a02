/// Intervals for a ratio of sums over time, by drawing whole blocks: days of a week aren't independent.
///
/// Blocks that overlap, wrapped around the end (circular, Politis & Romano 1992).
public struct BlockBootstrap: Sendable, Hashable {
    /// How long a block is, in times.
    public let block: Int
    /// How often the series is drawn anew.
    public let draws: Int
    /// Decides the draws.
    public let seed: UInt64

    /// Makes a bootstrap.
    ///
    /// - Precondition: `block` and `draws` are above 0.
    public init(block: Int, draws: Int = 2000, seed: UInt64 = 1) {
        precondition(block > 0 && draws > 0)
        (self.block, self.draws, self.seed) = (block, draws, seed)
    }

    /// The percentile interval of a statistic of two sums.
    ///
    /// - Parameters:
    ///   - first: one number a time; second: another, of the same times.
    ///   - coverage: how often the interval is to hold the truth, in 0..<1.
    ///   - statistic: of the two drawn sums, such as 1 − a/b.
    /// - Returns: nil without any time, or where a number is infinite.
    /// - Complexity: O(draws × times / block) by running sums, and sorting.
    public func interval(
        _ first: [Double], _ second: [Double], coverage: Double,
        statistic: (_ first: Double, _ second: Double) -> Double
    ) -> (low: Double, high: Double)? {
        precondition(first.count == second.count && coverage >= 0 && coverage < 1)
        let n = first.count
        guard n > 0, first.allSatisfy(\.isFinite), second.allSatisfy(\.isFinite) else { return nil }
        let length = min(block, n)
        func blockSums(_ values: [Double]) -> [Double] {
            (0..<n).map { start in (0..<length).reduce(0) { $0 + values[(start + $1) % n] } }
        }
        let (firstBlocks, secondBlocks) = (blockSums(first), blockSums(second))
        // As many blocks as cover the series; the statistic must not mind a common factor or the mean is taken.
        let count = (n + length - 1) / length
        let shrink = Double(n) / Double(count * length)
        var generator = Xoshiro256(seed: seed)
        var values = (0..<draws).map { _ in
            var (a, b) = (0.0, 0.0)
            for _ in 0..<count {
                let start = generator.below(n)
                a += firstBlocks[start]
                b += secondBlocks[start]
            }
            return statistic(a * shrink, b * shrink)
        }
        values.sort()
        func percentile(_ p: Double) -> Double {
            let position = p * Double(draws - 1)
            let below = Int(position)
            let above = min(below + 1, draws - 1)
            return values[below] + (position - Double(below)) * (values[above] - values[below])
        }
        let tail = (1 - coverage) / 2
        return (percentile(tail), percentile(1 - tail))
    }
}
