import Editions
import Vocabulary

/// What a reader asks of *Hier*: the whole state of the page, as it stands in its address.
struct Question: Sendable, Hashable {
    /// The source counted.
    let source: String
    /// The first day.
    let from: CivilDate
    /// The last day.
    let to: CivilDate
    /// How coarsely the map tells places apart.
    let level: PlaceLevel
    /// The step of the series.
    let step: TimeLevel?
    /// What is counted.
    let selection: CategorySelection
    /// The chosen place of the map's level, or nil for the whole territory.
    let place: String?

    /// The parameters of an address that a question is read from.
    static let parameters: Set<String> = ["source", "from", "to", "level", "step", "category", "place"]

    /// The question in an address.
    var query: String {
        items.map { "\($0.name)=\(QueryItems.encode($0.value))" }.joined(separator: "&")
    }

    /// The question as the parameters of an address.
    var items: [(name: String, value: String)] {
        var items = [
            (name: "source", value: source), ("from", "\(from)"), ("to", "\(to)"), ("level", level.key),
            ("category", selection.text),
        ]
        if let step { items.append(("step", step.rawValue)) }
        if let place { items.append(("place", place)) }
        return items
    }

    /// The same question about another place.
    func about(place: String?) -> Question {
        Question(source: source, from: from, to: to, level: level, step: step, selection: selection, place: place)
    }

    /// The same question of another time.
    func during(_ from: CivilDate, _ to: CivilDate) -> Question {
        Question(source: source, from: from, to: to, level: level, step: step, selection: selection, place: place)
    }

    /// As long a period before and after; whole months lead to as many whole months.
    var neighbours: (before: (from: CivilDate, to: CivilDate), after: (from: CivilDate, to: CivilDate)) {
        let (year, month, day) = from.parts
        let (lastYear, lastMonth, lastDay) = to.parts
        let months = (lastYear - year) * 12 + lastMonth - month + 1
        if day == 1, lastDay == CivilDate.days(inMonth: lastMonth, of: lastYear),
            let before = Self.month(year, month - months), let after = Self.month(lastYear, lastMonth + 1),
            let next = Self.month(lastYear, lastMonth + 1 + months)
        {
            return ((before, from.adding(days: -1)), (after, next.adding(days: -1)))
        }
        return (
            (from.adding(days: -days), from.adding(days: -1)), (to.adding(days: 1), to.adding(days: days))
        )
    }

    /// The first day of a month; months under 1 and over 12 are other years'.
    private static func month(_ year: Int, _ month: Int) -> CivilDate? {
        let number = year * 12 + month - 1
        return CivilDate(year: number / 12, month: number % 12 + 1, day: 1)
    }

    /// The level of the table that answers for the chosen place.
    var placeLevel: PlaceLevel { place == nil ? .territory : level }

    /// How many days are asked about.
    var days: Int { to.dayNumber - from.dayNumber + 1 }

    /// The seconds asked about.
    func range(in calendar: CivilCalendar) -> Range<UTCSeconds> {
        calendar.start(of: from)..<calendar.start(of: to.adding(days: 1))
    }
}
