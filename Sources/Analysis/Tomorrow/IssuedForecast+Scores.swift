import Foundation
public import Statistics
public import Vocabulary

extension IssuedForecast.Law {
    /// The probabilities of a forecast, rounded to ten-millionths.
    ///
    /// - Complexity: O(counts that have any probability to speak of).
    public init(_ forecast: CountForecast) {
        let table = forecast.significantProbabilities
        var parts = table.values.map { Int(($0 * Double(Self.unit)).rounded()) }
        var first = table.first
        while parts.count > 1, parts[parts.count - 1] == 0 { parts.removeLast() }
        let empty = parts.prefix { $0 == 0 }.count
        if empty > 0, empty < parts.count {
            parts.removeFirst(empty)
            first += empty
        }
        // So narrow a law that nothing is left of it: certainty.
        self.init(first: first, parts: parts == [0] ? [Self.unit] : parts)
    }

    /// The distribution, as it is scored.
    public var forecast: CountForecast {
        .tabulated(CountProbabilities(first: first, weights: parts.map(Double.init)))
    }

    /// The log score of a published figure: −ln of its probability with the noise of its publication, in nats.
    ///
    /// What the law leaves out has half a ten-millionth.
    func logScore(_ figure: Int, variance: Double) -> Double {
        min(forecast.withNoise(variance: variance).logScore(figure), -log(0.5 / Double(Self.unit)))
    }
}

extension IssuedForecast {
    /// Writes down an outlook.
    ///
    /// - Parameters:
    ///   - places: the places' keys, in the order of the figures.
    ///   - skills: are taken from the outlook's report.
    public init(
        _ outlook: Outlook, table: String, tableVersion: Int, source: String, audience: Audience, origin: Origin,
        placeLevel: String, timeLevel: TimeLevel, places: [String], issuedAt: UTCSeconds, isReplay: Bool
    ) {
        let categories = outlook.categories
        let bins = outlook.bins.indices.map { bin in
            Bin(
                start: outlook.bins[bin].start, end: outlook.bins[bin].end,
                figures: outlook.figures[bin].enumerated().map { series, figure in
                    let coverages = Self.usable(outlook.coverages[series / places.count])
                    let law = Law(figure.law)
                    return Figure(
                        mean: Self.rounded(figure.mean), usual: Self.rounded(figure.usual),
                        interval80: law.forecast.interval(coverage: coverages[0]),
                        interval95: law.forecast.interval(coverage: coverages[1]), law: law,
                        naive: Law(figure.naive))
                },
                drivers: outlook.drivers[bin].map { drivers in
                    drivers.map {
                        Driver(
                            name: $0.name, value: Self.rounded($0.value), ratio: Self.rounded($0.ratio),
                            low: Self.rounded($0.low), high: Self.rounded($0.high), isExtrapolated: $0.isExtrapolated)
                    }
                })
        }
        let pool = outlook.report.models[outlook.report.models.count - 1]
        let skills = pool.scores.flatMap { scores in
            scores.skill.map {
                Skill(
                    category: scores.category, over: $0.over, crpsSkill: Self.rounded($0.crpsSkill),
                    crpsSkillLow: Self.finite($0.crpsSkillLow), crpsSkillHigh: Self.finite($0.crpsSkillHigh),
                    logScoreGain: Self.rounded($0.logScoreGain), logScoreGainLow: Self.finite($0.logScoreGainLow),
                    logScoreGainHigh: Self.finite($0.logScoreGainHigh))
            }
        }
        let weights = Dictionary(
            uniqueKeysWithValues: zip(categories, outlook.weights.map { $0.mapValues(Self.rounded) }))
        self.init(
            table: table, tableVersion: tableVersion, source: source, audience: audience, origin: origin,
            placeLevel: placeLevel, timeLevel: timeLevel, places: places, categories: categories, issuedAt: issuedAt,
            knownUntil: outlook.knownUntil, isReplay: isReplay,
            method: Method(
                model: pool.model, weights: weights,
                coverages: Dictionary(uniqueKeysWithValues: zip(categories, outlook.coverages.map(Self.usable))),
                naive: outlook.naive,
                testedFrom: outlook.tested.lowerBound, testedUntil: outlook.tested.upperBound,
                origins: outlook.report.setting.origins),
            bins: bins, skills: skills)
    }

    /// Scores the bins whose figures are published.
    ///
    /// Each forecast is convolved with the figure's noise, and so is the naive guess. An interval is taken of that
    /// distribution, at the coverage that the forecast asked for.
    ///
    /// - Parameters:
    ///   - id: the forecast's number in the ledger.
    ///   - table: the published counts, with the forecast's places and categories among theirs.
    /// - Returns: one score a bin and category; none where the table has other places or categories.
    /// - Complexity: O(figures × counts that have any probability to speak of).
    public func scores<A: AudienceKind, O: OriginKind>(id: Int64, on table: CountTable<A, O>) -> [LedgerScore] {
        let places = self.places.compactMap { id in table.places.firstIndex { $0.id == id } }
        let numbers = categories.compactMap(table.categories.firstIndex)
        guard places.count == self.places.count, numbers.count == categories.count else { return [] }
        let rows = Dictionary(
            table.bins.indices.filter { table.isKnown[$0] }.map { (table.bins[$0].start, $0) },
            uniquingKeysWith: { first, _ in first })
        return bins.flatMap { bin -> [LedgerScore] in
            guard let row = rows[bin.start], table.bins[row].end == bin.end else { return [] }
            return categories.indices.map { category in
                let figures = places.map { Int(table.value(bin: row, category: numbers[category], place: $0)) }
                let own = bin.figures[category * places.count..<(category + 1) * places.count]
                return score(
                    id, bin.start, category, forecasts: Array(own), figures: figures, variance: table.variances[row])
            }
        }
    }

    private func score(
        _ id: Int64, _ bin: UTCSeconds, _ category: Int, forecasts: [Figure], figures: [Int], variance: Double
    ) -> LedgerScore {
        let coverages = method.coverages[categories[category]] ?? [0.8, 0.95]
        var (logScore, crps, naiveLogScore, naiveCRPS) = (0.0, 0.0, 0.0, 0.0)
        var inside = [0, 0]
        for (forecast, figure) in zip(forecasts, figures) {
            let law = forecast.law.forecast.withNoise(variance: variance)
            let guess = forecast.naive.forecast.withNoise(variance: variance)
            logScore += forecast.law.logScore(figure, variance: variance)
            naiveLogScore += forecast.naive.logScore(figure, variance: variance)
            crps += law.rankedProbabilityScore(figure)
            naiveCRPS += guess.rankedProbabilityScore(figure)
            for (number, coverage) in coverages.enumerated() where law.interval(coverage: coverage).contains(figure) {
                inside[number] += 1
            }
        }
        return LedgerScore(
            forecast: id, bin: bin, category: categories[category], figures: figures.count,
            expected: forecasts.reduce(0) { $0 + $1.mean }, observed: Double(figures.reduce(0, +)),
            logScore: logScore, crps: crps, naiveLogScore: naiveLogScore, naiveCRPS: naiveCRPS, inside80: inside[0],
            inside95: inside[1])
    }

    /// An interval of everything says nothing: one of 999 in 1,000 is as wide as it gets.
    static func usable(_ coverages: [Double]) -> [Double] { coverages.map { rounded(min($0, 0.999)) } }

    /// Six digits are more than anybody reads; fewer make a shorter text.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    /// JSON has no infinity; an interval without an end has one beyond anything.
    private static func finite(_ value: Double) -> Double { value.isFinite ? rounded(value) : (value < 0 ? -1e6 : 1e6) }
}
