import Regression
import Statistics
public import Vocabulary

/// What goes along with more or fewer counts: weekday, season, hour, holidays, weather and whatever else the table knows.
///
/// Regression of the counts of each bin (and place) with a logarithmic link: negative binomial (Lawless 1987), quasi-Poisson
/// where counts vary no more than Poisson ones, quasi-likelihood with variance μ + αμ² + σ² (Wedderburn 1974) where figures
/// carry noise of variance σ². Errors allow counts of one week to depend on each other (Liang & Zeger 1986), without the bias
/// that few weeks bring (Bell & McCaffrey 2002). Population and the length of months are exposures. Records:
/// - `term`: the ratio of rates for a change of 1 in the term's unit, with z, p and q;
/// - `gain`: the share of the deviance that the model without the covariates leaves, in weeks that no fit saw, which the
///   covariates explain; below 0 they do harm.
///
/// An association isn't a proof of cause.
public struct ContextRegression: Sendable, Hashable {
    /// How the year's season enters.
    public enum Season: Sendable, Hashable {
        /// A ratio for each month to January.
        case months
        /// This many sines and cosines of the year, 1...6.
        case harmonics(Int)
        /// Not at all.
        case none
    }

    /// Which counts may depend on each other.
    public enum Clusters: Sendable, Hashable {
        /// Those of one week, in all places.
        case weeks
        /// Those of one place, at all times; for many places.
        case places
        /// None: errors hold whatever the variance only (Huber 1967; White 1980).
        case independent
    }

    /// A yes-or-no term in place of a covariate's own: above or below a threshold.
    public struct Cut: Sendable, Hashable {
        /// On which side of the threshold yes is.
        public enum Side: String, Sendable, Hashable {
            /// Strictly above.
            case above = ">"
            /// Strictly below.
            case below = "<"
        }

        /// The covariate's key.
        public let covariate: String
        /// On which side yes is.
        public let side: Side
        /// The threshold, in the covariate's unit.
        public let threshold: Double

        /// Makes a cut.
        public init(covariate: String, side: Side = .above, threshold: Double) {
            (self.covariate, self.side, self.threshold) = (covariate, side, threshold)
        }

        /// Reads a cut such as `temperature>30`.
        ///
        /// - Returns: nil for anything else than a name, `>` or `<`, and a finite number.
        public init?(_ text: String) {
            guard let mark = text.firstIndex(where: { $0 == ">" || $0 == "<" }),
                let side = Side(rawValue: String(text[mark])), mark > text.startIndex,
                let threshold = Double(text[text.index(after: mark)...].filter { $0 != " " }), threshold.isFinite
            else { return nil }
            var name = text[..<mark]
            while name.last == " " { name.removeLast() }
            self.init(covariate: String(name), side: side, threshold: threshold)
        }

        /// The term's name: `temperature>30`.
        public var name: String {
            let whole = threshold.rounded() == threshold && abs(threshold) < 1e15
            return covariate + side.rawValue + (whole ? String(Int(threshold)) : String(threshold))
        }
    }

    /// The categories counted together; empty for all.
    public let categories: [String]
    /// The covariates that enter; nil for all of the table's.
    public let covariates: [String]?
    /// Covariates that enter as yes or no.
    public let cuts: [Cut]
    /// Units of covariates, by key.
    public let units: [String: String]
    /// Public holidays; empty leaves them out.
    public let publicHolidays: Set<CivilDate>
    /// Days of school holidays; empty leaves them out.
    public let schoolHolidays: Set<CivilDate>
    /// How the year's season enters.
    public let season: Season
    /// Which counts may depend on each other.
    public let clusters: Clusters
    /// Whether each place has rows of its own; nil decides: where covariates differ by place, or places are twelve at most.
    public let byPlace: Bool?
    /// In how many parts the weeks are cut to judge the gain, at least 2.
    public let folds: Int
    /// How often intervals hold the truth, in 0.5..<1.
    public let coverage: Double
    /// What the dealing of blocks of weeks to the parts begins from.
    public let seed: UInt64

