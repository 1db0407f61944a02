import Foundation
import Regression
import Statistics
public import Vocabulary

/// Which features of places go along with more counts there: risk-terrain factors.
///
/// Caplan & Kennedy 2016: an elastic net (Zou & Hastie 2005) thins the factors by cross-validation, a stepwise choice by
/// Schwarz's criterion among negative binomial regressions keeps those that pay. One row a place, all known bins summed.
/// Where figures carry noise, its variance enters both choices through the quasi-likelihood (Wedderburn 1974).
/// Records: `factor` with its ratio of rates, `gain` with the share of deviance explained in places that no fit saw.
public struct RiskTerrain: Sendable, Hashable {
    /// The categories counted together; empty for all.
    public let categories: [String]
    /// The factors to choose from; nil for all of the table's covariates.
    public let covariates: [String]?
    /// Units of covariates, by key.
    public let units: [String: String]
    /// In how many parts the places are cut to judge a choice, at least 2.
    public let folds: Int
    /// How often intervals would hold the truth had the factors not been chosen by the same counts, in 0.5..<1.
    public let coverage: Double
    /// What the division of places begins from.
    public let seed: UInt64

    /// Makes the analysis.
    ///
    /// - Precondition: `folds` is at least 2, `coverage` in 0.5..<1.
    public init(
        categories: [String] = [], covariates: [String]? = nil, units: [String: String] = [:], folds: Int = 5,
        coverage: Double = 0.95, seed: UInt64 = 1
    ) {
        precondition(folds >= 2 && (0.5..<1).contains(coverage))
        (self.categories, self.covariates, self.units) = (categories, covariates, units)
        (self.folds, self.coverage, self.seed) = (folds, coverage, seed)
    }

    /// Finds the factors.
    ///
    /// - Throws: ``AnalysisError/missing(_:remedy:)`` where no covariate differs between places;
    ///   ``AnalysisError/tooLittle(needed:found:)`` for fewer than twenty places;
    ///   ``AnalysisError/failed(method:reason:)`` where no finite estimate exists.
    /// - Complexity: O(factors²) regressions for each fold and once more.
    public func find<A, O>(
        in table: CountTable<A, O>, calendar: CivilCalendar
    ) throws(AnalysisError) -> AnalysisReport {
        let rows = try FactorRows(table, self)
        let choice: FactorChoice
        do {
            choice = try FactorChoice(rows, self)
        } catch {
            throw .failed(method: "risk terrain", reason: error.description)
        }
        var notes = [
            ContextRows.associationNote,
            Phrase(
                fr: "Les facteurs ont été choisis sur les mêmes nombres : leurs intervalles sont un peu trop étroits ; "
                    + "le gain sur des lieux non vus dit ce qu'ils valent.",
                en: "The factors were chosen by the same counts: their intervals are somewhat too narrow; the gain in "
                    + "places not seen says what they are worth."),
        ]
        if rows.noise != nil {
            notes.append(
                Phrase(
                    fr: "Les chiffres portent du bruit : de petits facteurs peuvent ne pas être vus, et le gain est "
                        + "compté bruit compris.",
                    en:
                        "The figures carry noise: small factors may not be seen, and the gain is counted with the noise "
                        + "in it."))
        }
        if choice.records.isEmpty {
            notes.append(Phrase(fr: "Aucun facteur n'est retenu.", en: "No factor is kept."))
        }
        let gain = AnalysisReport.Record(
            kind: "gain", category: rows.category, estimate: choice.gain,
            verdict: choice.gain > 0 ? "helps" : "no_gain",
            more: ["elastic_net": .number(choice.netGain), "unit": .text("share_of_deviance")])
        return AnalysisReport(
            analysis: "context",
            method: AnalysisReport.Method(
                name: "risk terrain", source: "Caplan & Kennedy 2016; Zou & Hastie 2005; Schwarz 1978",
                parameters: [
                    ("places", .integer(rows.counts.count)), ("factors", .integer(rows.columns.count)),
                    ("thinned_to", .integer(choice.thinned)), ("family", .text(choice.family)),
                    ("exposure", .text(rows.exposures == nil ? "place" : "population")), ("folds", .integer(folds)),
                    ("coverage", .number(coverage)), ("seed", .text(String(seed))),
                ]),
            records: Trends.withDiscoveryRate(choice.records) + [gain], notes: notes)
    }
}

/// One row a place, in the order of their ids.
struct FactorRows {
    let category: String?
    let counts: [Double]
    /// The variance of each count's noise; nil where counts are exact.
    let noise: [Double]?
    let exposures: [Double]?
    /// Covariates, each the mean over the known bins.
    let columns: [(name: String, values: [Double])]

