/// A kind of incident in the territory's published taxonomy.
public struct Category: Sendable, Hashable {
    /// The category's key, such as `noise`.
    public let id: String
    /// What people call it.
    public let title: Phrase
    /// The key of the group that it belongs to.
    public let group: String
    /// The origin that this category narrows its source's to: narcotics found by a patrol are `discovered` even in a
    /// file of calls.
    public let origin: Origin?

    /// Makes a category.
    public init(id: String, title: Phrase, group: String, origin: Origin? = nil) {
        self.id = id
        self.title = title
        self.group = group
        self.origin = origin
    }
}

/// How coarsely categories are told apart in a table of figures.
public enum CategoryLevel: String, Sendable, Hashable, CaseIterable, Codable {
    /// Each category.
    case category
    /// Each group of categories.
    case group
    /// All categories as one.
    case all
}

/// The published list of categories, and which of a source's codes mean which.
public struct Taxonomy: Sendable, Hashable {
    /// The categories, in the order in which they are published.
    public let categories: [Category]
    /// The groups, in the order of their first category.
    public let groups: [NamedGroup]
    /// For each code that a source writes, the number of its category.
    public let categoryOfCode: [String: Int]

    /// A group of categories.
    public struct NamedGroup: Sendable, Hashable {
        /// The group's key.
        public let id: String
        /// What people call it.
        public let title: Phrase

        /// Makes a group.
        public init(id: String, title: Phrase) {
            self.id = id
            self.title = title
        }
    }

    /// Makes a taxonomy.
    ///
    /// - Precondition: every category's group is listed, and every code's category exists.
    public init(categories: [Category], groups: [NamedGroup], categoryOfCode: [String: Int]) {
        let known = Set(groups.map(\.id))
        precondition(categories.allSatisfy { known.contains($0.group) })
        precondition(categoryOfCode.values.allSatisfy(categories.indices.contains))
        self.categories = categories
        self.groups = groups
        self.categoryOfCode = categoryOfCode
    }

    /// The keys at a level, in the order in which they are published.
    public func keys(at level: CategoryLevel) -> [String] {
        switch level {
        case .category: categories.map(\.id)
        case .group: groups.map(\.id)
        case .all: ["all"]
        }
    }

    /// For each category, its number among the keys of `level`.
    public func numbers(at level: CategoryLevel) -> [Int] {
        switch level {
        case .category: Array(categories.indices)
        case .group: categories.map { category in groups.firstIndex { $0.id == category.group } ?? 0 }
        case .all: Array(repeating: 0, count: categories.count)
        }
    }

    /// What people call a key of a level.
    public func title(of key: String, at level: CategoryLevel) -> Phrase? {
        switch level {
        case .category: categories.first { $0.id == key }?.title
        case .group: groups.first { $0.id == key }?.title
        case .all: key == "all" ? Phrase(fr: "Toutes catégories", en: "All categories") : nil
        }
    }
}
