import Statistics
public import Vocabulary

/// Whether one place, or category, has more than another over the same time.
///
/// The ratio of the rates with the score interval of `RateComparison`; rates are per inhabitant and day where both places'
/// population is known, else per day. Counts vary as successive stretches of the time itself show (as in ``Comparison``).
/// What moves both alike, such as the weather, makes their ratio steadier than that: intervals are wide rather than
/// narrow.
public struct Contrast: Sendable, Hashable {
    /// What is set against each other.
    public enum Sides: Sendable, Hashable {
        /// Two places, over all chosen categories.
        case places(String, String)
        /// Two categories, over all places.
        case categories(String, String)
    }

    /// What is set against each other.
    public let sides: Sides
    /// The time looked at; nil for all of the table's.
    public let range: Range<UTCSeconds>?
    /// The calendar of days.
    public let calendar: CivilCalendar
    /// How often the interval holds the ratio, in 0..<1.
    public let coverage: Double

    /// Makes the analysis.
    ///
    /// - Precondition: `coverage` is in 0..<1.
    public init(
        _ sides: Sides, during range: Range<UTCSeconds>? = nil, calendar: CivilCalendar, coverage: Double = 0.95
    ) {
        precondition((0..<1).contains(coverage))
        (self.sides, self.range, self.calendar, self.coverage) = (sides, range, calendar, coverage)
    }

    /// Sets the first side of a table against the second.
    ///
    /// The one record has the kind `contrast`, the first side's key as its place or category, the other's in `against`, the
    /// ratio of the first rate to the second as its estimate, and the verdict `higher`, `lower`, `no_clear_difference` or
    /// `too_few`.
    ///
    /// - Parameter variation: finer bins of the same places and categories, which tell how counts vary; nil takes the table's.
    /// - Throws: `unknown` for a side that the table doesn't have, `tooLittle` without a known bin.
    /// - Complexity: O(figures of the two sides).
    public func find<A, O>(
        in table: CountTable<A, O>, variation: CountTable<A, O>? = nil
    ) throws(AnalysisError) -> AnalysisReport {
        let bins = Self.known(table, range)
        guard !bins.isEmpty else {
            throw .tooLittle(needed: Phrase(fr: "une période connue", en: "a known period"), found: 0)
        }
        let (first, second) = try groups(of: table)
        let isPerInhabitant = first.population ?? 0 > 0 && second.population ?? 0 > 0 && first.place != nil
        let counts = (PeriodCount(first, table, bins), PeriodCount(second, table, bins))
        let fine = variation ?? table
        let fineBins = variation.map { Self.known($0, range) } ?? bins
        let fineGroups = try groups(of: fine)
        var factors = [1.0, 1.0]
        var (freedom, unit) = (Double.infinity, "none")
        if !fineBins.isEmpty {
            let units = ComparisonUnits(fine.bins, before: fineBins, after: [], calendar: calendar)
            let stretches = PairedStretches(units, variances: fine.variances)
            let sums = [fineGroups.0, fineGroups.1].map { group in
                let period = PeriodCount(group, fine, fineBins)
                return group.sums(fine, stretches, period, period)
            }
            let dispersion = BinDispersion(sums, pairs: units.count)
            (factors, freedom, unit) = (dispersion.factors, dispersion.freedoms.min() ?? .infinity, units.name)
        }
        let (one, other) = (
            isPerInhabitant ? counts.0.shared(by: first.population) : counts.0,
            isPerInhabitant ? counts.1.shared(by: second.population) : counts.1
        )
        let sum = max(0, counts.0.count) + max(0, counts.1.count)
        let mixed =
            sum > 0
            ? (factors[0] * max(0, counts.0.count) + factors[1] * max(0, counts.1.count)) / sum : factors[0]
        // `before` is what the ratio is over.
        let finding = ComparisonFinding(
            before: other, after: one, dispersion: mixed, freedom: freedom, coverage: coverage)
        return AnalysisReport(
            analysis: "compare",
            method: AnalysisReport.Method(
                name: "rate ratio", source: Comparison.source,
                parameters: [
                    ("estimate", .text("rate of the first / rate of the second")), ("interval", .text("score")),
                    ("coverage", .number(coverage)),
                    ("exposure", .text(isPerInhabitant ? "inhabitants × known days" : "known days")),
                    ("days", .number(counts.0.days)), ("variation_unit", .text(unit)),
                    ("variation", .text(unit == "none" ? "poisson" : "estimated")),
                    ("degrees_of_freedom", .number(freedom)),
                    ("fewest_expected", .number(ComparisonFinding.fewestExpected)),
                    ("timezone", .text(calendar.timeZoneName)),
                ]),
            records: [
                finding.contrast(first, counts.0, with: second, counts.1, level: 1 - coverage, coverage: coverage)
            ],
            notes: [
                O.origin.meaning,
                isPerInhabitant
                    ? Phrase(
                        fr: "Rapporté aux habitants : un lieu où beaucoup passent sans y habiter paraît élevé.",
                        en:
                            "Set against the inhabitants: a place that many pass through without living there looks high."
                    )
                    : Phrase(
                        fr: "Nombres bruts : une différence peut n'être que celle de la taille.",
                        en: "Plain counts: a difference may be one of size only."),
            ])
    }

