public import Vocabulary

extension Territory {
    /// How the places of one level lie to those of another, each by the place with which it shares most cells.
    ///
    /// - Returns: nil for a level that the territory doesn't have.
    public func relation(of level: PlaceLevel, to other: PlaceLevel) -> ContextJoin.Relation? {
        guard let own = places(at: level), let others = places(at: other),
            let ownOfCell = geography.placeOfCell(at: level), let otherOfCell = geography.placeOfCell(at: other)
        else { return nil }
        let pairs = zip(ownOfCell, otherOfCell).filter { $0 >= 0 && $1 >= 0 }
        /// For each first number the second that comes with it most often, the lower of two.
        func most(_ pairs: [(Int32, Int32)]) -> [Int: Int] {
            Dictionary(grouping: pairs, by: \.0).reduce(into: [:]) { found, group in
                let counts = Dictionary(grouping: group.value, by: \.1).mapValues(\.count)
                let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
                if let best { found[Int(group.key)] = Int(best.key) }
            }
        }
        if others.count >= own.count {
            let parents = most(pairs.map { ($1, $0) })
            let parts = Dictionary(grouping: parents.keys.sorted(), by: { own[parents[$0] ?? 0].id })
            return .madeOf(parts.mapValues { $0.map { others[$0].id } })
        }
        let parents = most(pairs.map { ($0, $1) }).map { (own[$0.key].id, others[$0.value].id) }
        return .within(Dictionary(parents, uniquingKeysWith: { first, _ in first }))
    }
}
