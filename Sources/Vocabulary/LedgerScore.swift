/// How a forecast of one bin and category did, once the figures were published.
public struct LedgerScore: Sendable, Hashable {
    /// The forecast's number.
    public let forecast: Int64
    /// The first second of the bin.
    public let bin: UTCSeconds
    /// The category.
    public let category: String
    /// How many figures were scored: one a place.
    public let figures: Int
    /// The sum over places of what was expected.
    public let expected: Double
    /// The sum of what was published.
    public let observed: Double
    /// The sum of log scores, in nats; the smaller the better.
    public let logScore: Double
    /// The sum of ranked probability scores, in counts; the smaller the better.
    public let crps: Double
    /// The sum of the naive guess's log scores.
    public let naiveLogScore: Double
    /// The sum of the naive guess's ranked probability scores.
    public let naiveCRPS: Double
    /// How many figures fell into their intervals of 80 %.
    public let inside80: Int
    /// How many fell into their intervals of 95 %.
    public let inside95: Int

    /// Makes a score.
    public init(
        forecast: Int64, bin: UTCSeconds, category: String, figures: Int, expected: Double, observed: Double,
        logScore: Double, crps: Double, naiveLogScore: Double, naiveCRPS: Double, inside80: Int, inside95: Int
    ) {
        (self.forecast, self.bin, self.category, self.figures) = (forecast, bin, category, figures)
        (self.expected, self.observed, self.logScore, self.crps) = (expected, observed, logScore, crps)
        (self.naiveLogScore, self.naiveCRPS) = (naiveLogScore, naiveCRPS)
        (self.inside80, self.inside95) = (inside80, inside95)
    }
}
