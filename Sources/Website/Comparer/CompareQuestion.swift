import Vocabulary

/// What a reader asks of *Comparer*: a period of *Hier*, what it is compared with, and maybe a second place or category.
struct CompareQuestion: Sendable {
    /// The period, the places and the categories.
    let choices: Choices
    /// What the period is compared with.
    let earlier: Earlier
    /// Another place of the level, to set the chosen place against.
    let otherPlace: String?
    /// Other categories, to set the chosen ones against.
    let otherSelection: CategorySelection?

    /// The parameters of an address that it is read from.
    static let parameters = Question.parameters.union(Earlier.parameters).union(["other", "other_category"])

    /// The page's address below its language.
    static let path = "hier/comparer"

    /// Reads a question.
    ///
    /// - Parameter strictly: whether to refuse what nothing published answers, as the API does.
    /// - Returns: nil when nothing is published.
    /// - Throws: ``AddressError`` for what can't be read or isn't offered.
    init?(_ items: QueryItems, catalogue: Catalogue, territory: Territory, strictly: Bool = false) throws {
        guard let choices = try Choices(items, catalogue: catalogue, territory: territory, strictly: strictly) else {
            return nil
        }
        self.choices = choices
        let question = choices.question
        if let asked = try Earlier(items) {
            earlier = asked
        } else {
            // A year earlier is the same season; without it, what was just before.
            let year = Earlier.weekdays.days(before: question.from, question.to)
            earlier = year.from >= choices.firstDay && question.days <= 364 ? .weekdays : .before
        }
        if let other = items["other"], strictly || choices.places.contains(where: { $0.id == other }) {
            guard choices.places.contains(where: { $0.id == other }) else {
                throw AddressError.notOffered(
                    parameter: "other", value: other, offered: choices.places.prefix(40).map(\.id))
            }
            otherPlace = other == question.place ? nil : other
        } else {
            otherPlace = nil
        }
        // Only what the same tables hold can be set against it; a form may still name what another choice offered.
        let offered = choices.selections.map(\.selection).filter { $0.level == question.selection.level }
        if let text = items["other_category"],
            strictly || CategorySelection(text).map({ offered.contains($0) }) ?? false
        {
            guard let other = CategorySelection(text), offered.contains(other) else {
                throw AddressError.notOffered(
                    parameter: "other_category", value: text, offered: offered.prefix(40).map(\.text))
            }
            otherSelection = other == question.selection ? nil : other
        } else {
            otherSelection = nil
        }
    }

    var question: Question { choices.question }

    /// The days compared with.
    var before: (from: CivilDate, to: CivilDate) { earlier.days(before: question.from, question.to) }

    /// The question in an address.
    var query: String { Self.query(items) }

    /// The question as the parameters of an address.
    var items: [(name: String, value: String)] {
        var items = question.items + earlier.items
        if let otherPlace { items.append(("other", otherPlace)) }
        if let otherSelection { items.append(("other_category", otherSelection.text)) }
        return items
    }

    /// The same question of other days, in an address.
    func query(from: CivilDate, to: CivilDate, with earlier: Earlier) -> String {
        Self.query(question.during(from, to).items + earlier.items)
    }

    /// The same question about another place, in an address.
    func query(about place: String?) -> String { Self.query(question.about(place: place).items + earlier.items) }

    private static func query(_ items: [(name: String, value: String)]) -> String {
        items.map { "\($0.name)=\(QueryItems.encode($0.value))" }.joined(separator: "&")
    }
}
