import Foundation
import Regression
import Statistics

/// What covariates explain in weeks that no fit saw, over the model without them.
///
/// Blocked cross-validation (Roberts and others 2017): blocks of four weeks are dealt to the folds, one to each in a random
/// order, again and again.
struct ContextGain {
    /// The share of the deviance explained, over all folds; nil where a fold couldn't be fitted.
    let total: Double?
    /// By fold.
    let byFold: [Double]

    init(_ rows: ContextRows, folds: Int, seed: UInt64) {
        let first = rows.weeks.first ?? 0
        let span = (rows.weeks.last ?? 0) - first + 1
        let length = span >= 8 * folds ? 4 : max(span / (2 * folds), 1)
        var generator = Xoshiro256(seed: seed)
        let rounds = (0...max(span / length / folds, 0)).map { _ in
            var order = Array(0..<folds)
            generator.shuffle(&order)
            return order
        }
        let assignment = rows.weeks.map { week in
            let block = (week - first) / length
            return rounds[block / folds][block % folds]
        }
        let isExact = rows.noise.allSatisfy { $0 == 0 }
        // Without covariates the gain is the calendar's over one rate for all.
        let (base, extra) = rows.extra.isEmpty ? ([], rows.base) : (rows.base, rows.extra)
        var (with, without) = (0.0, 0.0)
        var byFold: [Double] = []
        var isWhole = true
        for fold in 0..<folds {
            guard
                let small = Self.heldOut(base, rows, fold, assignment, isExact),
                let large = Self.heldOut(base + extra, rows, fold, assignment, isExact), small > 0
            else {
                isWhole = false
                continue
            }
            with += large
            without += small
            byFold.append(1 - large / small)
        }
        self.byFold = byFold
        total = isWhole && without > 0 ? 1 - with / without : nil
    }

    /// The deviance of one fold's rows under a fit of all others; with noise, squares over their variances.
    private static func heldOut(
        _ columns: [ContextRows.Column], _ rows: ContextRows, _ fold: Int, _ assignment: [Int], _ isExact: Bool
    ) -> Double? {
        func few(_ values: [Double], _ inside: Bool) -> [Double] {
            values.indices.compactMap { (assignment[$0] == fold) == inside ? values[$0] : nil }
        }
        func design(_ inside: Bool) -> Design? {
            let count = assignment.count { ($0 == fold) == inside }
            guard count > 0 else { return nil }
            let ones = (Design.intercept, [Double](repeating: 1, count: count))
            return try? Design(intercept: false, columns: [ones] + columns.map { ($0.name, few($0.values, inside)) })
        }
        guard let training = design(false), let held = design(true) else { return nil }
        let (counts, exposures, noise) = (few(rows.counts, false), few(rows.exposures, false), few(rows.noise, false))
        let fit: CountFit?
        if isExact {
            fit = (try? CountResponse(counts: counts, exposure: exposures)).flatMap {
                try? GeneralizedLinearModel(.quasiPoisson).fit(training, $0)
            }
        } else {
            fit = (try? CountResponse(noisy: counts, noiseVariance: noise, exposure: exposures)).flatMap {
                try? NoiseAwareModel(.given(1)).fit(training, $0)
            }
        }
        let seen = few(rows.counts, true)
        guard let fit, let means = try? fit.means(held, exposure: few(rows.exposures, true)) else { return nil }
        if isExact {
            return seen.indices.reduce(0) { sum, row in
                let mean = max(means[row], .leastNormalMagnitude)
                return sum + 2 * ((seen[row] > 0 ? seen[row] * log(seen[row] / mean) : 0) - (seen[row] - mean))
            }
        }
        // The same weights for both models: those of one rate for all.
        let rate = max(counts.reduce(0, +) / exposures.reduce(0, +), .leastNormalMagnitude)
        let (ownExposures, ownNoise) = (few(rows.exposures, true), few(rows.noise, true))
        return seen.indices.reduce(0) { sum, row in
            sum + pow(seen[row] - means[row], 2) / (rate * ownExposures[row] + ownNoise[row])
        }
    }

    /// The record, with an interval from how the folds differ.
    func record(coverage: Double, category: String?) -> AnalysisReport.Record {
        var interval: AnalysisReport.Interval?
        if let total, byFold.count >= 3 {
            let count = Double(byFold.count)
            let mean = byFold.reduce(0, +) / count
            let spread = byFold.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            let reach =
                StudentT.quantile((1 + coverage) / 2, degreesOfFreedom: count - 1) * (spread / count).squareRoot()
            interval = AnalysisReport.Interval(low: total - reach, high: total + reach)
        }
        let verdict: String? = total.map { total in
            guard let interval else { return total > 0 ? "helps" : "no_gain" }
            return interval.low > 0 ? "helps" : (total > 0 ? "may_help" : "no_gain")
        }
        return AnalysisReport.Record(
            kind: "gain", category: category, estimate: total, interval: interval, verdict: verdict,
            more: ["folds": .list(byFold.map { .number($0) }), "unit": .text("share_of_deviance")])
    }
}
