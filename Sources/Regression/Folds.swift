import Foundation
import Statistics

/// A division of rows into folds, each of which is judged by a fit of the others.
public struct Folds: Sendable, Hashable {
    /// Each row's fold, from 0.
    public let assignment: [Int]
    /// How many folds there are.
    public let count: Int

    /// Takes a given division; every fold from 0 to the largest has a row.
    public init(_ assignment: [Int]) throws(RegressionFailure) {
        let count = (assignment.max() ?? -1) + 1
        guard count >= 2, Set(assignment) == Set(0..<count) else {
            throw .shapes("folds are numbered from 0 and at least two, none of them empty")
        }
        (self.assignment, self.count) = (assignment, count)
    }

    /// Divides rows at random into folds of nearly one size; the same seed divides the same way.
    public init(rows: Int, count: Int = 10, seed: UInt64 = 1) throws(RegressionFailure) {
        var assignment = (0..<max(rows, 0)).map { $0 % max(count, 1) }
        var generator = Xoshiro256(seed: seed)
        generator.shuffle(&assignment)
        try self.init(assignment)
    }

    /// The rows of one fold, or those of all others, as ranges.
    func rows(of fold: Int, inside: Bool) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for row in assignment.indices where (assignment[row] == fold) == inside {
            if let last = ranges.last, last.upperBound == row {
                ranges[ranges.count - 1] = last.lowerBound..<row + 1
            } else {
                ranges.append(row..<row + 1)
            }
        }
        return ranges
    }
}

extension ElasticNet {
    /// A path judged by rows that its fits hadn't seen.
    public struct CrossValidation: Sendable, Hashable {
        /// The path of all rows.
        public let path: [Point]
        /// The mean deviance of a row held out, for each penalty; a mean of the folds' means weighted by their rows.
        public let meanDeviance: [Double]
        /// Its standard error over the folds.
        public let standardError: [Double]
        /// The penalty's index with the least mean deviance.
        public let best: Int
        /// The largest penalty's index within a standard error of the best (Breiman and others 1984, §3.4.3).
        public let simplest: Int
        /// The share of the held-out deviance of an overall rate that the best penalty explains; below 0 it does harm.
        public let gain: Double
    }

    /// Judges the path by cross-validation, as `cv.glmnet` does.
    ///
    /// - Complexity: that of a path for each fold and one more.
    public func crossValidation(
        _ design: Design, _ response: CountResponse, folds: Folds, penalties: [Double]? = nil
    ) throws(RegressionFailure) -> CrossValidation {
        guard folds.assignment.count == design.rows else {
            throw .shapes("\(folds.assignment.count) fold numbers, \(design.rows) rows of the design")
        }
        let whole = try path(design, response, penalties: penalties)
        let penalties = whole.map(\.penalty)
        var (means, sizes): ([[Double]], [Double]) = ([], [])
        var null = 0.0
        for fold in 0..<folds.count {
            let (others, own) = (folds.rows(of: fold, inside: false), folds.rows(of: fold, inside: true))
            let training = response.keeping(rows: others)
            let held = response.keeping(rows: own)
            let points = try path(design.keeping(rows: others), training, penalties: penalties)
            let seen = design.keeping(rows: own)
            let size = held.weights?.reduce(0, +) ?? Double(held.counts.count)
            means.append(
                points.map {
                    HeldOut.deviance(held, means: CountFit.means(seen, $0.coefficients, held), training: training)
                        / size
                })
            sizes.append(size)
            null += HeldOut.nullDeviance(held, training: training)
        }
        let total = sizes.reduce(0, +)
        let mean = penalties.indices.map { index in
            zip(means, sizes).reduce(0) { $0 + $1.0[index] * $1.1 } / total
        }
        let error = penalties.indices.map { index in
            let spread = zip(means, sizes).reduce(0) { $0 + $1.1 * pow($1.0[index] - mean[index], 2) } / total
            return (spread / Double(folds.count - 1)).squareRoot()
        }
        let best = mean.indices.min { mean[$0] < mean[$1] } ?? 0
        let simplest = mean.indices.first { mean[$0] <= mean[best] + error[best] } ?? best
        return CrossValidation(
            path: whole, meanDeviance: mean, standardError: error, best: best, simplest: simplest,
            gain: 1 - mean[best] * total / null)
    }
}