    /// Makes the analysis.
    ///
    /// - Precondition: `folds` is at least 2, `coverage` in 0.5..<1 and harmonics are 1...6.
    public init(
        categories: [String] = [], covariates: [String]? = nil, cuts: [Cut] = [], units: [String: String] = [:],
        publicHolidays: Set<CivilDate> = [], schoolHolidays: Set<CivilDate> = [], season: Season = .harmonics(2),
        clusters: Clusters = .weeks, byPlace: Bool? = nil, folds: Int = 5, coverage: Double = 0.95, seed: UInt64 = 1
    ) {
        precondition(folds >= 2 && (0.5..<1).contains(coverage))
        if case .harmonics(let number) = season { precondition((1...6).contains(number)) }
        (self.categories, self.covariates, self.cuts, self.units) = (categories, covariates, cuts, units)
        (self.publicHolidays, self.schoolHolidays) = (publicHolidays, schoolHolidays)
        (self.season, self.clusters, self.byPlace) = (season, clusters, byPlace)
        (self.folds, self.coverage, self.seed) = (folds, coverage, seed)
    }

    /// Finds what goes along with the counts.
    ///
    /// - Throws: ``AnalysisError/unknown(kind:name:known:)`` for a name that the table lacks;
    ///   ``AnalysisError/missing(_:remedy:)`` for a cut that all bins are on one side of;
    ///   ``AnalysisError/tooLittle(needed:found:)`` for less than three known rows a coefficient, or fewer than ten weeks
    ///   (places) as clusters; ``AnalysisError/failed(method:reason:)`` where no finite estimate exists.
    /// - Complexity: O(rows × terms²) a pass, some ten passes, for the fit and twice for each fold.
    public func find<A, O>(
        in table: CountTable<A, O>, calendar: CivilCalendar
    ) throws(AnalysisError) -> AnalysisReport {
        let rows = try ContextRows(table, options: self, calendar: calendar)
        let columns = rows.base + rows.extra
        guard rows.counts.count >= 3 * (columns.count + 1) else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "\(3 * (columns.count + 1)) intervalles connus pour \(columns.count) termes",
                    en: "\(3 * (columns.count + 1)) known bins for \(columns.count) terms"),
                found: rows.counts.count)
        }
        let groups = Set(rows.clusters).count
        guard groups >= 10 else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "10 groupes indépendants (semaines ou lieux)", en: "10 independent groups (weeks or places)"),
                found: groups)
        }
        let fit: ContextFit
        do {
            fit = try ContextFit(columns, rows)
        } catch {
            throw .failed(method: "regression", reason: error.description)
        }
        let terms = fit.records(columns, coverage: coverage, category: rows.category)
        let gain = ContextGain(rows, folds: folds, seed: seed).record(coverage: coverage, category: rows.category)
        return AnalysisReport(
            analysis: "context",
            method: AnalysisReport.Method(
                name: fit.family,
                source: "McCullagh & Nelder 1989; Lawless 1987; Wedderburn 1974; Liang & Zeger 1986; "
                    + "Bell & McCaffrey 2002",
                parameters: [
                    ("rows", .integer(rows.counts.count)), ("left_out", .integer(rows.leftOut)),
                    ("by_place", .flag(rows.isByPlace)), ("level", .text(rows.level.rawValue)),
                    ("exposure", .text(rows.exposure)), ("clusters", .text("\(clusters)")),
                    ("groups", .integer(groups)),
                    ("dispersion", .number(fit.dispersion)), ("shape", .number(fit.shape ?? .infinity)),
                    ("folds", .integer(folds)), ("coverage", .number(coverage)),
                ]),
            records: Trends.withDiscoveryRate(terms) + [gain], notes: notes(rows, terms: terms))
    }

    private func notes(_ rows: ContextRows, terms: [AnalysisReport.Record]) -> [Phrase] {
        var notes = [
            ContextRows.associationNote,
            Phrase(
                fr: "Chaque rapport vaut à jour, saison et autres termes égaux, pour une unité de plus ou pour oui "
                    + "contre non.",
                en: "Each ratio holds with weekday, season and all other terms equal, for one unit more or for yes "
                    + "against no."),
            Phrase(
                fr: "Le gain est mesuré sur des semaines que l'estimation n'a pas vues.",
                en: "The gain is measured in weeks that the estimate hasn't seen."),
        ]
        let unsure = terms.filter { term in
            guard case .number(let freedom)? = term.more["degrees_of_freedom"] else { return false }
            return freedom < ContextFit.fewestFreedoms
        }.compactMap(\.term)
        if !unsure.isEmpty {
            let names = unsure.joined(separator: ", ")
            notes.append(
                Phrase(
                    fr: "Trop peu de groupes (semaines ou lieux) parlent de \(names) : n'en concluez rien.",
                    en: "Too few groups (weeks or places) tell of \(names): conclude nothing from them."))
        }
        return notes + rows.notes
    }
}
