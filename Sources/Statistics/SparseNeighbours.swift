/// Who neighbours whom, in compressed rows: the neighbours of area i are `indices[starts[i]..<starts[i + 1]]`.
///
/// Whether an area neighbours itself is said by its own entry, as everything else.
public struct SparseNeighbours: Sendable, Hashable {
    /// Where each area's neighbours start; one more than there are areas.
    public let starts: [Int]
    /// The neighbours, area after area.
    public let indices: [Int32]
    /// A weight for each neighbour, or none for 1.
    public let weights: [Double]?

    /// Makes neighbours from compressed rows.
    ///
    /// - Precondition: `starts` begins at 0, rises, and ends at the number of indices; every index is an area; weights,
    ///   if any, are finite and as many as indices.
    public init(starts: [Int], indices: [Int32], weights: [Double]? = nil) {
        precondition(starts.first == 0 && starts.last == indices.count, "the rows hold every neighbour")
        precondition(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }, "rows don't overlap")
        let count = starts.count - 1
        precondition(indices.allSatisfy { $0 >= 0 && Int($0) < count }, "a neighbour is one of the areas")
        precondition(
            weights.map { $0.count == indices.count && $0.allSatisfy(\.isFinite) } ?? true,
            "a weight for each neighbour")
        self.starts = starts
        self.indices = indices
        self.weights = weights
    }

    /// Makes neighbours from a list for each area.
    ///
    /// - Precondition: every neighbour is one of the areas.
    public init(lists: [[Int]]) {
        var starts = [0]
        starts.reserveCapacity(lists.count + 1)
        for list in lists { starts.append((starts.last ?? 0) + list.count) }
        self.init(starts: starts, indices: lists.flatMap { $0.map(Int32.init) })
    }

    /// How many areas there are.
    public var count: Int { starts.count - 1 }

    /// The same with every area a neighbour of itself; one that is already keeps its weight.
    ///
    /// - Parameter weight: of an area for itself.
    /// - Complexity: O(areas + neighbours).
    public func includingSelf(weight: Double = 1) -> SparseNeighbours {
        var (newStarts, newIndices, newWeights) = ([0], [Int32](), [Double]())
        for area in 0..<count {
            let row = starts[area]..<starts[area + 1]
            var seen = false
            for place in row {
                seen = seen || Int(indices[place]) == area
                newIndices.append(indices[place])
                newWeights.append(weights?[place] ?? 1)
            }
            if !seen {
                newIndices.append(Int32(area))
                newWeights.append(weight)
            }
            newStarts.append(newIndices.count)
        }
        let isBinary = weights == nil && weight == 1
        return SparseNeighbours(starts: newStarts, indices: newIndices, weights: isBinary ? nil : newWeights)
    }
}
