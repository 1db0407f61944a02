import Foundation

/// Whether events follow each other nearby and soon more often than chance would have it: near repeats.
///
/// Pairs are counted by bands of distance and of time (Knox 1964, *The detection of space-time interactions*). Chance is
/// the same places with the times dealt out anew (Besag & Diggle 1977), as in Ratcliffe's *Near Repeat Calculator*.
public struct NearRepeat: Sendable, Hashable {
    /// How distance is measured.
    public enum Metric: Sendable, Hashable {
        /// As the crow flies.
        case euclidean
        /// Along the axes, |Δx| + |Δy|, as in a town of square blocks.
        case manhattan
    }

    /// What is known of one pair of bands.
    public struct Cell: Sendable, Hashable {
        /// How many pairs there are.
        public let observed: Int
        /// How many there would be on average if place and time were independent: the product of the two margins.
        public let expected: Double
        /// The mean over the permutations; the expected number if there were none.
        public let simulated: Double
        /// How often a permutation reached the observed number: (1 + times)/(1 + permutations); 1 without permutations.
        public let p: Double
        /// P(X ≥ observed) for a Poisson variable of the expected mean: Knox's approximation, good for few pairs.
        public let poissonP: Double

        /// Observed over simulated: the Knox ratio; nil where chance makes no pair at all.
        public var ratio: Double? { simulated > 0 ? Double(observed) / simulated : nil }
    }

    /// The upper ends of the bands of distance; one more band holds what is farther.
    public let distanceBounds: [Double]
    /// The upper ends of the bands of time; one more band holds what is later.
    public let timeBounds: [Double]
    /// The cells by band of distance, then by band of time; each last one is what lies beyond the bounds.
    public let cells: [[Cell]]
    /// How often the times were dealt out anew.
    public let permutations: Int

    /// Counts the pairs and deals out the times.
    ///
    /// - Parameters:
    ///   - x: the events' first coordinates, finite.
    ///   - y: their second ones.
    ///   - times: their times in any unit, finite; as days, whole numbers.
    ///   - distanceBounds: the bands' upper ends, rising, from 0 (the same place); a pair at exactly a bound is in its
    ///     band.
    ///   - timeBounds: the same in the unit of the times.
    ///   - metric: how distance is measured.
    ///   - permutations: how often the times are dealt out anew; 0 for none.
    ///   - seed: the same seed gives the same result on every machine.
    /// - Complexity: O(n log n + close pairs) time and memory, then for each permutation O(n + close pairs · time bands)
    ///   in steps of eight permutations.
    public init(
        x: [Double], y: [Double], times: [Double], distanceBounds: [Double], timeBounds: [Double],
        metric: Metric = .euclidean, permutations: Int = 999, seed: UInt64 = 1
    ) {
        precondition(x.count == y.count && x.count == times.count, "an event has a place and a time")
        precondition(x.count <= Int(Int32.max), "events are numbered in 32 bits")
        precondition([x, y, times].allSatisfy { $0.allSatisfy(\.isFinite) }, "places and times are finite")
        precondition(permutations >= 0, "permutations are made or not")
        for bounds in [distanceBounds, timeBounds] {
            precondition(!bounds.isEmpty && bounds.allSatisfy { $0 >= 0 && $0.isFinite }, "a band has an end")
            precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bands rise")
        }
        let pairs = ClosePairs(x: x, y: y, bounds: distanceBounds, metric: metric)
        let ranks = TimeRanks(times: times, bounds: timeBounds)
        let table = PairTable(pairs: pairs, ranks: ranks)
        let observed: [Int]
        var (sums, reached) = ([Int](repeating: 0, count: table.size), [Int](repeating: 0, count: table.size))
        if ranks.count <= Int(UInt16.max) {
            let counter = TimePermutations<UInt16>(pairs: pairs, ranks: ranks)
            observed = counter.observed(table)
            counter.run(permutations, seed: seed, table: table, observed: observed, sums: &sums, reached: &reached)
        } else {
            let counter = TimePermutations<UInt32>(pairs: pairs, ranks: ranks)
            observed = counter.observed(table)
            counter.run(permutations, seed: seed, table: table, observed: observed, sums: &sums, reached: &reached)
        }
        self.distanceBounds = distanceBounds
        self.timeBounds = timeBounds
        self.permutations = permutations
        cells = (0...distanceBounds.count).map { distance in
            (0...timeBounds.count).map { time in
                let place = distance * (timeBounds.count + 1) + time
                let expected = table.expected(distance: distance, time: time)
                let count = observed[place]
                return Cell(
                    observed: count, expected: expected,
                    simulated: permutations == 0 ? expected : Double(sums[place]) / Double(permutations),
                    p: Double(1 + reached[place]) / Double(1 + permutations),
                    poissonP: Poisson(mean: expected).upperTail(count - 1))
            }
        }
    }
}

/// The table of counts by band, and what its margins say.
struct PairTable {
    let distanceBands: Int
    let timeBands: Int
    /// The pairs of each band of distance, beyond the bounds last.
    let byDistance: [Int]
    /// The pairs of each band of time, beyond the bounds last.
    let byTime: [Int]
    private let all: Int

    init(pairs: ClosePairs, ranks: TimeRanks) {
        let n = ranks.ranks.count
        all = n * (n - 1) / 2
        distanceBands = pairs.bands
        timeBands = ranks.nearPairs.count
        var byDistance = [Int](repeating: 0, count: pairs.bands)
        for place in 0..<n * pairs.bands {
            byDistance[place % pairs.bands] += pairs.starts[place + 1] - pairs.starts[place]
        }
        byDistance.append(all - byDistance.reduce(0, +))
        var byTime: [Int] = []
        for pairs in ranks.nearPairs { byTime.append(pairs - byTime.reduce(0, +)) }
        byTime.append(all - byTime.reduce(0, +))
        self.byDistance = byDistance
        self.byTime = byTime
    }

    var size: Int { (distanceBands + 1) * (timeBands + 1) }

    func expected(distance: Int, time: Int) -> Double {
        all == 0 ? 0 : Double(byDistance[distance]) * Double(byTime[time]) / Double(all)
    }

    /// The whole table from how many close pairs are no farther in time than each bound.
    ///
    /// - Parameter upTo: by band of distance, then by bound of time.
    func filled(upTo: [Int]) -> [Int] {
        let width = timeBands + 1
        var table = [Int](repeating: 0, count: size)
        var rest = byTime
        for distance in 0..<distanceBands {
            var before = 0
            for time in 0..<timeBands {
                let count = upTo[distance * timeBands + time] - before
                before += count
                table[distance * width + time] = count
                rest[time] -= count
            }
            table[distance * width + timeBands] = byDistance[distance] - before
            rest[timeBands] -= byDistance[distance] - before
        }
        for time in 0...timeBands { table[distanceBands * width + time] = rest[time] }
        return table
    }
}
