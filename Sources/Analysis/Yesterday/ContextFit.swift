import Foundation
import Regression
import Statistics

/// A regression of counts on context with its robust errors.
struct ContextFit {
    /// The family that fitted, by name.
    let family: String
    let dispersion: Double
    /// The negative binomial's θ.
    let shape: Double?
    private let fit: CountFit
    /// Standard errors of the coefficients that are told of, and what Student's t is taken with for each.
    private let errors: [Int: (error: Double, freedom: Double)]

    /// With so many rows as clusters, residuals aren't biased any more and the simple sandwich is much cheaper.
    private static let manyClusters = 20_000
    /// With fewer degrees of freedom an interval rests on hardly any cluster (Pustejovsky & Tipton 2018).
    static let fewestFreedoms = 4.0

    init(_ columns: [ContextRows.Column], _ rows: ContextRows) throws(RegressionFailure) {
        let design = try Design(columns: columns.map { ($0.name, $0.values) })
        let response: CountResponse
        if rows.noise.allSatisfy({ $0 == 0 }) {
            response = try CountResponse(counts: rows.counts, exposure: rows.exposures)
            (fit, family) = try Self.exact(design, response)
        } else {
            response = try CountResponse(noisy: rows.counts, noiseVariance: rows.noise, exposure: rows.exposures)
            (fit, family) = try Self.noisy(design, response)
        }
        dispersion = fit.dispersion
        shape = fit.shape?.value
        let groups = Set(rows.clusters).count
        let told = Set(columns.filter { $0.unit != nil }.map(\.name))
        let names = fit.names
        let chosen = names.indices.filter { told.contains(names[$0]) }
        let found: [(error: Double, freedom: Double)]
        if groups == rows.counts.count, groups > Self.manyClusters {
            let covariance = try fit.robustCovariance(design, response).diagonal
            found = chosen.map { (max(covariance[$0], 0).squareRoot(), Double(groups - 1)) }
        } else {
            let small = try fit.smallSampleErrors(design, response, clusters: rows.clusters, of: chosen)
            found = zip(small.standardErrors, small.degreesOfFreedom).map { ($0, $1) }
        }
        errors = Dictionary(uniqueKeysWithValues: zip(chosen, found))
    }

    /// Negative binomial, or quasi-Poisson where there is no shape to find.
    private static func exact(
        _ design: Design, _ response: CountResponse
    ) throws(RegressionFailure) -> (CountFit, String) {
        do {
            return (
                try GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(design, response), "negative binomial"
            )
        } catch {
            switch error {
            case .notOverdispersed, .notConverged:
                return (try GeneralizedLinearModel(.quasiPoisson).fit(design, response), "quasi-Poisson")
            default: throw error
            }
        }
    }

    /// The same with the noise's variance.
    private static func noisy(
        _ design: Design, _ response: CountResponse
    ) throws(RegressionFailure) -> (CountFit, String) {
        do {
            return (
                try NoiseAwareModel(variation: .negativeBinomial).fit(design, response),
                "noise-aware negative binomial"
            )
        } catch {
            switch error {
            case .notOverdispersed, .notConverged:
                return (try NoiseAwareModel().fit(design, response), "noise-aware quasi-Poisson")
            default: throw error
            }
        }
    }

    /// A record for each column that has a unit.
    func records(
        _ columns: [ContextRows.Column], coverage: Double, category: String?, kind: String = "term"
    ) -> [AnalysisReport.Record] {
        columns.compactMap { column in
            guard let unit = column.unit else { return nil }
            var more = column.more
            more["unit"] = .text(unit)
            guard let index = fit.names.firstIndex(of: column.name), let (error, freedom) = errors[index] else {
                return AnalysisReport.Record(
                    kind: kind, term: column.name, category: category, verdict: "redundant", more: more)
            }
            let estimate = fit.coefficients[index]
            let quantile = StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: freedom)
            more["degrees_of_freedom"] = .number(freedom)
            let p = error > 0 ? StudentT.twoSided(estimate / error, degreesOfFreedom: freedom) : 1
            let clear = p <= 1 - coverage
            return AnalysisReport.Record(
                kind: kind, term: column.name, category: category, estimate: exp(estimate),
                interval: AnalysisReport.Interval(
                    low: exp(estimate - quantile * error), high: exp(estimate + quantile * error)),
                statistic: error > 0 ? estimate / error : nil, p: p,
                verdict: clear ? (estimate > 0 ? "more" : "fewer") : "no_clear_association", more: more)
        }
    }
}
