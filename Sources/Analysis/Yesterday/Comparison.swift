import Statistics
public import Vocabulary

/// Whether there was more or less of something after than before, by place, by category or in all.
///
/// The ratio of the rates a day with the score interval of `RateComparison`, whose counts vary as the periods' own
/// stretches show them to vary beyond their noise. Small numbers say that they are small instead of a percentage.
public struct Comparison: Sendable, Hashable {
    /// What is compared.
    public enum Grouping: String, Sendable, Hashable, CaseIterable {
        /// All places and categories together.
        case total
        /// Each place, over all categories.
        case place
        /// Each category, over all places.
        case category
        /// Each category in each place.
        case placeAndCategory = "place_and_category"
    }

    /// What is asked.
    public struct Options: Sendable, Hashable {
        /// The two periods.
        public var periods: Periods
        /// What is compared.
        public var grouping: Grouping
        /// The calendar of days and years.
        public var calendar: CivilCalendar
        /// The categories that count; nil for all.
        public var categories: [String]?
        /// The share of false discoveries among the differences that is borne, in 0...1.
        public var falseDiscoveryLevel = 0.05
        /// The coverage of intervals, in 0..<1.
        public var coverage = 0.95

        /// Makes options that ask of every category.
        public init(_ periods: Periods, by grouping: Grouping, calendar: CivilCalendar) {
            (self.periods, self.grouping, self.calendar) = (periods, grouping, calendar)
        }
    }

    /// What is asked.
    public let options: Options

    /// Makes the analysis.
    ///
    /// - Precondition: the options are within the ranges that they state.
    public init(_ options: Options) {
        precondition((0...1).contains(options.falseDiscoveryLevel) && (0..<1).contains(options.coverage))
        self.options = options
    }

