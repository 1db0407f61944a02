import Vocabulary

/// The local days whose counts a replacement changed.
struct ChangedDays {
    private let calendar: CivilCalendar
    private var days: Set<Range<UTCSeconds>> = []
    private var last = TimeBin(level: .day, start: 0, end: 0)

    init(calendar: CivilCalendar) {
        self.calendar = calendar
    }

    var isEmpty: Bool { days.isEmpty }

    /// The days as stretches of time.
    var coverage: Coverage { Coverage(days.sorted { $0.lowerBound < $1.lowerBound }) }

    /// Notes the day of a time.
    mutating func note(_ time: UTCSeconds) {
        guard time < last.start || time >= last.end else { return }
        last = calendar.bin(.day, containing: time)
        days.insert(last.start..<last.end)
    }

    /// Notes the days on which two blocks, both in the order of time, differ.
    mutating func note(_ entries: [BlockEntry], insteadOf held: [BlockEntry]) {
        var (new, old) = (0, 0)
        while new < entries.count || old < held.count {
            if new < entries.count, old < held.count, entries[new] == held[old] {
                new += 1
                old += 1
            } else if old == held.count || new < entries.count && entries[new].key <= held[old].key {
                note(entries[new].minute * 60)
                new += 1
            } else {
                note(held[old].minute * 60)
                old += 1
            }
        }
    }
}
