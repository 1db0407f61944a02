import Foundation

/// A sum of regression trees that says how many times as much comes as was expected.
///
/// Gradient boosting (Friedman 2001) of the Poisson likelihood with a logarithmic link, grown by XGBoost's histogram
/// method (Chen & Guestrin 2016) in one thread, from a seed: the same rows give the same trees. The trees are then copied
/// out of the library, so that they are plain values and nothing of the library is shared between threads.
public struct PoissonTrees: Sendable, Hashable {
    /// How many trees there are.
    public let count: Int
    /// How many columns a row has.
    public let columns: Int
    /// All trees' nodes, one tree after the other.
    private let nodes: [Node]
    private let roots: [Int32]

    /// A split, or a leaf where `left` is below 0.
    struct Node: Sendable, Hashable {
        var left: Int32
        var right: Int32
        /// Where a row goes whose value isn't known.
        var unknown: Int32
        var column: Int32
        /// The first value that goes right; of a leaf what it adds.
        var value: Float
    }

    /// Grows trees.
    ///
    /// - Parameters:
    ///   - rows: what to learn from.
    ///   - watched: rows that trees aren't grown from; the number of trees is that which is best on them. Without them as
    ///     many are grown as `growth` allows.
    /// - Throws: ``BoostingFailure``.
    /// - Complexity: O(rows × columns × depth × trees).
    public init(
        growingFrom rows: CountRows, watching watched: CountRows? = nil, growth: TreeGrowth = TreeGrowth()
    ) throws(BoostingFailure) {
        guard rows.count > 0, (watched?.count ?? 1) > 0 else { throw .noRows }
        if let watched, watched.columns != rows.columns {
            throw .shapes(columns: rows.columns, watched: watched.columns)
        }
        let forest = try Forest(rows, watched, growth)
        var best = (loss: Double.infinity, trees: 0)
        for tree in 0..<growth.mostTrees {
            try forest.grow(tree)
            guard let loss = try forest.watchedLoss(tree) else {
                best.trees = tree + 1
                continue
            }
            if loss < best.loss { best = (loss, tree + 1) }
            if tree + 1 - best.trees >= growth.patience { break }
        }
        let trees = try forest.trees()
        guard trees.count >= best.trees else { throw .unreadableTrees }
        (count, columns) = (best.trees, rows.columns)
        var (nodes, roots) = ([Node](), [Int32]())
        for tree in trees.prefix(best.trees) {
            roots.append(Int32(nodes.count))
            try nodes.append(contentsOf: tree.nodes(columns: rows.columns))
        }
        (self.nodes, self.roots) = (nodes, roots)
    }

    /// The logarithm of how many times as much comes as was expected.
    ///
    /// - Parameter features: one a column; not a number where it isn't known.
    /// - Precondition: there are as many features as columns.
    /// - Complexity: O(trees × depth).
    public func logRatio(_ features: [Float]) -> Double {
        precondition(features.count == columns)
        var sum: Float = 0
        for root in roots {
            var index = Int(root)
            while nodes[index].left >= 0 {
                let node = nodes[index]
                let value = features[Int(node.column)]
                let next = value.isNaN ? node.unknown : (value < node.value ? node.left : node.right)
                index = Int(root + next)
            }
            sum += nodes[index].value
        }
        return Double(sum)
    }
}
