extension Taxonomy {
    /// How the counts of a published column come to be: those of its categories, each as the taxonomy narrows it.
    ///
    /// - Parameters:
    ///   - key: a category's, a group's, or `all`.
    ///   - source: the origin that the source states for what the taxonomy doesn't narrow.
    /// - Complexity: O(categories).
    public func origins(of key: String, at level: CategoryLevel, source: Origin) -> Set<Origin> {
        Set(
            categories.filter { category in
                switch level {
                case .category: category.id == key
                case .group: category.group == key
                case .all: true
                }
            }.map { $0.origin ?? source })
    }
}