    private func groups<A, O>(of table: CountTable<A, O>) throws(AnalysisError) -> (ComparedGroup, ComparedGroup) {
        switch sides {
        case .places(let a, let b):
            let all = ComparedGroup.all(of: table, by: .place, categories: Array(table.categories.indices))
            return (try Self.group(a, "place", all, \.place), try Self.group(b, "place", all, \.place))
        case .categories(let a, let b):
            let all = ComparedGroup.all(of: table, by: .category, categories: Array(table.categories.indices))
            return (try Self.group(a, "category", all, \.category), try Self.group(b, "category", all, \.category))
        }
    }

    private static func group(
        _ key: String, _ kind: String, _ all: [ComparedGroup], _ name: (ComparedGroup) -> String?
    ) throws(AnalysisError) -> ComparedGroup {
        guard let group = all.first(where: { name($0) == key }) else {
            throw .unknown(kind: kind, name: key, known: all.compactMap(name))
        }
        return group
    }

    private static func known<A, O>(_ table: CountTable<A, O>, _ range: Range<UTCSeconds>?) -> [Int] {
        range.map { table.bins(within: $0) } ?? table.bins.indices.filter { table.isKnown[$0] }
    }
}

extension ComparisonFinding {
    /// The finding as the record of a contrast, whose second side stands where a comparison has the period before.
    fileprivate func contrast(
        _ first: ComparedGroup, _ one: PeriodCount, with second: ComparedGroup, _ other: PeriodCount, level: Double,
        coverage: Double
    ) -> AnalysisReport.Record {
        var intervals = CountIntervals(coverage: coverage)
        let (a, b) = (intervals.interval(of: one), intervals.interval(of: other))
        let plain = record(first, q: p ?? 1, level: level, intervals: &intervals)
        var more: [String: AnalysisReport.Value] = [
            "against": .text(second.place ?? second.category ?? ""),
            "count": .number(one.count), "count_low": .number(a.low), "count_high": .number(a.high),
            "against_count": .number(other.count), "against_low": .number(b.low), "against_high": .number(b.high),
            "dispersion": .number(dispersion),
        ]
        if let name = first.name { more["name"] = .text(name) }
        if let name = second.name { more["against_name"] = .text(name) }
        return AnalysisReport.Record(
            kind: "contrast", place: first.place, category: first.category, estimate: plain.estimate,
            interval: plain.interval, p: p, verdict: plain.verdict, more: more)
    }
}

extension PeriodCount {
    /// The same count a day and inhabitant.
    fileprivate func shared(by population: Double?) -> PeriodCount {
        PeriodCount(count: count, noise: noise, days: days * max(1, population ?? 1))
    }
}