    /// Compares the two periods of a table.
    ///
    /// Records have the kind `total`, `place` or `category` (a place's category has the kind `place`), the ratio of the
    /// rate after to the rate before as their estimate, and the verdict `higher`, `lower`, `no_clear_difference` or
    /// `too_few`; the last has no estimate. Exposure is the number of known days; unknown bins count for nothing.
    ///
    /// - Parameters:
    ///   - table: the counts; its bins may be of several levels, as where months and days together cover a period.
    ///   - variation: finer bins of the same places and categories, which tell how counts vary by themselves; nil takes the
    ///     table's own. A coarse table has less noise, a fine one more to learn from.
    /// - Throws: `tooLittle` for a period without a known bin, `missing` for periods that overlap, `unknown` for a category
    ///   that a table doesn't have.
    /// - Complexity: O(figures of the two periods).
    public func compare<A, O>(
        _ table: CountTable<A, O>, variation: CountTable<A, O>? = nil
    ) throws(AnalysisError) -> AnalysisReport {
        let categories = try table.numbers(ofCategories: options.categories)
        let ranges = try options.periods.ranges(in: table, calendar: options.calendar)
        let (before, after) = (table.bins(within: ranges.before), table.bins(within: ranges.after))
        guard !before.isEmpty, !after.isEmpty else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "une période connue de chaque côté", en: "a known period on each side"),
                found: (before.isEmpty ? 0 : 1) + (after.isEmpty ? 0 : 1))
        }
        let groups = ComparedGroup.all(of: table, by: options.grouping, categories: categories)
        let sides = zip(
            PeriodCount.all(of: groups, table, before), PeriodCount.all(of: groups, table, after)
        ).map { (before: $0, after: $1) }
        let (units, dispersion) = try seenVariation(
            variation ?? table, ranges, categories: categories.map { table.categories[$0] })
        let findings = zip(sides, zip(dispersion.factors, dispersion.freedoms)).map { side, own in
            ComparisonFinding(
                before: side.before, after: side.after, dispersion: own.0, freedom: own.1, coverage: options.coverage)
        }
        let q = FalseDiscovery(p: findings.map { $0.p ?? 1 }, window: findings.map { $0.p != nil }).q
        let order = groups.indices.sorted { a, b in
            let (pa, pb) = (findings[a].p ?? 2, findings[b].p ?? 2)
            return pa != pb ? pa < pb : groups[a].key < groups[b].key
        }
        let noisy = (before + after).contains { table.variances[$0] > 0 }
        var intervals = CountIntervals(coverage: options.coverage)
        let records = order.map { number in
            findings[number].record(
                groups[number], q: q[number], level: options.falseDiscoveryLevel, intervals: &intervals)
        }
        let inRange = (
            table.bins.count { ranges.before.overlaps($0.start..<$0.end) },
            table.bins.count { ranges.after.overlaps($0.start..<$0.end) }
        )
        let days = (sides.first?.before.days ?? 0, sides.first?.after.days ?? 0)
        let method = AnalysisReport.Method(
            name: "rate ratio", source: Self.source,
            parameters: [
                ("estimate", .text("rate after / rate before")), ("interval", .text("score")),
                ("coverage", .number(options.coverage)), ("periods", .text(options.periods.name)),
                ("before_start", .integer(Int(ranges.before.lowerBound))),
                ("before_end", .integer(Int(ranges.before.upperBound))),
                ("after_start", .integer(Int(ranges.after.lowerBound))),
                ("after_end", .integer(Int(ranges.after.upperBound))),
                ("grouping", .text(options.grouping.rawValue)),
                ("categories", .list(categories.map { .text(table.categories[$0]) })),
                ("exposure", .text("known days")), ("days_before", .number(days.0)), ("days_after", .number(days.1)),
                ("bins_left_out_before", .integer(inRange.0 - before.count)),
                ("bins_left_out_after", .integer(inRange.1 - after.count)),
                ("variation", .text(units.count > 0 ? "estimated" : "poisson")),
                ("variation_unit", .text(units.name)), ("variation_pairs", .integer(units.count)),
                ("variation_common", .number(dispersion.common)),
                ("degrees_of_freedom", .number(dispersion.degreesOfFreedom)),
                ("count_interval", .text(CountInterval.name(isExact: !noisy))),
                ("fewest_expected", .number(ComparisonFinding.fewestExpected)),
                ("false_discovery_level", .number(options.falseDiscoveryLevel)),
                ("false_discovery_control", .text("Benjamini-Hochberg")),
                ("timezone", .text(options.calendar.timeZoneName)),
            ])
        let notes = ComparisonNotes(
            origin: O.origin, options: options, isNoisy: noisy, units: units,
            leftOut: inRange.0 + inRange.1
                - before.count - after.count, figuresInSum: groups.map { $0.figures }.max() ?? 1,
            monthsDiffer: options.periods.seasonsDiffer(ranges))
        return AnalysisReport(analysis: "compare", method: method, records: records, notes: notes.all)
    }

    /// How much the counts of each group vary by themselves, and between which stretches that is seen.
    private func seenVariation<A, O>(
        _ table: CountTable<A, O>, _ ranges: (before: Range<UTCSeconds>, after: Range<UTCSeconds>), categories: [String]
    ) throws(AnalysisError) -> (units: ComparisonUnits, dispersion: BinDispersion) {
        let (before, after) = (table.bins(within: ranges.before), table.bins(within: ranges.after))
        let groups = ComparedGroup.all(
            of: table, by: options.grouping, categories: try table.numbers(ofCategories: categories))
        let units = ComparisonUnits(table.bins, before: before, after: after, calendar: options.calendar)
        let stretches = PairedStretches(units, variances: table.variances)
        let counts = zip(PeriodCount.all(of: groups, table, before), PeriodCount.all(of: groups, table, after))
        let sums = zip(groups, counts).map { $0.sums(table, stretches, $1.0, $1.1) }
        return (units, BinDispersion(sums, pairs: units.count))
    }

    static let source =
        "Miettinen & Nurminen 1985 (score interval); von Neumann 1941 (variation); Benjamini & Hochberg 1995"
}
