/// Counts of several units (districts, streets) over several periods: what a before–after comparison with controls needs.
public struct Panel: Sendable, Hashable {
    /// Each row's unit; any numbers.
    public let units: [Int]
    /// Each row's period; any numbers that rise with time.
    public let periods: [Int]
    /// Each row's count, or other outcome.
    public let outcomes: [Double]
    /// What each count is per; nil for 1.
    public let exposures: [Double]?
    /// Prior weights; nil for 1.
    public let weights: [Double]?

    /// Makes a panel; units needn't have all periods, and no two rows share both.
    ///
    /// - Parameters:
    ///   - units: each row's unit.
    ///   - periods: each row's period.
    ///   - outcomes: finite.
    ///   - exposures: above 0; used by the Poisson model only.
    ///   - weights: above 0.
    public init(
        units: [Int], periods: [Int], outcomes: [Double], exposures: [Double]? = nil, weights: [Double]? = nil
    ) throws(RegressionFailure) {
        guard units.count == outcomes.count, periods.count == outcomes.count,
            exposures?.count ?? outcomes.count == outcomes.count, weights?.count ?? outcomes.count == outcomes.count
        else {
            throw .shapes("a panel's units, periods, outcomes, exposures and weights are of one length")
        }
        if let row = outcomes.firstIndex(where: { !$0.isFinite }) { throw .value("its outcome isn't finite", row: row) }
        for (what, values) in [("exposure", exposures), ("weight", weights)] {
            if let row = values?.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .value("its \(what) isn't a finite number above 0", row: row)
            }
        }
        var seen: Set<[Int]> = []
        for row in units.indices where !seen.insert([units[row], periods[row]]).inserted {
            throw .value("unit \(units[row]) already has a row for period \(periods[row])", row: row)
        }
        (self.units, self.periods, self.outcomes) = (units, periods, outcomes)
        (self.exposures, self.weights) = (exposures, weights)
    }

    /// The column that is 1 for some units from a period on, else 0.
    public func treatment(of treated: Set<Int>, from start: Int) -> [Double] {
        units.indices.map { treated.contains(units[$0]) && periods[$0] >= start ? 1 : 0 }
    }

    /// The rows that a condition holds for.
    public func keeping(_ isKept: (_ unit: Int, _ period: Int) -> Bool) -> Panel {
        keeping(rows: units.indices.filter { isKept(units[$0], periods[$0]) })
    }

    func keeping(rows: [Int]) -> Panel {
        Panel(
            unchecked: rows.map { units[$0] }, periods: rows.map { periods[$0] }, outcomes: rows.map { outcomes[$0] },
            exposures: exposures.map { all in rows.map { all[$0] } },
            weights: weights.map { all in rows.map { all[$0] } })
    }

    private init(
        unchecked units: [Int], periods: [Int], outcomes: [Double], exposures: [Double]?, weights: [Double]?
    ) {
        (self.units, self.periods, self.outcomes) = (units, periods, outcomes)
        (self.exposures, self.weights) = (exposures, weights)
    }
}
