import Foundation
import Statistics
import Testing

struct ChangePointsTests {
    private struct Fixture: Decodable {
        let cases: [Case]
    }

    private struct Case: Decodable {
        let counts: [Double]
        let shortest: Int
        let penalty: Double
        let variance: Double
        let poisson: [Int]
        let normal: [Int]
    }

    private let null = ChangePointNull(count: 120, shortest: 4)

    @Test func theSegmentationIsTheCheapestOfAll() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: FixtureFile.path("change_points.json")))
        for one in try JSONDecoder().decode(Fixture.self, from: data).cases {
            let search = ChangePoints(
                shortest: one.shortest, threshold: .penalty(one.penalty), dispersion: .given(1))
            #expect(try search.fit(one.counts).segments.map(\.range.upperBound) == one.poisson)
            // With noise that outweighs all else, the likelihood is the normal one with a common variance.
            let swamped = ChangePoints(
                shortest: one.shortest, threshold: .penalty(one.penalty), dispersion: .given(1e-9))
            let noise = [Double](repeating: one.variance, count: one.counts.count)
            #expect(
                try swamped.fit(one.counts, noiseVariances: noise).segments.map(\.range.upperBound) == one.normal)
        }
    }

    /// 400 series without change at a rate of .05: fewer than 6 or more than 36 alarms come about once in 10,000 runs.
    @Test(arguments: [(4.0, 0.0), (40, 0), (40, 0.5), (6, 0.25)])
    func seriesWithoutChangeRaiseAsManyAlarmsAsAsked(mean: Double, epsilon: Double) throws {
        var generator = Xoshiro256(seed: 5)
        let search = ChangePoints(threshold: .falseAlarm(0.05, null))
        let noise = epsilon > 0 ? [Double](repeating: laplaceVariance(epsilon), count: null.count) : nil
        var alarms = 0
        for _ in 0..<400 {
            let counts = (0..<null.count).map { _ in
                generator.poisson(mean) + (epsilon > 0 ? generator.discreteLaplace(epsilon) : 0)
            }
            if try !search.fit(counts, noiseVariances: noise).changes.isEmpty { alarms += 1 }
        }
        #expect((6...36).contains(alarms), "\(alarms) alarms of 20 expected")
    }

    @Test func overdispersedSeriesRaiseNoMore() throws {
        var generator = Xoshiro256(seed: 6)
        let search = ChangePoints(threshold: .falseAlarm(0.05, null))
        var alarms = 0
        for _ in 0..<400 {
            let counts = (0..<null.count).map { _ in generator.negativeBinomial(30, shape: 5) }
            if try !search.fit(counts).changes.isEmpty { alarms += 1 }
        }
        #expect(alarms <= 36, "\(alarms) alarms of 20 expected")
    }

    /// 300 series with one change: a set that held 95 % would hold fewer than 273 once in 1,000 runs.
    @Test(arguments: [0.0, 0.5])
    func theConfidenceSetHoldsTheDate(epsilon: Double) throws {
        var generator = Xoshiro256(seed: 7)
        let search = ChangePoints(threshold: .falseAlarm(0.05, null))
        let noise = epsilon > 0 ? [Double](repeating: laplaceVariance(epsilon), count: null.count) : nil
        var (found, held, width) = (0, 0, 0)
        for _ in 0..<300 {
            let counts = (0..<null.count).map { index in
                generator.poisson(index < 70 ? 30 : 39) + (epsilon > 0 ? generator.discreteLaplace(epsilon) : 0)
            }
            let changes = try search.fit(counts, noiseVariances: noise).changes
            guard changes.count == 1 else { continue }
            found += 1
            if (changes[0].earliest...changes[0].latest).contains(70) { held += 1 }
            width += changes[0].latest - changes[0].earliest
            #expect(changes[0].pValue ?? 1 <= 0.05)
        }
        #expect(found > 255)
        #expect(Double(held) > 0.91 * Double(found))
        #expect(Double(width) / Double(found) < 20)
    }

    @Test func exposuresAreNoChange() throws {
        var generator = Xoshiro256(seed: 8)
        let exposures = (0..<120).map { $0 < 60 ? 1.0 : 2.5 }
        let counts = exposures.map { generator.poisson(20 * $0) }
        let search = ChangePoints(threshold: .falseAlarm(0.01, ChangePointNull(count: 120, shortest: 4)))
        #expect(try search.fit(counts, exposures: exposures).changes.isEmpty)
        #expect(try search.fit(counts).changes.map(\.index) == [60])
    }

    @Test func aConstantSeriesAndAnEmptyOneHaveNoChange() throws {
        let search = ChangePoints(threshold: .falseAlarm(0.05, null))
        #expect(try search.fit([Double](repeating: 3, count: 120)).changes.isEmpty)
        #expect(try search.fit([Double](repeating: 0, count: 120)).changes.isEmpty)
        #expect(throws: SeriesFailure.tooShort(count: 3, needed: 8)) { try search.fit([1, 2, 3]) }
    }
}
