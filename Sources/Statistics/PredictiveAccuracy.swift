/// How much of what came fell into the places that a forecast put first, beside the area that they take.
public struct PredictiveAccuracy: Sendable, Hashable {
    /// The share of the area that was pointed at.
    public let areaShare: Double
    /// The share of what came that fell there: the hit rate.
    public let hitRate: Double
    /// The prediction accuracy index, hit rate over area share; nothing by itself, since it grows as the area shrinks
    /// (Chainey, Tompson & Uhlig 2008).
    public let index: Double
    /// The prediction efficiency index, what was caught over the most that so many places could have caught (PEI*,
    /// Hunt 2016).
    public let efficiency: Double

    /// Points at the places with the largest expected counts.
    ///
    /// - Parameters:
    ///   - expected: for each place the forecast's mean; of equal ones the earlier place goes first.
    ///   - observed: for each place what came.
    ///   - places: how many are pointed at, all of one area.
    /// - Returns: nil where nothing came or no place is pointed at.
    /// - Complexity: O(n log n).
    public init?(expected: [Double], observed: [Double], places: Int) {
        precondition(expected.count == observed.count)
        let total = observed.reduce(0, +)
        guard total > 0, places > 0, places <= observed.count else { return nil }
        let order = expected.indices.sorted { (-expected[$0], $0) < (-expected[$1], $1) }
        let caught = order.prefix(places).reduce(0) { $0 + observed[$1] }
        let most = observed.sorted(by: >).prefix(places).reduce(0, +)
        self.init(caught: caught, most: most, total: total, places: places, of: observed.count)
    }

    /// From sums over several forecasts that point at the same number of places.
    ///
    /// - Precondition: `total` and `places` are above 0.
    public init(caught: Double, most: Double, total: Double, places: Int, of all: Int) {
        precondition(total > 0 && places > 0 && all >= places)
        areaShare = Double(places) / Double(all)
        hitRate = caught / total
        index = hitRate / areaShare
        efficiency = most > 0 ? caught / most : 0
    }
}
