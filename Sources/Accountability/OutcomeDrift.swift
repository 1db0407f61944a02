public import Vocabulary

/// What became of a source's records in one month: admitted, or refused for a reason.
public struct MonthOfOutcomes: Sendable, Hashable {
    /// The month.
    public let month: TimeBin
    /// How many were admitted.
    public let admitted: NoisyCount
    /// How many were refused, by the refusal's key.
    public let refused: [String: NoisyCount]

    /// Makes a month.
    public init(month: TimeBin, admitted: NoisyCount, refused: [String: NoisyCount]) {
        self.month = month
        self.admitted = admitted
        self.refused = refused
    }

    /// All records; noise can make the number negative.
    var total: NoisyCount {
        refused.values.reduce(admitted, +)
    }
}

/// What the last published month of a source's outcomes says beside the months before: whether its files still hold
/// what they held.
///
/// A share of refusals is set against the median of up to twelve months before, a robust control chart (Rousseeuw &
/// Croux 1993 for the scale): it has moved when it lies more than ``deviations`` standard deviations away, each made of
/// the binomial scatter, the published noise and the months' own spread, and by at least a point. Month by month a
/// steady source is called moved less than once in a hundred (`OutcomeDriftTests`).
public enum OutcomeDrift: Sendable, Hashable {
    /// There are fewer than ``fewestMonths`` months with at least ``fewestRecords`` records before the last one.
    case tooFewToTell
    /// The last month is like the months before.
    case steady(month: TimeBin)
    /// The last month differs.
    case moved(month: TimeBin, changes: [Change])

    /// One thing that differs.
    public enum Change: Sendable, Hashable {
        /// The share of records refused for a reason, from the median of the months before to the last month, in
        /// 0...1; `margin` is how far the noise reaches on either side of the last with a probability of 95 %.
        case refusals(reason: String, usual: Double, now: Double, margin: Double)
        /// How many records came, from the median of the months before to the last month, with its noise's margin.
        case records(usual: Double, now: Double, margin: Double)

        /// Whether so large a share of the records is read otherwise than before that the files must be of another
        /// shape: a renamed code list, an emptied column, other coordinates.
        public var isNewShape: Bool {
            guard case .refusals(_, let usual, let now, _) = self else { return false }
            return abs(now - usual) >= 0.25
        }
    }

    /// The months before that are needed.
    public static let fewestMonths = 6
    /// The months before that are looked at.
    public static let mostMonths = 12
    /// A month with fewer records has no shares worth comparing.
    public static let fewestRecords = 200.0
    /// How many standard deviations away a share has moved.
    public static let deviations = 4.0

    /// Compares the last of some months with those before.
    ///
    /// - Parameter months: in order of time; months that aren't published are left out.
    public init(in months: [MonthOfOutcomes]) {
        guard let last = months.last else {
            self = .tooFewToTell
            return
        }
        let before = months.dropLast().suffix(Self.mostMonths).filter { $0.total.value >= Self.fewestRecords }
        guard before.count >= Self.fewestMonths else {
            self = .tooFewToTell
            return
        }
        var changes: [Change] = []
        if let records = Self.records(last, before) { changes.append(records) }
        if last.total.value >= Self.fewestRecords {
            for reason in last.refused.keys.sorted() {
                if let change = Self.refusals(reason, last, before) { changes.append(change) }
            }
        }
        self = changes.isEmpty ? .steady(month: last.month) : .moved(month: last.month, changes: changes)
    }

    /// Half the fewest or twice the most of the months before: seasons don't reach so far.
    private static func records(_ last: MonthOfOutcomes, _ before: [MonthOfOutcomes]) -> Change? {
        let totals = before.map(\.total)
        let noise = deviations * (last.total.variance + (totals.map(\.variance).max() ?? 0)).squareRoot()
        let fewest = totals.map(\.value).min() ?? 0
        let most = totals.map(\.value).max() ?? 0
        guard last.total.value < fewest / 2 - noise || last.total.value > most * 2 + noise else { return nil }
        return .records(
            usual: median(totals.map(\.value)), now: max(0, last.total.value),
            margin: 1.96 * last.total.variance.squareRoot())
    }

    private static func refusals(
        _ reason: String, _ last: MonthOfOutcomes, _ before: [MonthOfOutcomes]
    ) -> Change? {
        guard let now = Share(of: reason, in: last) else { return nil }
        // A reason that the months before didn't publish is one that none of their records was refused for.
        let shares = before.map { Share(of: reason, in: $0) ?? .none }
        let usual = median(shares.map(\.value))
        let spread = 1.4826 * median(shares.map { abs($0.value - usual) })
        // What the scatter of a steady source would be, when the months happen to lie close together.
        let scatter = shares.reduce(0) { $0 + $1.variance } / Double(shares.count)
        let deviation = (now.variance + max(spread * spread, scatter)).squareRoot()
        let distance = abs(now.value - usual)
        guard distance >= 0.01, distance > deviations * deviation else { return nil }
        return .refusals(
            reason: reason, usual: max(0, usual), now: min(1, max(0, now.value)), margin: 1.96 * now.noise.squareRoot())
    }

    /// A share with the variance of its noise, and of its scatter and noise.
    private struct Share {
        let value: Double
        let noise: Double
        let variance: Double

        static let none = Share(value: 0, noise: 0, variance: 0)

        private init(value: Double, noise: Double, variance: Double) {
            self.value = value
            self.noise = noise
            self.variance = variance
        }

        init?(of reason: String, in month: MonthOfOutcomes) {
            guard let refused = month.refused[reason] else { return nil }
            let total = month.total
            value = refused.value / total.value
            let rounded = min(1, max(0, value))
            // The share of a ratio of noised numbers, to first order.
            noise = max(
                0,
                (refused.variance * (1 - 2 * rounded) + rounded * rounded * total.variance)
                    / (total.value * total.value))
            variance = rounded * (1 - rounded) / total.value + noise
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
