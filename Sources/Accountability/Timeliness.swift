public import Vocabulary

/// Whether a source keeps the rhythm that its convention states, told from what is published and the clock alone.
///
/// A file is expected for each period of the rhythm, the source's delay after the period's end; some days of grace
/// leave room for a weekend and for the publisher's run.
public enum Timeliness: Sendable, Hashable {
    /// The convention states no rhythm, so nothing is expected at any time.
    case noRhythm
    /// Nothing of the source has ever been published.
    case nothingYet
    /// All that was due is published; the next figures are due at the latest at `next`.
    case onTime(next: UTCSeconds)
    /// So many whole periods, but fewer than ``periodsToStop``, are missing; the first was due at `since`.
    case late(since: UTCSeconds, periods: Int)
    /// At least ``periodsToStop`` whole periods are missing; the first was due at `since`.
    case stopped(since: UTCSeconds, periods: Int)
    /// The convention's validity is over, and all that it covers is published.
    case ended(last: CivilDate)

    /// A source that misses so many periods in a row is said to have stopped.
    public static let periodsToStop = 3

    /// Judges a source.
    ///
    /// - Parameters:
    ///   - convention: the source's convention; its rhythm, delay and validity are looked at.
    ///   - publishedUntil: the first second after the last published bin; nil when nothing is published.
    ///   - calendar: the territory's calendar, in which periods begin and end.
    ///   - now: the clock.
    /// - Complexity: one step for each missing period, at most ``periodsToStop`` of them looked at one by one.
    public init(
        of convention: Convention, publishedUntil: UTCSeconds?, calendar: CivilCalendar, now: UTCSeconds
    ) {
        guard let publishedUntil else {
            self = .nothingYet
            return
        }
        let end = convention.validity.map { (last: $0.until.adding(days: -1), time: calendar.start(of: $0.until)) }
        if let end, publishedUntil >= end.time {
            self = .ended(last: end.last)
            return
        }
        guard let rhythm = convention.rhythm else {
            self = .noRhythm
            return
        }
        func due(_ period: TimeBin) -> UTCSeconds {
            // The agreement's last period may be cut short.
            min(period.end, end?.time ?? .max) + convention.delay + Self.grace(rhythm)
        }
        let first = calendar.bin(rhythm.level, containing: publishedUntil)
        guard due(first) <= now else {
            self = .onTime(next: due(first))
            return
        }
        var missing = 1
        var period = first
        // A source that stopped years ago isn't counted day by day without end.
        while missing < Self.mostCounted, period.end < end?.time ?? .max {
            period = calendar.bin(rhythm.level, containing: period.end)
            guard due(period) <= now else { break }
            missing += 1
        }
        self =
            missing < Self.periodsToStop
            ? .late(since: due(first), periods: missing) : .stopped(since: due(first), periods: missing)
    }

    /// The most missing periods that are counted.
    public static let mostCounted = 1000

    /// Seconds of grace: a day for a daily source, three days for the others.
    private static func grace(_ rhythm: Rhythm) -> Int64 {
        rhythm == .daily ? 86_400 : 3 * 86_400
    }
}
