import Editions
import Vocabulary

/// The mean counts of one place by weekday and hour, or stretch of six hours, over a stretch of time.
struct WeekFigures: Sendable {
    /// A mean over some bins of published figures, with how far their noise reaches.
    struct Mean: Sendable {
        /// The mean; noise can make it negative.
        let value: Double
        /// How far on either side the mean of the counts lies with a probability of 95 %; 0 for exact figures.
        let halfWidth: Double
        /// How many bins it is the mean of.
        let bins: Int

        var shown: Double { max(0, value) }
        var low: Double { max(0, value - halfWidth) }
        var high: Double { max(0, value + halfWidth) }
        var isExact: Bool { halfWidth == 0 }
        /// Whether the interval is too wide for the mean to say much; see ``Reading/isTooFew``.
        var isTooFew: Bool { !isExact && (low == 0 || 2 * halfWidth > shown) }
    }

    /// How many hours a slot lasts: 1 or 6.
    let hoursPerSlot: Int
    /// For each weekday from Monday, for each slot of the day, its mean; nil where nothing is published.
    let days: [[Mean?]]
    /// What was asked about.
    let range: Range<UTCSeconds>

    /// Whether anything is known.
    var isEmpty: Bool { days.allSatisfy { $0.allSatisfy { $0 == nil } } }

    /// Reads the means of a place off a table of hours, or of six hours.
    ///
    /// - Complexity: O(bins) in the range; a year of hours takes some microseconds.
    @_specialize(where A == PublicAudience)
    init<A>(
        of family: TableFamily, place: String, category: String, range: Range<UTCSeconds>, calendar: CivilCalendar,
        from shelf: EditionShelf<A>
    ) throws {
        self.range = range
        let hours = family.latest.time == .hour ? 1 : 6
        hoursPerSlot = hours
        let slots = 24 / hours
        var sums = [Int](repeating: 0, count: 7 * slots)
        var known = [Int](repeating: 0, count: 7 * slots)
        var variances = [Double](repeating: 0, count: 7 * slots)
        var counts = [Int](repeating: 0, count: 7 * slots)
        for table in family.versions {
            guard let place = table.placeNumbers[place], let category = table.categoryNumbers[category] else {
                continue
            }
            let bins = table.bins(within: range)
            var index = bins.startIndex
            while index < bins.endIndex {
                let (part, first) = try shelf.figures(of: table, at: bins[index])
                var number = first
                while index < bins.endIndex, number < part.editions.count, part.editions[number].bin == bins[index] {
                    let local = calendar.local(bins[index].start)
                    let day = floorDivide(local, 86_400)
                    let hour = Int(local - day * 86_400) / 3600
                    let slot = CivilDate(dayNumber: Int(day)).weekday * slots + hour / hours
                    sums[slot] += part.value(bin: number, place: place, category: category)
                    counts[slot] += 1
                    index += 1
                    number += 1
                }
            }
            let variance = shelf.spread(of: table.description.noise).variance
            for slot in counts.indices {
                known[slot] += counts[slot]
                variances[slot] += Double(counts[slot]) * variance
                counts[slot] = 0
            }
        }
        days = (0..<7).map { day in
            (0..<slots).map { hour -> Mean? in
                let slot = day * slots + hour
                let bins = known[slot]
                guard bins > 0 else { return nil }
                // A sum of many noises is all but normal; its exact law would cost an inversion for each slot.
                let variance = variances[slot]
                return Mean(
                    value: Double(sums[slot]) / Double(bins), halfWidth: 1.96 * variance.squareRoot() / Double(bins),
                    bins: bins)
            }
        }
    }

    /// The slot with the highest mean that can be told from nothing, and the one with the lowest.
    var extremes: (highest: (day: Int, slot: Int, mean: Mean), lowest: (day: Int, slot: Int, mean: Mean))? {
        let known = days.enumerated().flatMap { day, slots in
            slots.enumerated().compactMap { slot, mean in mean.map { (day: day, slot: slot, mean: $0) } }
        }
        guard let highest = known.max(by: { $0.mean.value < $1.mean.value }),
            let lowest = known.min(by: { $0.mean.value < $1.mean.value }), highest.mean.low > lowest.mean.high
        else { return nil }
        return (highest, lowest)
    }
}
