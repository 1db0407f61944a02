/// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
public typealias UTCSeconds = Int64

/// How coarsely hours are told apart in a table of figures.
public enum TimeLevel: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    case hour
    /// From 0, 6, 12 or 18 o'clock: five or seven hours long when the clocks change.
    case sixHours = "six_hours"
    /// From local midnight: 23 or 25 hours long when the clocks change.
    case day
    /// ISO 8601: from Monday.
    case week
    case month
    case year

    /// Orders levels from fine to coarse.
    public static func < (a: TimeLevel, b: TimeLevel) -> Bool {
        a.rank < b.rank
    }

    private var rank: Int {
        switch self {
        case .hour: 0
        case .sixHours: 1
        case .day: 2
        case .week: 3
        case .month: 4
        case .year: 5
        }
    }
}

/// A stretch of time that records are counted in.
public struct TimeBin: Sendable, Hashable, Comparable {
    /// The level that the bin belongs to.
    public let level: TimeLevel
    /// Its first second.
    public let start: UTCSeconds
    /// The first second after it.
    public let end: UTCSeconds

    /// Makes a bin; get one from a ``CivilCalendar`` instead.
    public init(level: TimeLevel, start: UTCSeconds, end: UTCSeconds) {
        self.level = level
        self.start = start
        self.end = end
    }

    /// Orders bins by their first second.
    public static func < (a: TimeBin, b: TimeBin) -> Bool {
        (a.start, a.end) < (b.start, b.end)
    }
}
