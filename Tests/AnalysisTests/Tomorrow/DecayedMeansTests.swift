import Testing

@testable import Analysis

struct DecayedMeansTests {
    @Test func eachSpeedForgetsAsFastAsItSays() {
        var means = DecayedMeans(series: 2, halfLives: [1, .infinity])
        #expect(means.mean(0, 0) == 0)
        for values in [[4.0, 0], [0, 0], [8, 1]] { means.observe(values) }
        // A bin's weight halves with each bin after it.
        #expect(abs(means.mean(0, 0) - (4 * 0.25 + 8) / 1.75) < 1e-12)
        #expect(abs(means.mean(0, 1) - 1 / 1.75) < 1e-12)
        #expect(abs(means.mean(1, 0) - 4) < 1e-12 && abs(means.mean(1, 1) - 1.0 / 3) < 1e-12)
    }
}
