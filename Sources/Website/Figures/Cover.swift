import Editions
import Vocabulary

/// A stretch of time covered by as few published bins as possible.
///
/// A coarse question is answered by a coarse table: each bin carries one noise, so thirty days cost thirty noises and
/// their month only one. Among covers that leave the least time uncovered it is the one with the fewest bins, and
/// among those the one with the least noise: a shortest path over the bins' edges.
struct Cover: Sendable {
    /// A published bin of the cover.
    struct Part: Sendable {
        let table: IndexedTable
        let bin: TimeBin
    }

    /// The bins, in order.
    let parts: [Part]
    /// What is not published, in order; not known, never zero.
    let gaps: [Range<UTCSeconds>]

    /// Whether all of the stretch is published.
    var isComplete: Bool { gaps.isEmpty }

    private struct Cost: Comparable {
        var uncovered: Int64 = 0
        var bins = 0
        var variance = 0.0

        static func < (a: Cost, b: Cost) -> Bool {
            (a.uncovered, a.bins, a.variance) < (b.uncovered, b.bins, b.variance)
        }
    }

    /// Covers `range` with bins of some tables that have a category.
    ///
    /// Hours are looked at only where no table has days, since a range begins and ends with a day.
    ///
    /// - Complexity: O(n log n) in the number of bins inside the range.
    init(of range: Range<UTCSeconds>, by families: [TableFamily], category: String) {
        let hasDays = families.contains { $0.latest.time >= .day }
        var candidates: [(table: IndexedTable, bin: TimeBin, variance: Double)] = []
        for family in families where !hasDays || family.latest.time >= .day {
            for table in family.versions where table.categoryNumbers[category] != nil {
                let variance = table.description.noise.variance
                for bin in table.bins(within: range) { candidates.append((table, bin, variance)) }
            }
        }
        candidates.sort { $0.bin.end < $1.bin.end }
        var edges = candidates.flatMap { [$0.bin.start, $0.bin.end] } + [range.lowerBound, range.upperBound]
        edges.sort()
        var nodes: [UTCSeconds] = []
        nodes.reserveCapacity(edges.count)
        for edge in edges where nodes.last != edge { nodes.append(edge) }

        var best = [Cost()]
        var arrival: [Int?] = [nil]
        best.reserveCapacity(nodes.count)
        arrival.reserveCapacity(nodes.count)
        var next = 0
        for number in nodes.indices.dropFirst() {
            var cost = best[number - 1]
            cost.uncovered += nodes[number] - nodes[number - 1]
            var how: Int?
            while next < candidates.count, candidates[next].bin.end == nodes[number] {
                let start = nodes.partitioningIndex { $0 >= candidates[next].bin.start }
                var other = best[start]
                other.bins += 1
                other.variance += candidates[next].variance
                if other < cost {
                    cost = other
                    how = next
                }
                next += 1
            }
            best.append(cost)
            arrival.append(how)
        }

        var parts: [Part] = []
        var gaps: [Range<UTCSeconds>] = []
        var number = nodes.count - 1
        while number > 0 {
            if let candidate = arrival[number] {
                let bin = candidates[candidate].bin
                parts.append(Part(table: candidates[candidate].table, bin: bin))
                number = nodes.partitioningIndex { $0 >= bin.start }
            } else {
                let end = gaps.last?.lowerBound == nodes[number] ? gaps.removeLast().upperBound : nodes[number]
                gaps.append(nodes[number - 1]..<end)
                number -= 1
            }
        }
        self.parts = parts.reversed()
        self.gaps = gaps.reversed()
    }
}
