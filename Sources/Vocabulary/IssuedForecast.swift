/// What was said of the bins ahead of a published table, before they came: what the forecast ledger keeps, word for word.
///
/// It is written as JSON, whose SHA-256 is a leaf of the transparency log; whoever has the text can check it and score it.
public struct IssuedForecast: Codable, Sendable, Hashable {
    /// The key of the table whose figures are forecast.
    public let table: String
    /// The version of that table when the forecast was made.
    public let tableVersion: Int
    /// The key of its source.
    public let source: String
    /// Whose figures the forecast was made from, and will be scored with.
    public let audience: Audience
    /// How its counts come to be; never `discovered`.
    public let origin: Origin
    /// The key of the level of its places.
    public let placeLevel: String
    /// The level of its bins.
    public let timeLevel: TimeLevel
    /// The places' keys, in the order of the figures.
    public let places: [String]
    /// The categories' keys, in the order of the figures.
    public let categories: [String]
    /// When it was written.
    public let issuedAt: UTCSeconds
    /// The end of the last published bin that it knew of.
    public let knownUntil: UTCSeconds
    /// Whether it was made later from what was known then: such a forecast shows what would have been said, and proves nothing.
    public let isReplay: Bool
    /// How it was made.
    public let method: Method
    /// The bins ahead, in order.
    public let bins: [Bin]
    /// How much better than a naive guess such forecasts were over the past, by category and guess.
    public let skills: [Skill]

    /// Makes a forecast to be written.
    public init(
        table: String, tableVersion: Int, source: String, audience: Audience, origin: Origin, placeLevel: String,
        timeLevel: TimeLevel, places: [String], categories: [String], issuedAt: UTCSeconds, knownUntil: UTCSeconds,
        isReplay: Bool, method: Method, bins: [Bin], skills: [Skill]
    ) {
        (self.table, self.tableVersion, self.source) = (table, tableVersion, source)
        (self.audience, self.origin, self.placeLevel, self.timeLevel) = (audience, origin, placeLevel, timeLevel)
        (self.places, self.categories) = (places, categories)
        (self.issuedAt, self.knownUntil, self.isReplay) = (issuedAt, knownUntil, isReplay)
        (self.method, self.bins, self.skills) = (method, bins, skills)
    }

    /// What was said of one place and category in one bin.
    public func figure(bin: Int, category: Int, place: Int) -> Figure {
        bins[bin].figures[category * places.count + place]
    }

    /// The skills of a category over the naive guesses; of all categories together for nil.
    public func skills(of category: String?) -> [Skill] { skills.filter { $0.category == category } }

    /// Whether the forecasts of a category beat every naive guess: their gains' intervals lie above 0.
    ///
    /// Without that no map is drawn and no number but the usual one is shown.
    public func hasSkill(in category: String?) -> Bool {
        let own = skills(of: category)
        return !own.isEmpty && own.allSatisfy { $0.logScoreGainLow > 0 && $0.crpsSkillLow > 0 }
    }

    /// How a forecast was made.
    public struct Method: Codable, Sendable, Hashable {
        /// The key of the model, `pool` for several.
        public let model: String
        /// The weights of a pool's members, by category, then member.
        public let weights: [String: [String: Double]]
        /// By category: the coverages asked of the distributions so that their intervals held 80 and 95 % so far.
        public let coverages: [String: [Double]]
        /// The model that the naive guess comes from.
        public let naive: String
        /// From when on the skill was measured.
        public let testedFrom: UTCSeconds
        /// Until when it was.
        public let testedUntil: UTCSeconds
        /// From how many origins.
        public let origins: Int

        /// Describes a method.
        public init(
            model: String, weights: [String: [String: Double]], coverages: [String: [Double]] = [:], naive: String,
            testedFrom: UTCSeconds, testedUntil: UTCSeconds, origins: Int
        ) {
            (self.model, self.weights, self.coverages, self.naive) = (model, weights, coverages, naive)
            (self.testedFrom, self.testedUntil, self.origins) = (testedFrom, testedUntil, origins)
        }
    }

    /// What was said of a bin.
    public struct Bin: Codable, Sendable, Hashable {
        /// Its first second.
        public let start: UTCSeconds
        /// The first second after it.
        public let end: UTCSeconds
        /// By category, then place.
        public let figures: [Figure]
        /// By category: what makes its total more or less than usual, the strongest first.
        public let drivers: [[Driver]]

