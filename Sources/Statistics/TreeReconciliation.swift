/// Makes forecasts of the nodes of a tree add up: parents become the sums of their children.
///
/// Weighted least squares with independent errors (the diagonal case of Hyndman et al. 2011 and of Wickramasuriya,
/// Athanasopoulos & Hyndman 2019), solved exactly by one pass up and one down instead of a matrix.
public struct TreeReconciliation: Sendable, Hashable {
    /// For each node its parent, which comes before it; nil for a root.
    public let parents: [Int?]

    /// Makes a tree.
    ///
    /// - Precondition: every parent has a smaller number than its child.
    public init(parents: [Int?]) {
        precondition(parents.enumerated().allSatisfy { ($0.element ?? -1) < $0.offset })
        self.parents = parents
    }

    /// The forecasts nearest to those given that add up.
    ///
    /// - Parameters:
    ///   - means: one for each node.
    ///   - variances: of their errors, above 0; infinite where a node has no forecast of its own, which no leaf may be.
    /// - Complexity: O(nodes).
    public func reconciled(means: [Double], variances: [Double]) -> [Double] {
        precondition(means.count == parents.count && variances.count == parents.count)
        let n = parents.count
        // What is known of a node from itself and what lies below: mean and variance.
        var (below, belowVariance) = (means, variances)
        var (sums, sumVariances) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
        var hasChildren = [Bool](repeating: false, count: n)
        for node in stride(from: n - 1, through: 0, by: -1) {
            if hasChildren[node] {
                if variances[node].isInfinite {
                    (below[node], belowVariance[node]) = (sums[node], sumVariances[node])
                } else {
                    let share = sumVariances[node] / (sumVariances[node] + variances[node])
                    below[node] = sums[node] + share * (means[node] - sums[node])
                    belowVariance[node] = share * variances[node]
                }
            }
            guard let parent = parents[node] else { continue }
            hasChildren[parent] = true
            sums[parent] += below[node]
            sumVariances[parent] += belowVariance[node]
        }
        // Downwards a parent's gap is shared out by the variances of its children.
        var result = below
        for node in 0..<n {
            guard let parent = parents[node] else { continue }
            let gap = result[parent] - sums[parent]
            let share = sumVariances[parent] > 0 ? belowVariance[node] / sumVariances[parent] : 0
            result[node] = below[node] + share * gap
        }
        return result
    }
}
