import Foundation

/// What would have happened without a measure: a mixture of untouched units that went along with the treated one before.
///
/// Abadie, Diamond & Hainmueller 2010: weights from 0 up that add up to 1 make the mixture nearest to the treated unit in the
/// periods before the measure (equation 2, with the outcomes of those periods as predictors and one importance for all,
/// unless others are given). Judged by placebos: each donor in its turn is taken to be the treated unit (section 2.4).
public struct SyntheticControl: Sendable {
    /// The treated unit's outcomes, one a period.
    public let treated: [Double]
    /// The donors' names.
    public let names: [String]
    /// The donors' outcomes.
    private let donors: [[Double]]
    /// The first period of the measure.
    public let start: Int
    /// The importance of each period before the measure.
    private let importance: [Double]

    /// Makes a comparison.
    ///
    /// - Parameters:
    ///   - treated: the treated unit's outcomes, in order of time, finite.
    ///   - donors: untouched units, with outcomes for the same periods; put rates, not counts, where sizes differ.
    ///   - start: the index of the first period of the measure; some periods come before it and some after.
    ///   - importance: how much each period before counts, above 0; nil for all alike.
    public init(
        treated: [Double], donors: [(name: String, outcomes: [Double])], start: Int, importance: [Double]? = nil
    ) throws(RegressionFailure) {
        guard (1..<max(treated.count, 1)).contains(start) else {
            throw .shapes("the measure begins after the first and not after the last of \(treated.count) periods")
        }
        guard donors.count >= 2 else { throw .shapes("a mixture needs two donors") }
        for donor in donors where donor.outcomes.count != treated.count {
            throw .shapes("\(donor.name) has \(donor.outcomes.count) periods, the treated unit \(treated.count)")
        }
        for outcomes in [treated] + donors.map(\.outcomes) {
            if let period = outcomes.firstIndex(where: { !$0.isFinite }) {
                throw .value("an outcome isn't finite", row: period)
            }
        }
        guard importance?.count ?? start == start, importance?.allSatisfy({ $0 > 0 && $0.isFinite }) ?? true else {
            throw .shapes("one finite importance above 0 for each of \(start) periods before the measure")
        }
        self.treated = treated
        self.names = donors.map(\.name)
        self.donors = donors.map(\.outcomes)
        self.start = start
        self.importance = importance ?? [Double](repeating: 1, count: start)
    }

    /// A synthetic control that was found.
    public struct Fit: Sendable, Hashable {
        /// The donors' weights, from 0 up, adding up to 1.
        public let weights: [Double]
        /// The mixture's outcomes, one a period.
        public let synthetic: [Double]
        /// The treated unit's outcomes less the mixture's.
        public let gaps: [Double]
        /// The sum of squared gaps before the measure, each times its importance.
        public let objective: Double
        /// How far the conditions of an optimum are missed, relative to the outcomes' squares; about 10⁻¹⁵.
        public let optimalityViolation: Double
        /// The first period of the measure.
        public let start: Int

        /// The mean gap from the measure on.
        public var meanEffect: Double { gaps[start...].reduce(0, +) / Double(gaps.count - start) }
        /// The root mean square of the gaps before the measure: how good the mixture is.
        public var errorBefore: Double { Self.rootMeanSquare(gaps[..<start]) }
        /// The same from the measure on.
        public var errorAfter: Double { Self.rootMeanSquare(gaps[start...]) }

        private static func rootMeanSquare(_ values: ArraySlice<Double>) -> Double {
            (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
        }
    }

    /// Finds the mixture.
    ///
    /// - Complexity: O(donors · periods) for each of some tens of steps.
    public func fit() -> Fit { Self.fit(treated, donors, start: start, importance: importance) }

    private static func fit(_ treated: [Double], _ donors: [[Double]], start: Int, importance: [Double]) -> Fit {
        func scaled(_ outcomes: [Double]) -> [Double] {
            importance.indices.map { outcomes[$0] * importance[$0].squareRoot() }
        }
        let found = SimplexLeastSquares(target: scaled(treated), columns: donors.map(scaled))
        let synthetic = treated.indices.map { period in
            donors.indices.reduce(0) { $0 + found.weights[$1] * donors[$1][period] }
        }
        return Fit(
            weights: found.weights, synthetic: synthetic, gaps: zip(treated, synthetic).map { $0 - $1 },
            objective: found.objective, optimalityViolation: found.violation, start: start)
    }

    /// Placebos in space: each donor is taken to be treated, with the other donors as its own; the statistic is the error
    /// from the measure on over that before, which doesn't punish a donor that nothing resembles.
    public func placebosInSpace() -> PlaceboTest {
        func ratio(_ fit: Fit) -> Double { fit.errorAfter / max(fit.errorBefore, .leastNormalMagnitude) }
        let placebos = donors.indices.map { index in
            var others = donors
            let donor = others.remove(at: index)
            return ratio(Self.fit(donor, others, start: start, importance: importance))
        }
        return PlaceboTest(actual: ratio(fit()), placebos: placebos)
    }

    /// A placebo in time: the mixture found as if the measure had begun earlier, seen up to its real beginning.
    ///
    /// - Parameter earlier: an index before the real first period, with periods before it.
    public func placeboInTime(_ earlier: Int) throws(RegressionFailure) -> Fit {
        guard (1..<start).contains(earlier) else { throw .shapes("a placebo in time begins before the measure") }
        return Self.fit(
            Array(treated[..<start]), donors.map { Array($0[..<start]) }, start: earlier,
            importance: Array(importance[..<earlier]))
    }
}
