import Vocabulary

/// Counts at equal steps of the local clock, as decompositions need them; what isn't known is missing.
///
/// The hour that a change of the clocks shows twice is one step of two hours' counts, the one it leaves out is missing.
struct EvenSeries {
    /// The length of a step.
    let level: TimeLevel
    /// The count of each step; 0 where it is missing.
    private(set) var counts: [Double]
    /// The variance of the noise in each count.
    private(set) var variances: [Double]
    /// What each count is per, in steps of usual length; 0 where it is missing.
    private(set) var exposures: [Double]
    /// Each step's first day.
    let days: [CivilDate]
    /// Each step's hour of the day; 0 from days on.
    let hours: [Int]

    /// How many steps there are.
    var count: Int { counts.count }

    /// Which steps aren't known.
    var missing: [Bool] { exposures.map { $0 <= 0 } }

    /// Sums figures of a table.
    ///
    /// - Parameter holidays: days whose steps are taken for missing, in tables of days or finer.
    init<A, O>(
        _ table: CountTable<A, O>, categories: [Int], places: [Int], calendar: CivilCalendar,
        holidays: Set<CivilDate>
    ) {
        let level = table.bins.first?.level ?? .day
        let steps = table.bins.map { Self.step(of: $0, calendar) }
        let first = steps.first ?? 0
        let count = (steps.last ?? -1) - first + 1
        let starts = (0..<count).map { Self.start(ofStep: first + $0, level: level) }
        var counts = [Double](repeating: 0, count: count)
        var variances = counts
        var exposures = counts
        let figures = Double(categories.count * places.count)
        for (bin, step) in zip(table.bins.indices, steps) where table.isKnown[bin] {
            let index = step - first
            if level <= .day, holidays.contains(starts[index].day) { continue }
            for category in categories {
                for place in places { counts[index] += table.value(bin: bin, category: category, place: place) }
            }
            variances[index] += figures * table.variances[bin]
            exposures[index] += Self.exposure(level, from: starts[index].day)
        }
        self.init(
            level: level, counts: counts, variances: variances, exposures: exposures, days: starts.map(\.day),
            hours: starts.map(\.hour))
    }

    private init(
        level: TimeLevel, counts: [Double], variances: [Double], exposures: [Double], days: [CivilDate], hours: [Int]
    ) {
        self.level = level
        (self.counts, self.variances, self.exposures) = (counts, variances, exposures)
        (self.days, self.hours) = (days, hours)
    }

    /// Each count per exposure; 0 where it is missing.
    var rates: [Double] { counts.indices.map { exposures[$0] > 0 ? counts[$0] / exposures[$0] : 0 } }

    /// The mean of the known rates.
    var meanRate: Double {
        let exposure = exposures.reduce(0, +)
        return exposure > 0 ? counts.reduce(0, +) / exposure : 0
    }

    /// The series with every exposure times a factor, so that rates are what they would be without it.
    func adjusted(by factors: [Double]) -> EvenSeries {
        var copy = self
        for index in factors.indices { copy.exposures[index] *= factors[index] }
        return copy
    }

    /// The series in longer steps; those of which less than half is known are missing.
    ///
    /// An exposure becomes the number of long steps that its short ones amount to.
    func gathered(to longer: TimeLevel) -> EvenSeries {
        guard longer > level else { return self }
        let steps = days.map { Self.step(of: $0, level: longer) }
        let first = steps.first ?? 0
        let count = (steps.last ?? -1) - first + 1
        let starts = (0..<count).map { Self.start(ofStep: first + $0, level: longer) }
        var result = EvenSeries(
            level: longer, counts: [Double](repeating: 0, count: count),
            variances: [Double](repeating: 0, count: count), exposures: [Double](repeating: 0, count: count),
            days: starts.map(\.day), hours: starts.map(\.hour))
        for index in counts.indices where exposures[index] > 0 {
            let step = steps[index] - first
            result.counts[step] += counts[index]
            result.variances[step] += variances[index]
            result.exposures[step] += exposures[index]
        }
        let whole = Self.steps(of: level, inOne: longer)
        for step in 0..<count {
            result.exposures[step] /= whole
            if result.exposures[step] < 0.5 * Self.exposure(longer, from: starts[step].day) {
                (result.counts[step], result.variances[step], result.exposures[step]) = (0, 0, 0)
            }
        }
        return result
    }

    private static func steps(of level: TimeLevel, inOne longer: TimeLevel) -> Double {
        let days: [TimeLevel: Double] = [
            .hour: 1 / 24, .sixHours: 0.25, .day: 1, .week: 7, .month: 30.4375, .year: 365.25,
        ]
        return (days[longer] ?? 1) / (days[level] ?? 1)
    }

    /// The length of a step over the usual one, which months and years depart from.
    private static func exposure(_ level: TimeLevel, from day: CivilDate) -> Double {
        let (year, month, _) = day.parts
        switch level {
        case .hour, .sixHours, .day, .week: return 1
        case .month: return Double(CivilDate.days(inMonth: month, of: year)) / 30.4375
        case .year: return (CivilDate.days(inMonth: 2, of: year) == 29 ? 366 : 365) / 365.25
        }
    }

    /// The number of the step that a bin is.
    static func step(of bin: TimeBin, _ calendar: CivilCalendar) -> Int {
        let seconds: Int64
        switch bin.level {
        case .hour: seconds = 3600
        case .sixHours: seconds = 21_600
        default: return step(of: calendar.date(at: bin.start), level: bin.level)
        }
        let local = calendar.local(bin.start)
        return Int(floorDivide(local, seconds))
    }

    /// The number of the step that holds a day, for days and longer steps.
    static func step(of day: CivilDate, level: TimeLevel) -> Int {
        switch level {
        case .week: return (day.dayNumber - day.weekday + 3) / 7
        case .month: return day.parts.year * 12 + day.parts.month - 1
        case .year: return day.parts.year
        default: return day.dayNumber
        }
    }

    private static func start(ofStep step: Int, level: TimeLevel) -> (day: CivilDate, hour: Int) {
        switch level {
        case .hour, .sixHours:
            let perDay = level == .hour ? 24 : 4
            let day = floorDivide(step, perDay)
            return (CivilDate(dayNumber: day), (step - day * perDay) * 24 / perDay)
        case .day: return (CivilDate(dayNumber: step), 0)
        case .week: return (CivilDate(dayNumber: step * 7 - 3), 0)
        case .month: return (CivilDate(year: step / 12, month: step % 12 + 1, day: 1) ?? CivilDate(dayNumber: 0), 0)
        case .year: return (CivilDate(year: step, month: 1, day: 1) ?? CivilDate(dayNumber: 0), 0)
        }
    }
}
