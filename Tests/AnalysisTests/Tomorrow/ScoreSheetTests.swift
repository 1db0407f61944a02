import Statistics
import Testing

@testable import Analysis

@Suite struct ScoreSheetTests {
    /// The level of the intervals of 80 % after so many bins of one origin were all missed, and the next origin came.
    private func level(after bins: Int) -> Double {
        var sheet = ScoreSheet(categories: 1, places: 1, areaShares: [], seed: 1)
        let law = CountForecast.poisson(Poisson(mean: 2))
        let missed = ArraySlice([90.0])
        for origin in [0, bins] {
            _ = sheet.score(
                Array(repeating: [law], count: bins), observed: Array(repeating: missed, count: bins), origin: origin,
                isScored: false)
        }
        return sheet.conformal[0][0].level
    }

    @Test func binsOfOneOriginCountAsTenAtMost() {
        #expect(level(after: 10) < level(after: 5))
        #expect(abs(level(after: 40) - level(after: 10)) < 1e-12)
    }
}
