/// Counts close pairs that are near in time, for eight dealings of the times at once.
struct TimePermutations<Rank: LaneRank> {
    private let pairs: ClosePairs
    /// The ranks in the order of the pairs' sweep.
    private let ranks: [Rank]
    /// For each bound and rank the first rank near enough.
    private let first: [[Rank]]
    /// For each bound and rank how many more ranks are.
    private let width: [[Rank]]

    init(pairs: ClosePairs, ranks: TimeRanks) {
        self.pairs = pairs
        self.ranks = pairs.order.map { Rank(ranks.ranks[$0]) }
        first = ranks.first.map { $0.map { Rank($0) } }
        width = zip(ranks.first, ranks.last).map { zip($0, $1).map { Rank($1 - $0) } }
    }

    /// The table of the times as they are.
    func observed(_ table: PairTable) -> [Int] {
        let lanes = ranks.map { SIMD8<Rank>(repeating: $0) }
        return table.filled(upTo: counts(lanes).map { Int($0[0]) })
    }

    /// Deals out the times and adds up each cell of the tables.
    ///
    /// - Parameters:
    ///   - observed: the observed table.
    ///   - sums: of each cell over the permutations.
    ///   - reached: how many permutations reached the observed number.
    func run(
        _ permutations: Int, seed: UInt64, table: PairTable, observed: [Int], sums: inout [Int], reached: inout [Int]
    ) {
        var generator = Xoshiro256(seed: seed)
        var dealt = ranks
        var lanes = [SIMD8<Rank>](repeating: .zero, count: ranks.count)
        for start in stride(from: 0, to: permutations, by: 8) {
            let used = min(8, permutations - start)
            for lane in 0..<used {
                generator.shuffle(&dealt)
                for i in lanes.indices { lanes[i][lane] = dealt[i] }
            }
            let counts = counts(lanes)
            for lane in 0..<used {
                let filled = table.filled(upTo: counts.map { Int($0[lane]) })
                for place in filled.indices {
                    sums[place] += filled[place]
                    if filled[place] >= observed[place] { reached[place] += 1 }
                }
            }
        }
    }

    /// How many close pairs are no farther in time than each bound, by band of distance, then by bound.
    private func counts(_ lanes: [SIMD8<Rank>]) -> [SIMD8<Int64>] {
        let bounds = first.count
        var totals = [SIMD8<Int64>](repeating: .zero, count: pairs.bands * bounds)
        unsafe lanes.withUnsafeBufferPointer { lanes in
            unsafe pairs.partners.withUnsafeBufferPointer { partners in
                unsafe pairs.starts.withUnsafeBufferPointer { starts in
                    for bound in 0..<bounds {
                        unsafe first[bound].withUnsafeBufferPointer { first in
                            unsafe width[bound].withUnsafeBufferPointer { width in
                                for position in 0..<lanes.count {
                                    let row = position &* pairs.bands
                                    guard unsafe starts[row] < starts[row &+ pairs.bands] else { continue }
                                    let own = unsafe lanes[position]
                                    var (low, span) = (SIMD8<Rank>.zero, SIMD8<Rank>.zero)
                                    for lane in 0..<8 {
                                        let rank = Int(truncatingIfNeeded: own[lane])
                                        unsafe low[lane] = first[rank]
                                        unsafe span[lane] = width[rank]
                                    }
                                    for band in 0..<pairs.bands {
                                        let (start, end) = unsafe (starts[row &+ band], starts[row &+ band &+ 1])
                                        if start == end { continue }
                                        unsafe totals[band * bounds + bound] &+= Rank.near(
                                            lanes, partners: UnsafeBufferPointer(rebasing: partners[start..<end]),
                                            low: low, span: span)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return totals
    }
}

/// A whole number that ranks are kept in.
protocol LaneRank: FixedWidthInteger, UnsignedInteger, SIMDScalar, Codable {
    /// How many of the partners lie in low...low+span, in each lane.
    static func near(
        _ lanes: UnsafeBufferPointer<SIMD8<Self>>, partners: UnsafeBufferPointer<UInt32>, low: SIMD8<Self>,
        span: SIMD8<Self>
    ) -> SIMD8<Int64>
}

// Written twice, since the compiler takes a comparison of lanes for a loop over them where their type is a parameter.

extension UInt16: LaneRank {
    static func near(
        _ lanes: UnsafeBufferPointer<SIMD8<UInt16>>, partners: UnsafeBufferPointer<UInt32>, low: SIMD8<UInt16>,
        span: SIMD8<UInt16>
    ) -> SIMD8<Int64> {
        var total = SIMD8<Int64>.zero
        var start = 0
        // A lane of 16 bits counts no further than 65,535.
        while start < partners.count {
            let end = Swift.min(start + 60_000, partners.count)
            var sum = SIMD8<UInt16>.zero
            for place in start..<end {
                // One comparison for both ends: what lies below `low` wraps round to a large number.
                let distance = unsafe lanes[Int(truncatingIfNeeded: partners[place])] &- low
                sum.replace(with: sum &+ 1, where: distance .<= span)
            }
            total &+= SIMD8<Int64>(truncatingIfNeeded: sum)
            start = end
        }
        return total
    }
}

extension UInt32: LaneRank {
    static func near(
        _ lanes: UnsafeBufferPointer<SIMD8<UInt32>>, partners: UnsafeBufferPointer<UInt32>, low: SIMD8<UInt32>,
        span: SIMD8<UInt32>
    ) -> SIMD8<Int64> {
        var sum = SIMD8<UInt32>.zero
        for place in 0..<partners.count {
            let distance = unsafe lanes[Int(truncatingIfNeeded: partners[place])] &- low
            sum.replace(with: sum &+ 1, where: distance .<= span)
        }
        return SIMD8<Int64>(truncatingIfNeeded: sum)
    }
}