    init<A, O>(_ table: CountTable<A, O>, _ options: RiskTerrain) throws(AnalysisError) {
        let chosen = try SeriesSelection(table, categories: options.categories)
        let used = try SeriesSelection.numbers(
            of: options.covariates ?? [], among: table.covariates.map(\.name), kind: "covariate")
        let bins = table.bins.indices.filter { table.isKnown[$0] }
        let places = table.places.count
        func mean(_ covariate: Int, _ place: Int) -> Double {
            let values = bins.map { table.covariates[covariate].values[$0 * places + place] }.filter(\.isFinite)
            return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
        }
        let order = table.places.indices.sorted { table.places[$0].id < table.places[$1].id }
        let kept = order.filter { place in used.allSatisfy { mean($0, place).isFinite } }
        guard kept.count >= 20 else {
            throw .tooLittle(
                needed: Phrase(fr: "20 lieux au contexte connu", en: "20 places with a known context"),
                found: kept.count)
        }
        columns = used.map { covariate in
            (table.covariates[covariate].name, kept.map { mean(covariate, $0) })
        }.filter { column in column.1.contains { $0 != column.1[0] } }
        guard !columns.isEmpty else {
            throw .missing(
                Phrase(
                    fr: "La table n'a aucune covariable qui diffère d'un lieu à l'autre.",
                    en: "The table has no covariate that differs between places."),
                remedy: Phrase(
                    fr: "Ajoutez-en, comme la distance aux bars ou la part de logements.",
                    en: "Add some, such as the distance to bars or the share of homes."))
        }
        category = chosen.categories.count == 1 ? table.categories[chosen.categories[0]] : nil
        let sums = kept.map { table.sum(place: $0, bins: bins, categories: chosen.categories) }
        counts = sums.map(\.value)
        noise = sums.allSatisfy { $0.variance == 0 } ? nil : sums.map(\.variance)
        let people = kept.compactMap { table.places[$0].population }.filter { $0 > 0 }
        exposures = people.count == kept.count ? people : nil
    }
}

/// The factors that an elastic net and a stepwise choice keep.
struct FactorChoice {
    let records: [AnalysisReport.Record]
    let gain: Double
    let netGain: Double
    let thinned: Int
    let family: String

    init(_ rows: FactorRows, _ options: RiskTerrain) throws(RegressionFailure) {
        let design = try Design(columns: rows.columns)
        let response =
            if let noise = rows.noise {
                try CountResponse(noisy: rows.counts, noiseVariance: noise, exposure: rows.exposures)
            } else {
                try CountResponse(counts: rows.counts, exposure: rows.exposures)
            }
        let folds = try Folds(rows: rows.counts.count, count: options.folds, seed: options.seed)
        let net = try ElasticNet().crossValidation(design, response, folds: folds)
        let coefficients = net.path[net.best].coefficients
        let kept = rows.columns.indices.filter { coefficients[$0 + 1] != 0 }
        netGain = net.gain
        thinned = kept.count
        let few = try Design(
            intercept: false,
            columns: [(Design.intercept, [Double](repeating: 1, count: rows.counts.count))]
                + kept.map { rows.columns[$0] })
        let selection: StepwiseSelection.Selection
        do {
            selection = try StepwiseSelection().select(few, response, folds: folds)
            family =
                rows.noise == nil
                ? "negative binomial"
                : selection.fit.shape == nil ? "noise-aware Poisson" : "noise-aware negative binomial"
        } catch {
            guard case .notOverdispersed = error else { throw error }
            selection = try StepwiseSelection(.poisson).select(few, response, folds: folds)
            family = "Poisson"
        }
        gain = selection.gain
        let chosen = try Design(
            intercept: false,
            columns: [(Design.intercept, [Double](repeating: 1, count: rows.counts.count))]
                + selection.names.compactMap { name in rows.columns.first { $0.name == name } })
        let small = try selection.fit.smallSampleErrors(chosen, response, clusters: Array(rows.counts.indices))
        records = selection.names.enumerated().compactMap { place, name in
            guard let index = selection.fit.names.firstIndex(of: name),
                let column = rows.columns.first(where: { $0.name == name })
            else { return nil }
            let mean = column.values.reduce(0, +) / Double(column.values.count)
            let spread = (column.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.values.count))
                .squareRoot()
            let coefficient = selection.fit.coefficients[index]
            let (error, freedom) = (small.standardErrors[index], small.degreesOfFreedom[index])
            let reach = error * StudentT.quantile((1 + options.coverage) / 2, degreesOfFreedom: freedom)
            return AnalysisReport.Record(
                kind: "factor", term: name, category: rows.category, estimate: exp(coefficient),
                interval: AnalysisReport.Interval(low: exp(coefficient - reach), high: exp(coefficient + reach)),
                statistic: coefficient / error, p: StudentT.twoSided(coefficient / error, degreesOfFreedom: freedom),
                verdict: coefficient > 0 ? "more" : "fewer",
                more: [
                    "unit": .text(options.units[name] ?? "1"), "order": .integer(place + 1),
                    "per_standard_deviation": .number(exp(coefficient * spread)),
                    "standard_deviation": .number(spread), "degrees_of_freedom": .number(freedom),
                ])
        }
    }
}
