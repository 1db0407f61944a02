import Foundation

/// The library's own description of its trees, of which only what prediction needs is read.
struct ForestDescription: Decodable {
    struct Learner: Decodable {
        let booster: Booster

        enum CodingKeys: String, CodingKey { case booster = "gradient_booster" }
    }
    struct Booster: Decodable { let model: Model }
    struct Model: Decodable { let trees: [TreeDescription] }
    let learner: Learner
}

/// A tree of the library's description: arrays with one value a node, the root first.
struct TreeDescription: Decodable {
    let left: [Int32]
    let right: [Int32]
    let columns: [Int32]
    /// Where a row is split; the value of a leaf.
    let values: [Float]
    /// 1 where unknown values go left.
    let goesLeft: [Int]

    enum CodingKeys: String, CodingKey {
        case left = "left_children"
        case right = "right_children"
        case columns = "split_indices"
        case values = "split_conditions"
        case goesLeft = "default_left"
    }

    /// The nodes, checked so that no row can lead outside the tree or round in it.
    func nodes(columns: Int) throws(BoostingFailure) -> [PoissonTrees.Node] {
        let count = left.count
        guard count > 0, [right.count, self.columns.count, values.count, goesLeft.count].allSatisfy({ $0 == count })
        else { throw .unreadableTrees }
        var nodes: [PoissonTrees.Node] = []
        for index in 0..<count {
            let (left, right, column) = (left[index], right[index], self.columns[index])
            // Children come after their parents, so that each step leads on.
            let isSplit =
                Int(left) > index && Int(left) < count && Int(right) > index && Int(right) < count && column >= 0
                && Int(column) < columns
            guard isSplit || left == -1, values[index].isFinite else { throw .unreadableTrees }
            nodes.append(
                PoissonTrees.Node(
                    left: left, right: right, unknown: goesLeft[index] != 0 ? left : right, column: column,
                    value: values[index]))
        }
        return nodes
    }
}
