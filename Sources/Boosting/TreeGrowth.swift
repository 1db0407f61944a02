/// How trees are grown; names and meanings of Chen & Guestrin 2016.
public struct TreeGrowth: Sendable, Hashable {
    /// The most trees.
    public var mostTrees = 400
    /// After how many trees that don't help what is watched no more are grown.
    public var patience = 20
    /// The part of what a tree would change that it does change, in 0…1.
    public var learningRate = 0.05
    /// How many splits lie one below the other.
    public var depth = 5
    /// The least that is expected of the rows of a leaf together.
    public var leastWeight = 20.0
    /// The share of the rows that a tree is shown, in 0…1.
    public var rowShare = 0.8
    /// The share of the columns that a tree is shown, in 0…1.
    public var columnShare = 0.7
    /// The penalty on the squares of the leaves' values.
    public var penalty = 5.0
    /// The most that a leaf changes a logarithm by, before the learning rate.
    public var largestStep = 0.7
    /// Decides which rows and columns a tree is shown.
    public var seed: UInt32 = 1

    /// The growth that is described by the values above, to be changed where another is wanted.
    public init() {}

    /// The library's names of all that.
    var parameters: [(name: String, value: String)] {
        [
            ("objective", "count:poisson"), ("eta", "\(learningRate)"), ("max_depth", "\(depth)"),
            ("min_child_weight", "\(leastWeight)"), ("subsample", "\(rowShare)"),
            ("colsample_bytree", "\(columnShare)"), ("lambda", "\(penalty)"), ("max_delta_step", "\(largestStep)"),
            ("tree_method", "hist"), ("nthread", "1"), ("seed", "\(seed)"), ("seed_per_iteration", "true"),
            ("verbosity", "0"),
        ]
    }
}
