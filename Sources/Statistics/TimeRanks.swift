/// Times as ranks, such that nearness in time is a comparison of whole numbers.
///
/// For a rank r and a bound, the ranks no farther away in time are `first[r]...last[r]`, whatever the times' spacing: a
/// test on ranks is as exact as one on the times, and the ranks of days over a century fit in 16 bits.
struct TimeRanks {
    /// The rank of each event's time among the different times.
    let ranks: [Int]
    /// How many different times there are.
    let count: Int
    /// For each bound the first rank near enough to each rank.
    let first: [[Int]]
    /// For each bound the last rank near enough to each rank.
    let last: [[Int]]
    /// For each bound how many pairs of all events are near in time.
    let nearPairs: [Int]

    /// - Complexity: O(n log n).
    init(times: [Double], bounds: [Double]) {
        let order = times.indices.sorted { times[$0] < times[$1] }
        var (ranks, different, numbers) = ([Int](repeating: 0, count: times.count), [Double](), [Int]())
        for event in order {
            if different.last != times[event] {
                different.append(times[event])
                numbers.append(0)
            }
            ranks[event] = different.count - 1
            numbers[different.count - 1] += 1
        }
        var upTo = [0]
        for number in numbers { upTo.append((upTo.last ?? 0) + number) }
        var (firsts, lasts, nearPairs) = ([[Int]](), [[Int]](), [Int]())
        for bound in bounds {
            var (first, last, pairs) = ([Int](), [Int](), 0)
            var (low, high) = (0, 0)
            for rank in different.indices {
                while different[rank] - different[low] > bound { low += 1 }
                while high + 1 < different.count, different[high + 1] - different[rank] <= bound { high += 1 }
                first.append(low)
                last.append(high)
                // Partners of the same time or later.
                pairs += numbers[rank] * (numbers[rank] - 1) / 2 + numbers[rank] * (upTo[high + 1] - upTo[rank + 1])
            }
            firsts.append(first)
            lasts.append(last)
            nearPairs.append(pairs)
        }
        self.ranks = ranks
        self.first = firsts
        self.last = lasts
        self.nearPairs = nearPairs
        count = different.count
    }
}
