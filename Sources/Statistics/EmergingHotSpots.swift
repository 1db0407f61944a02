/// How each place's hot and cold spots come and go, from a local statistic in each period.
///
/// The eight patterns are those that ArcGIS's *Emerging Hot Spot Analysis* documents, in our words; where two fit, the
/// first in the order below is given. A trend is that of the z-scores by Mann & Kendall. What is said of hot spots holds
/// for cold ones with the signs changed.
public struct EmergingHotSpots: Sendable, Hashable {
    /// Whether counts are high or low.
    public enum Temperature: Sendable, Hashable {
        /// Higher than elsewhere.
        case hot
        /// Lower than elsewhere.
        case cold
    }

    /// A pattern over the periods.
    public enum Pattern: Sendable, Hashable, CaseIterable {
        /// Hot in the last period and never before.
        case new
        /// Hot in the last periods, at least two on end, never before them, and in under 90 % of all.
        case consecutive
        /// Hot in at least 90 % of the periods and in the last, and getting hotter.
        case intensifying
        /// Hot in at least 90 % of the periods and in the last, and getting less so.
        case diminishing
        /// Hot in at least 90 % of the periods and in the last, without a trend.
        case persistent
        /// Hot in the last period, on and off before, in under 90 % of all, and never cold.
        case sporadic
        /// Hot in the last period, in under 90 % of all, and cold in some earlier one.
        case oscillating
        /// Hot in at least 90 % of the periods but not in the last.
        case historical

        /// The pattern in three words.
        public var summary: Summary {
            switch self {
            case .new, .consecutive, .intensifying: .emerging
            case .persistent, .diminishing: .persistent
            case .sporadic, .oscillating, .historical: .intermittent
            }
        }
    }

    /// The patterns in three words.
    public enum Summary: Sendable, Hashable, CaseIterable {
        /// New, consecutive or intensifying.
        case emerging
        /// Persistent or diminishing.
        case persistent
        /// Sporadic, oscillating or historical: there, but not always.
        case intermittent
    }

    /// What was found at a place.
    public struct Finding: Sendable, Hashable {
        /// Whether it is hot or cold.
        public let temperature: Temperature
        /// Its pattern.
        public let pattern: Pattern

        /// Makes a finding.
        public init(temperature: Temperature, pattern: Pattern) {
            self.temperature = temperature
            self.pattern = pattern
        }
    }

    /// How a z-score counts as a hot or cold spot.
    public enum Significance: Sendable, Hashable {
        /// Its two-sided p-value is at most this.
        case pointwise(level: Double)
        /// Its q-value among all places and periods is at most this (Benjamini & Hochberg 1995).
        case falseDiscovery(level: Double)
    }

    /// For each place what was found, or nil for no pattern.
    public let findings: [Finding?]
    /// For each place the trend of its z-scores.
    public let trends: [MannKendall]

    /// Classifies each place.
    ///
    /// - Parameters:
    ///   - z: z-scores, period after period, each with one for each place in the same order; without NaN.
    ///   - places: how many places there are, above 0; the number of z-scores is a multiple of it.
    ///   - window: which places count, or none for all.
    ///   - significance: which z-scores are hot or cold spots.
    ///   - trendLevel: the two-sided p-value at which there is a trend.
    /// - Complexity: O(z-scores · log periods), and O(z-scores · log z-scores) with `falseDiscovery`.
    public init(
        z: [Double], places: Int, window: [Bool]? = nil, significance: Significance = .falseDiscovery(level: 0.05),
        trendLevel: Double = 0.05
    ) {
        precondition(places > 0 && z.count.isMultiple(of: places) && !z.isEmpty, "every period has every place")
        precondition(window.map { $0.count == places } ?? true, "a window has a value for each place")
        let periods = z.count / places
        var series = [Double](repeating: 0, count: z.count)
        for period in 0..<periods {
            for place in 0..<places { series[place &* periods &+ period] = z[period &* places &+ place] }
        }
        let trends = MannKendall.tests(of: series, length: periods)
        let isSpot = Self.spots(series, periods: periods, window: window, significance: significance)
        self.trends = trends
        findings = (0..<places).map { place in
            guard window?[place] ?? true else { return nil }
            let range = place * periods..<(place + 1) * periods
            let hot = range.map { isSpot[$0] && series[$0] > 0 }
            let cold = range.map { isSpot[$0] && series[$0] < 0 }
            let trend = trends[place].p <= trendLevel ? trends[place].s.signum() : 0
            if let pattern = Self.pattern(of: hot, opposite: cold, trend: trend) {
                return Finding(temperature: .hot, pattern: pattern)
            }
            if let pattern = Self.pattern(of: cold, opposite: hot, trend: -trend) {
                return Finding(temperature: .cold, pattern: pattern)
            }
            return nil
        }
    }

    /// The pattern of one place's hot periods, or of its cold ones.
    ///
    /// - Parameters:
    ///   - spots: for each period whether it is a spot, at least one period.
    ///   - opposite: for each period whether it is a spot of the other temperature.
    ///   - trend: 1 if the spot gets stronger, −1 if weaker, 0 without a trend.
    /// - Complexity: O(periods).
    public static func pattern(of spots: [Bool], opposite: [Bool], trend: Int) -> Pattern? {
        precondition(!spots.isEmpty && spots.count == opposite.count, "a pattern is over periods")
        let number = spots.count { $0 }
        guard number > 0 else { return nil }
        // Whole numbers, since nine tenths of ten is no double.
        let isUsual = 10 * number >= 9 * spots.count
        guard spots.last == true else { return isUsual ? .historical : nil }
        let lastRun = spots.reversed().prefix { $0 }.count
        if number == 1 && spots.count > 1 { return .new }
        if number == lastRun && !isUsual { return .consecutive }
        if isUsual { return trend > 0 ? .intensifying : trend < 0 ? .diminishing : .persistent }
        return opposite.contains(true) ? .oscillating : .sporadic
    }

    private static func spots(
        _ series: [Double], periods: Int, window: [Bool]?, significance: Significance
    ) -> [Bool] {
        let p = series.map(Normal.twoSided)
        switch significance {
        case .pointwise(let level): return p.map { $0 <= level }
        case .falseDiscovery(let level):
            let tested = window.map { window in window.flatMap { [Bool](repeating: $0, count: periods) } }
            return FalseDiscovery(p: p, window: tested).rejections(at: level)
        }
    }
}