        /// Makes a bin's forecasts.
        public init(start: UTCSeconds, end: UTCSeconds, figures: [Figure], drivers: [[Driver]]) {
            (self.start, self.end, self.figures, self.drivers) = (start, end, figures, drivers)
        }
    }

    /// What was said of one figure.
    public struct Figure: Codable, Sendable, Hashable {
        /// The expected count.
        public let mean: Double
        /// What is expected of such a bin without what drives this one: the same day of the week at this time of the year.
        public let usual: Double
        /// The lowest count that eight of ten such figures lie between, as wide as what held so far.
        public let low80: Int
        /// The highest, which lies between too.
        public let high80: Int
        /// The lowest count that nineteen of twenty lie between.
        public let low95: Int
        /// The highest.
        public let high95: Int
        /// The whole distribution of the count, without the noise of its publication.
        public let law: Law
        /// The distribution of the naive guess that it is compared with.
        public let naive: Law

        /// Makes a figure's forecast.
        public init(
            mean: Double, usual: Double, interval80: ClosedRange<Int>, interval95: ClosedRange<Int>, law: Law,
            naive: Law
        ) {
            (self.mean, self.usual, self.law, self.naive) = (mean, usual, law, naive)
            (low80, high80) = (interval80.lowerBound, interval80.upperBound)
            (low95, high95) = (interval95.lowerBound, interval95.upperBound)
        }
    }

    /// Probabilities count by count, in ten-millionths.
    public struct Law: Codable, Sendable, Hashable {
        /// How many parts a probability of 1 has.
        public static let unit = 10_000_000
        /// The count of the first probability.
        public let first: Int
        /// The probabilities from there on, in parts of ``unit``; what lies outside has half a part.
        public let parts: [Int]

        /// Makes a distribution.
        public init(first: Int, parts: [Int]) { (self.first, self.parts) = (first, parts) }
    }

    /// Something known ahead that makes a bin's total more or less than usual.
    public struct Driver: Codable, Sendable, Hashable {
        /// The name of the covariate: `temperature`, `public-holidays`.
        public let name: String
        /// Its value in that bin, in its unit.
        public let value: Double
        /// What it multiplies the usual by.
        public let ratio: Double
        /// The lower end of the ratio's 95 % interval.
        public let low: Double
        /// The upper end.
        public let high: Double
        /// Whether the value lies beyond all that the model has seen.
        public let isExtrapolated: Bool

        /// Makes a driver.
        public init(name: String, value: Double, ratio: Double, low: Double, high: Double, isExtrapolated: Bool) {
            (self.name, self.value, self.ratio, self.low, self.high) = (name, value, ratio, low, high)
            self.isExtrapolated = isExtrapolated
        }
    }

    /// How much better than a naive guess forecasts were.
    public struct Skill: Codable, Sendable, Hashable {
        /// The category; nil for all of them.
        public let category: String?
        /// The naive guess: `seasonal_naive`, `cell_mean`.
        public let over: String
        /// 1 − CRPS over that of the guess.
        public let crpsSkill: Double
        /// The lower end of its 95 % interval, from blocks of weeks.
        public let crpsSkillLow: Double
        /// The upper end.
        public let crpsSkillHigh: Double
        /// How much smaller the log score is, in nats a figure.
        public let logScoreGain: Double
        /// The lower end of its 95 % interval.
        public let logScoreGainLow: Double
        /// The upper end.
        public let logScoreGainHigh: Double

        /// Makes a comparison.
        public init(
            category: String?, over: String, crpsSkill: Double, crpsSkillLow: Double, crpsSkillHigh: Double,
            logScoreGain: Double, logScoreGainLow: Double, logScoreGainHigh: Double
        ) {
            (self.category, self.over) = (category, over)
            (self.crpsSkill, self.crpsSkillLow, self.crpsSkillHigh) = (crpsSkill, crpsSkillLow, crpsSkillHigh)
            self.logScoreGain = logScoreGain
            (self.logScoreGainLow, self.logScoreGainHigh) = (logScoreGainLow, logScoreGainHigh)
        }
    }
}
