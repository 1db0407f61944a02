/// Where and how a record's time is read.
///
/// How finely a time is known is read off the value itself: a moment, a day or a month.
public struct TimeColumns: Sendable, Hashable {
    /// Where the parts of a time stand.
    public enum Parts: Sendable, Hashable {
        /// In one column: `2024-03-31 02:30`, `31/03/2024`, `3 mars 2024`, `2024-03`.
        case together(String)
        /// A date and an hour in a column each; without an hour only the day is known.
        case dateAndHour(date: String, hour: String)
        /// A year and a month in a column each.
        case yearAndMonth(year: String, month: String)
        /// The earliest and the latest moment at which it may have happened, each in one column; where there is no
        /// latest, it happened at the earliest.
        case between(start: String, end: String)

        /// The columns read.
        public var columns: [String] {
            switch self {
            case .together(let column): [column]
            case .dateAndHour(let date, let hour): [date, hour]
            case .yearAndMonth(let year, let month): [year, month]
            case .between(let start, let end): [start, end]
            }
        }
    }

    /// The order of the parts of a date; a year of four digits that comes first is always followed by the month.
    public enum DateOrder: String, Sendable, Hashable, CaseIterable {
        /// `2024-03-31`, `2024/03/31`, `20240331`.
        case yearMonthDay = "ymd"
        /// `31/03/2024`, `31.03.2024`, `31-03-24`.
        case dayMonthYear = "dmy"
        /// `03/31/2024`.
        case monthDayYear = "mdy"
    }

    /// The clock of times that carry no offset of their own.
    public enum Clock: String, Sendable, Hashable, CaseIterable {
        /// The territory's own time zone.
        case local
        case utc
    }

    /// Where the parts stand.
    public let parts: Parts
    /// The order of a date's parts.
    public let order: DateOrder
    /// The clock of times without an offset.
    public let clock: Clock

    /// Makes time columns.
    public init(_ parts: Parts, order: DateOrder = .yearMonthDay, clock: Clock = .local) {
        self.parts = parts
        self.order = order
        self.clock = clock
    }

    /// The columns read.
    public var columns: [String] { parts.columns }
}
