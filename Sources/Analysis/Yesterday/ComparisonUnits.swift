import Vocabulary

/// Stretches of each period whose counts are set against each other to see how much counts vary by themselves.
struct ComparisonUnits {
    /// A stretch with the bins that make it up.
    struct Unit {
        let bins: [Int]
        /// Its length in days.
        let days: Double
    }

    /// Two stretches that would have equal rates if nothing changed from one to the next.
    struct Pair {
        let first: Unit
        let second: Unit
    }

    /// What the stretches are, and how far apart two of a pair: `seven_days`, `day_a_week_apart`, `day`, a level of bins, or
    /// `none` where there are too few.
    let name: String
    /// The pairs of the period before and of the one after.
    let pairs: (before: [Pair], after: [Pair])

    /// What is set against what, to go on a sentence with.
    var words: Phrase {
        switch name {
        case "seven_days": Phrase(fr: "d'une semaine à la suivante", en: "from one week to the next")
        case "day_a_week_apart":
            Phrase(
                fr: "d'un jour au même jour de la semaine d'après", en: "from a day to the same weekday a week later")
        case "day": Phrase(fr: "d'un jour au suivant", en: "from one day to the next")
        default: Phrase(fr: "d'une tranche de temps à la suivante", en: "from one stretch of time to the next")
        }
    }

    /// How many pairs there are.
    var count: Int { pairs.before.count + pairs.after.count }

    /// With fewer pairs nothing is learnt of variation.
    static let fewestPairs = 6
    /// The same for bins that are longer than days.
    static let fewestPairsOfBins = 3
    /// With so many weeks in each period, weeks are compared.
    static let enoughWeeks = 13

    /// Finds the stretches of two periods, given by the numbers of their known bins in order.
    init(_ bins: [TimeBin], before: [Int], after: [Int], calendar: CivilCalendar) {
        guard let level = (before + after).map({ bins[$0].level }).max() else {
            (name, pairs) = ("none", (before: [], after: []))
            return
        }
        guard level <= .day else {
            let (first, second) = (Self.neighbours(bins, before), Self.neighbours(bins, after))
            let isEnough = first.count + second.count >= Self.fewestPairsOfBins
            name = isEnough ? level.rawValue : "none"
            pairs = isEnough ? (before: first, after: second) : (before: [], after: [])
            return
        }
        let days = (Self.days(bins, before, calendar), Self.days(bins, after, calendar))
        let weeks = (Self.weeks(days.0), Self.weeks(days.1))
        if weeks.0.count >= Self.enoughWeeks, weeks.1.count >= Self.enoughWeeks {
            name = "seven_days"
            pairs = (before: Self.pairs(weeks.0, apart: 1), after: Self.pairs(weeks.1, apart: 1))
            return
        }
        for (name, apart) in [("day_a_week_apart", 7), ("day", 1)] {
            let (first, second) = (Self.pairs(days.0, apart: apart), Self.pairs(days.1, apart: apart))
            if first.count + second.count >= Self.fewestPairs {
                self.name = name
                pairs = (before: first, after: second)
                return
            }
        }
        name = "none"
        pairs = (before: [], after: [])
    }

    /// The days that known bins cover wholly, by their number.
    private static func days(_ bins: [TimeBin], _ chosen: [Int], _ calendar: CivilCalendar) -> [Int: Unit] {
        var (members, covered): ([Int: [Int]], [Int: Int64]) = ([:], [:])
        for number in chosen {
            let day = calendar.date(at: bins[number].start).dayNumber
            members[day, default: []].append(number)
            covered[day, default: 0] += bins[number].end - bins[number].start
        }
        var whole: [Int: Unit] = [:]
        for (day, bins) in members {
            let date = CivilDate(dayNumber: day)
            guard covered[day] == calendar.start(of: date.adding(days: 1)) - calendar.start(of: date) else { continue }
            whole[day] = Unit(bins: bins, days: 1)
        }
        return whole
    }

    /// Seven whole days on end, counted from the first.
    private static func weeks(_ days: [Int: Unit]) -> [Int: Unit] {
        guard let first = days.keys.min(), let last = days.keys.max() else { return [:] }
        var weeks: [Int: Unit] = [:]
        for week in 0...(last - first) / 7 {
            let members = (0..<7).compactMap { days[first + week * 7 + $0] }
            if members.count == 7 { weeks[week] = Unit(bins: members.flatMap(\.bins), days: 7) }
        }
        return weeks
    }

    private static func pairs(_ units: [Int: Unit], apart: Int) -> [Pair] {
        units.keys.sorted().compactMap { number in
            guard let first = units[number], let second = units[number + apart] else { return nil }
            return Pair(first: first, second: second)
        }
    }

    /// Bins that follow each other without a gap.
    private static func neighbours(_ bins: [TimeBin], _ chosen: [Int]) -> [Pair] {
        zip(chosen, chosen.dropFirst()).compactMap { a, b in
            guard bins[a].end == bins[b].start else { return nil }
            return Pair(first: unit(bins, a), second: unit(bins, b))
        }
    }

    private static func unit(_ bins: [TimeBin], _ number: Int) -> Unit {
        Unit(bins: [number], days: Double(bins[number].end - bins[number].start) / 86_400)
    }
}
