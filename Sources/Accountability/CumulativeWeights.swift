/// Weights that grow, and draws in proportion to them: a binary indexed tree (Fenwick 1994).
struct CumulativeWeights: Sendable {
    /// Each weight.
    private(set) var values: [Double]
    /// Their sum.
    private(set) var total: Double
    /// At i + 1 the sum of the values that end at i, as many as the lowest bit of i + 1 says.
    private var sums: [Double]
    private let top: Int

    /// Makes a tree.
    ///
    /// - Precondition: no value is negative or infinite, and one is above 0.
    /// - Complexity: O(values).
    init(_ values: [Double]) {
        precondition(values.allSatisfy { $0 >= 0 && $0.isFinite } && values.contains { $0 > 0 })
        self.values = values
        total = values.reduce(0, +)
        sums = [0] + values
        for node in 1..<sums.count {
            let parent = node + (node & -node)
            if parent < sums.count { sums[parent] += sums[node] }
        }
        var top = 1
        while top * 2 < sums.count { top *= 2 }
        self.top = top
    }

    /// Adds to a weight.
    ///
    /// - Complexity: O(log values).
    mutating func add(_ weight: Double, to index: Int) {
        values[index] += weight
        total += weight
        var node = index + 1
        while node < sums.count {
            sums[node] += weight
            node += node & -node
        }
    }

    /// The first index up to which, itself included, the weights exceed a part of their sum.
    ///
    /// - Parameter part: in 0..<1.
    /// - Complexity: O(log values).
    func index(at part: Double) -> Int {
        var (rest, node, step) = (part * total, 0, top)
        while step > 0 {
            let next = node + step
            if next < sums.count, sums[next] <= rest {
                node = next
                rest -= sums[next]
            }
            step /= 2
        }
        // Rounding may carry the last draw past the end.
        return min(node, values.count - 1)
    }
}
