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
    /// Clusters less one: what Student's t is taken with.
    let freedom: Double
    private let fit: CountFit
    private let errors: [Double]

    init(_ columns: [ContextRows.Column], _ rows: ContextRows) throws(RegressionFailure) {
        let design = try Design(columns: columns.map { ($0.name, $0.values) })
        let response: CountResponse
        if rows.noise.allSatisfy({ $0 == 0 }) {
            response = try CountResponse(counts: rows.counts, exposure: rows.exposures)
            (fit, family) = try Self.exact(design, response)
        } else {
            response = try CountResponse(noisy: rows.counts, noiseVariance: rows.noise, exposure: rows.exposures)
            fit = try NoiseAwareModel().fit(design, response)
            family = "noise-aware quasi-Poisson"
        }
        dispersion = fit.dispersion
        shape = fit.shape?.value
        let groups = Set(rows.clusters).count
        let covariance =
            groups == rows.counts.count
            ? try fit.robustCovariance(design, response)
            : try fit.clusteredCovariance(design, response, clusters: rows.clusters)
        errors = covariance.diagonal.map { max($0, 0).squareRoot() }
        freedom = Double(groups - 1)
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

    /// A record for each column that has a unit.
    func records(
        _ columns: [ContextRows.Column], coverage: Double, category: String?, kind: String = "term"
    ) -> [AnalysisReport.Record] {
        let quantile = StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: freedom)
        return columns.compactMap { column in
            guard let unit = column.unit else { return nil }
            var more = column.more
            more["unit"] = .text(unit)
            guard let index = fit.names.firstIndex(of: column.name) else {
                return AnalysisReport.Record(
                    kind: kind, term: column.name, category: category, verdict: "redundant", more: more)
            }
            let (estimate, error) = (fit.coefficients[index], errors[index])
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
