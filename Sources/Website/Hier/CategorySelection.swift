import Editions
import Vocabulary

/// One category, one group of them, or all, as it stands in an address: `all`, `group.noise`, `category.music`.
struct CategorySelection: Sendable, Hashable {
    /// Which tables can answer.
    let level: CategoryLevel
    /// The key among the table's categories.
    let id: String

    /// All categories as one.
    static let all = CategorySelection(level: .all, id: "all")

    init(level: CategoryLevel, id: String) {
        self.level = level
        self.id = id
    }

    /// Reads an address.
    init?(_ text: String) {
        if text == "all" {
            self = .all
        } else if text.hasPrefix("group."), text.utf8.count > 6 {
            self.init(level: .group, id: String(text.dropFirst(6)))
        } else if text.hasPrefix("category."), text.utf8.count > 9 {
            self.init(level: .category, id: String(text.dropFirst(9)))
        } else {
            return nil
        }
    }

    /// The selection in an address.
    var text: String { level == .all ? "all" : "\(level.rawValue).\(id)" }

    /// The contents of tables that can answer.
    var contents: TableContents { .incidents(level) }
}
