import Analysis
import Vocabulary

/// What a comparison says of one place, of one category, or of all.
struct Change: Sendable {
    /// What can be said.
    enum Verdict: String, Sendable {
        case higher
        case lower
        case noClearDifference = "no_clear_difference"
        case tooFew = "too_few"
    }

    /// A count of a period with its interval; equal ends where it is exact.
    struct Count: Sendable {
        let value: Double
        let low: Double
        let high: Double
        let isExact: Bool

        /// What is shown: a count isn't negative.
        var shown: Int { Int(max(0, value).rounded()) }
        var lowShown: Int { Int(max(0, low).rounded()) }
        var highShown: Int { Int(max(0, high).rounded()) }
    }

    /// The place's or the category's key; nil for all.
    let key: String?
    let before: Count
    let after: Count
    /// The rate after over the rate before; nil where there are too few, and where there was nothing before.
    let ratio: Double?
    /// The interval of the ratio; the upper end may be infinite.
    let interval: AnalysisReport.Interval
    /// The probability after control of the false discovery rate; nil where nothing was tested.
    let q: Double?
    let verdict: Verdict
    /// By how much the count after differs from what it would be at the rate before.
    let difference: Double
    /// Counts a year and thousand inhabitants in each period, where the population is known.
    let yearlyPerThousand: (before: Double, after: Double)?

    /// Reads a record of ``Comparison``; nil for one of another kind.
    ///
    /// - Parameter isExact: whether the counts carry no noise.
    init?(_ record: AnalysisReport.Record, isExact: Bool) {
        func number(_ name: String) -> Double? {
            if case .number(let value)? = record.more[name] { return value }
            return nil
        }
        func count(_ name: String) -> Count? {
            guard let value = number(name), let low = number(name + "_low"), let high = number(name + "_high") else {
                return nil
            }
            return Count(value: value, low: low, high: high, isExact: isExact)
        }
        guard let before = count("before"), let after = count("after"), let interval = record.interval,
            let verdict = record.verdict.flatMap(Verdict.init), let difference = number("difference")
        else { return nil }
        self.difference = difference
        (self.before, self.after, self.interval, self.verdict) = (before, after, interval, verdict)
        key = record.place ?? record.category
        (ratio, q) = (record.estimate, record.q)
        if let first = number("yearly_rate_before_per_1000"), let second = number("yearly_rate_after_per_1000") {
            yearlyPerThousand = (max(0, first), max(0, second))
        } else {
            yearlyPerThousand = nil
        }
    }

    /// The class on a map: by how much where there is a clear difference.
    var shade: Shade {
        switch verdict {
        case .tooFew: .tooFew
        case .noClearDifference: .noClearDifference
        case .lower: (ratio ?? 1) < Shade.much.low ? .muchLess : .less
        case .higher: (ratio ?? .infinity) > Shade.much.high ? .muchMore : .more
        }
    }

    /// The classes of a map of change.
    enum Shade: String, CaseIterable, Sendable {
        case muchLess = "d0"
        case less = "d1"
        case more = "d3"
        case muchMore = "d4"
        /// Hatched.
        case noClearDifference = "few"
        case tooFew = "scarce"

        /// A change by a third, either way, is much.
        static let much = (low: 2.0 / 3, high: 1.5)
    }
}
