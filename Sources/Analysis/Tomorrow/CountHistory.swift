import Foundation
public import Vocabulary

/// What a forecast may know: counts up to its origin, and of the bins after it the calendar and what was foreseen.
///
/// It holds a copy that ends at the origin, so that no model can see further, by mistake or otherwise. Only counts of an
/// origin that may be forecast get in.
public struct CountHistory: Sendable {
    /// The places.
    public let places: [CountedPlace]
    /// The categories' keys.
    public let categories: [String]
    /// The bins that are known, then those that may be forecast.
    public let bins: [TimeBin]
    /// How many bins are known.
    public let end: Int
    /// The calendar of all bins.
    public let calendar: [BinCalendar]
    /// For each known bin whether it is covered.
    public let isKnown: [Bool]
    /// For each known bin the variance of the noise in its figures.
    public let variances: [Double]
    /// Values by bin (the foreseen ones too), then place.
    public private(set) var covariates: [Covariate]
    private var values: [Double]

    /// The history of a table up to a bin.
    ///
    /// Covariates of later bins are taken as foreseen without error: they must be forecasts, or be known ahead.
    ///
    /// - Parameters:
    ///   - end: how many of its bins are known.
    ///   - horizon: how many bins after them may be forecast; as many as the table has.
    ///   - calendars: of all bins of the table, if they were read before.
    /// - Complexity: O(figures).
    public init<A: AudienceKind, O: ForecastableOrigin>(
        of table: CountTable<A, O>, in calendar: CivilCalendar, end: Int, horizon: Int, calendars: [BinCalendar]? = nil
    ) {
        precondition(end >= 0 && end <= table.bins.count && horizon >= 0)
        let last = min(table.bins.count, end + horizon)
        let (width, size) = (table.places.count, table.places.count * table.categories.count)
        (places, categories, self.end) = (table.places, table.categories, end)
        bins = Array(table.bins[..<last])
        self.calendar = calendars.map { Array($0[..<last]) } ?? bins.map { BinCalendar($0, in: calendar) }
        values = Array(table.values[..<(end * size)])
        isKnown = Array(table.isKnown[..<end])
        variances = Array(table.variances[..<end])
        covariates = table.covariates.map {
            Covariate(name: $0.name, values: Array($0.values[..<(last * width)]))
        }
    }

    /// How many series there are: categories × places, by category first.
    public var series: Int { categories.count * places.count }

    /// The level of the bins.
    public var level: TimeLevel { bins.first?.level ?? .day }

    /// How many bins apart the same time of the season comes again.
    public var recurrence: Int { BinCalendar.recurrence(level) }

    /// The figures of a known bin, by category, then place.
    ///
    /// - Precondition: `bin` is below ``end``.
    /// - Complexity: O(1).
    public func figures(_ bin: Int) -> ArraySlice<Double> {
        precondition(bin < end, "nothing is known beyond the origin")
        return values[bin * series..<(bin + 1) * series]
    }

    /// The sums over places of a known bin, one a category.
    ///
    /// Noise can make one negative: who needs a total from 0 up clips it after smoothing, since clipping each would add
    /// events.
    public func totals(_ bin: Int) -> [Double] {
        let figures = figures(bin)
        return categories.indices.map { category in
            let from = figures.startIndex + category * places.count
            return figures[from..<from + places.count].reduce(0, +)
        }
    }

    /// The same history where a covariate takes other values in the bins ahead, at all places.
    ///
    /// - Parameter values: one for each bin ahead.
    func foreseeing(_ values: [Double], of covariate: Int) -> CountHistory {
        precondition(values.count == bins.count - end)
        var copy = self
        var own = covariates[covariate].values
        for (step, value) in values.enumerated() {
            for place in places.indices { own[(end + step) * places.count + place] = value }
        }
        copy.covariates[covariate] = Covariate(name: covariates[covariate].name, values: own)
        return copy
    }

    /// The mean variance of the noise over the known bins.
    public var noiseVariance: Double { end > 0 ? variances.reduce(0, +) / Double(end) : 0 }

    /// The history with its noise damped by a ``NoiseFilter``, as it is where it is exact.
    ///
    /// - Complexity: O(figures).
    func denoised() -> CountHistory {
        guard variances.contains(where: { $0 > 0 }) else { return self }
        var copy = self
        var filter = NoiseFilter(of: self)
        for bin in 0..<end where isKnown[bin] {
            let damped = filter.observe(figures(bin), variance: variances[bin])
            copy.values.replaceSubrange(bin * series..<(bin + 1) * series, with: damped)
        }
        return copy
    }

    /// The known bins that are covered.
    public var covered: [Int] { (0..<end).filter { isKnown[$0] } }
}
