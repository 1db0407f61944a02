import Foundation
import Vocabulary

/// Which rows of the map's table a reader looks at, where there are too many for one page.
struct PlaceSearch: Sendable, Hashable {
    /// A part of the name, as it was typed.
    let text: String?
    /// Counts from 1.
    let page: Int

    /// The parameters of an address that it is read from.
    static let parameters: Set<String> = ["find", "page"]

    /// The whole table, from its beginning.
    static let everything = PlaceSearch(text: nil, page: 1)

    /// Reads an address.
    init(_ items: QueryItems) throws {
        self.init(text: items["find"], page: try items.integer("page", in: 1...100_000) ?? 1)
    }

    private init(text: String?, page: Int) {
        self.text = text
        self.page = page
    }

    /// Whether a name holds the text, whatever its capitals and accents.
    func finds(_ name: String) -> Bool {
        guard let text else { return true }
        return name.range(of: text, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }

    /// The search in an address, at another page.
    func query(page: Int) -> String {
        (text.map { "&find=\(QueryItems.encode($0))" } ?? "") + "&page=\(page)"
    }
}
