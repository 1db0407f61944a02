import Vocabulary

/// What a reader asks of *Demain*: the whole state of its pages, as it stands in their addresses.
struct TomorrowQuestion: Sendable, Hashable {
    /// The key of the table whose figures are forecast.
    var table: String
    /// The category's key among the table's.
    var category: String
    /// The chosen place, or nil for the whole territory.
    var place: String?
    /// The day looked at on the map.
    var day: CivilDate?
    /// How many calls one team can take in a bin; nil where nobody asks for teams.
    var perTeam: Int?
    /// Which part of what may come the teams are to cover, in percent.
    var cover = 90

    /// The parameters of an address that a question is read from.
    static let parameters: Set<String> = ["table", "category", "place", "day", "par", "cover"]
    /// The parts that can be covered, in percent.
    static let covers = [80, 90, 95]
    /// How many calls a team may take in a bin.
    static let perTeamRange = 1...10_000

    /// The question in an address.
    var query: String {
        var items = [(name: "table", value: table), (name: "category", value: category)]
        if let place { items.append((name: "place", value: place)) }
        if let day { items.append((name: "day", value: "\(day)")) }
        if let perTeam {
            items.append((name: "par", value: "\(perTeam)"))
            items.append((name: "cover", value: "\(cover)"))
        }
        return items.map { "\($0.name)=\(QueryItems.encode($0.value))" }.joined(separator: "&")
    }

    /// The same question with something else in it.
    func with(_ change: (inout TomorrowQuestion) -> Void) -> TomorrowQuestion {
        var question = self
        change(&question)
        return question
    }
}
