import Vocabulary

/// What a period is compared with.
enum Earlier: Sendable, Hashable {
    /// As many days just before.
    case before
    /// The same weekdays, 52 weeks earlier.
    case weekdays
    /// The same dates a year earlier.
    case dates
    /// Any other days, the last one included.
    case chosen(from: CivilDate, to: CivilDate)

    /// The parameters of an address that it is read from.
    static let parameters: Set<String> = ["with", "with_from", "with_to"]

    /// Reads what an address says; nil where it says nothing.
    ///
    /// - Throws: ``AddressError`` for what can't be read.
    init?(_ items: QueryItems) throws {
        let (from, to) = (try items.date("with_from"), try items.date("with_to"))
        switch items["with"] {
        case "before": self = .before
        case "weekdays": self = .weekdays
        case "dates": self = .dates
        case "chosen":
            guard let from, let to else { return nil }
            guard from <= to else { throw AddressError.backwards(from: from, to: to) }
            self = .chosen(from: from, to: to)
        case nil: return nil
        case let text?:
            throw AddressError.notOffered(
                parameter: "with", value: text, offered: ["before", "weekdays", "dates", "chosen"])
        }
    }

    /// The parameters of an address.
    var items: [(name: String, value: String)] {
        switch self {
        case .before: [("with", "before")]
        case .weekdays: [("with", "weekdays")]
        case .dates: [("with", "dates")]
        case .chosen(let from, let to): [("with", "chosen"), ("with_from", "\(from)"), ("with_to", "\(to)")]
        }
    }

    /// The days compared with those of a question.
    func days(before from: CivilDate, _ to: CivilDate) -> (from: CivilDate, to: CivilDate) {
        switch self {
        case .before:
            let days = to.dayNumber - from.dayNumber + 1
            return (from.adding(days: -days), from.adding(days: -1))
        case .weekdays: return (from.adding(days: -364), to.adding(days: -364))
        case .dates: return (Self.aYearBefore(from), Self.aYearBefore(to))
        case .chosen(let from, let to): return (from, to)
        }
    }

    /// The same date of the year before; of 29 February the 28th.
    private static func aYearBefore(_ date: CivilDate) -> CivilDate {
        let (year, month, day) = date.parts
        let last = CivilDate.days(inMonth: month, of: year - 1)
        return CivilDate(year: year - 1, month: month, day: min(day, last)) ?? date.adding(days: -365)
    }
}
