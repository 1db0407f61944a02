public import Vocabulary

/// Something that lasts from one moment to another at some places: an event, a closure.
public struct Occurrence: Sendable, Hashable {
    /// The first second.
    public let start: UTCSeconds
    /// The first second after it; the same as `start` for a moment.
    public let end: UTCSeconds
    /// The numbers of its places among those of the series.
    public let places: [Int]
    /// How many people are expected, where that is stated.
    public let attendance: Double?

    /// Makes an occurrence.
    public init(start: UTCSeconds, end: UTCSeconds, places: [Int] = [0], attendance: Double? = nil) {
        self.start = start
        self.end = end
        self.places = places
        self.attendance = attendance
    }
}

/// Counts occurrences by place and bin over a period for which a file says everything.
///
/// Inside that period a bin without an occurrence is a true zero, which is why the period is stated by a person and
/// never inferred from the file.
struct OccurrenceCount {
    /// The most readings of a series.
    static let limit = 4_000_000

    private let bins: [TimeBin]
    private let places: [NamedPlace]
    private var counts: [Double]
    private var attendance: [Double]
    private var hasUnstated: [Bool]

    /// Opens a count.
    ///
    /// - Throws: ``ContextError/tooMany(file:limit:)``.
    init(
        days: Range<CivilDate>, level: TimeLevel, calendar: CivilCalendar, places: [NamedPlace], file: String
    ) throws {
        let length = days.upperBound.dayNumber - days.lowerBound.dayNumber
        let binsADay = level == .hour ? 25 : 1
        guard length < 366_000, length * binsADay * max(places.count, 1) <= Self.limit else {
            throw ContextError.tooMany(file: file, limit: Self.limit)
        }
        bins = calendar.bins(
            level, within: calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound))
        self.places = places
        counts = Array(repeating: 0, count: bins.count * places.count)
        attendance = counts
        hasUnstated = Array(repeating: false, count: counts.count)
    }

    /// Counts an occurrence in every bin that it touches.
    mutating func add(_ occurrence: Occurrence) {
        var low = 0
        var high = bins.count
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].end <= occurrence.start { low = middle + 1 } else { high = middle }
        }
        // A moment has no length, and yet it happens.
        let end = max(occurrence.end, occurrence.start + 1)
        while low < bins.count, bins[low].start < end {
            for place in occurrence.places {
                let index = place * bins.count + low
                counts[index] += 1
                if let people = occurrence.attendance {
                    attendance[index] += people
                } else {
                    hasUnstated[index] = true
                }
            }
            low += 1
        }
    }

    /// How many occurrences each bin has.
    var countReadings: [ContextSeries.Reading] { readings { counts[$0] } }

    /// How many people are expected in each bin; unknown where an occurrence doesn't say.
    var attendanceReadings: [ContextSeries.Reading] { readings { hasUnstated[$0] ? nil : attendance[$0] } }

    private func readings(_ value: (Int) -> Double?) -> [ContextSeries.Reading] {
        places.indices.flatMap { place in
            bins.indices.map { bin in
                ContextSeries.Reading(
                    place: places[place].id, start: bins[bin].start, end: bins[bin].end,
                    value: value(place * bins.count + bin))
            }
        }
    }
}
