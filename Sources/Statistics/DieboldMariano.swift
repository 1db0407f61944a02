/// The test of Diebold and Mariano: whether one forecast scores better than another.
///
/// With the correction for small samples of Harvey, Leybourne & Newbold 1997, and Student's t on n − 1 degrees.
public struct DieboldMariano: Sendable, Hashable {
    /// The mean of the differences: negative where the first forecast is better.
    public let meanDifference: Double
    /// The corrected statistic; 0 where all differences are 0.
    public let statistic: Double
    /// The two-sided p-value of equal expected scores.
    public let pValue: Double

    /// Tests the differences of two series of scores, in the order of time.
    ///
    /// The long-run variance is the rectangular one over `horizon − 1` lags, as in the paper; where that isn't positive,
    /// Bartlett's weights over the same lags.
    ///
    /// - Parameters:
    ///   - differences: score of the first less score of the second, one a time; smaller scores are better.
    ///   - horizon: how many steps ahead the forecasts look, at least 1.
    /// - Returns: nil for fewer than `horizon` + 2 differences, or where one is infinite.
    /// - Complexity: O(differences × horizon).
    public init?(_ differences: [Double], horizon: Int = 1) {
        let n = differences.count
        guard horizon >= 1, n >= horizon + 2, differences.allSatisfy(\.isFinite) else { return nil }
        let size = Double(n)
        let mean = differences.reduce(0, +) / size
        func covariance(_ lag: Int) -> Double {
            var sum = 0.0
            for index in lag..<n { sum += (differences[index] - mean) * (differences[index - lag] - mean) }
            return sum / size
        }
        let covariances = (0..<horizon).map(covariance)
        var longRun = covariances[0] + 2 * covariances.dropFirst().reduce(0, +)
        if longRun <= 0 {
            longRun = covariances[0]
            for lag in 1..<max(1, horizon) { longRun += 2 * (1 - Double(lag) / Double(horizon)) * covariances[lag] }
        }
        meanDifference = mean
        guard longRun > 0 else {
            statistic = mean == 0 ? 0 : (mean < 0 ? -.infinity : .infinity)
            pValue = mean == 0 ? 1 : 0
            return
        }
        let steps = Double(horizon)
        let correction = (size + 1 - 2 * steps + steps * (steps - 1) / size) / size
        statistic = mean / (longRun / size).squareRoot() * max(correction, 0).squareRoot()
        pValue = StudentT.twoSided(statistic, degreesOfFreedom: size - 1)
    }
}
